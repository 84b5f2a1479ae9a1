import { BELIEF, EVOLUTION } from '../constants/evolution';
import { expm1, LN2 } from '../maths/exp';
import { BeliefLane } from './lanes';

const HOURS_PER_DAY = 24;
const RATE_PER_HOUR = LN2 / (EVOLUTION.halfLifeDays.value * HOURS_PER_DAY);

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
  const permanent = EVOLUTION.permanentFraction.value;
  const passed = -expm1(-RATE_PER_HOUR * hours);
  const drawn = (mean - setPoint) * passed;
  beliefs[at + BeliefLane.mean] = mean - (1 - permanent) * drawn;
  beliefs[at + BeliefLane.setPoint] = setPoint + permanent * drawn;
  const faded = -expm1(-2 * RATE_PER_HOUR * hours);
  beliefs[at + BeliefLane.precision] =
    precision / (1 + (precision / BELIEF.floorPrecision.value - 1) * faded);
}
