import { createDisposition, type Disposition } from '../../src/affect/disposition';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../../src/constants/appraisal';
import type { Appraisal } from '../../src/schema/appraisal';
import type { Personality } from '../../src/schema/personality';

/** A character in whom no trait stands out. */
export const NEUTRAL: Personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/** A neutral character but for some traits. */
export function dispositionWith(traits: Partial<Personality>): Disposition {
  return createDisposition({ ...NEUTRAL, ...traits }, {}, {});
}

/** An appraisal in lanes; what is not named stands at its neutral value. */
export function appraisalWith(named: Partial<Appraisal>): Float64Array {
  const lanes = new Float64Array(AppraisalLane.count);
  APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
    lanes[lane] = named[dimension] ?? APPRAISAL_RANGES[dimension].neutral;
  });
  return lanes;
}
