import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXP_OF_MINUS_SIXTY_FOURTHS, exp, exp2, expLanes, expm1, LN2, log, tanh } from '../../src/maths/exp';
import { TWO_TO_SIXTY_FOURTHS } from '../../src/maths/exp-table';
import { magnitudeIn, numberIn } from '../support/arbitraries';
import {
  fixed,
  preciseExp,
  preciseExpm1,
  preciseLog,
  preciseTanh,
  relativeError,
  twoToSixtyFourths,
  ulpsFrom,
} from './precise';

const RUNS = { numRuns: 1000 };
const INFINITY = Number.POSITIVE_INFINITY;

/** The doubles next to x, below and above. */
function neighbours(x: number): readonly [number, number] {
  const view = new DataView(new ArrayBuffer(8));
  const step = (by: bigint): number => {
    view.setFloat64(0, x);
    view.setBigInt64(0, view.getBigInt64(0) + by);
    return view.getFloat64(0);
  };
  return x > 0 ? [step(-1n), step(1n)] : [step(1n), step(-1n)];
}

/** A border between two ways of computing, with what lies next to it on both sides. */
const around = (...borders: number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...borders.flatMap((border) => [border, ...neighbours(border)]));

/** Numbers of either sign whose size is anything from negligible to `largest`. */
const sizes = (largest: number): fc.Arbitrary<number> =>
  fc
    .tuple(fc.boolean(), magnitudeIn(-40, Math.log10(largest)))
    .map(([isNegative, size]) => (isNegative ? -size : size));

function expUlps(got: number, x: number): number {
  const { mantissa, twos } = preciseExp(fixed(x));
  return ulpsFrom(got, mantissa, twos);
}

describe('the tables of exp', () => {
  it('hold 2^(j/64), correctly rounded', () => {
    const computed = Array.from({ length: 64 }, (_, j) => twoToSixtyFourths(j));
    expect([...TWO_TO_SIXTY_FOURTHS]).toEqual(computed);
  });

  it('hold e^(-k/64) as exp gives it, from 1 to e^-32', () => {
    expect(EXP_OF_MINUS_SIXTY_FOURTHS).toHaveLength(2049);
    EXP_OF_MINUS_SIXTY_FOURTHS.forEach((entry, k) => {
      expect(entry).toBe(exp(-k / 64));
    });
  });
});

describe('exp', () => {
  const everywhere = fc.oneof(
    numberIn(-708, 709),
    sizes(700),
    around(0.0078125, -0.0078125, 709, -708),
    // A power of two of its own would not fit into a double here: at the top 2^1024, at the bottom 2^-1075.
    numberIn(709, 709.782712893384),
    numberIn(-745.13, -708),
  );

  it('lies within 1.3 units in the last place, from the smallest double to the largest', () => {
    fc.assert(
      fc.property(everywhere, (x) => {
        expect(expUlps(exp(x), x)).toBeLessThanOrEqual(1.3);
      }),
      { numRuns: 3000 },
    );
  });

  it('never falls by more than a unit in the last place where its argument rises', () => {
    const pair = fc.tuple(everywhere, everywhere);
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(exp(low)).toBeLessThanOrEqual(neighbours(exp(high))[1]);
      }),
      RUNS,
    );
    const sorted = Array.from({ length: 20_001 }, (_, i) => (i - 10_000) / 13_000);
    for (let i = 1; i < sorted.length; i++) expect(exp(sorted[i - 1]!)).toBeLessThanOrEqual(exp(sorted[i]!));
  });

  it.each([
    [Number.NaN, Number.NaN],
    [0, 1],
    [-0, 1],
    [Number.MIN_VALUE, 1],
    [-Number.MIN_VALUE, 1],
    [INFINITY, INFINITY],
    [-INFINITY, 0],
    [709.782712893385, INFINITY],
    [-745.1332191019413, 0],
    [-745, Number.MIN_VALUE],
    [Number.MAX_VALUE, INFINITY],
    [-Number.MAX_VALUE, 0],
  ])('exp(%d) is exactly %d', (x, value) => {
    expect(exp(x)).toBe(value);
  });

  it('of a sum is the product, as far as rounding lets it', () => {
    fc.assert(
      fc.property(numberIn(-300, 300), numberIn(-300, 300), (a, b) => {
        expect(exp(a + b) / (exp(a) * exp(b))).toBeCloseTo(1, 12);
      }),
      RUNS,
    );
  });
});

describe('expm1', () => {
  it('has a relative error of at most 2e-15, also where it nearly vanishes', () => {
    fc.assert(
      fc.property(fc.oneof(sizes(30), sizes(0.2), around(0.125, -0.125, 0.0078125, -0.0078125)), (x) => {
        expect(relativeError(expm1(x), preciseExpm1(fixed(x)))).toBeLessThanOrEqual(2e-15);
      }),
      RUNS,
    );
  });

  it('is exact to a unit in the last place below an eighth', () => {
    fc.assert(
      fc.property(numberIn(-0.1249, 0.1249), (x) => {
        // Below 2^-100 the series is its first term.
        if (Math.abs(x) < 2 ** -100) expect(expm1(x)).toBe(x);
        else expect(ulpsFrom(expm1(x), preciseExpm1(fixed(x)))).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it.each([
    [Number.NaN, Number.NaN],
    [0, 0],
    [-0, -0],
    [Number.MIN_VALUE, Number.MIN_VALUE],
    [-Number.MIN_VALUE, -Number.MIN_VALUE],
    [INFINITY, INFINITY],
    [-INFINITY, -1],
    [-800, -1],
  ])('expm1(%d) is exactly %d', (x, value) => {
    expect(expm1(x)).toBe(value);
  });
});

describe('tanh', () => {
  it('has a relative error of at most 2e-15', () => {
    fc.assert(
      fc.property(fc.oneof(sizes(19), sizes(0.2), around(0.0625, -0.0625, 0.00390625, -0.00390625)), (x) => {
        expect(relativeError(tanh(x), preciseTanh(fixed(x)))).toBeLessThanOrEqual(2e-15);
      }),
      RUNS,
    );
  });

  it('is odd to the bit, stays within [-1, 1], and goes on smoothly into 1 beyond 22', () => {
    fc.assert(
      fc.property(fc.oneof(sizes(1e300), fc.constantFrom(0, -0), around(22, -22)), (x) => {
        expect(tanh(-x)).toBe(-tanh(x));
        expect(Math.abs(tanh(x))).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
    for (const x of [19.1, 21, 22, ...neighbours(22), 23, INFINITY]) expect(tanh(x)).toBe(1);
    // The strongest push times the largest gain that a config allows.
    expect(tanh(10 * 1.35)).toBeLessThan(1);
  });

  it.each([
    [Number.NaN, Number.NaN],
    [0, 0],
    [-0, -0],
    [Number.MIN_VALUE, Number.MIN_VALUE],
    [-INFINITY, -1],
  ])('tanh(%d) is exactly %d', (x, value) => {
    expect(tanh(x)).toBe(value);
  });
});

describe('log', () => {
  it('lies within 2 units in the last place, for subnormal numbers too', () => {
    const subnormal = fc.maxSafeNat().map((n) => (n + 1) * Number.MIN_VALUE);
    const everywhere = fc.oneof(
      magnitudeIn(-307, 308),
      numberIn(0.5, 2),
      magnitudeIn(-12, -1).map((distance) => 1 + distance),
      subnormal,
      around(1, Math.SQRT2, Math.SQRT1_2, 4294967296, 1 / 4294967296),
    );
    fc.assert(
      fc.property(everywhere, (x) => {
        if (x === 1) expect(log(x)).toBe(0);
        else expect(ulpsFrom(log(x), preciseLog(x))).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });

  it.each([
    [Number.NaN, Number.NaN],
    [-1, Number.NaN],
    [-INFINITY, Number.NaN],
    [0, -INFINITY],
    [-0, -INFINITY],
    [INFINITY, INFINITY],
    [2, LN2],
    [Number.MIN_VALUE, -744.4400719213812],
  ])('log(%d) is exactly %d', (x, value) => {
    expect(log(x)).toBe(value);
  });
});

describe('expLanes', () => {
  it('are exp to the bit, whatever the number', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.double(), fc.double({ min: -760, max: 760 }), fc.double({ min: -0.02, max: 0.02 })),
        ),
        (xs) => {
          const lanes = Float64Array.from([1, ...xs, 1]);
          expLanes(lanes, 1, lanes.length - 1);
          expect([...lanes]).toEqual([1, ...xs.map(exp), 1]);
        },
      ),
    );
  });
});

describe('exp2', () => {
  it('is a power of two for small whole numbers, and halves what is left with every half-life', () => {
    for (let n = -20; n <= 20; n++) expect(exp2(n)).toBeCloseTo(2 ** n, 8 - Math.max(0, n / 3));
    expect([exp2(0), exp2(-1), exp2(1)]).toEqual([1, 0.5, 2]);
    fc.assert(
      fc.property(numberIn(0, 50), (n) => {
        expect(exp2(-(n + 1)) / exp2(-n)).toBeCloseTo(0.5, 12);
      }),
      RUNS,
    );
  });
});
