import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BELIEF, EVOLUTION } from '../../src/constants/evolution';
import { BELIEF_TRAITS } from '../../src/constants/traits';
import { beliefAt, lastChangeOf } from '../../src/evolution/beliefs-at';
import { restedMean } from '../../src/evolution/relaxation';
import { levelsOfPersonality } from '../../src/traits/aspects';
import { createBeliefs, type TraitBelief, type TraitBeliefs } from '../../src/traits/beliefs';
import { extremeHours, magnitudeIn, personalities, unit } from '../support/arbitraries';
import { beliefs, isBetween, precisions, relax } from './kernels';

const HALF_LIFE_HOURS = EVOLUTION.halfLifeDays.value * 24;
const FLOOR = BELIEF.floorPrecision.value;
const PERMANENT = EVOLUTION.permanentFraction.value;
const MS_PER_HOUR = 3_600_000;

/** Spans that characters live through: seconds to centuries. */
const hours = fc.oneof(fc.constant(0), magnitudeIn(-3, 6));

describe('a belief at rest', () => {
  it('F.8 row 22: two rests are one as long as both', () => {
    fc.assert(
      fc.property(beliefs, hours, hours, (belief, first, second) => {
        const once = relax(belief, first + second);
        const twice = relax(relax(belief, first), second);
        expect(Math.abs(twice.mean - once.mean)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(twice.setPoint - once.setPoint)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(twice.precision / once.precision - 1)).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it('F.8 row 22: trait and set point draw near each other and stay between where they were', () => {
    fc.assert(
      fc.property(beliefs, extremeHours, (belief, span) => {
        const after = relax(belief, span);
        const held = (one: typeof belief) => PERMANENT * one.mean + (1 - PERMANENT) * one.setPoint;
        expect(Math.abs(held(after) - held(belief))).toBeLessThanOrEqual(1e-12);
        expect(isBetween(after.mean, belief.mean, belief.setPoint, 1e-15)).toBe(true);
        expect(isBetween(after.setPoint, belief.mean, belief.setPoint, 1e-15)).toBe(true);
        const distance = Math.abs(after.mean - after.setPoint);
        expect(distance).toBeLessThanOrEqual(Math.abs(belief.mean - belief.setPoint) + 1e-15);
        // A bound of [0, 1] is no matter of rounding: states are parsed against it.
        expect([after.mean, after.setPoint].every((x) => x >= 0 && x <= 1)).toBe(true);
      }),
    );
  });

  it('has the mean that is asked for alone, to the bit, whatever was asked before', () => {
    fc.assert(
      fc.property(beliefs, beliefs, extremeHours, hours, (belief, other, span, before) => {
        const { mean } = relax(belief, span);
        restedMean(other.mean, other.setPoint, before);
        expect(restedMean(belief.mean, belief.setPoint, span)).toBe(mean);
        expect(restedMean(belief.mean, belief.setPoint, span)).toBe(mean);
      }),
    );
  });

  it('no time changes nothing, to the bit, and a trait where it wants to be stays there to the bit', () => {
    fc.assert(
      fc.property(beliefs, extremeHours, (belief, span) => {
        expect(relax(belief, 0)).toEqual(belief);
        const content = relax({ ...belief, setPoint: belief.mean }, span);
        expect([content.mean, content.setPoint]).toEqual([belief.mean, belief.mean]);
      }),
    );
  });

  it('is halfway together after the half-life, and whole after all the time there is', () => {
    fc.assert(
      fc.property(beliefs, (belief) => {
        const half = relax(belief, HALF_LIFE_HOURS);
        expect(half.mean - half.setPoint).toBeCloseTo((belief.mean - belief.setPoint) / 2, 12);
        for (const span of [1e9, 1e300, Number.MAX_VALUE]) {
          const end = relax(belief, span);
          expect(end.mean).toBeCloseTo(PERMANENT * belief.mean + (1 - PERMANENT) * belief.setPoint, 12);
          expect(end.mean - end.setPoint).toBeCloseTo(0, 12);
          expect(end.precision).toBeCloseTo(FLOOR, 9);
        }
      }),
    );
  });

  it('F.8 row 19: grows less certain all the time, and never less than the floor', () => {
    fc.assert(
      fc.property(precisions, hours, hours, (precision, first, more) => {
        const belief = { mean: 0.5, setPoint: 0.5, precision };
        const early = relax(belief, first).precision;
        const late = relax(belief, first + more).precision;
        expect(early).toBeLessThanOrEqual(precision);
        expect(late).toBeLessThanOrEqual(early);
        expect(late).toBeGreaterThanOrEqual(FLOOR * (1 - 1e-15));
      }),
    );
    // As a variance it goes the way of the trait, twice as fast.
    const variance = 1 / relax({ mean: 0, setPoint: 0, precision: 64 }, HALF_LIFE_HOURS / 2).precision;
    expect(variance).toBeCloseTo(1 / FLOOR + (1 / 64 - 1 / FLOOR) / 2, 12);
  });

  it('stays certain to some finite degree, however certain or uncertain it was', () => {
    const any = fc.oneof(
      fc.constantFrom(Number.MIN_VALUE, 1e-16, Number.MAX_VALUE),
      magnitudeIn(-323, 308).filter((precision) => precision > 0),
    );
    fc.assert(
      fc.property(any, extremeHours, (precision, span) => {
        const after = relax({ mean: 0.5, setPoint: 0.5, precision }, span).precision;
        expect(after > 0 && after < Number.POSITIVE_INFINITY).toBe(true);
      }),
    );
    for (const precision of [Number.MIN_VALUE, 1e-20]) {
      expect(relax({ mean: 0.5, setPoint: 0.5, precision }, 1e9).precision).toBe(FLOOR);
    }
  });

  it('is the same rest in the mirror', () => {
    fc.assert(
      fc.property(beliefs, hours, (belief, span) => {
        const mirrored = relax({ ...belief, mean: 1 - belief.mean, setPoint: 1 - belief.setPoint }, span);
        const after = relax(belief, span);
        expect(Math.abs(mirrored.mean - (1 - after.mean))).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(mirrored.setPoint - (1 - after.setPoint))).toBeLessThanOrEqual(1e-12);
        expect(mirrored.precision).toBe(after.precision);
      }),
    );
  });
});

const stored: fc.Arbitrary<TraitBelief> = fc.record({
  mean: unit,
  setPoint: unit,
  precision: precisions,
  observations: fc.nat(),
  updatedAtMs: fc.integer({ min: -1e12, max: 4e12 }),
});

describe('a belief asked for at an instant', () => {
  it('does not mind having been asked for before', () => {
    fc.assert(
      fc.property(stored, stored, hours, hours, (belief, other, first, more) => {
        const early = belief.updatedAtMs + first * MS_PER_HOUR;
        const late = early + more * MS_PER_HOUR;
        const straight = beliefAt(belief, late);
        Object.freeze(belief);
        beliefAt(belief, early);
        beliefAt(other, late);
        expect(beliefAt(belief, late)).toStrictEqual(straight);
      }),
    );
  });

  it('and written down as it is then, goes on as if it had not been', () => {
    fc.assert(
      fc.property(stored, hours, hours, (belief, first, more) => {
        const early = belief.updatedAtMs + first * MS_PER_HOUR;
        const late = early + more * MS_PER_HOUR;
        const onward = beliefAt({ ...beliefAt(belief, early), updatedAtMs: early }, late);
        const straight = beliefAt(belief, late);
        expect(Math.abs(onward.mean - straight.mean)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(onward.setPoint - straight.setPoint)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(onward.precision / straight.precision - 1)).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it('tells the rest of itself as it is, and is itself until time has passed', () => {
    fc.assert(
      fc.property(stored, hours, (belief, span) => {
        const { observations, updatedAtMs } = belief;
        const later = beliefAt(belief, updatedAtMs + span * MS_PER_HOUR);
        expect(later).toMatchObject({ observations, updatedAtMs });
        for (const atMs of [updatedAtMs, updatedAtMs - 1, updatedAtMs - span * MS_PER_HOUR]) {
          expect(beliefAt(belief, atMs)).toStrictEqual(belief);
        }
      }),
    );
  });

  it('the youngest of eleven says when they last changed', () => {
    fc.assert(
      fc.property(
        personalities,
        fc.array(fc.nat(1e9), { minLength: 11, maxLength: 11 }),
        (personality, ages) => {
          const held = createBeliefs(levelsOfPersonality(personality), 64, 0);
          const aged = BELIEF_TRAITS.map((trait, i) => [trait, { ...held[trait], updatedAtMs: ages[i]! }]);
          expect(lastChangeOf(Object.fromEntries(aged) as TraitBeliefs)).toBe(Math.max(...ages));
        },
      ),
    );
  });
});
