import fc from 'fast-check';
import { BELIEF } from '../../src/constants/evolution';
import { BeliefLane, StepLane } from '../../src/evolution/lanes';
import { relaxBelief } from '../../src/evolution/relaxation';
import { updateBelief } from '../../src/evolution/update';
import { magnitudeIn, unit } from '../support/arbitraries';

/** A belief outside its lanes. */
export interface Belief {
  readonly mean: number;
  readonly setPoint: number;
  readonly precision: number;
}

/** What an update made of a belief, and what it told of it. */
export interface Updated extends Belief {
  readonly gain: number;
  readonly proposed: number;
  readonly dampening: number;
  readonly applied: number;
}

/** How certain beliefs are: from the floor to the certainty of a lifetime of floods. */
export const precisions: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(BELIEF.floorPrecision.value, BELIEF.blankPrecision.value, BELIEF.authoredPrecision.value),
  magnitudeIn(0, 5).map((times) => times * BELIEF.floorPrecision.value),
);

/** Weights as evidence has them, and far beyond: from next to nothing to all that one call can bring. */
export const weights: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, Number.MIN_VALUE, 0.02, 1, 3000),
  magnitudeIn(-9, 4),
);

/** Beliefs anywhere in their range. */
export const beliefs: fc.Arbitrary<Belief> = fc.record({
  mean: unit,
  setPoint: unit,
  precision: precisions,
});

/** One observation. */
export interface Seen {
  readonly value: number;
  readonly weight: number;
}

/** Observations, each of a trait level and with a weight. */
export const sightings: fc.Arbitrary<Seen> = fc.record({ value: unit, weight: weights });

function lanesOf({ mean, setPoint, precision }: Belief): Float64Array {
  const lanes = new Float64Array(BeliefLane.count);
  lanes[BeliefLane.mean] = mean;
  lanes[BeliefLane.setPoint] = setPoint;
  lanes[BeliefLane.precision] = precision;
  return lanes;
}

function readBelief(lanes: Float64Array): Belief {
  return {
    mean: lanes[BeliefLane.mean]!,
    setPoint: lanes[BeliefLane.setPoint]!,
    precision: lanes[BeliefLane.precision]!,
  };
}

/** A belief after an error of its own, or of the domain that it belongs to. */
export function updateBy(
  belief: Belief,
  error: number,
  weight: number,
  dampening = 1,
  room = Number.POSITIVE_INFINITY,
): Updated {
  const lanes = lanesOf(belief);
  const step = new Float64Array(StepLane.count).fill(Number.NaN);
  updateBelief(lanes, 0, error, weight, dampening, room, step, 0);
  return {
    ...readBelief(lanes),
    gain: step[StepLane.gain]!,
    proposed: step[StepLane.proposed]!,
    dampening: step[StepLane.dampening]!,
    applied: step[StepLane.applied]!,
  };
}

/** A belief after it has seen a trait level. */
export function updateTo(belief: Belief, { value, weight }: Seen, dampening = 1): Updated {
  return updateBy(belief, value - belief.mean, weight, dampening);
}

/** A belief after a rest. */
export function relax(belief: Belief, hours: number): Belief {
  const lanes = lanesOf(belief);
  relaxBelief(lanes, 0, hours);
  return readBelief(lanes);
}

/** Whether `x` lies between two others, but for rounding. */
export function isBetween(x: number, one: number, other: number, tolerance: number): boolean {
  return x >= Math.min(one, other) - tolerance && x <= Math.max(one, other) + tolerance;
}
