import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpreadLane, writeSpread } from '../../src/maths/ornstein-uhlenbeck';
import { gaussianAt, streamKey } from '../../src/maths/random';
import { PropagatorLane, RateLane } from '../../src/maths/two-time-scale';
import { extremeHours, hours, numberIn, type Rates, rates } from '../support/arbitraries';
import { carry, type Propagator, propagatorLanes, propagatorOf, ratesOf } from './one-axis';

const RUNS = { numRuns: 500 };

interface Covariance {
  readonly emotion: number;
  readonly both: number;
  readonly mood: number;
}

function spreadOf(of: Rates, variancePerHour: number, span: number): Float64Array {
  const out = new Float64Array(SpreadLane.count);
  writeSpread(ratesOf(of), 0, Float64Array.of(variancePerHour), 0, propagatorLanes(of, span), 0, out, 0);
  return out;
}

/** The covariance of what a span adds: L L'. */
function noiseOf(of: Rates, variancePerHour: number, span: number): Covariance {
  const spread = spreadOf(of, variancePerHour, span);
  const emotion = spread[SpreadLane.emotion]!;
  const shared = spread[SpreadLane.moodWithEmotion]!;
  const alone = spread[SpreadLane.moodAlone]!;
  return { emotion: emotion * emotion, both: emotion * shared, mood: shared * shared + alone * alone };
}

/** After so long a time nothing of the beginning is left: what the noise has added is the stationary covariance. */
const stationary = (of: Rates, variancePerHour: number): Covariance => noiseOf(of, variancePerHour, 1e9);

/** F C F'. */
function carryCovariance({ ee, em, me, mm }: Propagator, c: Covariance): Covariance {
  return {
    emotion: ee * ee * c.emotion + 2 * ee * em * c.both + em * em * c.mood,
    both: ee * me * c.emotion + (ee * mm + em * me) * c.both + em * mm * c.mood,
    mood: me * me * c.emotion + 2 * me * mm * c.both + mm * mm * c.mood,
  };
}

describe('the noise of one axis', () => {
  it('F.8 row 25: the stationary covariance solves the Lyapunov equation of the flow', () => {
    fc.assert(
      fc.property(rates, numberIn(0.001, 2), (of, q) => {
        const c = stationary(of, q);
        const moodTotal = of.mood + of.coupling;
        // A C + C A' + Q = 0, entry by entry, each against the size of its terms.
        expect(Math.abs(-2 * of.emotion * (c.emotion - c.both) + q) / q).toBeLessThan(1e-10);
        const both = of.emotion * (c.mood - c.both) + of.coupling * c.emotion - moodTotal * c.both;
        expect(Math.abs(both) / q).toBeLessThan(1e-10);
        expect(Math.abs(2 * of.coupling * c.both - 2 * moodTotal * c.mood) / q).toBeLessThan(1e-10);
      }),
      RUNS,
    );
  });

  it('F.8 row 25: a span cut in two has the law of the whole', () => {
    fc.assert(
      fc.property(rates, hours, hours, numberIn(0, 1), (of, first, second, q) => {
        const whole = noiseOf(of, q, first + second);
        const early = carryCovariance(propagatorOf(of, second), noiseOf(of, q, first));
        const late = noiseOf(of, q, second);
        const tolerance = 1e-10 * (1 + stationary(of, q).emotion);
        for (const entry of ['emotion', 'both', 'mood'] as const) {
          expect(Math.abs(early[entry] + late[entry] - whole[entry])).toBeLessThan(tolerance);
        }
      }),
      RUNS,
    );
  });

  it('F.8 row 25: noise and flow leave the stationary law as it is', () => {
    fc.assert(
      fc.property(rates, hours, numberIn(0, 1), (of, span, q) => {
        const c = stationary(of, q);
        const carried = carryCovariance(propagatorOf(of, span), c);
        const added = noiseOf(of, q, span);
        for (const entry of ['emotion', 'both', 'mood'] as const) {
          expect(Math.abs(carried[entry] + added[entry] - c[entry])).toBeLessThan(1e-10 * (1 + c.emotion));
        }
      }),
      RUNS,
    );
  });

  it('F.8 row 25: variance and lag covariance of many draws lie within 3 standard errors', () => {
    // A character of average traits: half-lives of 1.5 and 24 hours, coupling .15, and the noise that people show.
    const of = { emotion: Math.LN2 / 1.5, mood: Math.LN2 / 24, coupling: (0.15 * Math.LN2) / 1.5 };
    const [q, span, count] = [0.0586, 3, 40_000];
    const c = stationary(of, q);
    expect(Math.sqrt(c.emotion)).toBeCloseTo(0.3, 2);
    expect(Math.sqrt(c.mood / c.emotion)).toBeCloseTo(0.46, 2);

    const [start, step] = [spreadOf(of, q, 1e9), spreadOf(of, q, span)];
    const propagator = propagatorOf(of, span);
    const key = streamKey(1, 'monte carlo');
    const draw = (spread: Float64Array, i: number, index: number) => {
      const first = gaussianAt(key, i, index);
      const mood = spread[SpreadLane.moodWithEmotion]! * first;
      return {
        emotion: spread[SpreadLane.emotion]! * first,
        mood: mood + spread[SpreadLane.moodAlone]! * gaussianAt(key, i, index + 1),
      };
    };
    const sums = { variance: 0, moodVariance: 0, covariance: 0, lag: 0, moodLag: 0, laterVariance: 0 };
    for (let i = 0; i < count; i++) {
      const before = draw(start, i, 0);
      const carried = carry(propagator, before);
      const added = draw(step, i, 2);
      const after = { emotion: carried.emotion + added.emotion, mood: carried.mood + added.mood };
      sums.variance += before.emotion ** 2 / count;
      sums.moodVariance += before.mood ** 2 / count;
      sums.covariance += (before.emotion * before.mood) / count;
      sums.lag += (before.emotion * after.emotion) / count;
      sums.moodLag += (before.mood * after.mood) / count;
      sums.laterVariance += after.emotion ** 2 / count;
    }
    const lag = propagator.ee * c.emotion + propagator.em * c.both;
    const moodLag = propagator.me * c.both + propagator.mm * c.mood;
    // The mean of a product of two gaussians has the variance (Var x Var y + Cov^2) / n.
    const within = (got: number, right: number, varianceX: number, varianceY: number) =>
      expect(Math.abs(got - right)).toBeLessThan(3 * Math.sqrt((varianceX * varianceY + right ** 2) / count));
    within(sums.variance, c.emotion, c.emotion, c.emotion);
    within(sums.laterVariance, c.emotion, c.emotion, c.emotion);
    within(sums.moodVariance, c.mood, c.mood, c.mood);
    within(sums.covariance, c.both, c.emotion, c.mood);
    within(sums.lag, lag, c.emotion, c.emotion);
    within(sums.moodLag, moodLag, c.mood, c.mood);
  });

  it('is nothing over no time or without variance, finite over any span, and grows as q t at first', () => {
    fc.assert(
      fc.property(rates, extremeHours, numberIn(0, 10), (of, span, q) => {
        expect([...spreadOf(of, q, 0)]).toEqual([0, 0, 0]);
        expect([...spreadOf(of, 0, span)]).toEqual([0, 0, 0]);
        for (const lane of spreadOf(of, q, span)) expect(Number.isFinite(lane)).toBe(true);
        const short = 1e-4 / (of.emotion + of.mood + of.coupling);
        if (q > 0.001) expect(noiseOf(of, q, short).emotion / (q * short)).toBeCloseTo(1, 3);
      }),
      RUNS,
    );
  });

  it('leaves the lanes beside its own alone', () => {
    fc.assert(
      fc.property(rates, hours, fc.nat(5), fc.nat(5), fc.nat(5), (of, span, ratesAt, propagatorAt, outAt) => {
        const lanes = new Float64Array(RateLane.count + 10).fill(Number.NaN);
        const propagator = new Float64Array(PropagatorLane.count + 10).fill(Number.NaN);
        const out = new Float64Array(SpreadLane.count + 10).fill(Number.NaN);
        lanes.set(ratesOf(of), ratesAt);
        propagator.set(propagatorLanes(of, span), propagatorAt);
        writeSpread(lanes, ratesAt, Float64Array.of(0.05), 0, propagator, propagatorAt, out, outAt);
        expect(out.subarray(outAt, outAt + SpreadLane.count)).toEqual(spreadOf(of, 0.05, span));
        expect(out.filter(Number.isNaN)).toHaveLength(10);
      }),
    );
  });
});
