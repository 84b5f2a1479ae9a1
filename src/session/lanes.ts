import type { Disposition } from '../affect/disposition';
import { fadeExpectation } from '../affect/expectation';
import { advanceAffect } from '../affect/flow';
import { AffectLane, ExpectationLane } from '../affect/lanes';
import { advanceNoisyAffect } from '../affect/noise';
import { APPRAISAL_DIMENSIONS, AppraisalLane } from '../constants/appraisal';
import { MS_PER_HOUR, SECONDS_PER_HOUR } from '../constants/time';
import { streamKey } from '../maths/random';
import { plainZero } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { SessionState } from '../schema/session';
import { sessionTimeAfter } from './time';

/** The lanes that one session's kernels work on. One set is enough: a transition fills it before it reads it. */
export interface SessionLanes {
  readonly affect: Float64Array;
  readonly expectation: Float64Array;
}

/** Reads three lanes as a vector. */
export function readVad(lanes: Float64Array, at: number): Vad {
  return {
    valence: plainZero(lanes[at]!),
    arousal: plainZero(lanes[at + 1]!),
    dominance: plainZero(lanes[at + 2]!),
  };
}

/** Writes a vector into three lanes. */
export function writeVad(lanes: Float64Array, at: number, vad: Vad): void {
  lanes[at] = vad.valence;
  lanes[at + 1] = vad.arousal;
  lanes[at + 2] = vad.dominance;
}

/** Reads nine lanes as an appraisal. */
export function readAppraisal(lanes: Float64Array, at: number): Appraisal {
  return {
    goalRelevance: plainZero(lanes[at + AppraisalLane.goalRelevance]!),
    goalCongruence: plainZero(lanes[at + AppraisalLane.goalCongruence]!),
    expectedness: plainZero(lanes[at + AppraisalLane.expectedness]!),
    controllability: plainZero(lanes[at + AppraisalLane.controllability]!),
    agency: plainZero(lanes[at + AppraisalLane.agency]!),
    normCompatibility: plainZero(lanes[at + AppraisalLane.normCompatibility]!),
    internalStandards: plainZero(lanes[at + AppraisalLane.internalStandards]!),
    adjustmentPotential: plainZero(lanes[at + AppraisalLane.adjustmentPotential]!),
    urgency: plainZero(lanes[at + AppraisalLane.urgency]!),
  };
}

/** Writes an appraisal into nine lanes. */
export function writeAppraisal(lanes: Float64Array, at: number, appraisal: Appraisal): void {
  for (let lane = 0; lane < AppraisalLane.count; lane++)
    lanes[at + lane] = appraisal[APPRAISAL_DIMENSIONS[lane]!];
}

const scratch: SessionLanes = {
  affect: new Float64Array(AffectLane.count),
  expectation: new Float64Array(ExpectationLane.count),
};
const variance = new Float64Array(1);

/**
 * Lays a session out in lanes and lets time pass: what every transition and every view begins with. What is expected has been kept as of
 * the last event and has faded since then, however time was cut in between.
 * @param seconds time since the session's last write, >= 0
 * @returns the one set of lanes of this module, good until the next call
 */
export function settle(session: SessionState, disposition: Disposition, seconds: number): SessionLanes {
  const { affect, expectation } = scratch;
  const { noisePerHour, timeScale } = disposition.dynamics;
  affect.set(disposition.affect);
  writeVad(affect, AffectLane.emotion, session.emotion);
  writeVad(affect, AffectLane.mood, session.mood);
  if (seconds > 0) {
    const hours = seconds / SECONDS_PER_HOUR;
    if (noisePerHour > 0) {
      const key = streamKey(session.seed, session.id);
      variance[0] = noisePerHour / timeScale;
      advanceNoisyAffect(affect, 0, hours, variance, 0, key, session.steps);
    } else {
      advanceAffect(affect, 0, hours);
    }
  }
  writeAppraisal(expectation, ExpectationLane.mean, session.expectation.appraisal);
  expectation[ExpectationLane.precision] = session.expectation.precision;
  if (session.lastEvent) {
    const sinceMs = sessionTimeAfter(session, seconds) - session.lastEvent.atMs;
    if (sinceMs > 0) fadeExpectation(expectation, 0, sinceMs / MS_PER_HOUR / timeScale);
  }
  return scratch;
}
