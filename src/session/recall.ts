import { bendAppraisal } from '../affect/appraisal-impulse';
import { becomesCause } from '../affect/cause';
import type { Disposition } from '../affect/disposition';
import { AppraisalLane } from '../constants/appraisal';
import { MS_PER_SECOND } from '../constants/time';
import { lengthOf } from '../maths/vad';
import type { SessionState } from '../schema/session';
import { viewFeeling } from './elapse';
import type { SessionDeleted, SessionEvent, SessionPerceived } from './events';
import { type Cause, causeWeightAt } from './feeling';
import { readAppraisal, writeAppraisal } from './lanes';
import type { Emotion, Mood } from './view';

/** What is remembered of something that happened to a session. */
export interface Remembered {
  readonly event: Exclude<SessionEvent, SessionDeleted>;
  /** What the feeling was about afterwards; told with a feeling that was set by hand or put back. */
  readonly cause?: Cause | undefined;
}

const bent = new Float64Array(AppraisalLane.count);
const seen = new Float64Array(AppraisalLane.count);

/**
 * How a session felt at an instant, by what is remembered of it: its last known feeling, relaxed until then without random ups and downs.
 * Before the first feeling that is known it stood at its home base.
 *
 * @param disposition the present one: that of the time is not known
 * @param memories the last of what had happened by then, the oldest first; what the feeling is about is known as far as they reach back
 * @param atMs not before any of them
 * Effects: pure; total on valid input.
 */
export function feelingAt(
  session: SessionState,
  disposition: Disposition,
  memories: readonly Remembered[],
  atMs: number,
): { readonly emotion: Emotion; readonly mood: Mood } {
  const { homeBase } = disposition.dynamics;
  const quiet = { ...disposition, dynamics: { ...disposition.dynamics, noisePerHour: 0 } };
  const { cause: _, ...rest } = session;
  let known: SessionState = { ...rest, atMs, emotion: homeBase, mood: homeBase, label: 'neutral' };
  let cause: Cause | undefined;
  for (const { event, cause: told } of memories) {
    if (!('emotion' in event)) continue;
    if (event.type === 'session.perceived') cause = causeAfter(event, cause, quiet);
    else if (event.type !== 'session.elapsed') cause = told;
    const { emotion, mood } = event;
    known = { ...rest, atMs: event.atMs, emotion: emotion.vad, mood: mood.vad, label: emotion.label };
  }
  const felt = viewFeeling(
    cause ? { ...known, cause } : known,
    quiet,
    Math.max(0, atMs - known.atMs) / MS_PER_SECOND,
  );
  return { emotion: felt.emotion, mood: felt.mood };
}

/** What a feeling is about after an event: the rule of `perceive`, read back from what was told. */
function causeAfter(
  event: SessionPerceived,
  held: Cause | undefined,
  disposition: Disposition,
): Cause | undefined {
  const { impulse, delta, emotion, atMs } = event;
  const { homeBase } = disposition.dynamics;
  const strength = lengthOf(impulse.valence, impulse.arousal, impulse.dominance);
  const heldStrength = held
    ? lengthOf(held.impulse.valence, held.impulse.arousal, held.impulse.dominance)
    : 0;
  if (!becomesCause(strength, causeWeightAt(held, atMs, disposition), heldStrength)) return held;
  const residual = lengthOf(
    emotion.vad.valence - delta.valence - homeBase.valence,
    emotion.vad.arousal - delta.arousal - homeBase.arousal,
    emotion.vad.dominance - delta.dominance - homeBase.dominance,
  );
  writeAppraisal(seen, 0, event.appraisal);
  bendAppraisal(seen, 0, disposition.reactions, 0, bent, 0);
  return { appraisal: readAppraisal(bent, 0), impulse, weight: strength / (strength + residual), atMs };
}
