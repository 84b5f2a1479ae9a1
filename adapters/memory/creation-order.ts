import type { RecordEntry } from './entries';

const HOLES_WORTH_CLOSING = 64;

/** Entries in their order of creation, so that a scan from any position costs its page and not its past. */
export class CreationOrder {
  private entries: RecordEntry[] = [];
  private holes = 0;

  /** Whether every entry was removed. */
  get isEmpty(): boolean {
    return this.entries.length === this.holes;
  }

  /** Adds an entry whose position is greater than every one before it. */
  append(entry: RecordEntry): void {
    this.entries.push(entry);
  }

  /** Takes note that one of the entries was marked as removed. */
  forgetOne(): void {
    this.holes += 1;
    // Closing a hole at once would cost the length of the list for each removal; half of it being holes costs no more than that in all.
    if (this.holes < HOLES_WORTH_CLOSING || this.holes * 2 < this.entries.length) return;
    this.entries = this.entries.filter((entry) => !entry.removed);
    this.holes = 0;
  }

  /** The first `limit` entries whose position is greater than `after`, and whether one more follows. */
  page(after: number, limit: number): { readonly entries: readonly RecordEntry[]; readonly more: boolean } {
    const found: RecordEntry[] = [];
    for (let index = this.firstAfter(after); index < this.entries.length; index += 1) {
      const entry = this.entries[index];
      if (entry === undefined || entry.removed) continue;
      if (found.length >= limit) return { entries: found, more: true };
      found.push(entry);
    }
    return { entries: found, more: false };
  }

  private firstAfter(position: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.entries[middle];
      if (entry !== undefined && entry.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
