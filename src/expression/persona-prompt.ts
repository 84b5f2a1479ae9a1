import { PERSONA_PREAMBLES, type PersonaPurpose } from './persona-preambles';
import { parseInParts, renderInParts } from './persona-sections';
import type { Section } from './sections';

/** What a prompt is made of. A field that is absent or blank leaves no section. */
export interface PersonaPromptInput {
  readonly purpose: PersonaPurpose;
  readonly persona: {
    readonly name: string;
    readonly description?: string | undefined;
    readonly systemPrompt?: string | undefined;
  };
  /** The situation that the persona is in. */
  readonly scenario?: string | undefined;
  /** What a simulated user is to reach, or what a character wants. */
  readonly goal?: string | undefined;
  /** The character behind the persona as it is now: the lines of `describePersonality`, and its feeling in words. */
  readonly live?: { readonly personality: readonly string[]; readonly feeling: string } | undefined;
}

/** A prompt taken apart. */
export interface ParsedPersonaPrompt {
  readonly purpose: PersonaPurpose;
  /** Named `name`, `description`, `instructions`, `personality`, `scenario`, `goal` and `feeling`, in this order. */
  readonly sections: readonly Section[];
}

/**
 * The sections of a persona's prompt, the steadiest first: `name`, `description`, `instructions` (the system prompt),
 * `personality`, `scenario`, `goal` and `feeling`.
 *
 * Texts stand as they were written, but for broken Unicode, which becomes U+FFFD: what is shown, stored and sent is the same only
 * if it survives UTF-8.
 * @returns only sections that say something
 * Pure; total.
 */
export function personaSections({ persona, scenario, goal, live }: PersonaPromptInput): readonly Section[] {
  const texts: readonly (readonly [name: string, text: string | undefined])[] = [
    ['name', persona.name],
    ['description', persona.description],
    ['instructions', persona.systemPrompt],
    ['personality', live?.personality.join('\n')],
    ['scenario', scenario],
    ['goal', goal],
    [LIVE, live?.feeling],
  ];
  return texts.flatMap(([name, text]) => (text?.trim() ? [{ name, text: text.toWellFormed() }] : []));
}

const LIVE = 'feeling';

/**
 * Who somebody is to be, in words for a language model: a fixed preamble for the purpose, then the sections of
 * {@link personaSections} between tags that no text can forge.
 *
 * One text for all uses: what is shown is what is stored and what is sent. Everything but the feeling keeps its bytes while
 * the feeling changes, and the feeling comes last, so that a provider can cache all that stands before it.
 * @returns {@link parsePersonaPrompt} reads it back
 * Pure: the same input gives the same bytes; total. As long as its parts: bounding those is up to the caller.
 */
export function renderPersonaPrompt(input: PersonaPromptInput): string {
  const sections = personaSections(input);
  const body = renderInParts(
    sections.filter(({ name }) => name !== LIVE),
    sections.filter(({ name }) => name === LIVE),
  );
  const preamble = PERSONA_PREAMBLES[input.purpose];
  return body === '' ? preamble : `${preamble}\n\n${body}`;
}

/**
 * Purpose and sections of what {@link renderPersonaPrompt} made, exactly as they went in.
 * @returns undefined for any text that `renderPersonaPrompt` could not have made
 * Pure; total.
 */
export function parsePersonaPrompt(prompt: string): ParsedPersonaPrompt | undefined {
  for (const purpose of Object.keys(PERSONA_PREAMBLES) as PersonaPurpose[]) {
    const preamble = PERSONA_PREAMBLES[purpose];
    if (!prompt.startsWith(preamble)) continue;
    const sections = parseInParts(prompt.slice(preamble.length + '\n\n'.length));
    if (sections && renderPersonaPrompt(inputOf(purpose, sections)) === prompt) return { purpose, sections };
  }
  return undefined;
}

/** An input with these sections; names that no section has are passed over. */
function inputOf(purpose: PersonaPurpose, sections: readonly Section[]): PersonaPromptInput {
  const texts = new Map(sections.map(({ name, text }) => [name, text]));
  return {
    purpose,
    persona: {
      name: texts.get('name') ?? '',
      description: texts.get('description'),
      systemPrompt: texts.get('instructions'),
    },
    scenario: texts.get('scenario'),
    goal: texts.get('goal'),
    live: { personality: [texts.get('personality') ?? ''], feeling: texts.get(LIVE) ?? '' },
  };
}
