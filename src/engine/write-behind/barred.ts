import { type Change, joinKey } from '../../ports';
import type { PendingUnit } from './pending';

/** Revisions that were seen here and never came to be stored. */
export interface Barred {
  /** Takes note that units were lost, of which others may know. */
  note(units: readonly PendingUnit[]): void;
  /**
   * Whether a change may stand on what was lost. Another writer may have come to the same revision by now, so that the store would take it for
   * one that stands on its own.
   */
  has(change: Change): boolean;
  /** Takes note that a change was held off: its writer reads anew, and whoever comes after has done so. */
  lift(change: Change): void;
}

// Records that are lost and never written again must not be remembered for ever.
const REMEMBERED = 16_384;

/** Bars nothing yet. */
export function createBarred(): Barred {
  const ranges = new Map<string, { readonly from: number; readonly to: number }>();
  return {
    note(units) {
      for (const { unit, records } of units) {
        for (const [index, { expectedRevision }] of unit.changes.entries()) {
          const name = records[index]!;
          const revision = expectedRevision + 1;
          const { from, to } = ranges.get(name) ?? { from: revision, to: revision };
          ranges.set(name, { from: Math.min(from, revision), to: Math.max(to, revision) });
        }
      }
      for (const name of ranges.keys()) {
        if (ranges.size <= REMEMBERED) break;
        ranges.delete(name);
      }
    },
    has(change) {
      if (ranges.size === 0) return false;
      const range = ranges.get(joinKey(change));
      return (
        range !== undefined && change.expectedRevision >= range.from && change.expectedRevision <= range.to
      );
    },
    lift: (change) => void ranges.delete(joinKey(change)),
  };
}
