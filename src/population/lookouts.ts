import type { Threshold } from './threshold';

/** What is watched for, as it is looked up at every step. */
export interface Watch {
  readonly id: number;
  /** As SIGNAL_KINDS numbers it. */
  readonly kind: number;
  /** What emotion or mood is compared with; of no use for labels. */
  readonly threshold: Threshold;
  /** For a label: 1 for each number of a label that is watched for, none at all for any. */
  readonly labels: Uint8Array | undefined;
}

/** One watch on one row is a lookout. They are numbered, so that what is known of each lies in columns; a number is given again. */
export class Lookouts {
  /** Numbers from here on have never been given. */
  used = 0;
  /** Undefined while the number is not given. */
  readonly watches: (Watch | undefined)[] = [];
  rows = new Int32Array(0);
  /** What it saw last: 1 when the value was beyond the threshold, or the number of the label. */
  seen = new Uint8Array(0);
  /** The next lookout of the same row, or the next number that is free; -1 at the end. */
  private nexts = new Int32Array(0);
  private free = -1;
  private readonly heads = new Map<number, number>();

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.heads.size === 0;
  }

  /** Room there is. */
  get capacity(): number {
    return this.rows.length;
  }

  /** The first lookout of a row; -1 when there is none. */
  firstOf(row: number): number {
    // Asked with every event; mostly nobody looks out for anything.
    return this.heads.size === 0 ? -1 : (this.heads.get(row) ?? -1);
  }

  /** The next one of the same row; -1 after the last. */
  nextOf(lookout: number): number {
    return this.nexts[lookout]!;
  }

  /** @returns its number */
  add(watch: Watch, row: number): number {
    const lookout = this.free >= 0 ? this.free : this.used++;
    if (lookout === this.free) this.free = this.nexts[lookout]!;
    if (lookout >= this.capacity) this.grow();
    this.watches[lookout] = watch;
    this.rows[lookout] = row;
    this.seen[lookout] = 0;
    this.nexts[lookout] = -1;
    // At the end, so that those of a row are looked at in the order in which they were set.
    let last = this.firstOf(row);
    if (last < 0) this.heads.set(row, lookout);
    else {
      while (this.nexts[last]! >= 0) last = this.nexts[last]!;
      this.nexts[last] = lookout;
    }
    return lookout;
  }

  drop(lookout: number): void {
    const row = this.rows[lookout]!;
    const next = this.nexts[lookout]!;
    let before = this.firstOf(row);
    if (before !== lookout) {
      while (this.nexts[before] !== lookout) before = this.nexts[before]!;
      this.nexts[before] = next;
    } else if (next >= 0) this.heads.set(row, next);
    else this.heads.delete(row);
    this.watches[lookout] = undefined;
    this.nexts[lookout] = this.free;
    this.free = lookout;
  }

  private grow(): void {
    const capacity = Math.max(16, 2 * this.capacity);
    const { rows, seen, nexts } = this;
    this.rows = new Int32Array(capacity);
    this.seen = new Uint8Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.rows.set(rows);
    this.seen.set(seen);
    this.nexts.set(nexts);
  }
}
