import { bendAppraisal, personaliseImpulse, writeRawImpulse } from '../../src/affect/appraisal-impulse';
import { createDisposition, type Disposition } from '../../src/affect/disposition';
import { LABEL_COUNT, writeLabelProbabilities } from '../../src/affect/label';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../../src/constants/appraisal';
import { type StreamKey, uniformAt } from '../../src/maths/random';
import type { Appraisal } from '../../src/schema/appraisal';
import type { Personality } from '../../src/schema/personality';
import { writeAppraisal } from '../../src/session/lanes';

/** The traits of nobody in particular. */
export const NEUTRAL_TRAITS: Personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/** The character that every test asks unless traits are its subject. */
export const neutral: Disposition = createDisposition(NEUTRAL_TRAITS, {}, {});

/** An appraisal as a character saw it, and the push that it gave. */
export interface Felt {
  readonly appraisal: Float64Array;
  readonly impulse: Float64Array;
}

/** Lets the core feel one appraisal, the way a session does. */
export function feel(appraisal: Appraisal, { reactions }: Disposition = neutral): Felt {
  const lanes = new Float64Array(AppraisalLane.count);
  const impulse = new Float64Array(3);
  writeAppraisal(lanes, 0, appraisal);
  bendAppraisal(lanes, 0, reactions, 0, lanes, 0);
  writeRawImpulse(lanes, 0, impulse, 0);
  personaliseImpulse(impulse, 0, reactions, 0);
  return { appraisal: lanes, impulse };
}

/**
 * How probable each label is for a feeling that began at home base.
 * @param causeWeight 1 names it by its event, 0 by its direction in core affect alone
 */
export function labelProbabilities({ appraisal, impulse }: Felt, causeWeight: number): Float64Array {
  const out = new Float64Array(LABEL_COUNT);
  writeLabelProbabilities(impulse, appraisal, impulse, causeWeight, out);
  return out;
}

/**
 * A random event: every dimension drawn evenly from its whole range.
 * @param step which event of the stream; the same step draws the same event
 * @param isShared which dimensions take the one draw that they have in common instead of their own
 */
export function randomAppraisal(
  key: StreamKey,
  step: number,
  isShared: (dimension: keyof Appraisal, index: number) => boolean = () => false,
): Appraisal {
  const common = uniformAt(key, step, 100);
  const entries = APPRAISAL_DIMENSIONS.map((dimension, index) => {
    const { low, high } = APPRAISAL_RANGES[dimension];
    const draw = isShared(dimension, index) ? common : uniformAt(key, step, index);
    return [dimension, low + (high - low) * draw];
  });
  return Object.fromEntries(entries) as Record<keyof Appraisal, number>;
}
