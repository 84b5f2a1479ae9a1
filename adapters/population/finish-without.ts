import type { Columns } from '../../src/population/columns';
import { restoreRows } from './journal';
import { BLOCK, CHUNK, type Desk, JOURNAL, type Layout, type Op, Word, WorkerWord, wordOf } from './shared';
import { runRows } from './work';

/**
 * Finishes a step in this thread after a worker has not come back from it. What it had in hand is put back as its journal says and done again, so
 * that the step comes out as it would have.
 *
 * Nobody can know whether such a worker is dead or only very late; one that is late would write over rows at some later time. So the columns
 * that operations write move to new memory first, and the old is left to it.
 * @param workers how many there are
 */
export function finishWithout({ words, numbers, journals }: Desk, layout: Layout, workers: number): void {
  const { columns, done } = layout;
  const op: Op = words[Word.op]!;
  const rows = words[Word.rows]!;
  /** From which row on a chunk that is not done has to be done, by its number. */
  const missing = new Map<number, number>();
  for (let chunk = 0; chunk * CHUNK < rows; chunk++) {
    if (Atomics.load(done, chunk) !== words[Word.step]) missing.set(chunk, chunk * CHUNK);
  }
  leaveBehind(columns);
  for (let worker = 0; worker < workers; worker++) {
    // Read after the columns were copied: a block that had no journal until then had not been touched until then.
    const from = (Atomics.load(words, wordOf(worker, WorkerWord.journaled)) - 1) * BLOCK;
    const chunk = Math.floor(from / CHUNK);
    if (!missing.has(chunk)) continue;
    restoreRows(columns, op, from, Math.min(from + BLOCK, rows), journals, worker * JOURNAL);
    missing.set(chunk, from);
  }
  for (const [chunk, from] of missing) {
    runRows(columns, op, from, Math.min((chunk + 1) * CHUNK, rows), numbers[0]!, numbers[1]!);
  }
}

function leaveBehind(columns: { -readonly [Name in keyof Columns]: Columns[Name] }): void {
  columns.affect = columns.affect.slice();
  columns.life = columns.life.slice();
  columns.factors = columns.factors.slice();
}
