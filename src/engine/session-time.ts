import { LIMITS } from '../constants/limits';
import { MS_PER_SECOND } from '../constants/time';
import { EngineError } from '../errors';
import type { SessionState } from '../schema/session';
import { sessionTimeAfter } from '../session';

/**
 * How many seconds have passed for a session: what the caller says, else what the clock says.
 * A clock a little behind the last write counts as standing still, because processes that share a store never agree exactly.
 * @throws EngineError TIME_REVERSED when the clock is behind by more than LIMITS.clockSkewMs
 */
export function elapsedBy(session: SessionState, elapsedSeconds: number | undefined, nowMs: number): number {
  if (elapsedSeconds !== undefined) return elapsedSeconds;
  if (nowMs < session.clockMs - LIMITS.clockSkewMs) {
    throw new EngineError(
      'TIME_REVERSED',
      `the clock reads ${session.clockMs - nowMs} ms before the last write of session "${session.id}"; give elapsedSeconds to go by your own time`,
      { id: session.id, lastAtMs: session.clockMs, nowMs },
    );
  }
  return secondsSince(session, nowMs);
}

/**
 * What a session is to remember of the clock. While the clock counts as standing still it is not let back:
 * otherwise the same time would pass twice, and writers whose clocks differ would make the session's time run ahead of all of them.
 */
export function clockAfter(session: SessionState, nowMs: number): number {
  const isStandingStill = nowMs < session.clockMs && nowMs >= session.clockMs - LIMITS.clockSkewMs;
  return isStandingStill ? session.clockMs : nowMs;
}

/** How many seconds have passed for a session by the clock, for a reader: never negative, at most a hundred years. */
export function secondsSince(session: SessionState, nowMs: number): number {
  const seconds = (nowMs - session.clockMs) / MS_PER_SECOND;
  return seconds < 0 ? 0 : Math.min(seconds, LIMITS.elapsedSeconds);
}

/** A session's own time now. */
export function sessionTimeAt(session: SessionState, nowMs: number): number {
  return sessionTimeAfter(session, secondsSince(session, nowMs));
}
