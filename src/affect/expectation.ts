import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../constants/appraisal';
import { EXPECTATION } from '../constants/coefficients';
import { exp2 } from '../maths/exp';
import { clamp } from '../maths/scalar';
import { ExpectationLane } from './lanes';

// Every range is 1 or 2 wide, so that multiplying by the inverse gives the bits that dividing would.
const INVERSE_WIDTHS = Float64Array.from(
  APPRAISAL_DIMENSIONS,
  (dimension) => 1 / (APPRAISAL_RANGES[dimension].high - APPRAISAL_RANGES[dimension].low),
);

const priorPrecision = EXPECTATION.priorPrecision.value;

const blank = Float64Array.from(APPRAISAL_DIMENSIONS, (dimension) => APPRAISAL_RANGES[dimension].neutral);

/** Writes the expectation of a character that has seen nothing: the neutral appraisal. Effects: in place; total. */
export function writeBlankExpectation(lanes: Float64Array, offset: number): void {
  for (let lane = 0; lane < AppraisalLane.count; lane++) {
    lanes[offset + ExpectationLane.mean + lane] = blank[lane]!;
  }
  lanes[offset + ExpectationLane.precision] = priorPrecision;
}

/** How far the certainty that was learnt has faded after so many hours, as a power of two: what is left of it is 2^that. */
export function exponentOfFading(hours: number): number {
  return -hours / EXPECTATION.certaintyHalfLifeHours.value;
}

/** A precision when so much is left of what was learnt of it. Model: n0 + (n - n0) left, n0 the prior precision. */
export function fadedPrecision(precision: number, left: number): number {
  return priorPrecision + (precision - priorPrecision) * left;
}

/**
 * Lets the certainty of an expectation fade; what is expected stays.
 *
 * Model: n(t) = n0 + (n - n0) 2^(-t / half-life), n0 the prior precision.
 * @param hours >= 0
 * Effects: in place, allocates nothing; total. Two spans in a row equal their sum to 1e-12.
 */
export function fadeExpectation(lanes: Float64Array, offset: number, hours: number): void {
  const at = offset + ExpectationLane.precision;
  lanes[at] = fadedPrecision(lanes[at]!, exp2(exponentOfFading(hours)));
}

/**
 * How far a character has got used to what it expects: [0, 1], nothing before the first event.
 *
 * Model: h = habituation x (n - n0) / (largest n - n0) x what is left of the last event.
 * @param left what is left of the last event, [0, 1]: 1 right after it, 0 when there was none
 * Effects: pure, allocates nothing; total. Source: Rankin et al. 2009 (repetition wears a response down, a pause restores it).
 */
export function habituationOf(lanes: Float64Array, offset: number, left: number): number {
  const learnt = lanes[offset + ExpectationLane.precision]! - priorPrecision;
  const certainty = clamp(learnt / (EXPECTATION.maxPrecision.value - priorPrecision), 0, 1);
  return EXPECTATION.habituation.value * certainty * left;
}

/**
 * Learns from one appraisal, and tells how far it was from what was expected.
 *
 * Model: error = seen - expected; expected += error / (n + 1); n <- min(n + 1, largest).
 * @param errors gets nine lanes at `errorsAt`: the prediction error of each dimension, in that dimension's unit
 * @returns the size of the surprise, [0, 1]: root mean square of the errors, each relative to the width of its range
 * Effects: in place, allocates nothing; total. An expectation stays between what it was and what was seen.
 */
export function learnExpectation(
  lanes: Float64Array,
  offset: number,
  appraisal: Float64Array,
  at: number,
  errors: Float64Array,
  errorsAt: number,
): number {
  const precisionAt = offset + ExpectationLane.precision;
  const posterior = lanes[precisionAt]! + 1;
  let squares = 0;
  for (let lane = 0; lane < AppraisalLane.count; lane++) {
    const expected = lanes[offset + ExpectationLane.mean + lane]!;
    const error = appraisal[at + lane]! - expected;
    const relative = error * INVERSE_WIDTHS[lane]!;
    squares += relative * relative;
    errors[errorsAt + lane] = error;
    lanes[offset + ExpectationLane.mean + lane] = expected + error / posterior;
  }
  const largest = EXPECTATION.maxPrecision.value;
  lanes[precisionAt] = posterior < largest ? posterior : largest;
  return Math.sqrt(squares / AppraisalLane.count);
}
