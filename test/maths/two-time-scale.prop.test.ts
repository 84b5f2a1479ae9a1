import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLane, writeRates } from '../../src/maths/two-time-scale';
import {
  anyRates,
  extremeHours,
  extremeRates,
  hours,
  magnitudeIn,
  numberIn,
  type Rates,
  rates,
  signedUnit,
} from '../support/arbitraries';
import { carry, flow, type Pair, precisePropagator, propagatorOf, ratesOf } from './one-axis';

const RUNS = { numRuns: 1000 };

const pairs: fc.Arbitrary<Pair> = fc.record({ emotion: signedUnit, mood: signedUnit });

/** The sizes of both eigenvalues, per hour. */
function eigenvalues(of: Rates): { readonly slow: number; readonly fast: number } {
  const lanes = ratesOf(of);
  return { slow: lanes[RateLane.slow]!, fast: lanes[RateLane.slow]! + lanes[RateLane.gap]! };
}

/** Rates with a span in which something happens: from a blink of the fast eigenvalue to the end of the slow one. */
const scenes: fc.Arbitrary<{ readonly rates: Rates; readonly span: number }> = fc
  .tuple(anyRates, fc.oneof(magnitudeIn(-6, 0), magnitudeIn(0, 2)), fc.boolean())
  .map(([of, size, isSlow]) => ({
    rates: of,
    span: size / (isSlow ? eigenvalues(of).slow : eigenvalues(of).fast),
  }));

function expectClose(got: Pair, right: Pair, tolerance: number): void {
  expect(Math.abs(got.emotion - right.emotion)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(got.mood - right.mood)).toBeLessThanOrEqual(tolerance);
}

describe('the flow of one axis', () => {
  it('F.8 row 1: two spans in a row equal their sum, and no span changes nothing', () => {
    fc.assert(
      fc.property(scenes, numberIn(0, 3), pairs, ({ rates: of, span }, ratio, pair) => {
        const later = span * ratio;
        const inTwo = carry(propagatorOf(of, later), carry(propagatorOf(of, span), pair));
        expectClose(inTwo, carry(propagatorOf(of, span + later), pair), 1e-12);
        expect(carry(propagatorOf(of, 0), pair)).toEqual({ emotion: pair.emotion, mood: pair.mood });
      }),
      RUNS,
    );
  });

  it('F.8 row 1: a span cut into a thousand pieces equals the whole', () => {
    fc.assert(
      fc.property(rates, hours, pairs, (of, span, pair) => {
        const piece = propagatorOf(of, span / 1000);
        let inPieces = pair;
        for (let i = 0; i < 1000; i++) inPieces = carry(piece, inPieces);
        expectClose(inPieces, carry(propagatorOf(of, span), pair), 1e-12);
      }),
      { numRuns: 200 },
    );
  });

  it('F.8 row 2: emotion and mood stay between emotion, mood and home base', () => {
    fc.assert(
      fc.property(anyRates, extremeHours, signedUnit, pairs, (of, span, home, pair) => {
        const low = Math.min(home, pair.emotion, pair.mood) - 1e-12;
        const high = Math.max(home, pair.emotion, pair.mood) + 1e-12;
        const moved = flow(of, span, home, pair);
        expect(moved.emotion).toBeGreaterThanOrEqual(low);
        expect(moved.emotion).toBeLessThanOrEqual(high);
        expect(moved.mood).toBeGreaterThanOrEqual(low);
        expect(moved.mood).toBeLessThanOrEqual(high);
      }),
      RUNS,
    );
  });

  it('F.8 row 2: every entry is >= 0 and no row sums to more than 1', () => {
    fc.assert(
      fc.property(anyRates, extremeHours, (of, span) => {
        const { ee, em, me, mm } = propagatorOf(of, span);
        for (const entry of [ee, em, me, mm]) expect(entry).toBeGreaterThanOrEqual(0);
        expect(ee + em).toBeLessThanOrEqual(1 + 1e-15);
        expect(me + mm).toBeLessThanOrEqual(1 + 1e-15);
      }),
      RUNS,
    );
  });

  it('F.8 row 3: linear and additive in the deviations from home base', () => {
    fc.assert(
      fc.property(scenes, signedUnit, pairs, pairs, signedUnit, ({ rates: of, span }, home, a, b, scale) => {
        const deviation = (pair: Pair): Pair => {
          const moved = flow(of, span, home, { emotion: home + pair.emotion, mood: home + pair.mood });
          return { emotion: moved.emotion - home, mood: moved.mood - home };
        };
        const [moveA, moveB] = [deviation(a), deviation(b)];
        const both = { emotion: a.emotion + scale * b.emotion, mood: a.mood + scale * b.mood };
        const added = {
          emotion: moveA.emotion + scale * moveB.emotion,
          mood: moveA.mood + scale * moveB.mood,
        };
        expectClose(deviation(both), added, 1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 4: order preserving in emotion and mood exactly, in home base but for rounding', () => {
    const rise = fc.oneof(fc.constant(0), numberIn(0, 2), magnitudeIn(-17, 0));
    const scene = fc.tuple(anyRates, extremeHours, signedUnit);
    fc.assert(
      fc.property(scene, pairs, rise, rise, ([of, span, home], pair, up, moodUp) => {
        const higher = { emotion: pair.emotion + up, mood: pair.mood + moodUp };
        const [low, high] = [flow(of, span, home, pair), flow(of, span, home, higher)];
        expect(high.emotion).toBeGreaterThanOrEqual(low.emotion);
        expect(high.mood).toBeGreaterThanOrEqual(low.mood);
        // The home base is taken away and added again, and both round.
        const fromHigherHome = flow(of, span, home + up, pair);
        expect(fromHigherHome.emotion).toBeGreaterThanOrEqual(low.emotion - 2e-15);
        expect(fromHigherHome.mood).toBeGreaterThanOrEqual(low.mood - 2e-15);
      }),
      RUNS,
    );
  });

  it('F.8 row 5: rates s times as large and spans s times as short change nothing', () => {
    fc.assert(
      fc.property(scenes, magnitudeIn(-4, 4), pairs, ({ rates: of, span }, s, pair) => {
        const quick = { emotion: of.emotion * s, mood: of.mood * s, coupling: of.coupling * s };
        expectClose(carry(propagatorOf(quick, span / s), pair), carry(propagatorOf(of, span), pair), 1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 6: in the long run everything is at home', () => {
    fc.assert(
      fc.property(anyRates, signedUnit, pairs, numberIn(25, 1000), (of, home, pair, times) => {
        expectClose(flow(of, times / eigenvalues(of).slow, home, pair), { emotion: home, mood: home }, 1e-9);
        expectClose(carry(propagatorOf(of, 1e300), pair), { emotion: 0, mood: 0 }, 0);
      }),
      RUNS,
    );
  });

  it('F.8 row 6: without coupling, mood fades by its own rate and hears nothing of emotion', () => {
    fc.assert(
      fc.property(scenes, pairs, ({ rates: of, span }, pair) => {
        const alone = { ...of, coupling: 0 };
        const { me, mm, ee } = propagatorOf(alone, span);
        expect(me).toBe(0);
        expect(mm).toBeCloseTo(Math.exp(-of.mood * span), 9);
        expect(ee).toBeCloseTo(Math.exp(-of.emotion * span), 9);
        expect(carry(propagatorOf(alone, span), pair).mood).toBeCloseTo(mm * pair.mood, 15);
      }),
      RUNS,
    );
  });

  it('F.8 row 7: the load of a kick is (lm + k)/(le lm) on emotion and k/(le lm) on mood', () => {
    // Gauss-Legendre, eight points.
    const points = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
    const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
    fc.assert(
      fc.property(rates, (of) => {
        const { slow, fast } = eigenvalues(of);
        let [emotion, mood] = [0, 0];
        const ends = [0];
        // Panels that double: fine where the fast part fades, wide where only the slow one is left.
        for (let end = 0.25 / fast; ends.at(-1)! < 60 / slow; end *= 1.5) ends.push(end);
        for (let panel = 1; panel < ends.length; panel++) {
          const half = (ends[panel]! - ends[panel - 1]!) / 2;
          const middle = ends[panel - 1]! + half;
          for (let point = 0; point < points.length; point++) {
            for (const side of [-1, 1]) {
              const { ee, me } = propagatorOf(of, middle + side * half * points[point]!);
              emotion += half * weights[point]! * ee;
              mood += half * weights[point]! * me;
            }
          }
        }
        const whole = of.emotion * of.mood;
        expect(emotion / ((of.mood + of.coupling) / whole)).toBeCloseTo(1, 7);
        if (of.coupling > 1e-12) expect(mood / (of.coupling / whole)).toBeCloseTo(1, 7);
      }),
      { numRuns: 200 },
    );
  });

  it('F.8 row 8: finite for huge and tiny spans, equal rates and no coupling', () => {
    fc.assert(
      fc.property(extremeRates, extremeHours, pairs, (of, span, pair) => {
        const moved = carry(propagatorOf(of, span), pair);
        expect(Number.isFinite(moved.emotion)).toBe(true);
        expect(Number.isFinite(moved.mood)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('F.8 row 8: finite where an exponential is about to leave the doubles', () => {
    fc.assert(
      fc.property(anyRates, numberIn(700, 760), (of, size) => {
        const { slow, fast } = eigenvalues(of);
        for (const rate of [slow, fast]) {
          const { ee, em, me, mm } = propagatorOf(of, size / rate);
          for (const entry of [ee, em, me, mm]) expect(entry).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('agrees with the exponential of the matrix of its differential equation', () => {
    fc.assert(
      fc.property(scenes, ({ rates: of, span }) => {
        const got = propagatorOf(of, span);
        const right = precisePropagator(of, span);
        for (const entry of ['ee', 'em', 'me', 'mm'] as const) {
          expect(Math.abs(got[entry] - right[entry])).toBeLessThanOrEqual(1e-13);
        }
        // What passes from one to the other is exact also where it is little.
        if (right.em > 1e-100) expect(got.em / right.em).toBeCloseTo(1, 9);
        if (right.me > 1e-100) expect(got.me / right.me).toBeCloseTo(1, 9);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the lanes of rates', () => {
  it('hold both eigenvalues: their product is le lm, their sum le + lm + k', () => {
    fc.assert(
      fc.property(anyRates, (of) => {
        const { slow, fast } = eigenvalues(of);
        expect((slow * fast) / (of.emotion * of.mood)).toBeCloseTo(1, 12);
        expect((slow + fast) / (of.emotion + of.mood + of.coupling)).toBeCloseTo(1, 12);
        expect(ratesOf(of)[RateLane.share]).toBeGreaterThanOrEqual(0);
        expect(ratesOf(of)[RateLane.share]).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('are the same at every offset, and their neighbours are left alone', () => {
    fc.assert(
      fc.property(anyRates, fc.nat(20), (of, at) => {
        const lanes = new Float64Array(RateLane.count + 40).fill(Number.NaN);
        writeRates(lanes, at, of.emotion, of.mood, of.coupling);
        expect(lanes.subarray(at, at + RateLane.count)).toEqual(ratesOf(of));
        expect(lanes.filter(Number.isNaN)).toHaveLength(40);
      }),
      RUNS,
    );
  });
});
