import { advanceAffect, applyFactors, relaxAffect, writeFactors } from '../affect/flow';
import { AffectLane, FactorLane } from '../affect/lanes';
import { advanceNoisyAffect } from '../affect/noise';
import { MS_PER_HOUR } from '../constants/time';
import { type Columns, LifeLane } from './columns';

/*
 * Loops over rows. Rows where nobody lives are carried along: their lanes are in order, and a branch for each row would cost more than
 * they do.
 */

/** The one-slot scratch of this module. */
const span = new Float64Array(1);

/** Lets rows `from` to `to` relax for a span of hours. Effects: in place at emotion and mood, allocates nothing; total. */
export function advanceRows({ affect }: Columns, from: number, to: number, hours: number): void {
  span[0] = hours;
  for (let row = from; row < to; row++) relaxAffect(affect, row * AffectLane.count, span);
}

/** Writes the factors of a span for rows `from` to `to`. Effects: in place, allocates nothing; total. */
export function prepareRows({ affect, factors }: Columns, from: number, to: number, hours: number): void {
  for (let row = from; row < to; row++) {
    writeFactors(affect, row * AffectLane.count, hours, factors, row * FactorLane.count);
  }
}

/** Lets rows relax for the span that their factors were written for; equal to {@link advanceRows} to the bit. */
export function stepRows({ affect, factors }: Columns, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    applyFactors(affect, row * AffectLane.count, factors, row * FactorLane.count);
  }
}

/** Lets rows relax, those with random ups and downs with theirs. */
export function advanceMixedRows(
  columns: Columns,
  from: number,
  to: number,
  hours: number,
  ticks: number,
): void {
  for (let row = from; row < to; row++) advanceRow(columns, row, hours, ticks);
}

/** The key of the row that is looked at. It begins with fractions so that words beyond the small integers find room in it unboxed. */
const key: [number, number] = [0.5, 0.5];

/** @param ticks stretches of time that all rows together have let pass: they number the random draws too */
function advanceRow({ affect, life, noise, keys }: Columns, row: number, hours: number, ticks: number): void {
  if (noise[row]! > 0) {
    key[0] = keys[2 * row]!;
    key[1] = keys[2 * row + 1]!;
    const step = life[row * LifeLane.count + LifeLane.steps]! + ticks;
    advanceNoisyAffect(affect, row * AffectLane.count, hours, noise, row, key, step);
  } else {
    advanceAffect(affect, row * AffectLane.count, hours);
  }
}

/** Brings rows up to the present of the population, each from where it stands. */
export function settleRows(columns: Columns, from: number, to: number, nowMs: number): void {
  for (let row = from; row < to; row++) settleRow(columns, row, nowMs, 1);
}

/**
 * Brings one row up to the present of the population.
 * @param steps how many steps of the row's life that is: 1, or 0 when an event follows, which is one step together with the time before it
 * Effects: in place, allocates nothing; total.
 */
export function settleRow(columns: Columns, row: number, nowMs: number, steps: 0 | 1): void {
  const at = row * LifeLane.count;
  const elapsedMs = nowMs - columns.life[at + LifeLane.settledAtMs]!;
  if (elapsedMs === 0) return;
  advanceRow(columns, row, elapsedMs / MS_PER_HOUR, 0);
  columns.life[at + LifeLane.settledAtMs] = nowMs;
  columns.life[at + LifeLane.steps] = columns.life[at + LifeLane.steps]! + steps;
}
