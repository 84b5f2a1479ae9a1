import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { noteRow } from '../../adapters/population/journal';
import {
  CHUNK,
  JOURNAL,
  type Layout,
  type Op,
  Word,
  type WorkerData,
  WorkerWord,
  wordOf,
} from '../../adapters/population/shared';
import { runRows } from '../../adapters/population/work';
import { AffectLane } from '../../src/affect/lanes';
import { NOTE } from '../../src/population/step-noted';

/*
 * A worker that comes to grief with rows in hand, in the way that the environment names: it ends before or after it has spoilt them, throws,
 * or is late and spoils them when the others have gone on without it.
 */

const { desk, worker } = workerData as WorkerData;
const { words, numbers, journals } = desk;
const fate = process.env['SABOTAGE'];
process.on('exit', () => {
  Atomics.store(words, wordOf(worker, WorkerWord.gone), 1);
  Atomics.notify(words, wordOf(worker, WorkerWord.busy));
});
parentPort!.postMessage('ready');

Atomics.wait(words, Word.wake, 0);
Atomics.store(words, wordOf(worker, WorkerWord.busy), 1);
const { columns } = receiveMessageOnPort(parentPort!)!.message as Layout;
const chunk = Atomics.add(words, Word.cursor, 1);
const from = chunk * CHUNK;
const rows = words[Word.rows]!;
const op: Op = words[Word.op]!;
const hand = wordOf(worker, WorkerWord.hand);
if (from < rows && fate !== 'before') {
  const to = Math.min(from + 64, rows);
  for (let row = from; row < to; row++) {
    noteRow(columns, op, row, journals, worker * JOURNAL, words, hand);
    runRows(columns, op, row, row + 1, numbers[0]!, numbers[1]!);
  }
  if (to < rows) spoil(to);
}
if (fate === 'throws') throw new Error('on purpose');
if (fate === 'late') for (;;) Atomics.wait(words, wordOf(worker, WorkerWord.gone), 0);
process.exit(7);

function spoil(row: number): void {
  if (fate === 'saving') {
    // A note that is half written, in the place that it takes by turns, and not named yet.
    journals.fill(0.5, worker * JOURNAL + NOTE * (row & 1), worker * JOURNAL + NOTE * (row & 1) + 3);
    process.exit(7);
  }
  noteRow(columns, op, row, journals, worker * JOURNAL, words, hand);
  if (fate === 'late') Atomics.wait(words, wordOf(worker, WorkerWord.gone), 0, 600);
  for (let lane = 0; lane < 4; lane++) columns.affect[row * AffectLane.count + lane] = 0.123;
}
