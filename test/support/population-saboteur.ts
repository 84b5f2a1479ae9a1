import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { saveRows } from '../../adapters/population/journal';
import {
  BLOCK,
  CHUNK,
  JOURNAL,
  type Layout,
  type Op,
  progressOf,
  Word,
  type WorkerData,
  WorkerWord,
  wordOf,
} from '../../adapters/population/shared';
import { runRows } from '../../adapters/population/work';
import { AffectLane } from '../../src/affect/lanes';

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
const progress = wordOf(worker, WorkerWord.progress);
if (from < rows && fate !== 'before') {
  const second = from + BLOCK;
  runRows(columns, op, from, Math.min(second, rows), numbers[0]!, numbers[1]!);
  if (second < rows) spoil(second, Math.min(second + BLOCK, rows));
}
if (fate === 'throws') throw new Error('on purpose');
if (fate === 'late') for (;;) Atomics.wait(words, wordOf(worker, WorkerWord.gone), 0);
process.exit(7);

function spoil(start: number, end: number): void {
  Atomics.store(words, progress, progressOf(start / BLOCK, false));
  if (fate === 'saving') {
    journals.fill(0.5, worker * JOURNAL, worker * JOURNAL + 20);
    process.exit(7);
  }
  saveRows(columns, op, start, end, journals, worker * JOURNAL);
  Atomics.store(words, progress, progressOf(start / BLOCK, true));
  if (fate === 'late') Atomics.wait(words, wordOf(worker, WorkerWord.gone), 0, 600);
  for (let row = start; row < end - 5; row++) columns.affect[row * AffectLane.count] = 0.123;
}
