import { EngineError } from '../../src/errors';
import { streamKey } from '../../src/maths/random';
import type { SimulationModel } from '../../src/schema/simulation';
import { fingerprintOf } from './fingerprint';

/** What a run is asked for. Two runs of equal requests and models end in the same bytes. */
export interface Request {
  readonly characters: number;
  readonly years: number;
  /** Hours of one step. */
  readonly stepHours: number;
  readonly seed: number;
  /** Steps from one tally to the next; as many as make about 120 tallies when absent. */
  readonly sample?: number | undefined;
}

/** A request with all that follows from it. It is plain, so that threads can be told of it. */
export interface Plan {
  readonly characters: number;
  readonly years: number;
  readonly stepHours: number;
  readonly seed: number;
  readonly model: SimulationModel;
  readonly steps: number;
  /** The steps before which a tally is taken, rising; the last one stands after the last step. */
  readonly samples: readonly number[];
  /** How many parts the characters are divided into. */
  readonly parts: number;
  /** Tells runs apart that do not end in the same bytes. */
  readonly fingerprint: string;
}

/** Hours of a year of 365 days. */
export const HOURS_PER_YEAR = 8760;
const USUAL_TALLIES = 120;
const MOST_TALLIES = 2000;
const MOST_STEPS = 20_000_000;
const MOST_CHARACTERS = 50_000_000;
const MOST_YEARS = 1000;

/*
 * Characters do not know each other, so they live in parts of a population of their own, one after the other or in several threads. The size
 * is fixed, because the characters that are drawn depend on it. Chosen: about two megabytes, so that a part may stay in a cache; other sizes were not
 * measured.
 */
const PART = 2048;

/** Rows of labels and intensity that are looked at in a tally: naming a feeling is dear beside reading it. Chosen. */
export const MOST_NAMED = 2000;

/**
 * Works out what a request means.
 * @param version of the program: another one may feel otherwise
 * @throws EngineError INPUT_INVALID
 */
export function planOf(request: Request, model: SimulationModel, version: string): Plan {
  const { characters, years, stepHours, seed } = request;
  check('characters', Number.isInteger(characters), characters, 1, MOST_CHARACTERS);
  check('years', years > 0, years, 0, MOST_YEARS);
  check('step', stepHours > 0, stepHours, 0, HOURS_PER_YEAR);
  check('seed', Number.isSafeInteger(seed), seed, 0, Number.MAX_SAFE_INTEGER);
  const steps = Math.max(1, Math.round((years * HOURS_PER_YEAR) / stepHours));
  check('years', Number.isSafeInteger(steps), steps, 1, MOST_STEPS, 'steps');
  const every = request.sample ?? Math.max(1, Math.round(steps / USUAL_TALLIES));
  check('sample', Number.isInteger(every), every, 1, steps);
  const samples = Array.from({ length: Math.ceil(steps / every) }, (_, index) => index * every);
  samples.push(steps);
  check('sample', true, samples.length, 2, MOST_TALLIES, 'tallies');
  const fingerprint = fingerprintOf(version, [characters, years, stepHours, seed, every, model]);
  const parts = Math.ceil(characters / PART);
  return { characters, years, stepHours, seed, model, steps, samples, parts, fingerprint };
}

/** The number of the first character of a part; of the one after the last part, how many there are. */
export function firstOf({ characters }: Pick<Plan, 'characters'>, part: number): number {
  return Math.min(part * PART, characters);
}

/** How many characters live in a part. */
export function sizeOf(plan: Pick<Plan, 'characters'>, part: number): number {
  return firstOf(plan, part + 1) - firstOf(plan, part);
}

/** The seed of the population that a part is: whole and below 2^53. */
export function seedOf({ seed }: Pick<Plan, 'seed'>, part: number): number {
  const [high, low] = streamKey(seed, `part ${part}`);
  return (high >>> 0) * 2_097_152 + (low >>> 11);
}

/** The rows of a part whose feelings are named: so many of all characters, at even distances. */
export function namedRows(plan: Pick<Plan, 'characters'>, part: number): Int32Array {
  const { characters } = plan;
  const named = Math.min(MOST_NAMED, characters);
  const [from, to] = [firstOf(plan, part), firstOf(plan, part + 1)];
  const rows: number[] = [];
  for (let k = Math.floor((from * named) / characters); k < named; k++) {
    const row = Math.floor((k * characters) / named);
    if (row >= to) break;
    if (row >= from) rows.push(row - from);
  }
  return Int32Array.from(rows);
}

function check(name: string, isKind: boolean, value: number, low: number, high: number, what?: string): void {
  if (isKind && value >= low && value <= high) return;
  const message =
    what === undefined ? `must be from ${low} to ${high}` : `makes ${value} ${what}, at most ${high} can be`;
  throw new EngineError('INPUT_INVALID', `${name} ${message}`, { issues: [{ path: [name], message }] });
}
