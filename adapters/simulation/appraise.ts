import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/index';
import { normalQuantile, type StreamKey, threefry } from '../../src/maths/random';
import type { SimulationEvent } from '../../src/schema/simulation';
import { Draw } from './calendar';

/** Numbers of an appraisal. */
export const DIMENSIONS = APPRAISAL_DIMENSIONS.length;

/** How the appraisals of the events of a model are drawn, in the order of dimensions: nine numbers for each event. */
export interface Appraisals {
  readonly means: Float64Array;
  readonly sds: Float64Array;
}

const LOWS = APPRAISAL_DIMENSIONS.map((dimension) => APPRAISAL_RANGES[dimension].low);
const HIGHS = APPRAISAL_DIMENSIONS.map((dimension) => APPRAISAL_RANGES[dimension].high);

/** Lays out how appraisals are drawn. */
export function appraisalsOf(events: readonly SimulationEvent[]): Appraisals {
  const means = new Float64Array(DIMENSIONS * events.length);
  const sds = new Float64Array(DIMENSIONS * events.length);
  for (const [index, { appraisal }] of events.entries()) {
    for (const [lane, dimension] of APPRAISAL_DIMENSIONS.entries()) {
      const drawn = appraisal[dimension] ?? APPRAISAL_RANGES[dimension].neutral;
      means[DIMENSIONS * index + lane] = typeof drawn === 'number' ? drawn : drawn.mean;
      sds[DIMENSIONS * index + lane] = typeof drawn === 'number' ? 0 : drawn.sd;
    }
  }
  return { means, sds };
}

const TWO_TO_21 = 2_097_152;
/** How many numbers one block of the cipher is enough for. */
const PER_BLOCK = 3;
const words = new Uint32Array(2);

/**
 * Draws the appraisal of one event. 21 bits are enough for what is rounded by life, and drawing is the dearest part of an event where nobody
 * learns: so three dimensions share a block of the cipher.
 * Effects: writes nine numbers of `out` at `at`.
 */
export function drawAppraisal(
  { means, sds }: Appraisals,
  event: number,
  key: StreamKey,
  step: number,
  out: Float64Array,
  at: number,
): void {
  // The counter is that of uniformAt, so that no two draws of a run share one.
  const high = Math.floor(step / TWO_TO_21);
  const low = (step - high * TWO_TO_21) * 2048 + Draw.appraisal;
  let drawn = -1;
  for (let lane = 0; lane < DIMENSIONS; lane++) {
    const sd = sds[DIMENSIONS * event + lane]!;
    let value = means[DIMENSIONS * event + lane]!;
    if (sd > 0) {
      const block = (lane / PER_BLOCK) | 0;
      if (block !== drawn) threefry(key[0] | 0, key[1] | 0, (low + block) | 0, high | 0, words);
      drawn = block;
      value += sd * normalOf(bitsOf(lane - block * PER_BLOCK));
      if (value < LOWS[lane]!) value = LOWS[lane]!;
      else if (value > HIGHS[lane]!) value = HIGHS[lane]!;
    }
    out[at + lane] = value;
  }
}

/** Quantiles of the standard normal distribution at equal distances; between them a straight line is .0002 off at the most. */
const STEPS = 1024;
/** 21 bits are the number of a step and 11 bits of what lies within. */
const WITHIN = 11;
const TWO_TO_11 = 2048;
const QUANTILES = Float64Array.from({ length: STEPS + 1 }, (_, step) => normalQuantile(step / STEPS));
/** Steps of either tail, where it bends too much for that. */
const TAIL = 16;

/** What 21 bits are as a draw of the standard normal distribution. */
function normalOf(bits: number): number {
  const step = bits >>> WITHIN;
  if (step < TAIL || step >= STEPS - TAIL) return normalQuantile((bits + 0.5) / TWO_TO_21);
  const low = QUANTILES[step]!;
  const within = ((bits & (TWO_TO_11 - 1)) + 0.5) / TWO_TO_11;
  return low + within * (QUANTILES[step + 1]! - low);
}

/** The 21 bits of a block that one of its three numbers is made of: the upper ones of each word, and what is left of both. */
function bitsOf(place: number): number {
  if (place < 2) return words[place]! >>> 11;
  return ((words[0]! & 0x7ff) << 10) | (words[1]! & 0x3ff);
}
