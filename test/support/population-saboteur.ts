import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { saveRows } from '../../adapters/population/journal';
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
import { AffectLane } from '../../src/affect/lanes';

/*
 * A worker that comes to grief with rows in hand, in the way that the environment names: it ends before or after it has spoilt them, throws,
 * or is late and spoils them when the others have gone on without it.
 */

const { desk, worker } = workerData as WorkerData;
const { words, journals } = desk;
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
const to = Math.min(from + CHUNK, words[Word.rows]!);
if (from < to && fate !== 'before') {
  const op: Op = words[Word.op]!;
  saveRows(columns, op, from, to, journals, worker * JOURNAL);
  Atomics.store(words, wordOf(worker, WorkerWord.journaled), chunk + 1);
  if (fate === 'late') Atomics.wait(words, wordOf(worker, WorkerWord.journaled), chunk + 1, 600);
  for (let row = from; row < to - 5; row++) columns.affect[row * AffectLane.count] = 0.123;
}
if (fate === 'throws') throw new Error('on purpose');
if (fate === 'late') for (;;) Atomics.wait(words, wordOf(worker, WorkerWord.gone), 0);
process.exit(7);
