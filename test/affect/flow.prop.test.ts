import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyImpulse } from '../../src/affect/appraisal-impulse';
import { advanceAffect, applyFactors, writeFactors } from '../../src/affect/flow';
import { AffectLane, FactorLane } from '../../src/affect/lanes';
import { extremeHours, hours, impulses, magnitudeIn, unit } from '../support/arbitraries';
import { between, dispositions, feel, feelings, surrounded } from './kernels';

const RUNS = { numRuns: 500 };

/** Emotion and mood, six lanes. */
const moving = (lanes: Float64Array): Float64Array => lanes.subarray(0, AffectLane.homeBase);

function expectClose(got: Float64Array, right: Float64Array, tolerance: number): void {
  moving(got).forEach((value, lane) => {
    expect(Math.abs(value - right[lane]!)).toBeLessThanOrEqual(tolerance);
  });
}

describe('advancing affect', () => {
  it('F.8 row 1: two spans in a row equal their sum', () => {
    fc.assert(
      fc.property(dispositions, feelings, hours, hours, (disposition, feeling, first, second) => {
        const [inTwo, atOnce] = [feel(disposition, feeling), feel(disposition, feeling)];
        advanceAffect(inTwo, 0, first);
        advanceAffect(inTwo, 0, second);
        advanceAffect(atOnce, 0, first + second);
        expectClose(inTwo, atOnce, 1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 2: each axis stays between emotion, mood and home base, and in [-1, 1] without any tolerance', () => {
    fc.assert(
      fc.property(dispositions, feelings, extremeHours, (disposition, feeling, span) => {
        const before = feel(disposition, feeling);
        const after = before.slice();
        advanceAffect(after, 0, span);
        for (let axis = 0; axis < 3; axis++) {
          const hull = [AffectLane.emotion, AffectLane.mood, AffectLane.homeBase].map(
            (lane) => before[lane + axis]!,
          );
          for (const lane of [AffectLane.emotion, AffectLane.mood]) {
            const value = after[lane + axis]!;
            expect(value).toBeGreaterThanOrEqual(Math.min(...hull) - 1e-12);
            expect(value).toBeLessThanOrEqual(Math.max(...hull) + 1e-12);
            expect(Math.abs(value)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('F.8 row 2: feelings at the end of the scale stay on it, however often a blink passes', () => {
    fc.assert(
      fc.property(dispositions, fc.constantFrom(-1, 1), magnitudeIn(-15, 0), (disposition, end, span) => {
        const extreme = { valence: end, arousal: end, dominance: end };
        const lanes = feel(disposition, { emotion: extreme, mood: extreme });
        for (let i = 0; i < 10; i++) {
          advanceAffect(lanes, 0, span);
          for (const value of moving(lanes)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('F.8 row 4: who feels better on an axis still does afterwards', () => {
    fc.assert(
      fc.property(dispositions, feelings, feelings, unit, extremeHours, (disposition, a, b, share, span) => {
        const low = feel(disposition, a);
        const high = low.slice();
        const other = feel(disposition, b);
        moving(low).forEach((value, lane) => {
          high[lane] = Math.max(value, value + share * (other[lane]! - value));
        });
        advanceAffect(low, 0, span);
        advanceAffect(high, 0, span);
        moving(low).forEach((value, lane) => {
          expect(high[lane]).toBeGreaterThanOrEqual(value);
        });
      }),
      RUNS,
    );
  });

  it('F.8 row 8: is finite for any span, and home in the end', () => {
    fc.assert(
      fc.property(dispositions, feelings, extremeHours, (disposition, feeling, span) => {
        const lanes = feel(disposition, feeling);
        advanceAffect(lanes, 0, span);
        for (const value of lanes) expect(Number.isFinite(value)).toBe(true);
        advanceAffect(lanes, 0, 1e300);
        expectClose(lanes, disposition.affect, 1e-9);
      }),
      RUNS,
    );
  });

  it('keeps what an event has pushed in line: a stronger push stays stronger', () => {
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        impulses,
        unit,
        hours,
        (disposition, feeling, push, share, span) => {
          const [strong, weak] = [feel(disposition, feeling), feel(disposition, feeling)];
          applyImpulse(strong, 0, push, 0, 1, 0.1);
          applyImpulse(
            weak,
            0,
            push.map((axis) => share * axis),
            0,
            1,
            0.1,
          );
          advanceAffect(strong, 0, span);
          advanceAffect(weak, 0, span);
          for (let axis = 0; axis < 3; axis++) {
            const lead = strong[axis]! - weak[axis]!;
            expect(lead * Math.sign(push[axis]!)).toBeGreaterThanOrEqual(-1e-15);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('the two skins of the flow', () => {
  it('cached factors give the same as advancing, to the bit', () => {
    fc.assert(
      fc.property(dispositions, feelings, extremeHours, (disposition, feeling, span) => {
        const [advanced, applied] = [feel(disposition, feeling), feel(disposition, feeling)];
        const factors = new Float64Array(FactorLane.count);
        writeFactors(applied, 0, span, factors, 0);
        for (let i = 0; i < 3; i++) {
          advanceAffect(advanced, 0, span);
          applyFactors(applied, 0, factors, 0);
        }
        expect(applied).toEqual(advanced);
      }),
      RUNS,
    );
  });

  it('give the same at every offset and leave the lanes beside their own alone', () => {
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        hours,
        fc.nat(30),
        fc.nat(30),
        (disposition, feeling, span, at, factorsAt) => {
          const expected = feel(disposition, feeling);
          const lanes = surrounded(expected, at);
          const factors = surrounded(new Float64Array(FactorLane.count), factorsAt);
          const expectedFactors = new Float64Array(FactorLane.count);
          writeFactors(expected, 0, span, expectedFactors, 0);
          writeFactors(lanes, at, span, factors, factorsAt);
          expect(between(factors, factorsAt, FactorLane.count)).toEqual(expectedFactors);
          expect(between(lanes, at, AffectLane.count)).toEqual(expected);

          advanceAffect(expected, 0, span);
          const advanced = lanes.slice();
          advanceAffect(advanced, at, span);
          applyFactors(lanes, at, factors, factorsAt);
          expect(between(advanced, at, AffectLane.count)).toEqual(expected);
          expect(between(lanes, at, AffectLane.count)).toEqual(expected);
          expect(expected.subarray(AffectLane.homeBase)).toEqual(
            disposition.affect.subarray(AffectLane.homeBase),
          );
        },
      ),
      RUNS,
    );
  });
});
