import type { Disposition } from '../affect/disposition';
import { AffectLane } from '../affect/lanes';
import { assemble } from '../immutable/assemble';
import type { Vad } from '../maths/vad';
import type { SessionState } from '../schema/session';
import { eventBase } from './create-session';
import type { SessionOverridden } from './events';
import { causeWeightAt, readEmotion, readMood } from './feeling';
import { settle } from './lanes';
import { sessionTimeAfter } from './time';

/** Some axes of a point in core affect; those that are absent stay where they are. */
type SomeAxes = { readonly [Axis in keyof Vad]?: Vad[Axis] | undefined };

/** A feeling that is set by hand. */
export interface FeelingOverride {
  /** Axes of emotion to set, each in [-1, 1]. Any of them makes the feeling forget what it was about. */
  readonly emotion?: SomeAxes | undefined;
  /** Axes of mood to set, each in [-1, 1]. */
  readonly mood?: SomeAxes | undefined;
  /** Time since the session's last write, seconds, >= 0. */
  readonly elapsedSeconds: number;
  /** What the clock reads now, milliseconds since 1970. */
  readonly clockMs: number;
}

/**
 * Sets axes of a session's feeling by hand: time is settled first, then the given axes are set and the feeling is named anew.
 * @returns the next state and the event that tells of it; `session` itself is left as it was
 * Effects: pure; total on valid input.
 */
export function overrideFeeling(
  session: SessionState,
  disposition: Disposition,
  override: FeelingOverride,
): { readonly session: SessionState; readonly events: readonly [SessionOverridden] } {
  const { affect } = settle(session, disposition, override.elapsedSeconds);
  const atMs = sessionTimeAfter(session, override.elapsedSeconds);
  const isAnew = writeAxes(affect, AffectLane.emotion, override.emotion);
  writeAxes(affect, AffectLane.mood, override.mood);
  const cause = isAnew ? undefined : session.cause;
  // A feeling that was put there by hand has no past that could hold on to its name.
  const emotion = readEmotion(affect, cause, causeWeightAt(cause, atMs, disposition), session.label, isAnew);
  const mood = readMood(affect);
  const next = assemble(session, (draft) => {
    draft.atMs = atMs;
    draft.clockMs = override.clockMs;
    draft.steps += 1;
    draft.emotion = { ...emotion.vad };
    draft.mood = { ...mood.vad };
    draft.label = emotion.label;
    if (isAnew) delete draft.cause;
  });
  const told = { emotion, mood, previousLabel: session.label };
  return { session: next, events: [{ type: 'session.overridden', ...eventBase(next), ...told }] };
}

/** Writes the axes that are given; tells whether any was. */
function writeAxes(lanes: Float64Array, at: number, axes: SomeAxes | undefined): boolean {
  const given = [axes?.valence, axes?.arousal, axes?.dominance];
  given.forEach((value, axis) => {
    if (value !== undefined) lanes[at + axis] = value;
  });
  return given.some((value) => value !== undefined);
}
