import type { Columns } from '../../src/population/columns';
import { restoreRows } from './journal';
import {
  BLOCK,
  CHUNK,
  type Desk,
  JOURNAL,
  type Layout,
  type Op,
  progressOf,
  Word,
  WorkerWord,
  wordOf,
} from './shared';
import { runRows } from './work';

/**
 * Finishes a step in this thread after a worker has not come back from it. What it had half done is put back as its journal says, and all that
 * it took is done from there, so that the step comes out as it would have.
 *
 * Nobody can know whether such a worker is dead or only very late; one that is late would write over rows at some later time. So the columns
 * that operations write move to new memory, and the old is left to it.
 * @param workers how many there are
 */
export function finishWithout(desk: Desk, { columns, done }: Layout, workers: number): void {
  const { words, numbers } = desk;
  const op: Op = words[Word.op]!;
  const rows = words[Word.rows]!;
  const { missing, progress, journals } = leaveBehind(desk, columns, done, workers);
  for (const [worker, at] of progress.entries()) {
    const block = (at - 1) >> 1;
    const from = block * BLOCK;
    const chunk = Math.floor(from / CHUNK);
    if (!missing.has(chunk)) continue;
    missing.set(chunk, from);
    if (at !== progressOf(block, true)) continue;
    restoreRows(columns, op, from, Math.min(from + BLOCK, rows), journals, worker * JOURNAL);
  }
  for (const [chunk, from] of missing) {
    runRows(columns, op, from, Math.min((chunk + 1) * CHUNK, rows), numbers[0]!, numbers[1]!);
  }
}

/** What is known of a step that was left behind. */
interface Left {
  /** From which row on a chunk that is not done has to be done, by its number. */
  readonly missing: Map<number, number>;
  /** How far each worker is with its chunk. */
  readonly progress: readonly number[];
  readonly journals: Float64Array;
}

/** Moves the columns that operations write to new memory, and tells how far the step was at that moment. */
function leaveBehind(
  { words, journals }: Desk,
  columns: { -readonly [Name in keyof Columns]: Columns[Name] },
  done: Int32Array,
  workers: number,
): Left {
  const { affect, life, factors } = columns;
  for (;;) {
    const progress = Array.from({ length: workers }, (_, worker) => progressAt(worker));
    columns.affect = affect.slice();
    columns.life = life.slice();
    columns.factors = factors.slice();
    const missing = new Map<number, number>();
    for (let chunk = 0; chunk * CHUNK < words[Word.rows]!; chunk++) {
      if (Atomics.load(done, chunk) !== words[Word.step]) missing.set(chunk, chunk * CHUNK);
    }
    const left = { missing, progress, journals: journals.slice() };
    // A late one that has gone on meanwhile has no more than its chunk to go on with.
    if (progress.every((before, worker) => before === progressAt(worker))) return left;
  }

  function progressAt(worker: number): number {
    return Atomics.load(words, wordOf(worker, WorkerWord.progress));
  }
}
