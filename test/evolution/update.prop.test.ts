import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BELIEF, EVOLUTION } from '../../src/constants/evolution';
import { BeliefLane, StepLane } from '../../src/evolution/lanes';
import { isSignificant } from '../../src/evolution/significance';
import { confidenceOf, updateBelief } from '../../src/evolution/update';
import { numberIn, signedUnit, unit } from '../support/arbitraries';
import { beliefs, isBetween, precisions, sightings, updateBy, updateTo, weights } from './kernels';

describe('an update of a belief', () => {
  it('F.8 row 18: moves towards what was seen, never past it, by dampening times gain times error', () => {
    fc.assert(
      fc.property(beliefs, sightings, unit, (belief, seen, dampening) => {
        const after = updateTo(belief, seen, dampening);
        const error = seen.value - belief.mean;
        expect(after.gain).toBe(seen.weight / (belief.precision + seen.weight));
        expect(after.applied).toBe(after.mean - belief.mean);
        expect(isBetween(after.mean, belief.mean, seen.value, 1e-15)).toBe(true);
        expect(after.mean >= 0 && after.mean <= 1).toBe(true);
        expect(after.applied === 0 || Math.sign(after.applied) === Math.sign(error)).toBe(true);
        const size = dampening * after.gain * Math.abs(error);
        expect(Math.abs(Math.abs(after.applied) - size)).toBeLessThanOrEqual(1e-15);
        expect(after.dampening).toBe(dampening);
        expect(after.setPoint).toBe(belief.setPoint);
      }),
    );
  });

  it('F.8 row 19: adds the weight to the precision, and gain falls with precision and rises with weight', () => {
    fc.assert(
      fc.property(beliefs, sightings, precisions, weights, (belief, seen, precision, weight) => {
        const { gain, precision: posterior } = updateTo(belief, seen);
        expect(posterior).toBe(belief.precision + seen.weight);
        expect(gain >= 0 && gain < 1).toBe(true);
        const surer = updateTo({ ...belief, precision: belief.precision + precision }, seen);
        expect(surer.gain).toBeLessThanOrEqual(gain);
        const heavier = updateTo(belief, { ...seen, weight: seen.weight + weight });
        expect(heavier.gain).toBeGreaterThanOrEqual(gain);
      }),
    );
  });

  it('F.8 row 19: of no weight changes nothing, to the bit', () => {
    fc.assert(
      fc.property(beliefs, signedUnit, unit, unit, (belief, error, dampening, room) => {
        const {
          gain,
          proposed,
          applied,
          dampening: _,
          ...after
        } = updateBy(belief, error, 0, dampening, room);
        expect(after).toEqual(belief);
        expect([gain, Math.abs(proposed), Math.abs(applied)]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('F.8 row 20: undampened, observations give their precision-weighted mean in any order', () => {
    const lists = fc.array(sightings, { minLength: 1, maxLength: 12 });
    const shuffled = lists.chain((seen) =>
      fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length })),
    );
    fc.assert(
      fc.property(beliefs, shuffled, (belief, [seen, reordered]) => {
        let sum = belief.precision * belief.mean;
        let precision = belief.precision;
        for (const { value, weight } of seen) {
          sum += weight * value;
          precision += weight;
        }
        for (const order of [seen, reordered]) {
          const after = order.reduce<typeof belief>((held, one) => updateTo(held, one), belief);
          expect(Math.abs(after.mean - sum / precision)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs(after.precision - precision)).toBeLessThanOrEqual(1e-12 * precision);
        }
      }),
    );
  });

  it('F.8 row 20: undampened, an observation told in two halves of any size is the same observation', () => {
    fc.assert(
      fc.property(beliefs, sightings, unit, (belief, { value, weight }, share) => {
        const whole = updateTo(belief, { value, weight });
        const first = updateTo(belief, { value, weight: share * weight });
        const both = updateTo(first, { value, weight: (1 - share) * weight });
        expect(Math.abs(both.mean - whole.mean)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(both.precision - whole.precision)).toBeLessThanOrEqual(1e-12 * whole.precision);
      }),
    );
  });

  it('F.8 row 21: is the same update in the mirror', () => {
    fc.assert(
      fc.property(beliefs, sightings, unit, (belief, seen, dampening) => {
        const mirrored = { ...belief, mean: 1 - belief.mean };
        const after = updateTo(belief, seen, dampening);
        const other = updateTo(mirrored, { ...seen, value: 1 - seen.value }, dampening);
        expect(Math.abs(other.mean - (1 - after.mean))).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(other.applied + after.applied)).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it('by the error of a whole domain stays in [0, 1], in its room, and says how much of it was applied', () => {
    fc.assert(
      fc.property(
        beliefs,
        signedUnit,
        weights,
        unit,
        fc.oneof(unit, numberIn(0, 0.001)),
        (belief, error, weight, dampening, room) => {
          const after = updateBy(belief, error, weight, dampening, room);
          expect(after.mean >= 0 && after.mean <= 1).toBe(true);
          expect(Math.abs(after.applied)).toBeLessThanOrEqual(room + 1e-15);
          expect(after.dampening >= 0 && after.dampening <= dampening).toBe(true);
          expect(Math.abs(after.applied - after.dampening * after.proposed)).toBeLessThanOrEqual(1e-15);
          // Less is applied only where there was no room for all of it.
          const inRange = error > 0 ? 1 - belief.mean : belief.mean;
          const isFree = dampening * Math.abs(after.proposed) <= Math.min(room, inRange);
          if (isFree) expect(after.dampening).toBe(dampening);
        },
      ),
    );
  });

  it('touches no lane but its own', () => {
    fc.assert(
      fc.property(beliefs, signedUnit, fc.nat(3), fc.nat(3), (belief, error, at, stepAt) => {
        const lanes = new Float64Array(at + BeliefLane.count + 2).fill(-7);
        lanes.set([belief.mean, belief.setPoint, belief.precision], at);
        const step = new Float64Array(stepAt + StepLane.count + 2).fill(-7);
        updateBelief(lanes, at, error, 1, 0.2, 1, step, stepAt);
        const untouched = [
          ...lanes.subarray(0, at),
          ...lanes.subarray(at + BeliefLane.count),
          ...step.subarray(0, stepAt),
          ...step.subarray(stepAt + StepLane.count),
        ];
        expect(untouched).toEqual(untouched.map(() => -7));
        const alone = updateBy(belief, error, 1, 0.2, 1);
        expect(lanes[at + BeliefLane.mean]).toBe(alone.mean);
        expect(step[stepAt + StepLane.applied]).toBe(alone.applied);
      }),
    );
  });
});

describe('confidence', () => {
  it('rises with precision and never reaches 1: one half for a blank belief, four fifths for an authored one', () => {
    expect(confidenceOf(BELIEF.blankPrecision.value)).toBe(0.5);
    expect(confidenceOf(BELIEF.authoredPrecision.value)).toBe(0.8);
    fc.assert(
      fc.property(precisions, precisions, (precision, more) => {
        const confidence = confidenceOf(precision);
        expect(confidence > 0 && confidence < 1).toBe(true);
        expect(confidenceOf(precision + more)).toBeGreaterThan(confidence);
      }),
    );
  });
});

describe('a significant moment', () => {
  const impact = EVOLUTION.momentImpact.value;
  const error = EVOLUTION.momentError.value;

  it('takes an event that mattered and an error that is large, in either direction; the borders count', () => {
    for (const sign of [1, -1]) {
      expect(isSignificant(impact, sign * error)).toBe(true);
      expect(isSignificant(1, sign)).toBe(true);
      expect(isSignificant(impact - 1e-9, sign)).toBe(false);
      expect(isSignificant(1, sign * (error - 1e-9))).toBe(false);
      expect(isSignificant(undefined, sign)).toBe(false);
    }
  });

  it('stays one when the event matters more or the error is larger', () => {
    fc.assert(
      fc.property(unit, unit, signedUnit, unit, (impact, more, error, share) => {
        if (!isSignificant(impact, error)) return;
        expect(isSignificant(impact + more, error)).toBe(true);
        expect(isSignificant(impact, error + share * (Math.sign(error) - error))).toBe(true);
      }),
    );
  });
});
