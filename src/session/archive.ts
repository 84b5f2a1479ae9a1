import type { SessionState } from '../schema/session';
import { eventBase } from './create-session';
import type { SessionArchived, SessionUnarchived } from './events';

/**
 * Puts a session away as it is. Its times stay too: for what it feels, archived time passes like time in which nobody looks.
 * @param atMs the session's own time now
 * @param clockMs what the clock reads now
 * Effects: pure.
 */
export function archiveSession(
  session: SessionState,
  atMs: number,
  clockMs: number,
): { readonly session: SessionState; readonly events: readonly [SessionArchived] } {
  return {
    session: { ...session, archivedAtMs: clockMs },
    events: [{ type: 'session.archived', ...eventBase(session), atMs }],
  };
}

/**
 * Brings an archived session back as it was.
 * @param atMs the session's own time now
 * Effects: pure.
 */
export function unarchiveSession(
  session: SessionState,
  atMs: number,
): { readonly session: SessionState; readonly events: readonly [SessionUnarchived] } {
  const { archivedAtMs: _, ...rest } = session;
  return { session: rest, events: [{ type: 'session.unarchived', ...eventBase(session), atMs }] };
}
