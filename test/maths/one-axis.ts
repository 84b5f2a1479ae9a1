import { writeFactors } from '../../src/affect/flow';
import { AffectLane, FactorLane } from '../../src/affect/lanes';
import { PropagatorLane, RateLane, writeRates } from '../../src/maths/two-time-scale';
import type { Rates } from '../support/arbitraries';
import { fixed, times, toDouble } from './precise';

/** Emotion and mood of one axis, as deviations from home base or as points. */
export interface Pair {
  readonly emotion: number;
  readonly mood: number;
}

/** The propagator of one axis: what becomes of emotion and mood, from each of them. */
export interface Propagator {
  readonly ee: number;
  readonly em: number;
  readonly me: number;
  readonly mm: number;
}

export function ratesOf({ emotion, mood, coupling }: Rates): Float64Array {
  const lanes = new Float64Array(RateLane.count);
  writeRates(lanes, 0, emotion, mood, coupling);
  return lanes;
}

/** The propagator of one axis over a span, in lanes, as the flow of a character has it. */
export function propagatorLanes(rates: Rates, hours: number): Float64Array {
  const lanes = new Float64Array(AffectLane.count);
  lanes.set(ratesOf(rates), AffectLane.rates);
  const out = new Float64Array(FactorLane.count);
  writeFactors(lanes, 0, hours, out, 0);
  return out.slice(FactorLane.factors, FactorLane.factors + PropagatorLane.count);
}

export function propagatorOf(rates: Rates, hours: number): Propagator {
  const lanes = propagatorLanes(rates, hours);
  return {
    ee: lanes[PropagatorLane.emotionFromEmotion]!,
    em: lanes[PropagatorLane.emotionFromMood]!,
    me: lanes[PropagatorLane.moodFromEmotion]!,
    mm: lanes[PropagatorLane.moodFromMood]!,
  };
}

/** Carries deviations over a span. */
export function carry({ ee, em, me, mm }: Propagator, { emotion, mood }: Pair): Pair {
  return { emotion: ee * emotion + em * mood, mood: me * emotion + mm * mood };
}

/** Carries points over a span, around the home base. */
export function flow(rates: Rates, hours: number, home: number, { emotion, mood }: Pair): Pair {
  const moved = carry(propagatorOf(rates, hours), { emotion: emotion - home, mood: mood - home });
  return { emotion: home + moved.emotion, mood: home + moved.mood };
}

type Matrix = readonly [bigint, bigint, bigint, bigint];

function product(a: Matrix, b: Matrix): Matrix {
  return [
    times(a[0], b[0]) + times(a[1], b[2]),
    times(a[0], b[1]) + times(a[1], b[3]),
    times(a[2], b[0]) + times(a[3], b[2]),
    times(a[2], b[1]) + times(a[3], b[3]),
  ];
}

/**
 * The same propagator by another road: the exponential of the matrix of the differential equation, by its power series
 * after halving and by squaring again, with 512 binary places. Knows nothing of eigenvalues.
 */
export function precisePropagator({ emotion, mood, coupling }: Rates, hours: number): Propagator {
  const le = times(fixed(emotion), fixed(hours));
  const lm = times(fixed(mood), fixed(hours));
  const k = times(fixed(coupling), fixed(hours));
  const one = fixed(1);
  const largest = le + lm + k;
  const halvings = BigInt(Math.max(0, largest.toString(2).length - 512)) + 16n;
  const step: Matrix = [-le >> halvings, le >> halvings, k >> halvings, -(k + lm) >> halvings];
  let term: Matrix = [one, 0n, 0n, one];
  let sum: Matrix = term;
  for (let n = 1n; term.some((entry) => entry > 1n || entry < -1n); n++) {
    const next = product(term, step);
    term = [next[0] / n, next[1] / n, next[2] / n, next[3] / n];
    sum = [sum[0] + term[0], sum[1] + term[1], sum[2] + term[2], sum[3] + term[3]];
  }
  for (let i = 0n; i < halvings; i++) sum = product(sum, sum);
  return { ee: toDouble(sum[0]), em: toDouble(sum[1]), me: toDouble(sum[2]), mm: toDouble(sum[3]) };
}
