import type { Columns } from '../../src/population/columns';
import { putBack } from './journal';
import { CHUNK, type Desk, JOURNAL, type Layout, type Op, Word, WorkerWord, wordOf } from './shared';
import { runRows } from './work';

/** Long beside what a store takes to be seen by another thread. */
const PAUSE_MS = 2;

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
  const { missing, hands, journals } = leaveBehind(desk, columns, done, workers);
  for (const [worker, hand] of hands.entries()) {
    const row = hand - 1;
    const chunk = Math.floor(row / CHUNK);
    if (!missing.has(chunk)) continue;
    missing.set(chunk, row);
    putBack(columns, op, row, journals, worker * JOURNAL);
  }
  for (const [chunk, from] of missing) {
    runRows(columns, op, from, Math.min((chunk + 1) * CHUNK, rows), numbers[0]!, numbers[1]!);
  }
}

/** What is known of a step that was left behind. */
interface Left {
  /** From which row on a chunk that is not done has to be done, by its number. */
  readonly missing: Map<number, number>;
  /** One more than the row in each worker's hand. */
  readonly hands: readonly number[];
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
    const hands = Array.from({ length: workers }, (_, worker) => handOf(worker));
    columns.affect = affect.slice();
    columns.life = life.slice();
    columns.factors = factors.slice();
    const missing = new Map<number, number>();
    for (let chunk = 0; chunk * CHUNK < words[Word.rows]!; chunk++) {
      if (Atomics.load(done, chunk) !== words[Word.step]) missing.set(chunk, chunk * CHUNK);
    }
    const left = { missing, hands, journals: journals.slice() };
    // Whoever has gone on while that was copied is seen to by now. A late one has no more than its chunk to go on with.
    Atomics.wait(words, Word.pause, 0, PAUSE_MS);
    if (hands.every((before, worker) => before === handOf(worker))) return left;
  }

  function handOf(worker: number): number {
    return Atomics.load(words, wordOf(worker, WorkerWord.hand));
  }
}
