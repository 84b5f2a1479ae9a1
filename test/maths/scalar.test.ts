import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamp, plainZero, traitToDeviation } from '../../src/maths/scalar';
import { lengthOf, VAD_CORNER } from '../../src/maths/vad';
import { numberIn, unit, vads } from '../support/arbitraries';

describe('clamp', () => {
  it('lands in the range, leaves what is in it alone, and does not hide a broken number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), numberIn(-5, 5), numberIn(0, 5), (x, low, width) => {
        const high = low + width;
        const clamped = clamp(x, low, high);
        expect(clamped >= low && clamped <= high).toBe(true);
        if (x >= low && x <= high) expect(clamped).toBe(x);
      }),
    );
    expect(clamp(Number.NaN, 0, 1)).toBeNaN();
  });
});

describe('plainZero', () => {
  it('turns -0 into 0 and leaves everything else as it is', () => {
    expect(plainZero(-0)).toBe(0);
    fc.assert(
      fc.property(fc.double(), (x) => {
        expect(Object.is(plainZero(x), x)).toBe(!Object.is(x, -0));
      }),
    );
  });
});

describe('traitToDeviation', () => {
  it('is 0 for a neutral trait and odd about it', () => {
    expect([0, 0.5, 1].map(traitToDeviation)).toEqual([-1, 0, 1]);
    fc.assert(
      fc.property(unit, (x) => {
        expect(traitToDeviation(1 - x)).toBeCloseTo(-traitToDeviation(x), 14);
      }),
    );
  });
});

describe('lengthOf', () => {
  it('is the same for every order and sign of the axes, and at most that of the corner', () => {
    expect(lengthOf(1, -1, 1)).toBe(VAD_CORNER);
    fc.assert(
      fc.property(vads, ({ valence, arousal, dominance }) => {
        const length = lengthOf(valence, arousal, dominance);
        expect(length).toBeLessThanOrEqual(VAD_CORNER);
        expect(lengthOf(-dominance, valence, -arousal)).toBeCloseTo(length, 14);
      }),
    );
  });
});
