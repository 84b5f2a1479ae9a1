import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Layout, Word, type WorkerData, WorkerWord, wordOf } from './shared';
import { takeChunks } from './work';

/*
 * The program of one worker: it sleeps until the desk counts a step, works beside the others, and sleeps again. It never returns to its event
 * loop; what has to be told is told by words of the desk, and a new layout is fetched from the port by hand.
 */

/** As often as the calling thread looks for a worker: ten times as often made steps slower where threads outnumber processors. */
const LOOKS = 2000;

const { desk, worker } = workerData as WorkerData;
const { words } = desk;
const port = parentPort!;
let layout: Layout | undefined;
let known = 0;
let seen = 0;

// However this thread ends, nobody is to wait for it.
process.on('exit', leave);
port.postMessage('ready');

for (;;) {
  awaitStep();
  // Busy before the door is looked at: whoever shuts it afterwards waits for this thread, and until then nothing at the desk changes.
  Atomics.store(words, wordOf(worker, WorkerWord.busy), 1);
  seen = Atomics.load(words, Word.wake);
  if (Atomics.load(words, Word.open) === 1) {
    fetchLayout();
    if (layout) takeChunks(desk, layout, worker);
  }
  Atomics.store(words, wordOf(worker, WorkerWord.busy), 0);
  Atomics.notify(words, wordOf(worker, WorkerWord.busy));
}

/** Looks out for the next step for a moment before it falls asleep: where steps follow on each other, waking up would take longer than that. */
function awaitStep(): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, Word.wake) !== seen) return;
  Atomics.wait(words, Word.wake, seen);
}

function fetchLayout(): void {
  const wanted = Atomics.load(words, Word.layout);
  while (known !== wanted) {
    const told = receiveMessageOnPort(port);
    // Sent before it was counted, so it is there; if it were not, the others do the work.
    if (!told) {
      layout = undefined;
      return;
    }
    layout = told.message as Layout;
    known++;
  }
}

function leave(): void {
  Atomics.store(words, wordOf(worker, WorkerWord.gone), 1);
  Atomics.notify(words, wordOf(worker, WorkerWord.busy));
}
