import { type Hand, type Listener, ownHand, threadHand } from './hands';
import type { Rhythm } from './live-part';
import type { Plan } from './plan';
import { finishPart, livedIn, type Progress, packProgress } from './snapshot';

/** How a run is carried out. None of it has a say in what comes out. */
export interface RunOptions extends Rhythm {
  /** Threads; with 1 it runs in the calling one. */
  readonly workers: number;
  /** The program that calls `workForHand` when it is a thread; without it everything runs in the calling thread. */
  readonly script?: string | undefined;
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** Writes down how far it is. */
  save(bytes: Uint8Array): void;
  /** Is told what share of it has been lived, [0, 1]. */
  onProgress?(share: number): void;
}

const SAVE_MS = 10_000;

/**
 * Carries out a run, or the rest of it.
 * @param progress how far it was; is brought up to date
 * @returns whether it is over; else it was stopped, and what was reached is saved
 */
export async function run(plan: Plan, progress: Progress, options: RunOptions): Promise<boolean> {
  const { workers, script, signal, snapshotEvery } = options;
  const waiting = [...progress.done.keys()].filter((part) => progress.done[part] === 0);
  // What was begun first, so that little has to be kept of it.
  waiting.sort((a, b) => Number(progress.begun.has(b)) - Number(progress.begun.has(a)) || a - b);
  let lived = livedIn(plan, progress);
  let savedAt = performance.now();

  function save(): void {
    options.save(packProgress(plan, progress));
    savedAt = performance.now();
  }

  const listener: Listener = {
    lived(rowSteps) {
      lived += rowSteps;
      options.onProgress?.(lived / (plan.characters * plan.steps));
    },
    keep(part, bytes) {
      progress.begun.set(part, bytes);
      save();
    },
  };
  const count = script === undefined ? 1 : Math.min(workers, waiting.length);
  const hands = Array.from({ length: Math.max(count, 1) }, () =>
    script === undefined || count <= 1
      ? ownHand(plan, { snapshotEvery }, listener)
      : threadHand(plan, { snapshotEvery }, listener, script),
  );
  const stop = () => {
    for (const hand of hands) hand.stop();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();

  async function work(hand: Hand): Promise<void> {
    while (!signal.aborted) {
      const part = waiting.shift();
      if (part === undefined) return;
      const { isOver, bytes } = await hand.live(part, progress.begun.get(part));
      if (!isOver) progress.begun.set(part, bytes);
      else {
        finishPart(plan, progress, part, bytes);
        if (snapshotEvery !== undefined || performance.now() - savedAt >= SAVE_MS) save();
      }
    }
  }

  try {
    await Promise.all(hands.map(work));
    const isOver = progress.done.every((done) => done === 1);
    if (!isOver) save();
    return isOver;
  } finally {
    signal.removeEventListener('abort', stop);
    await Promise.all(hands.map((hand) => hand.close()));
  }
}
