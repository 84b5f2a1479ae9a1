import { isEngineError } from '../errors';
import type { Change } from '../ports';
import type { SessionState } from '../schema/session';
import { elapse, eventBase } from '../session';
import { type EvolutionRecord, evolutionOf } from './character-answers';
import { removalOf } from './character-turns';
import { putEvent, putState, readState } from './codec';
import { type EngineContext, sessionNotFound } from './context';
import { characterKey, consolidateLoaded, type UnitPart } from './personality-units';
import type { LoadedSession, Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';
import { type SessionStateView, stateAnswer } from './session-answers';
import { clockAfter } from './session-time';

/** What consolidating a session told its character. */
export interface ConsolidationAnswer {
  /** Whether anything was told. */
  readonly consolidated: boolean;
  /** The changes of the character, and of the overlay of the session's user, in the order of the evidence. */
  readonly evolution: readonly EvolutionRecord[];
}

/** A session. @throws EngineError SESSION_NOT_FOUND */
export async function findSession(records: Records, id: string): Promise<LoadedSession> {
  const loaded = await records.session(id);
  if (!loaded) throw sessionNotFound(id);
  return loaded;
}

/** Repeats an attempt on a session, archived or not, while nobody else of this engine writes its character. */
export async function besideCharacter<T>(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T | typeof LOST_RACE>,
): Promise<T> {
  return untilWon(
    id,
    async () => {
      const loaded = await records.session(id, true);
      if (!loaded) return attempt();
      return context.turnstile.pass(characterKey(loaded.state.characterId), attempt, signal);
    },
    { signal, observer: context.observer },
  );
}

/** Stores the next state of a session with what belongs to it, and tells of it; undefined when the race was lost. */
export async function commitSession(
  context: EngineContext,
  session: SessionState,
  { revision, parent }: LoadedSession,
  part: UnitPart,
): Promise<number | undefined> {
  const [outcome] = await context.store.commit([
    { changes: [putState('session', session, revision, parent), ...part.changes], events: part.events },
  ]);
  if (!isCommitted(outcome, session.id)) return undefined;
  for (const event of part.told) context.emitter.emit(event);
  return outcome.revisions[0]!;
}

/** Lets time pass for a session. */
export async function tickTurn(
  context: EngineContext,
  records: Records,
  id: string,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<SessionStateView> {
  return untilWon(
    id,
    async () => {
      const loaded = await findSession(records, id);
      const clockMs = clockAfter(loaded.state, context.now());
      const { session, events } = elapse(loaded.state, loaded.disposition, seconds, clockMs);
      const [event] = events;
      if (!event) return stateAnswer(loaded, 0);
      const stored = { event: { ...event, emotion: { ...event.emotion, labels: [] } } };
      const revision = await commitSession(context, session, loaded, {
        changes: [],
        events: [putEvent({ collection: 'session', id }, event.type, event.atMs, stored)],
        told: [event],
      });
      return revision === undefined ? LOST_RACE : stateAnswer({ ...loaded, state: session, revision }, 0);
    },
    { signal, observer: context.observer },
  );
}

/** Tells a session's character what the session has gathered about it. */
export async function consolidateTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
): Promise<ConsolidationAnswer> {
  return besideCharacter(context, records, id, signal, async () => {
    const loaded = await findSession(records, id);
    const told = consolidateLoaded(records, loaded, context.now());
    if (!told) return { consolidated: false, evolution: [] };
    const event = { type: 'session.consolidated', ...eventBase(loaded.state) } as const;
    const stored = putEvent({ collection: 'session', id }, event.type, event.atMs, { event });
    const revision = await commitSession(context, told.loaded.state, loaded, {
      changes: told.part.changes,
      events: [stored, ...told.part.events],
      told: [...told.part.told, event],
    });
    if (revision === undefined) return LOST_RACE;
    const revisions = told.observed?.revisions ?? [];
    return {
      consolidated: told.observed !== undefined,
      evolution: revisions.flatMap(({ changes }) => changes.map(evolutionOf)),
    };
  });
}

/** Deletes a session: its character hears of it a last time, or goes with it when it was made for it alone. */
export async function deleteTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await besideCharacter(context, records, id, signal, async () => {
      const loaded = await records.session(id, true);
      if (!loaded) return false;
      const { state, revision, character } = loaded;
      const isLast = character.state.madeFor === id;
      const told = isLast ? undefined : consolidateLoaded(records, loaded, context.now(), true)?.part;
      const others = isLast ? await removalOf(context, character) : (told?.changes ?? []);
      return removeSession(context, state, revision, {
        changes: others,
        events: told?.events ?? [],
        told: told?.told ?? [],
      });
    });
  } catch (error) {
    if (!isEngineError(error, 'CHARACTER_NOT_FOUND')) throw error;
    // A session that has outlived its character can be nothing but deleted.
    const [record] = await context.store.load([{ collection: 'session', id }]);
    if (!record) return false;
    const nothing = { changes: [], events: [], told: [] };
    return (await removeSession(context, readState('session', record), record.revision, nothing)) === true;
  }
}

async function removeSession(
  context: EngineContext,
  { id, characterId, userId, atMs }: SessionState,
  expectedRevision: number,
  part: UnitPart,
): Promise<true | typeof LOST_RACE> {
  const removal: Change = { kind: 'remove', collection: 'session', id, expectedRevision };
  const [outcome] = await context.store.commit([
    { changes: [removal, ...part.changes], events: part.events },
  ]);
  if (!isCommitted(outcome, id)) return LOST_RACE;
  for (const event of part.told) context.emitter.emit(event);
  context.emitter.emit({
    type: 'session.deleted',
    sessionId: id,
    characterId,
    ...(userId !== undefined && { userId }),
    atMs,
  });
  return true;
}
