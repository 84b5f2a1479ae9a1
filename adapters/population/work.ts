import {
  advanceMixedRows,
  advanceRows,
  prepareRows,
  settleRows,
  stepRows,
} from '../../src/population/advance';
import type { Columns } from '../../src/population/columns';
import { saveRows } from './journal';
import {
  BLOCK,
  CHUNK,
  type Desk,
  JOURNAL,
  type Layout,
  Op,
  progressOf,
  Word,
  WorkerWord,
  wordOf,
} from './shared';

/** Who works: a worker's number, or the thread that the population lives in, which keeps no journal because nobody outlives it. */
export const CALLER = -1;

/**
 * Takes chunks of rows from the desk until none is left. Whoever takes a chunk does not matter to its numbers.
 * Effects: in place, allocates nothing.
 */
export function takeChunks(desk: Desk, { columns, done }: Layout, worker: number): void {
  const { words, numbers } = desk;
  const op: Op = words[Word.op]!;
  const rows = words[Word.rows]!;
  const step = words[Word.step]!;
  for (;;) {
    const chunk = Atomics.add(words, Word.cursor, 1);
    const from = chunk * CHUNK;
    if (from >= rows) return;
    const to = Math.min(from + CHUNK, rows);
    if (worker === CALLER) runRows(columns, op, from, to, numbers[0]!, numbers[1]!);
    else runWithJournal(desk, columns, op, from, to, worker);
    Atomics.store(done, chunk, step);
    // Only now: until the chunk is marked, this tells what is done of it.
    if (worker !== CALLER) Atomics.store(words, wordOf(worker, WorkerWord.progress), 0);
  }
}

function runWithJournal(
  { words, numbers, journals }: Desk,
  columns: Columns,
  op: Op,
  from: number,
  to: number,
  worker: number,
): void {
  const progress = wordOf(worker, WorkerWord.progress);
  for (let row = from; row < to; row += BLOCK) {
    const end = Math.min(row + BLOCK, to);
    Atomics.store(words, progress, progressOf(row / BLOCK, false));
    saveRows(columns, op, row, end, journals, worker * JOURNAL);
    Atomics.store(words, progress, progressOf(row / BLOCK, true));
    runRows(columns, op, row, end, numbers[0]!, numbers[1]!);
  }
}

/** Does one operation to rows `from` to `to`. */
export function runRows(
  columns: Columns,
  op: Op,
  from: number,
  to: number,
  first: number,
  second: number,
): void {
  switch (op) {
    case Op.advance:
      advanceRows(columns, from, to, first);
      break;
    case Op.prepare:
      prepareRows(columns, from, to, first);
      break;
    case Op.step:
      stepRows(columns, from, to);
      break;
    case Op.advanceMixed:
      advanceMixedRows(columns, from, to, first, second);
      break;
    case Op.settle:
      settleRows(columns, from, to, first);
      break;
  }
}
