import { archiveSession, unarchiveSession } from '../session';
import { putEvent } from './codec';
import { type EngineContext, sessionNotFound } from './context';
import { consolidateLoaded } from './personality-units';
import type { Records } from './records';
import { LOST_RACE, untilWon } from './retry';
import { type Session, sessionAnswer } from './session-answers';
import { sessionTimeAt } from './session-time';
import { besideCharacter, commitSession } from './session-turns';

/**
 * Archives a session; what it has gathered is told to its character first. While an override of the character is safe from evidence it is
 * kept instead: unlike a session that is deleted, this one may come back and tell.
 * @returns false when there is none that could be archived
 */
export function archiveTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return besideCharacter(context, records, id, signal, async () => {
    const loaded = await records.session(id);
    if (!loaded) return false;
    const nowMs = context.now();
    const told = consolidateLoaded(records, loaded, nowMs);
    const atMs = sessionTimeAt(loaded.state, nowMs);
    const { session, events } = archiveSession(told?.loaded.state ?? loaded.state, atMs, nowMs);
    const [event] = events;
    const stored = putEvent({ collection: 'session', id }, event.type, event.atMs, { event });
    const revision = await commitSession(context, session, loaded, {
      changes: told?.part.changes ?? [],
      events: [stored, ...(told?.part.events ?? [])],
      told: [...(told?.part.told ?? []), event],
    });
    return revision === undefined ? LOST_RACE : true;
  });
}

/** Brings a session back that was archived; one that was not is answered as it is. */
export function unarchiveTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Session> {
  return untilWon(
    id,
    async () => {
      const loaded = await records.session(id, true);
      if (!loaded) throw sessionNotFound(id);
      if (loaded.state.archivedAtMs === undefined) return sessionAnswer(loaded);
      const atMs = sessionTimeAt(loaded.state, context.now());
      const { session, events } = unarchiveSession(loaded.state, atMs);
      const [event] = events;
      const revision = await commitSession(context, session, loaded, {
        changes: [],
        events: [putEvent({ collection: 'session', id }, event.type, event.atMs, { event })],
        told: [event],
      });
      return revision === undefined ? LOST_RACE : sessionAnswer({ ...loaded, state: session, revision });
    },
    { signal, observer: context.observer },
  );
}
