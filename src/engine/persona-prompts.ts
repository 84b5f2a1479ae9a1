import type { z } from 'zod';
import { EngineError } from '../errors';
import {
  cleanReply,
  describePersonality,
  nextMessageRequest,
  parseSections,
  renderPersonaPrompt,
} from '../expression';
import type { PersonaState } from '../schema/persona';
import type { nextMessageSchema, renderPromptSchema } from '../schema/personas-api';
import { viewFeeling } from '../session';
import { type CallOptions, type EngineContext, sessionNotFound } from './context';
import { orAborted } from './or-aborted';
import type { Records } from './records';
import { promptOf } from './session-answers';
import { secondsSince } from './session-time';

type PromptInput = z.output<typeof renderPromptSchema>;

/** The one prompt of a persona, with who its character is and how it feels when a session is given. */
export async function renderPromptFor(
  context: EngineContext,
  records: Records,
  persona: PersonaState,
  { purpose, scenario, goal, session }: PromptInput,
): Promise<string> {
  return renderPersonaPrompt({
    purpose,
    persona,
    scenario,
    goal,
    live: session === undefined ? undefined : await liveOf(context, records, session),
  });
}

/** Who the character of a session is and how it feels now, in words. */
async function liveOf(context: EngineContext, records: Records, sessionId: string) {
  const loaded = await records.session(sessionId);
  if (!loaded) throw sessionNotFound(sessionId);
  const feeling = viewFeeling(loaded.state, loaded.disposition, secondsSince(loaded.state, context.now()));
  const sections = parseSections(promptOf(loaded, feeling, undefined, undefined).context) ?? [];
  return {
    personality: describePersonality(loaded.view.personality, loaded.character.state.facetOffsets),
    feeling: sections.map(({ text }) => text).join('\n'),
  };
}

/** A persona's next line as a simulated user. */
export async function nextMessageTurn(
  context: EngineContext,
  records: Records,
  persona: PersonaState,
  { history, languageModel, ...situation }: z.output<typeof nextMessageSchema>,
  options: CallOptions | undefined,
): Promise<{ readonly content: string }> {
  const model = languageModel ?? context.languageModel;
  if (!model) {
    throw new EngineError(
      'LANGUAGE_MODEL_MISSING',
      'a next message needs a language model: hand one in, or give createEngine one',
      {},
    );
  }
  const prompt = await renderPromptFor(context, records, persona, {
    purpose: 'simulated-user',
    ...situation,
  });
  const request = nextMessageRequest({ prompt, history, name: persona.name });
  let reply: unknown;
  try {
    reply = await orAborted(Promise.resolve(model.complete(request, options?.signal)), options?.signal);
  } catch (cause) {
    if (options?.signal?.aborted) throw cause;
    throw failed(persona.id, 'the language model failed', cause);
  }
  const content = typeof reply === 'string' ? cleanReply(reply, persona.name) : '';
  if (content === '') throw failed(persona.id, 'the language model answered nothing');
  return { content };
}

function failed(id: string, message: string, cause?: unknown): EngineError {
  return new EngineError('LANGUAGE_MODEL_FAILED', message, { id }, { cause });
}
