import { BELIEF, EVOLUTION } from '../constants/evolution';
import { expm1, LN2 } from '../maths/exp';
import { BeliefLane } from './lanes';

const HOURS_PER_DAY = 24;
const RATE_PER_HOUR = LN2 / (EVOLUTION.halfLifeDays.value * HOURS_PER_DAY);

/** A span of hours and what passes in it: the last that was asked for. */
const last = Float64Array.of(Number.NaN, 0);

/**
 * Lets a belief rest: the trait and its set point draw near each other, and certainty fades.
 *
 * Model: with d = x - m and p = 1 - e^(-theta t): x -= (1 - s) d p, m += s d p, where s is the permanent fraction, so s x + (1 - s) m stays.
 *   Certainty as the variance v = 1/n: v <- vf + (v - vf) e^(-2 theta t), vf = 1/floor.
 * @param beliefs written in place at `at` .. `at` + BeliefLane.count - 1
 * @param hours >= 0, of the world
 * Effects: in place, allocates nothing; total. Two spans equal their sum to 1e-12, no span changes nothing, to the bit.
 * Source: mixed set-point model, Ormel et al. 2012 and 2017; Ornstein-Uhlenbeck reading of Anusic & Schimmack 2016.
 */
export function relaxBelief(beliefs: Float64Array, at: number, hours: number): void {
  const mean = beliefs[at + BeliefLane.mean]!;
  const setPoint = beliefs[at + BeliefLane.setPoint]!;
  const precision = beliefs[at + BeliefLane.precision]!;
  const drawn = (mean - setPoint) * passedAfter(hours);
  beliefs[at + BeliefLane.mean] = mean - (1 - EVOLUTION.permanentFraction.value) * drawn;
  beliefs[at + BeliefLane.setPoint] = setPoint + EVOLUTION.permanentFraction.value * drawn;
  const faded = -expm1(-2 * RATE_PER_HOUR * hours);
  const floor = BELIEF.floorPrecision.value;
  const divisor = 1 + (precision / floor - 1) * faded;
  // A certainty of next to nothing that has faded altogether is the floor, and not a quotient by zero.
  beliefs[at + BeliefLane.precision] = divisor > 0 ? precision / divisor : floor;
}

/** The mean alone of a belief that has rested, as {@link relaxBelief} writes it to the bit. Effects: pure; total. */
export function restedMean(mean: number, setPoint: number, hours: number): number {
  const drawn = (mean - setPoint) * passedAfter(hours);
  return mean - (1 - EVOLUTION.permanentFraction.value) * drawn;
}

/** The share of the way that trait and set point have gone: 1 - e^(-theta t). */
function passedAfter(hours: number): number {
  // Traits that were moved together rest for the same time: mostly it is that of the trait before.
  if (last[0] !== hours) {
    last[1] = -expm1(-RATE_PER_HOUR * hours);
    last[0] = hours;
  }
  return last[1]!;
}
