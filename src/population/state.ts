import { dayOf } from '../evolution/daily-cap';
import type { ParsedPopulationOptions } from '../schema/population';
import { refuse } from './appraisals';
import { type Allocate, type Columns, createColumns, MarkLane } from './columns';
import type { Luggage } from './luggage';
import { Manners } from './manners';
import { NameTable } from './name-table';
import { inThisThread, type RowLoops } from './row-loops';

/** What a population is put together from. */
export interface PopulationParts {
  /** Makes the buffers of columns. */
  readonly allocate: Allocate;
  /** Goes over rows. */
  readonly loops: RowLoops;
}

/** Memory of this process, and its one thread. */
export const ordinaryParts: PopulationParts = {
  allocate: (bytes) => new ArrayBuffer(bytes),
  loops: inThisThread,
};

/** All that a population is, in one place that its functions share. */
export interface PopulationState {
  readonly parts: PopulationParts;
  readonly seed: number;
  /** What the clock of its world showed at its beginning, milliseconds since 1970. */
  readonly startsAtMs: number;
  readonly grows: boolean;
  readonly lazy: boolean;
  /** How many signals wait to be drained at most. */
  readonly signals: number;
  columns: Columns;
  /** Rows from here on have never been lived in. */
  used: number;
  size: number;
  nowMs: number;
  /** Stretches of time that all rows together have let pass. */
  ticks: number;
  /** How many rows have random ups and downs. */
  noisy: number;
  /** The step that the factors were written for, negative when none; `lastHours` is the last step that was taken. */
  factorHours: number;
  lastHours: number;
  /** Rows that somebody has left, the last of them given away first. */
  readonly vacant: number[];
  /** The ids of those that have one. */
  readonly names: NameTable;
  readonly luggage: Map<number, Luggage>;
  /** What authors have set beside traits; only kept where traits are. */
  manners: Manners;
}

/**
 * The state of a population in which nobody lives yet.
 * @param options parsed
 */
export function openState(options: ParsedPopulationOptions, parts: PopulationParts): PopulationState {
  const { capacity, startsAt = 0, seed = 0, grows = false, lazy = false, signals = 1024 } = options;
  const { expectation = true, causes = true, traits = false, windows = traits } = options.columns ?? {};
  if (windows && !traits) throw refuse(['columns', 'windows'], 'needs traits beside it');
  return {
    parts,
    seed,
    startsAtMs: startsAt,
    grows,
    lazy,
    signals,
    columns: createColumns(capacity, { expectation, causes, traits, windows }, parts.allocate),
    used: 0,
    size: 0,
    nowMs: 0,
    ticks: 0,
    noisy: 0,
    factorHours: -1,
    lastHours: -1,
    vacant: [],
    names: new NameTable(),
    luggage: new Map(),
    manners: new Manners(),
  };
}

/** @throws EngineError INPUT_INVALID when nobody lives in the row */
export function checkRow({ columns, used }: PopulationState, row: number): void {
  const isRow = Number.isInteger(row) && row >= 0 && row < used;
  if (!isRow || columns.marks[row * MarkLane.count + MarkLane.alive] === 0) {
    throw refuse(['row'], `must be one that somebody lives in, not ${String(row)}`);
  }
}

/** @throws EngineError INPUT_INVALID when the population keeps no traits */
export function needTraits({ columns }: PopulationState): void {
  if (!columns.traits)
    throw refuse(['columns'], 'must hold traits: create the population with columns { traits: true }');
}

/** The day that a time of the population lies in, counted from 1970 by the clock of its world. Effects: pure. */
export function dayAt({ startsAtMs }: PopulationState, ms: number): number {
  return dayOf(ms + startsAtMs);
}
