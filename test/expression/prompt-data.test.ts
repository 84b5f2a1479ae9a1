import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FeltLabel } from '../../src/constants/affect';
import { LIMITS } from '../../src/constants/limits';
import { PRESETS } from '../../src/constants/presets';
import { DOMAINS, FACET_NAMES } from '../../src/constants/traits';
import { PROMPT_LENGTHS, type PromptMoment, type PromptSubject, promptData } from '../../src/expression';
import { PHRASES } from '../../src/expression/phrases';
import { type Identity, identitySchema } from '../../src/schema/identity';

function subjectOf(presetId: string, identity: Identity = {}): PromptSubject {
  const preset = PRESETS.find(({ id }) => id === presetId)!;
  return {
    identity: { ...preset.identity, ...identity },
    personality: preset.personality,
    facetOffsets: {},
    goals: preset.goals,
  };
}

function feeling(
  label: FeltLabel,
  vad: readonly [number, number, number],
  intensity: number,
): PromptMoment['emotion'] {
  const [valence, arousal, dominance] = vad;
  return { vad: { valence, arousal, dominance }, label, intensity, labels: [{ label, probability: 1 }] };
}

const calmMood = { vad: { valence: 0.2, arousal: -0.05, dominance: 0.1 }, label: 'neutral' } as const;
const nothing: PromptMoment = { emotion: feeling('neutral', [0.1, 0, 0.05], 0.01), mood: calmMood };
const nobody: PromptSubject = {
  identity: {},
  personality: { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 },
  facetOffsets: {},
  goals: [],
};

/** The moment of the example in docs/guide/prompts.md. */
const wrongInvoice: PromptMoment = {
  emotion: { ...feeling('anxiety', [-0.31, 0.52, -0.4], 0.42), secondary: 'guilt' },
  mood: { vad: { valence: 0.05, arousal: 0.12, dominance: -0.15 }, label: 'neutral' },
  event: {
    text: 'You sent the invoice to the wrong customer. Again.',
    context: 'Monday morning, and the office is short of staff.',
  },
  hoursSinceEvent: 14.2,
};

describe('the example of the guide', () => {
  const page = readFileSync(new URL('../../docs/guide/prompts.md', import.meta.url), 'utf8');
  const blocks = promptData(subjectOf('anxious_helper', { language: 'en' }), wrongInvoice);

  it.each(['system', 'context', 'instruction'] as const)('has %s as the code makes it', (block) => {
    const [, quoted] =
      page.match(new RegExp(`\\*\\*${block}\\*\\*\\n\\n\`\`\`text\\n([\\s\\S]*?)\\n\`\`\``)) ?? [];
    expect(quoted).toBe(blocks[block]);
  });
});

describe('system', () => {
  it('needs neither name nor anything else', () => {
    expect(promptData(nobody, nothing).system).toBe(
      [
        'You are the character described here.',
        'What the character is like:\n- Around the middle in openness, conscientiousness, extraversion, agreeableness, neuroticism and honesty-humility.',
      ].join('\n\n'),
    );
  });

  it('leaves out what is blank', () => {
    const blank = {
      name: ' ',
      role: '\n',
      background: '\n ',
      coreValues: ['', ' '],
      speakingStyle: ' \n ',
      language: ' ',
    };
    expect(identitySchema.parse(blank)).toEqual(blank);
    expect(promptData({ ...nobody, identity: blank, goals: [' '] }, nothing)).toEqual(
      promptData(nobody, nothing),
    );
  });

  it('keeps lists to one line an entry, and the lines of a speaking style', () => {
    const { system } = promptData(
      { ...nobody, identity: { coreValues: ['a\nb'], speakingStyle: 'One.\nTwo.' }, goals: ['c\r\nd', 'e'] },
      nothing,
    );
    expect(system).toContain('What the character holds dear: a b\n');
    expect(system).toContain('What the character wants:\n- c d\n- e\n');
    expect(system).toContain('How the character speaks: One.\nTwo.');
  });

  it('tells what a character has lived through, whole and to the letter, right after who it is', () => {
    const background = `Born at sea.\nCame ashore at nine.\n\n${'x'.repeat(LIMITS.backgroundLength - 40)}`;
    const { role: _, ...identity } = subjectOf('mentor').identity;
    const subject = { ...subjectOf('mentor'), identity };
    const before = promptData(subject, nothing);
    const after = promptData({ ...subject, identity: { ...identity, background } }, nothing);
    const name = identity.name!;
    const [first] = before.system.split('\n\n');
    expect(after.system).toBe(
      before.system.replace(`${first}\n\n`, `${first}\n\nWhat ${name} has lived through: ${background}\n\n`),
    );
    expect(after).toMatchObject({ context: before.context, instruction: before.instruction });
  });

  it('asks for the language', () => {
    const { system, instruction } = promptData(subjectOf('mentor', { language: 'pt-BR' }), nothing);
    expect(system.endsWith('Speak Portuguese (pt-BR).')).toBe(true);
    expect(instruction.endsWith('Answer in Portuguese (pt-BR).')).toBe(true);
    expect(promptData(subjectOf('mentor'), nothing).instruction).toContain(
      'in the language of the conversation',
    );
  });
});

describe('context', () => {
  const feelingOf = (emotion: PromptMoment['emotion'], subject = subjectOf('rival')) =>
    promptData(subject, { emotion, mood: calmMood }).context.split('\n')[1];

  it('says the strength of a feeling', () => {
    expect(feelingOf(feeling('pride', [0.81, 0.7, 0.85], 0.71))).toBe(
      'Blaze feels proud. The feeling is overwhelming (intensity 0.71 of 1): it crowds out nearly everything else.',
    );
    expect(feelingOf(feeling('pride', [0.1, 0, 0.1], 0.07))).toContain(
      'The feeling is slight (intensity 0.07 of 1)',
    );
  });

  it('says when no feeling stands out', () => {
    expect(feelingOf(feeling('neutral', [0, 0, 0], 0))).toBe(
      'Blaze feels much as usual (intensity 0.00 of 1).',
    );
    expect(feelingOf(feeling('neutral', [0, 0, 0], 0), nobody)).toMatch(/^The character feels/);
  });

  it('names a second feeling, but not the lack of one', () => {
    const joy = feeling('joy', [0.5, 0.3, 0.2], 0.3);
    expect(feelingOf({ ...joy, secondary: 'relief' })).toMatch(/^Blaze feels joyful and also relieved\./);
    expect(feelingOf({ ...joy, secondary: 'neutral' })).toMatch(/^Blaze feels joyful\./);
  });

  it('compares the mood with the usual one', () => {
    const moodOf = (mood: PromptMoment['mood']) =>
      promptData(nobody, { ...nothing, mood }).context.split('\n')[6];
    expect(moodOf(calmMood)).toBe('The mood behind it, slower to change: much as usual.');
    expect(moodOf({ ...calmMood, label: 'guilt' })).toBe(
      'The mood behind it, slower to change: more guilty than usual.',
    );
  });

  it('says how long ago the last event was, once it is more than five minutes', () => {
    const at = (hoursSinceEvent: number) => promptData(nobody, { ...nothing, hoursSinceEvent }).context;
    expect(at(0.05)).toBe(promptData(nobody, nothing).context);
    expect(at(3)).toContain('A pause of about three hours came before this moment.');
  });

  it('cuts long words and says so', () => {
    const { context } = promptData(nobody, { ...nothing, event: { text: 'a'.repeat(1001) } });
    expect(context).toContain(`\n${'a'.repeat(LIMITS.promptTextLength - 1)}…\n`);
  });
});

describe('the bounds', () => {
  it('hold for the longest blocks there can be, and are not far above them', () => {
    const long = (length: number) => 'W'.repeat(length);
    const entries = Array.from({ length: LIMITS.listLength }, () => long(LIMITS.entryLength));
    const identity = identitySchema.parse({
      name: long(LIMITS.nameLength),
      role: long(LIMITS.roleLength),
      background: long(LIMITS.backgroundLength),
      coreValues: entries,
      speakingStyle: long(LIMITS.speakingStyleLength),
      language: `pt-${long(LIMITS.roleLength - 3)}`,
    });
    const words = long(LIMITS.promptTextLength);
    const longest = { system: 0, context: 0, instruction: 0 };
    for (const trait of [0, 0.3, 0.5, 0.7, 1]) {
      const personality = Object.fromEntries(DOMAINS.map((d) => [d, trait])) as PromptSubject['personality'];
      const facetOffsets = Object.fromEntries(FACET_NAMES.map((facet) => [facet, trait < 0.5 ? 0.2 : -0.2]));
      for (const label of Object.keys(PHRASES) as FeltLabel[]) {
        const emotion = { ...feeling(label, [-0.5, -0.5, -0.5], 0.5), secondary: 'gratitude' as const };
        const mood = { vad: emotion.vad, label };
        const blocks = promptData(
          { identity, personality, facetOffsets, goals: entries },
          { emotion, mood, event: { text: words, context: words }, hoursSinceEvent: 1e9 },
        );
        for (const block of ['system', 'context', 'instruction'] as const) {
          longest[block] = Math.max(longest[block], blocks[block].length);
        }
      }
    }
    for (const block of ['system', 'context', 'instruction'] as const) {
      expect(longest[block]).toBeLessThanOrEqual(PROMPT_LENGTHS[block]);
      expect(longest[block]).toBeGreaterThan(PROMPT_LENGTHS[block] - 1000);
    }
  });
});
