import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Errand, Order, Told } from './hands';
import { type Desk, livePart } from './live-part';

/** What a thread of a simulation does: it lives the parts that it is told to, until it is ended. */
export function workForHand(): void {
  const { plan, rhythm, stop } = workerData as Errand;
  const port = parentPort!;
  const tell = (told: Told, bytes?: Uint8Array) =>
    port.postMessage(told, bytes ? [bytes.buffer as ArrayBuffer] : []);
  const desk: Desk = {
    isStopping: () => Atomics.load(stop, 0) === 1,
    lived: (rowSteps) => tell({ kind: 'lived', rowSteps }),
    async keep(bytes) {
      tell({ kind: 'kept', bytes }, bytes);
      // Nothing more is made before that is on the disk.
      await once(port, 'message');
    },
  };
  port.on('message', (order: Order) => {
    if (order.kind !== 'live') return;
    // A failure ends the thread, which its owner hears of.
    void livePart(plan, order.part, order.begun, rhythm, desk).then((outcome) =>
      tell({ kind: 'ended', outcome }, outcome.bytes),
    );
  });
}
