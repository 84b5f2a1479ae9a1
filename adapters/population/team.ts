import type { Worker } from 'node:worker_threads';
import type { EngineError } from '../../src/errors';
import type { Columns } from '../../src/population/columns';
import type { RowLoops } from '../../src/population/row-loops';
import { finishWithout } from './finish-without';
import { createLayout, type Desk, type Layout, Op, Word, WorkerWord, wordOf } from './shared';
import { lossOf } from './start-workers';
import type { Tuning } from './tuning';
import { CALLER, runRows, takeChunks } from './work';

/** Threads that go over the rows of one population together with the one that asks them to. */
export interface Team {
  readonly loops: RowLoops;
  /** How many workers there are; 0 once they have been lost or ended. */
  readonly size: number;
  /** Ends them; what is asked of the loops afterwards runs in the calling thread alone. */
  close(): Promise<void>;
}

// How long one wait for a worker is, and how often its word is read before that. Waits are counted rather than time, because a machine that
// was asleep is no proof against anybody.
const WAIT_MS = 50;
const SPINS = 2000;

/** What a team is put together from. */
export interface TeamOptions {
  readonly desk: Desk;
  readonly workers: readonly Worker[];
  readonly tuning: Tuning;
  onLost(error: EngineError<'WORKER_LOST'>): void;
}

/** Makes a team of workers that are ready. */
export function createTeam({ desk, workers, tuning, onLost }: TeamOptions): Team {
  const { words, numbers } = desk;
  let layout: Layout | undefined;
  /** The factors that the workers know; columns get them later than the rest. */
  let factors: Float64Array | undefined;
  let isOver = workers.length === 0;
  for (const worker of workers) {
    worker.on('error', (cause) => lose(cause));
    worker.on('exit', () => lose());
  }

  function lose(cause?: unknown): void {
    if (isOver) return;
    void end();
    const error = lossOf('a thread of the population has died; it goes on without threads', cause);
    // Not within the step: a listener may use the population.
    queueMicrotask(() => onLost(error));
  }

  async function end(): Promise<void> {
    isOver = true;
    layout = undefined;
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  /** Waits until a worker has nothing left in hand; false when it will not come to that. */
  function awaitWorker(worker: number): boolean {
    const busy = wordOf(worker, WorkerWord.busy);
    for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(words, busy) === 0) return true;
    for (let waited = 0; waited < tuning.patienceMs; waited += WAIT_MS) {
      Atomics.wait(words, busy, 1, WAIT_MS);
      if (Atomics.load(words, busy) === 0) return true;
      if (Atomics.load(words, wordOf(worker, WorkerWord.gone)) === 1) return false;
    }
    return false;
  }

  function tell(columns: Columns): Layout {
    const told = createLayout(columns);
    for (const worker of workers) worker.postMessage(told);
    Atomics.add(words, Word.layout, 1);
    factors = columns.factors;
    layout = told;
    return told;
  }

  function run(op: Op, columns: Columns, to: number, first: number, second: number): void {
    if (isOver || to < tuning.fewestRows[op]) {
      runRows(columns, op, 0, to, first, second);
      return;
    }
    const shared = layout?.columns === columns && factors === columns.factors ? layout : tell(columns);
    words[Word.op] = op;
    words[Word.rows] = to;
    numbers[0] = first;
    numbers[1] = second;
    words[Word.step] = words[Word.step]! + 1;
    Atomics.store(words, Word.cursor, 0);
    Atomics.store(words, Word.open, 1);
    Atomics.add(words, Word.wake, 1);
    Atomics.notify(words, Word.wake);
    takeChunks(desk, shared, CALLER);
    Atomics.store(words, Word.open, 0);
    let isWhole = true;
    for (let worker = 0; worker < workers.length; worker++) isWhole = awaitWorker(worker) && isWhole;
    if (isWhole) return;
    finishWithout(desk, shared, workers.length);
    lose();
  }

  return {
    loops: {
      advance: (columns, to, hours) => run(Op.advance, columns, to, hours, 0),
      prepare: (columns, to, hours) => run(Op.prepare, columns, to, hours, 0),
      step: (columns, to) => run(Op.step, columns, to, 0, 0),
      advanceMixed: (columns, to, hours, ticks) => run(Op.advanceMixed, columns, to, hours, ticks),
      settle: (columns, to, nowMs) => run(Op.settle, columns, to, nowMs, 0),
    },
    get size() {
      return isOver ? 0 : workers.length;
    },
    close: end,
  };
}
