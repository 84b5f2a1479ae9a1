import { log } from '../../src/maths/exp';
import { type StreamKey, uniformAt } from '../../src/maths/random';
import { eventAt, hourAt, type Timetable } from './timetable';

const NOBODY = -1;

/** Which numbered draw of an event is what. */
export enum Draw {
  wait = 0,
  which = 1,
  /** The first of three, each for three dimensions of the appraisal. */
  appraisal = 2,
}

// The step of a draw is a character's number and its count of events in one: 26 bits and 27 bits.
const COUNTS = 134_217_728;

/**
 * Who meets something next, by the step in which it happens: a list of rows for each step, linked through the rows. A step costs those who
 * meet something in it, and nobody else.
 */
export interface Calendar {
  /** Where the clock of each row stands at its next event. */
  readonly clocks: Float64Array;
  /** How many events each row has met. */
  readonly counts: Uint32Array;
  /** The first row of each step, and after each row the next of the same step. */
  readonly first: Int32Array;
  readonly next: Int32Array;
}

/** What the draws of a part depend on. */
export interface Dice {
  readonly key: StreamKey;
  /** The number of the first character of the part. */
  readonly from: number;
  readonly timetable: Timetable;
  readonly stepHours: number;
}

/** A calendar in which nothing is planned yet. */
export function createCalendar(rows: number, steps: number): Calendar {
  return {
    clocks: new Float64Array(rows),
    counts: new Uint32Array(rows),
    first: new Int32Array(steps).fill(NOBODY),
    next: new Int32Array(rows),
  };
}

/** Draws when a row, whose clock stands at its last event, meets its next. Effects: moves its clock. */
export function drawNext({ clocks, counts }: Calendar, dice: Dice, row: number): void {
  clocks[row] = clocks[row]! - log(uniformAt(dice.key, stepOf(dice, row, counts[row]!), Draw.wait));
}

/** The step in which a row's next event happens; not below the number of steps when none does. */
export function stepOfNext(calendar: Calendar, dice: Dice, row: number): number {
  return Math.floor(hourOfNext(calendar, dice, row) / dice.stepHours);
}

/** The hour in which a row's next event happens; Infinity when none does. */
export function hourOfNext({ clocks }: Calendar, { timetable }: Dice, row: number): number {
  return hourAt(timetable, clocks[row]!);
}

/** Notes a row's next event. The order within a step does not matter: rows do not know each other. */
export function note({ first, next }: Calendar, row: number, step: number): void {
  if (step >= first.length) return;
  next[row] = first[step]!;
  first[step] = row;
}

/** Which event a row's next one is. */
export function drawEvent({ clocks, counts }: Calendar, dice: Dice, row: number): number {
  const share = uniformAt(dice.key, stepOf(dice, row, counts[row]!), Draw.which);
  return eventAt(dice.timetable, clocks[row]!, share);
}

/** The number under which a row's draws for its event of that count stand. */
export function stepOf({ from }: Dice, row: number, count: number): number {
  return (from + row) * COUNTS + count;
}
