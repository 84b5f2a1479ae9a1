import { Worker } from 'node:worker_threads';
import { type Desk, livePart, type Outcome, type Rhythm } from './live-part';
import type { Plan } from './plan';

/** Who lives parts, one after the other. */
export interface Hand {
  /** @param desk its `isStopping` is asked in the calling thread only; `stop` reaches the others */
  live(part: number, begun: Uint8Array | undefined): Promise<Outcome>;
  /** Asks it to put things away. */
  stop(): void;
  close(): Promise<void>;
}

/** What a thread is handed when it starts. */
export interface Errand {
  readonly plan: Plan;
  readonly rhythm: Rhythm;
  /** One word; 1 asks it to stop. */
  readonly stop: Int32Array;
}

/** What a thread tells the one that started it. */
export type Told =
  | { readonly kind: 'lived'; readonly rowSteps: number }
  | { readonly kind: 'kept'; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

/** What a thread is told: to live a part, or that what it gave away is kept. */
export type Order =
  | { readonly kind: 'live'; readonly part: number; readonly begun: Uint8Array | undefined }
  | { readonly kind: 'go on' };

/** What becomes of what a hand tells. */
export interface Listener {
  lived(rowSteps: number): void;
  keep(part: number, bytes: Uint8Array): void;
}

/** The calling thread as a hand. */
export function ownHand(plan: Plan, rhythm: Rhythm, listener: Listener): Hand {
  let isStopping = false;
  return {
    live(part, begun) {
      const desk: Desk = {
        isStopping: () => isStopping,
        lived: listener.lived,
        keep: async (bytes) => listener.keep(part, bytes),
      };
      return livePart(plan, part, begun, rhythm, desk);
    },
    stop() {
      isStopping = true;
    },
    close: async () => {},
  };
}

/**
 * A thread as a hand.
 * @param script the program that calls {@link workForHand} when it is a thread
 */
export function threadHand(plan: Plan, rhythm: Rhythm, listener: Listener, script: string): Hand {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const errand: Errand = { plan, rhythm, stop };
  const worker = new Worker(script, { workerData: errand, name: 'animacy simulation' });
  const order = (told: Order) => worker.postMessage(told);
  let part = 0;
  let resolve: (outcome: Outcome) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  worker.on('message', (told: Told) => {
    if (told.kind === 'lived') listener.lived(told.rowSteps);
    else if (told.kind === 'ended') resolve(told.outcome);
    else {
      listener.keep(part, told.bytes);
      order({ kind: 'go on' });
    }
  });
  worker.on('error', (error) => reject(error));
  worker.on('exit', (code) => reject(new Error(`a thread of the simulation has ended with code ${code}`)));
  return {
    live(number, begun) {
      part = number;
      return new Promise((...settle) => {
        [resolve, reject] = settle;
        order({ kind: 'live', part: number, begun });
      });
    },
    stop() {
      Atomics.store(stop, 0, 1);
    },
    async close() {
      await worker.terminate();
    },
  };
}
