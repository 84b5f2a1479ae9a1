import type { z } from 'zod';
import { invalid, resolveAuthored } from '../affect/authored';
import { createCharacter } from '../character';
import type { PersonaState } from '../schema/persona';
import type { createSessionSchema } from '../schema/session';
import { createSession } from '../session';
import { bornOf } from './authored';
import { putEvent, putState } from './codec';
import { characterNotFound, type EngineContext } from './context';
import { type KeyedSession, keyedSession, sessionOfKey } from './keyed-session';
import { bornFrom, personaKey, tiesOf } from './persona-records';
import { characterKey } from './personality-units';
import { letGoOfGone } from './project-removal';
import { loadedCharacter, type Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';
import { type Session, sessionAnswer } from './session-answers';

type Input = z.output<typeof createSessionSchema>;

/** Makes a session, or loses the race for it; told how many attempts were lost before. */
type Attempt = (lost: number) => Promise<Session | typeof LOST_RACE>;

/**
 * Creates a session, with a character of its own or for one that exists. A taken id or a lost race is tried again. What was made
 * under the same key before is answered instead, whatever has become of the persona that it was made from.
 */
export async function createSessionTurn(
  context: EngineContext,
  records: Records,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const { characterId, personaId } = input;
  const keyed = keyedSession(input);
  let create: Attempt | undefined;
  const attempt: Attempt = async (lost) => {
    const made = keyed && (await sessionOfKey(context, records, keyed));
    if (made) return made;
    create ??=
      characterId === undefined
        ? createWithCharacter(context, input, keyed, await bornFrom(context, personaId))
        : createForCharacter(context, records, input, keyed, characterId);
    return create(lost);
  };
  const turn = () =>
    untilWon(characterId ?? 'a new session', attempt, { signal, observer: context.observer });
  const behind = () => {
    // A character that is being deleted takes its sessions along, a persona lets go of its characters: none may begin behind their backs.
    if (characterId !== undefined) return context.turnstile.pass(characterKey(characterId), turn, signal);
    return personaId === undefined ? turn() : context.turnstile.pass(personaKey(personaId), turn, signal);
  };
  return keyed ? context.turnstile.pass(keyed.id, behind, signal) : behind();
}

function createWithCharacter(
  context: EngineContext,
  input: Input,
  keyed: KeyedSession | undefined,
  persona: PersonaState | undefined,
): Attempt {
  const { store, emitter } = context;
  const authored = resolveAuthored('the session', persona ? bornOf(persona, input) : input);
  return async (lost) => {
    const nowMs = context.now();
    const id = keyed?.id ?? context.newId(nowMs, lost);
    const made = createCharacter({
      ...authored,
      id: context.newId(nowMs, keyed ? lost : 0),
      metadata: input.metadata,
      personaId: persona?.id,
      madeFor: id,
      nowMs,
    });
    const character = loadedCharacter(made.character, 1, nowMs);
    const { session, events } = createSession(
      { id, characterId: made.character.id, userId: input.userId, nowMs, seed: context.seed },
      character.disposition,
    );
    const [outcome] = await store.commit([
      {
        changes: [
          putState('character', made.character, 0),
          putState('session', session, 0),
          ...tiesOf(made.character),
        ],
        events: [
          ...made.events.map((event) =>
            putEvent({ collection: 'character', id: made.character.id }, event.type, event.atMs, {
              event,
              held: made.character.beliefs,
            }),
          ),
          ...events.map((event) =>
            putEvent({ collection: 'session', id }, event.type, event.atMs, { event, ...keyed?.asked }),
          ),
        ],
      },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    for (const event of [...made.events, ...events]) emitter.emit(event);
    await letGoOfGone(context, made.character);
    return sessionAnswer({
      state: session,
      revision: outcome.revisions[1]!,
      parent: made.character.id,
      character,
      overlay: undefined,
      view: character.view,
      disposition: character.disposition,
    });
  };
}

function createForCharacter(
  context: EngineContext,
  records: Records,
  input: Input,
  keyed: KeyedSession | undefined,
  characterId: string,
): Attempt {
  const { store, emitter } = context;
  const misplaced = (
    ['personaId', 'preset', 'personality', 'facets', 'identity', 'metadata'] as const
  ).filter((key) => input[key] !== undefined);
  if (misplaced.length > 0) {
    throw invalid(
      'the session',
      misplaced.map((key) => ({ path: [key], message: 'belongs to the character, which exists already' })),
    );
  }
  return async (lost) => {
    const nowMs = context.now();
    const id = keyed?.id ?? context.newId(nowMs, lost);
    const { emotionConfig, goals, userId } = input;
    const met = await records.meet(characterId, userId, emotionConfig);
    if (!met) throw characterNotFound(characterId);
    const { character } = met;
    const { session, events } = createSession(
      { id, characterId, userId, nowMs, seed: context.seed, emotionConfig, goals },
      met.disposition,
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
          putEvent({ collection: 'session', id }, event.type, event.atMs, { event, ...keyed?.asked }),
        ),
      },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    for (const event of events) emitter.emit(event);
    return sessionAnswer({ state: session, revision: outcome.revisions[0]!, parent: characterId, ...met });
  };
}
