import { LAST_INSTANT_MS, MS_PER_SECOND } from '../constants/time';
import { clamp } from '../maths/scalar';
import type { SessionState } from '../schema/session';

/** The session's own time after `seconds` more, kept within what a date can name. */
export function sessionTimeAfter(session: SessionState, seconds: number): number {
  return clamp(session.atMs + seconds * MS_PER_SECOND, -LAST_INSTANT_MS, LAST_INSTANT_MS);
}
