import type { z } from 'zod';
import { createCharacter, dispositionOf, mergeConfigs } from '../character';
import { DOMAINS, type Domain } from '../constants/traits';
import { EngineError, type InputIssue } from '../errors';
import { describeIssues } from '../schema/parse';
import type { Personality } from '../schema/personality';
import type { createSessionSchema } from '../schema/session';
import { createSession } from '../session';
import { putEvent, putState } from './codec';
import type { EngineContext } from './context';
import { isCommitted } from './perceive-turn';
import { presets } from './presets';
import { type LoadedSession, loadedCharacter, type Records } from './records';
import { LOST_RACE, untilWon } from './retry';
import { type Session, sessionAnswer } from './session-answers';

type Input = z.output<typeof createSessionSchema>;

/** Creates a session, with a character of its own or for one that exists. A taken id or a lost race is tried again. */
export async function createSessionTurn(
  context: EngineContext,
  records: Records,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const attempt =
    input.characterId === undefined
      ? createWithCharacter(context, input)
      : createForCharacter(context, records, input, input.characterId);
  return untilWon(input.characterId ?? 'a new session', attempt, { signal, observer: context.observer });
}

function createWithCharacter(
  context: EngineContext,
  input: Input,
): (lost: number) => Promise<Session | typeof LOST_RACE> {
  const { store, emitter } = context;
  const authored = resolveAuthored(input);
  return async (lost) => {
    const nowMs = context.now();
    const id = context.newId(nowMs, lost);
    const made = createCharacter({ ...authored, id: context.newId(nowMs), madeFor: id, nowMs });
    const character = loadedCharacter(made.character, 1);
    const { session, events } = createSession(
      { id, characterId: made.character.id, userId: input.userId, nowMs, seed: context.seed },
      character.disposition,
    );
    const [outcome] = await store.commit([
      {
        changes: [putState('character', made.character, 0), putState('session', session, 0)],
        events: [
          ...made.events.map((event) =>
            putEvent({ collection: 'character', id: made.character.id }, event.type, event.atMs, { event }),
          ),
          ...events.map((event) =>
            putEvent({ collection: 'session', id }, event.type, event.atMs, { event }),
          ),
        ],
      },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    for (const event of [...made.events, ...events]) emitter.emit(event);
    return sessionAnswer({
      state: session,
      revision: outcome.revisions[1]!,
      character,
      disposition: character.disposition,
    });
  };
}

function createForCharacter(
  context: EngineContext,
  records: Records,
  input: Input,
  characterId: string,
): (lost: number) => Promise<Session | typeof LOST_RACE> {
  const { store, emitter } = context;
  const misplaced = (['preset', 'personality', 'facets', 'identity'] as const).filter(
    (key) => input[key] !== undefined,
  );
  if (misplaced.length > 0) {
    throw invalid(
      misplaced.map((key) => ({ path: [key], message: 'belongs to the character, which exists already' })),
    );
  }
  return async (lost) => {
    const character = await records.character(characterId);
    if (!character) {
      throw new EngineError('CHARACTER_NOT_FOUND', `there is no character "${characterId}"`, {
        id: characterId,
      });
    }
    const nowMs = context.now();
    const id = context.newId(nowMs, lost);
    const disposition = input.emotionConfig
      ? dispositionOf(character.state, input.emotionConfig)
      : character.disposition;
    const { session, events } = createSession(
      {
        id,
        characterId,
        userId: input.userId,
        nowMs,
        seed: context.seed,
        emotionConfig: input.emotionConfig,
        goals: input.goals,
      },
      disposition,
    );
    const { madeFor, ...independent } = character.state;
    const [outcome] = await store.commit([
      {
        // Once a second session shares it, a character no longer goes with the first.
        changes: [
          putState('session', session, 0),
          ...(madeFor === undefined ? [] : [putState('character', independent, character.revision)]),
        ],
        events: events.map((event) =>
          putEvent({ collection: 'session', id }, event.type, event.atMs, { event }),
        ),
      },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    for (const event of events) emitter.emit(event);
    const loaded: LoadedSession = { state: session, revision: outcome.revisions[0]!, character, disposition };
    return sessionAnswer(loaded);
  };
}

/** What a new character is made of: the preset's word, outweighed by the caller's. */
function resolveAuthored(input: Input) {
  const preset = input.preset === undefined ? undefined : presets.get(input.preset);
  if (input.preset !== undefined && !preset) {
    const known = presets.list().map(({ id }) => id);
    const issues = [{ path: ['preset'], message: `must be one of ${known.join(', ')}` }];
    throw new EngineError('PRESET_UNKNOWN', `there is no preset "${input.preset}"`, {
      issues,
      preset: input.preset,
      known,
    });
  }
  return {
    personality: completePersonality({ ...preset?.personality, ...spoken(input.personality) }),
    facets: input.facets,
    identity: { ...preset?.identity, ...spoken(input.identity) },
    goals: input.goals ?? preset?.goals,
    emotionConfig: mergeConfigs(preset?.emotionConfig ?? {}, input.emotionConfig),
  };
}

/** An object without the keys that stand there with `undefined`. */
function spoken<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, entry]) => entry !== undefined),
  ) as Partial<T>;
}

function completePersonality(personality: { readonly [D in Domain]?: number | undefined }): Personality {
  const missing = DOMAINS.filter((domain) => personality[domain] === undefined);
  if (missing.length > 0) {
    throw invalid(
      missing.map((domain) => ({ path: ['personality', domain], message: 'is required without a preset' })),
    );
  }
  return personality as Personality;
}

function invalid(issues: readonly InputIssue[]): EngineError {
  return new EngineError('INPUT_INVALID', describeIssues('the session', issues), { issues });
}
