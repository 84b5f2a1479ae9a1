import { advanceMixedRows, advanceRows, prepareRows, settleRows, stepRows } from './advance';
import type { Columns } from './columns';

/**
 * The loops that go over rows 0 to `to`. Rows do not know each other, so the same loops may run in several threads at once, each over rows
 * of its own: the numbers are the same.
 *
 * Each returns when all rows are done, writes nothing but what its kernel writes, and leaves `columns` the same object.
 */
export interface RowLoops {
  /** As {@link advanceRows}. */
  advance(columns: Columns, to: number, hours: number): void;
  /** As {@link prepareRows}. */
  prepare(columns: Columns, to: number, hours: number): void;
  /** As {@link stepRows}. */
  step(columns: Columns, to: number): void;
  /** As {@link advanceMixedRows}. */
  advanceMixed(columns: Columns, to: number, hours: number, ticks: number): void;
  /** As {@link settleRows}. */
  settle(columns: Columns, to: number, nowMs: number): void;
}

/** All rows one after another, in the thread that calls. */
export const inThisThread: RowLoops = {
  advance(columns, to, hours) {
    advanceRows(columns, 0, to, hours);
  },
  prepare(columns, to, hours) {
    prepareRows(columns, 0, to, hours);
  },
  step(columns, to) {
    stepRows(columns, 0, to);
  },
  advanceMixed(columns, to, hours, ticks) {
    advanceMixedRows(columns, 0, to, hours, ticks);
  },
  settle(columns, to, nowMs) {
    settleRows(columns, 0, to, nowMs);
  },
};
