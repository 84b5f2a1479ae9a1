import { DOMAINS, LABEL_NAMES } from '../../src/index';
import type { Plan } from './plan';

/*
 * What is counted of a population in a tally. Everything is a sum of whole numbers, so it comes out the same in whatever order characters are
 * counted, in however many parts and threads.
 */

/** Bins of one histogram. A quantile that is read from it lies in the same bin as the exact one: .0039 off at the most on [-1, 1], .002 on [0, 1]. */
export const BINS = 512;

/** Values are summed in parts of 2^-27: exact for as many characters as there may be. */
const PARTS_OF_ONE = 134_217_728;
/** 1.5 * 2^52: adding it and taking it away rounds to a whole number. */
const ROUNDER = 6_755_399_441_055_744;

/** One thing that is tallied over characters: where it begins and how wide it is. */
export interface Variable {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

const AXES = ['valence', 'arousal', 'dominance'];
const FEELINGS: readonly Variable[] = [
  ...AXES.map((axis) => ({ name: `emotion_${axis}`, low: -1, high: 1 })),
  ...AXES.map((axis) => ({ name: `mood_${axis}`, low: -1, high: 1 })),
  { name: 'intensity', low: 0, high: 1 },
];
const TRAITS: readonly Variable[] = DOMAINS.map((domain) => ({ name: `trait_${domain}`, low: 0, high: 1 }));

/** Places of variables: six numbers of feeling, intensity, six domains. */
export const INTENSITY = 6;
/** The place of the first domain. */
export const FIRST_TRAIT = 7;

/** All labels that a feeling goes by, in their order. */
export const NAMES: readonly string[] = ['neutral', ...LABEL_NAMES];

/** What is tallied in a simulation; traits where somebody has any that may move. */
export function variablesOf({ model }: Pick<Plan, 'model'>): readonly Variable[] {
  return model.people.learning === 'none' ? FEELINGS : [...FEELINGS, ...TRAITS];
}

/** Sums over characters, for all tallies of a run. Two of them are added number by number. */
export interface Tallies {
  /** A histogram for each variable of each tally. */
  readonly bins: Uint32Array;
  /** Count, sum and sum of squares for each variable of each tally. */
  readonly sums: Float64Array;
  /** How many of those who were looked at went by each label, for each tally. */
  readonly labels: Float64Array;
  /** How many events had happened before each tally. */
  readonly happened: Float64Array;
  /** How often each event of the model happened in all. */
  readonly events: Float64Array;
}

/** Names of the arrays of tallies, in the order in which they are stored. */
export const TALLY_ARRAYS = ['bins', 'sums', 'labels', 'happened', 'events'] as const;

/** Tallies in which nothing has been counted. */
export function createTallies(plan: Plan): Tallies {
  const samples = plan.samples.length;
  const variables = variablesOf(plan).length;
  return {
    bins: new Uint32Array(samples * variables * BINS),
    sums: new Float64Array(samples * variables * 3),
    labels: new Float64Array(samples * NAMES.length),
    happened: new Float64Array(samples),
    events: new Float64Array(plan.model.events.length),
  };
}

/** Adds tallies of other characters. Effects: in place in the first. */
export function addTallies(to: Tallies, from: Tallies): void {
  for (const name of TALLY_ARRAYS) {
    const [sum, more] = [to[name], from[name]];
    for (let i = 0; i < more.length; i++) sum[i] = sum[i]! + more[i]!;
  }
}

/**
 * Counts one variable of many characters.
 * @param place of the histogram: tally times variables plus variable
 * @param values every `stride`-th from `offset` on, `count` of them
 */
export function countValues(
  { bins, sums }: Tallies,
  place: number,
  { low, high }: Variable,
  values: Float64Array,
  offset: number,
  stride: number,
  count: number,
): void {
  const scale = BINS / (high - low);
  const base = place * BINS;
  let sum = 0;
  let squares = 0;
  for (let i = 0, at = offset; i < count; i++, at += stride) {
    const value = values[at]!;
    let bin = ((value - low) * scale) | 0;
    if (bin >= BINS) bin = BINS - 1;
    else if (bin < 0) bin = 0;
    bins[base + bin] = bins[base + bin]! + 1;
    sum += value * PARTS_OF_ONE + ROUNDER - ROUNDER;
    squares += value * value * PARTS_OF_ONE + ROUNDER - ROUNDER;
  }
  sums[3 * place] = sums[3 * place]! + count;
  sums[3 * place + 1] = sums[3 * place + 1]! + sum;
  sums[3 * place + 2] = sums[3 * place + 2]! + squares;
}

/** Mean and standard deviation of one variable in one tally; the latter is right to a ten-thousandth. */
export function momentsOf({ sums }: Tallies, place: number): { readonly mean: number; readonly sd: number } {
  const count = sums[3 * place]!;
  const mean = sums[3 * place + 1]! / PARTS_OF_ONE / count;
  const variance = sums[3 * place + 2]! / PARTS_OF_ONE / count - mean * mean;
  return { mean, sd: variance > 0 ? Math.sqrt(variance) : 0 };
}

/**
 * A quantile of one variable in one tally: within one bin of the least value that a share of all does not exceed.
 * @param share in (0, 1)
 */
export function quantileOf(
  { bins, sums }: Tallies,
  place: number,
  { low, high }: Variable,
  share: number,
): number {
  const wanted = sums[3 * place]! * share;
  let below = 0;
  let bin = 0;
  while (bin < BINS - 1 && below + bins[place * BINS + bin]! < wanted) below += bins[place * BINS + bin++]!;
  const inside = bins[place * BINS + bin]!;
  const within = inside > 0 ? (wanted - below) / inside : 0;
  return low + ((bin + within) * (high - low)) / BINS;
}
