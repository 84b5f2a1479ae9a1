import { BELIEF } from '../constants/evolution';
import { BeliefLane, StepLane } from './lanes';

/**
 * Moves a belief by evidence.
 *
 * Model: gain = w / (n + w); proposed = gain x error; applied = dampening x proposed; x += applied; n += w.
 * @param beliefs written in place at `at`
 * @param error what was seen minus what is held; [-1, 1]
 * @param weight w >= 0, in observations; 0 changes nothing
 * @param dampening share of the proposed change that is applied, [0, 1]; less is applied where the trait would leave [0, 1] or
 *   move further than `room`
 * @param room how far the trait may move, >= 0
 * @param step gets StepLane.count lanes at `stepAt`
 * Effects: in place, allocates nothing; total. The mean moves towards what was seen and never past it.
 * Source: precision-weighted update of a gaussian belief (Kalman); docs/model/evolution.md.
 */
export function updateBelief(
  beliefs: Float64Array,
  at: number,
  error: number,
  weight: number,
  dampening: number,
  room: number,
  step: Float64Array,
  stepAt: number,
): void {
  const mean = beliefs[at + BeliefLane.mean]!;
  const precision = beliefs[at + BeliefLane.precision]!;
  const gain = weight / (precision + weight);
  const proposed = gain * error;
  const size = Math.abs(proposed);
  const inRange = proposed > 0 ? 1 - mean : mean;
  const allowed = room < inRange ? room : inRange;
  const taken = dampening * size > allowed ? allowed / size : dampening;
  const moved = mean + taken * proposed;
  const next = moved < 0 ? 0 : moved > 1 ? 1 : moved;
  beliefs[at + BeliefLane.mean] = next;
  beliefs[at + BeliefLane.precision] = precision + weight;
  step[stepAt + StepLane.gain] = gain;
  step[stepAt + StepLane.proposed] = proposed;
  step[stepAt + StepLane.dampening] = taken;
  step[stepAt + StepLane.applied] = next - mean;
}

/** How firmly a belief of this precision is held, [0, 1): n / (n + halfConfidence). Effects: pure; total. */
export function confidenceOf(precision: number): number {
  return precision / (precision + BELIEF.halfConfidence.value);
}
