import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyImpulse, kick } from '../../src/affect/appraisal-impulse';
import { AffectLane } from '../../src/affect/lanes';
import { impulses, signedUnit, unit } from '../support/arbitraries';
import { dispositions, feel, feelings } from './kernels';

const RUNS = { numRuns: 500 };

describe('a kick', () => {
  it('F.8 row 14: stays in [-1, 1] exactly, and none is none', () => {
    fc.assert(
      fc.property(signedUnit, signedUnit, (v, push) => {
        expect(Math.abs(kick(v, push))).toBeLessThanOrEqual(1);
        expect(kick(v, 0)).toBe(v);
        expect(kick(v, -0)).toBe(v);
      }),
      { numRuns: 5000 },
    );
  });

  it('F.8 row 14: is monotone in both arguments', () => {
    fc.assert(
      fc.property(signedUnit, unit, signedUnit, unit, (v, up, push, more) => {
        const higher = v + up * (1 - v);
        const harder = push + more * (1 - push);
        expect(kick(higher, push)).toBeGreaterThanOrEqual(kick(v, push) - 1e-12);
        expect(kick(v, harder)).toBeGreaterThanOrEqual(kick(v, push) - 1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 14: is odd to the bit', () => {
    fc.assert(
      fc.property(signedUnit, signedUnit, (v, push) => {
        expect(kick(-v, -push) + kick(v, push)).toBe(0);
      }),
      RUNS,
    );
  });

  it('F.8 row 14: those of one sign commute', () => {
    fc.assert(
      fc.property(signedUnit, unit, unit, fc.constantFrom(-1, 1), (v, first, second, sign) => {
        const oneWay = kick(kick(v, sign * first), sign * second);
        expect(Math.abs(kick(kick(v, sign * second), sign * first) - oneWay)).toBeLessThanOrEqual(1e-12);
      }),
      RUNS,
    );
  });
});

describe('applying an impulse', () => {
  it('kicks emotion by all of it and mood by a share that grows with the square of relevance', () => {
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        impulses,
        unit,
        unit,
        (disposition, feeling, push, relevance, deposit) => {
          const before = feel(disposition, feeling);
          const after = before.slice();
          applyImpulse(after, 0, push, 0, relevance, deposit);
          for (let axis = 0; axis < 3; axis++) {
            const [emotion, mood] = [AffectLane.emotion + axis, AffectLane.mood + axis];
            expect(after[emotion]).toBe(kick(before[emotion]!, push[axis]!));
            expect(after[mood]).toBe(kick(before[mood]!, deposit * relevance * relevance * push[axis]!));
          }
          expect(after.subarray(AffectLane.homeBase)).toEqual(before.subarray(AffectLane.homeBase));
        },
      ),
      RUNS,
    );
  });
});
