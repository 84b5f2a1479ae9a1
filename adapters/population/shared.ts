import type { Columns } from '../../src/population/columns';
import { NOTE } from '../../src/population/step-noted';

/** What all threads of one population do next. */
export enum Op {
  advance = 0,
  prepare = 1,
  step = 2,
  advanceMixed = 3,
  settle = 4,
}

/** Where the words stand that threads talk with. Those that different threads write lie on cache lines of their own, 16 words each. */
export enum Word {
  /** Changes with every step; workers sleep on it. */
  wake = 0,
  /** 1 while rows are being given out. */
  open = 16,
  /** The next chunk of rows that nobody has taken. */
  cursor = 32,
  /** What is to be done, an {@link Op}. */
  op = 48,
  /** How many rows it is done to. */
  rows = 49,
  /** The number of the step, with which chunks are marked as done. */
  step = 50,
  /** Counts the times that columns were laid out anew. */
  layout = 51,
  /** Always 0: who waits for it to change just waits. */
  pause = 52,
  /** The first word of the first worker; the next worker's stand one line on. */
  workers = 64,
}

/** Words of one cache line. */
const LINE = 16;

/** Where the words of one worker stand in its line. */
export enum WorkerWord {
  /** 1 from waking up until there is nothing left to take. */
  busy = 0,
  /** One more than the row in its hand, which its journal holds; 0 when it has touched none of its chunk. */
  hand = 1,
  /** 1 once it has ended by itself. */
  gone = 2,
}

/**
 * How many rows a thread takes at a time: a multiple of 16, so that no two threads write to the same cache line of any column. Measured with two
 * threads over 100,000 rows: an eighth of it makes a repeated step a third slower; twice as much gains nothing, and one thread waits longer for the
 * other at the end.
 */
export const CHUNK = 1024;

/** What threads share for as long as they live. */
export interface Desk {
  readonly words: Int32Array;
  /** The two arguments of an {@link Op}: hours and ticks, or the time to settle at. */
  readonly numbers: Float64Array;
  /** What the row in each worker's hand was before it was touched, {@link JOURNAL} numbers a worker. */
  readonly journals: Float64Array;
}

/** How the memory lies that an {@link Op} goes over; made anew when a population grows. */
export interface Layout {
  readonly columns: Columns;
  /** The step in which each chunk was done last. */
  readonly done: Int32Array;
}

/** What a worker is handed when it starts. */
export interface WorkerData {
  readonly desk: Desk;
  readonly worker: number;
}

/** Numbers of one journal: two notes, on a cache line each. */
export const JOURNAL = 2 * NOTE;

/** Makes the desk of so many workers. */
export function createDesk(workers: number): Desk {
  const doubles = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count));
  return {
    words: new Int32Array(new SharedArrayBuffer(4 * (Word.workers + LINE * workers))),
    numbers: doubles(2),
    journals: doubles(JOURNAL * workers),
  };
}

/** Lays out columns for threads. */
export function createLayout(columns: Columns): Layout {
  const chunks = Math.ceil(columns.capacity / CHUNK);
  return { columns, done: new Int32Array(new SharedArrayBuffer(4 * chunks)) };
}

/** Where a word of one worker stands. */
export function wordOf(worker: number, word: WorkerWord): number {
  return Word.workers + LINE * worker + word;
}
