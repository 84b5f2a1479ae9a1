import {
  advanceMixedRows,
  advanceRows,
  prepareRows,
  settleRows,
  stepRows,
} from '../../src/population/advance';
import type { Columns } from '../../src/population/columns';
import { advanceNotedRows, stepNotedRows } from '../../src/population/step-noted';
import { noteRow } from './journal';
import { CHUNK, type Desk, JOURNAL, type Layout, Op, Word, WorkerWord, wordOf } from './shared';

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
    else runNoted(desk, columns, op, from, to, worker);
    Atomics.store(done, chunk, step);
    // Only now: until the chunk is marked, this tells what is done of it.
    if (worker !== CALLER) Atomics.store(words, wordOf(worker, WorkerWord.hand), 0);
  }
}

/** Does one operation to rows `from` to `to`, with a note of the row in hand. */
function runNoted(
  { words, numbers, journals }: Desk,
  columns: Columns,
  op: Op,
  from: number,
  to: number,
  worker: number,
): void {
  const hand = wordOf(worker, WorkerWord.hand);
  const notesAt = worker * JOURNAL;
  if (op === Op.step) stepNotedRows(columns, from, to, journals, notesAt, words, hand);
  else if (op === Op.advance) {
    advanceNotedRows(columns, from, to, numbers[0]!, journals, notesAt, words, hand);
  }
  // Factors follow from what nobody writes: they are simply written again.
  else if (op === Op.prepare) runRows(columns, op, from, to, numbers[0]!, numbers[1]!);
  else {
    for (let row = from; row < to; row++) {
      noteRow(columns, op, row, journals, notesAt, words, hand);
      runRows(columns, op, row, row + 1, numbers[0]!, numbers[1]!);
    }
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
