import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceAffect } from '../../src/affect/flow';
import { AffectLane } from '../../src/affect/lanes';
import { advanceNoisyAffect } from '../../src/affect/noise';
import { type StreamKey, streamKey } from '../../src/maths/random';
import { hours, numberIn, seeds } from '../support/arbitraries';
import { between, dispositions, feel, feelings, neutral, surrounded } from './kernels';

const RUNS = { numRuns: 500 };

const still = { valence: 0, arousal: 0, dominance: 0 };

describe('affect with random ups and downs', () => {
  it('F.8 row 25: takes the same path for the same seed, stream and step, and another for another', () => {
    const walk = (start: Float64Array, span: number, key: StreamKey, firstStep: number): Float64Array => {
      const lanes = start.slice();
      for (let step = 0; step < 5; step++)
        advanceNoisyAffect(lanes, 0, span, Float64Array.of(0.01), 0, key, firstStep + step);
      return lanes;
    };
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        hours,
        seeds,
        fc.string(),
        (disposition, feeling, span, seed, stream) => {
          const key = streamKey(seed, stream);
          const start = feel(disposition, feeling);
          expect(walk(start, span, key, 0)).toEqual(walk(start, span, streamKey(seed, stream), 0));
          // Not at the end of the scale, where every path ends that would leave it.
          const path = walk(neutral.affect, span, key, 0);
          expect(walk(neutral.affect, span, key, 5)).not.toEqual(path);
          expect(walk(neutral.affect, span, streamKey(seed, `${stream}.`), 0)).not.toEqual(path);
          expect(walk(neutral.affect, span, streamKey(seed === 0 ? 1 : seed - 1, stream), 0)).not.toEqual(
            path,
          );
        },
      ),
      RUNS,
    );
  });

  it('F.8 row 25: has the stationary spread and the autocorrelation of its law, within 3 standard errors', () => {
    // Many short lives instead of one long one: their number is the number of independent draws.
    const [lives, variancePerHour, long, lag] = [4000, 0.005, 500, 3];
    const lanes = new Float64Array(AffectLane.count);
    const sums = { emotion: 0, both: 0, mood: 0, lagged: 0, carried: 0 };
    for (let life = 0; life < lives; life++) {
      const key = streamKey(life, 'autocorrelation');
      lanes.set(neutral.affect);
      advanceNoisyAffect(lanes, 0, long, Float64Array.of(variancePerHour), 0, key, 0);
      const [emotion, mood] = [AffectLane.emotion, AffectLane.mood].map(
        (lane) => lanes[lane]! - neutral.affect[lane]!,
      );
      const quiet = lanes.slice();
      advanceAffect(quiet, 0, lag);
      advanceNoisyAffect(lanes, 0, lag, Float64Array.of(variancePerHour), 0, key, 1);
      sums.emotion += emotion! ** 2 / lives;
      sums.both += (emotion! * mood!) / lives;
      sums.mood += mood! ** 2 / lives;
      sums.lagged += (emotion! * (lanes[0]! - neutral.affect[0]!)) / lives;
      sums.carried += (emotion! * (quiet[0]! - neutral.affect[0]!)) / lives;
    }
    // The stationary covariance, written out for half-lives of 1.5 and 24 hours and a coupling of .15.
    const [le, lm, k] = [Math.LN2 / 1.5, Math.LN2 / 24, (0.15 * Math.LN2) / 1.5];
    const variance = ((variancePerHour / (2 * le)) * ((lm + k) ** 2 + le * lm)) / (lm * (le + lm + k));
    const both = variance - variancePerHour / (2 * le);
    const moodVariance = (k * both) / (lm + k);
    // The mean of a product of two gaussians has the variance (Var x Var y + Cov^2) / n.
    const error = (x: number, y: number, covariance: number) =>
      3 * Math.sqrt((x * y + covariance ** 2) / lives);
    expect(Math.abs(sums.emotion - variance)).toBeLessThan(error(variance, variance, variance));
    expect(Math.abs(sums.both - both)).toBeLessThan(error(variance, moodVariance, both));
    expect(Math.abs(sums.mood - moodVariance)).toBeLessThan(error(moodVariance, moodVariance, moodVariance));
    expect(Math.abs(sums.lagged - sums.carried)).toBeLessThan(error(variance, variance, 0));
  });

  it('is the flow alone where there is no noise, to the bit', () => {
    fc.assert(
      fc.property(dispositions, feelings, hours, seeds, (disposition, feeling, span, seed) => {
        const [noisy, quiet] = [feel(disposition, feeling), feel(disposition, feeling)];
        advanceNoisyAffect(noisy, 0, span, Float64Array.of(0), 0, streamKey(seed, ''), 0);
        advanceAffect(quiet, 0, span);
        noisy.forEach((value, lane) => {
          expect(value === quiet[lane]).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('stays in [-1, 1] under any noise, and home base and rates stay as they are', () => {
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        hours,
        numberIn(0, 100),
        seeds,
        (disposition, feeling, span, variance, seed) => {
          const lanes = feel(disposition, feeling);
          for (let step = 0; step < 5; step++) {
            advanceNoisyAffect(lanes, 0, span, Float64Array.of(variance), 0, streamKey(seed, 'storm'), step);
          }
          for (const value of lanes.subarray(0, AffectLane.homeBase))
            expect(Math.abs(value)).toBeLessThanOrEqual(1);
          expect(lanes.subarray(AffectLane.homeBase)).toEqual(
            disposition.affect.subarray(AffectLane.homeBase),
          );
        },
      ),
      RUNS,
    );
  });

  it('moves the three axes independently of each other', () => {
    const sums = [0, 0, 0];
    const count = 4000;
    const start = feel(neutral, { emotion: still, mood: still });
    const quiet = start.slice();
    advanceAffect(quiet, 0, 1);
    const [scale, lanes] = [0.002, new Float64Array(AffectLane.count)];
    for (let step = 0; step < count; step++) {
      lanes.set(start);
      advanceNoisyAffect(lanes, 0, 1, Float64Array.of(scale), 0, streamKey(3, 'axes'), step);
      const [v, a, d] = [0, 1, 2].map((axis) => (lanes[axis]! - quiet[axis]!) / Math.sqrt(scale));
      sums[0]! += v! * a!;
      sums[1]! += a! * d!;
      sums[2]! += d! * v!;
    }
    for (const sum of sums) expect(Math.abs(sum / count)).toBeLessThan(3 / Math.sqrt(count));
  });

  it('gives the same at every offset and leaves the lanes beside its own alone', () => {
    fc.assert(
      fc.property(
        dispositions,
        feelings,
        hours,
        seeds,
        fc.nat(30),
        (disposition, feeling, span, seed, at) => {
          const expected = feel(disposition, feeling);
          const lanes = surrounded(expected, at);
          advanceNoisyAffect(lanes, at, span, Float64Array.of(0.05), 0, streamKey(seed, 'offset'), 7);
          advanceNoisyAffect(expected, 0, span, Float64Array.of(0.05), 0, streamKey(seed, 'offset'), 7);
          expect(between(lanes, at, AffectLane.count)).toEqual(expected);
        },
      ),
      RUNS,
    );
  });
});
