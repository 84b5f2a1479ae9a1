import { setImmediate } from 'node:timers/promises';
import { bytesOf, packBlocks } from './container';
import { openPart } from './part';
import type { Plan } from './plan';
import { TALLY_ARRAYS } from './tallies';

/** What a thread that lives parts is told, and whom it tells. */
export interface Desk {
  /** Whether to put things away and end. */
  isStopping(): boolean;
  /** Is told how many steps of characters have been lived since it was told last. */
  lived(rowSteps: number): void;
  /** Takes what a part can be gone on from. */
  keep(bytes: Uint8Array): Promise<void>;
}

/** How a part ended: to the end, with its tallies; or stopped, with what it can be gone on from. */
export interface Outcome {
  readonly isOver: boolean;
  readonly bytes: Uint8Array;
}

/** When a part tells how far it is. Neither has a say in what comes out. */
export interface Rhythm {
  /** Steps after which it can be gone on from there; by the clock when absent. */
  readonly snapshotEvery?: number | undefined;
}

const TURN_MS = 25;
const SNAPSHOT_MS = 10_000;

/** Lets a part live until it is over or is to stop. Others get a turn in between. */
export async function livePart(
  plan: Plan,
  number: number,
  begun: Uint8Array | undefined,
  { snapshotEvery }: Rhythm,
  desk: Desk,
): Promise<Outcome> {
  const part = openPart(plan, number, begun);
  let told = part.step;
  let turn = performance.now();
  let kept = turn;
  const tell = () => {
    desk.lived((part.step - told) * part.rows);
    told = part.step;
  };
  while (!part.isOver) {
    part.live();
    const now = performance.now();
    const isDue = snapshotEvery === undefined ? now - kept >= SNAPSHOT_MS : part.step % snapshotEvery === 0;
    if (isDue && !part.isOver) {
      await desk.keep(part.toBytes());
      kept = now;
    }
    if (now - turn < TURN_MS) continue;
    tell();
    await setImmediate();
    if (desk.isStopping() && !part.isOver) return { isOver: false, bytes: part.toBytes() };
    turn = performance.now();
  }
  tell();
  return { isOver: true, bytes: packBlocks(TALLY_ARRAYS.map((name) => bytesOf(part.tallies[name]))) };
}
