import { isEngineError } from '../errors';
import type { Change } from '../ports';
import type { SessionState } from '../schema/session';
import { elapse, eventBase } from '../session';
import { type EvolutionRecord, evolutionOf } from './character-answers';
import { removalOf } from './character-turns';
import { putEvent, putState, readState } from './codec';
import { type EngineContext, sessionNotFound } from './context';
import { readSound } from './pages';
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

/** What went when a session was deleted. */
export interface DeletedSession {
  /** Whether its character went with it. */
  readonly withCharacter: boolean;
}

/**
 * Deletes a session: its character hears of it a last time, or goes with it when it was made for it alone.
 * @param options.isSilent leaves the character without a last word
 * @returns undefined when there was none
 */
export async function deleteTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
  { isSilent = false }: { readonly isSilent?: boolean } = {},
): Promise<DeletedSession | undefined> {
  try {
    return await besideCharacter(context, records, id, signal, async () => {
      const loaded = await records.session(id, true);
      if (!loaded) return undefined;
      const { state, revision, character } = loaded;
      const isLast = character.state.madeFor === id;
      const told =
        isLast || isSilent ? undefined : consolidateLoaded(records, loaded, context.now(), true)?.part;
      const others = isLast ? await removalOf(context, character) : (told?.changes ?? []);
      return removeSession(context, state, revision, {
        changes: others,
        events: told?.events ?? [],
        told: told?.told ?? [],
      });
    });
  } catch (error) {
    // A session that has outlived its character, or that cannot be read, can be nothing but deleted.
    if (isEngineError(error, 'CHARACTER_NOT_FOUND') || isDamaged(error, id)) {
      return untilWon(id, () => removeUnread(context, id), { signal, observer: context.observer });
    }
    throw error;
  }
}

function isDamaged(error: unknown, id: string): boolean {
  return (
    isEngineError(error, 'RECORD_CORRUPT') &&
    error.details.collection === 'session' &&
    error.details.id === id
  );
}

/** Deletes a session by what its record says without its body. */
async function removeUnread(
  context: EngineContext,
  id: string,
): Promise<DeletedSession | undefined | typeof LOST_RACE> {
  const [record] = await context.store.load([{ collection: 'session', id }]);
  if (!record) return undefined;
  const characterId = record.parent;
  const [own] = await context.store.load([{ collection: 'character', id: characterId }]);
  // Where both are damaged, the character is left to whoever repairs it.
  const character = own && readSound([own], (found) => readState('character', found)).items[0];
  const isLast = character?.madeFor === id;
  const changes = isLast ? await removalOf(context, { state: character, revision: own!.revision }) : [];
  const [state] = readSound([record], (found) => readState('session', found)).items;
  const session = { id, characterId, userId: state?.userId, atMs: state?.atMs ?? context.now() };
  return removeSession(context, session, record.revision, { changes, events: [], told: [] });
}

async function removeSession(
  context: EngineContext,
  { id, characterId, userId, atMs }: Pick<SessionState, 'id' | 'characterId' | 'userId' | 'atMs'>,
  expectedRevision: number,
  part: UnitPart,
): Promise<DeletedSession | typeof LOST_RACE> {
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
  return {
    withCharacter: part.changes.some(
      ({ collection, kind }) => collection === 'character' && kind === 'remove',
    ),
  };
}
