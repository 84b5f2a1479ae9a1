import { evidenceOfLife, type Observed, observe } from '../character';
import type { CharacterState } from '../schema/character';
import type { OverlayState } from '../schema/overlay';
import type { SessionState } from '../schema/session';
import { summarise, withoutWindow } from '../session';

/** A session with its character, and how that differs with the session's user, when it does. */
export interface Life {
  readonly session: SessionState;
  readonly character: CharacterState;
  readonly overlay?: OverlayState | undefined;
}

/** What consolidating came to. */
export interface Consolidated {
  /** The session with its window told and empty. */
  readonly session: SessionState;
  /** What the evidence made of the character; absent when it does not learn from sessions. */
  readonly observed?: Observed;
}

/**
 * Folds what a session has gathered into its character: the window is told as evidence, as of the session's own time, and is empty then.
 * @param clockMs what the clock reads
 * @param isLast whether the session ends here
 * @returns undefined when there is nothing to tell, or while a manual override is safe from evidence: then the window waits, unless
 *   the session ends
 * Effects: pure; total on valid states.
 */
export function consolidate(
  { session, character, overlay }: Life,
  clockMs: number = session.clockMs,
  isLast = false,
): Consolidated | undefined {
  const { window, userId, atMs } = session;
  if (!window) return undefined;
  if (character.learnsFromSessions === false || character.plasticity === 0) {
    return { session: withoutWindow(session) };
  }
  if (!isLast && clockMs < (character.protectedUntilMs ?? Number.NEGATIVE_INFINITY)) return undefined;
  const life = summarise(window);
  const evidence = evidenceOfLife(character, overlay, life, userId, session.emotionConfig, atMs);
  const overlays = new Map(overlay ? [[overlay.userId, overlay]] : []);
  const observed = observe(character, overlays, evidence, atMs, { clockMs, sessionId: session.id });
  return { session: withoutWindow(session), observed };
}
