import { WindowLane } from '../evolution/window';
import { type Columns, MarkLane } from './columns';
import { type Manner, Manners } from './manners';
import { mismatch } from './packed-format';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';
import { heldAt } from './traits';

/** Milliseconds by which what is remembered may lie after now. */
const SLACK_MS = 1;

/**
 * Checks what restored columns hold of traits, and counts who has which manner.
 * @param list the manners, by number
 * @param used rows that were lived in
 * @throws EngineError SNAPSHOT_MISMATCH with the column and the row
 */
export function restoreTraits(columns: Columns, list: Manner[], used: number, nowMs: number): Manners {
  const uses = list.map(() => 0);
  for (let row = 0; columns.traits && row < used; row++) {
    const mark = row * MarkLane.count;
    if (columns.marks[mark + MarkLane.learnt]! > 1) throw broken('marks', row);
    if (!areLevelsSound(columns.levels, row * TraitLane.count, nowMs)) throw broken('levels', row);
    if (columns.marks[mark + MarkLane.learnt] === 1 && !isHeldSound(columns, row, nowMs))
      throw broken('held', row);
    if (columns.windows && !isWindowSound(columns.gathered, row * WindowLane.count, nowMs)) {
      throw broken('gathered', row);
    }
    if (columns.marks[mark + MarkLane.alive] === 0) continue;
    const manner = columns.manners[row]!;
    if (manner >= list.length) throw mismatch(`row ${row} has manner ${manner} of ${list.length}`);
    uses[manner]!++;
  }
  return new Manners(list, uses);
}

function areLevelsSound(levels: Float64Array, at: number, nowMs: number): boolean {
  for (let trait = 0; trait < TRAIT_COUNT; trait++) {
    if (!isUnit(levels[at + TraitLane.levels + trait]!)) return false;
  }
  return isPast(levels[at + TraitLane.asOfMs]!, nowMs);
}

function isHeldSound({ held }: Columns, row: number, nowMs: number): boolean {
  for (let trait = 0; trait < TRAIT_COUNT; trait++) {
    const at = heldAt(row, trait);
    const precision = held[at + HeldLane.precision]!;
    if (!isUnit(held[at + HeldLane.setPoint]!) || !isUnit(held[at + HeldLane.moved]!)) return false;
    if (!(precision > 0 && precision < Number.POSITIVE_INFINITY)) return false;
    if (!isPast(held[at + HeldLane.updatedAtMs]!, nowMs)) return false;
  }
  return true;
}

function isWindowSound(gathered: Float64Array, at: number, nowMs: number): boolean {
  for (let lane = WindowLane.events; lane < WindowLane.count; lane++) {
    if (!Number.isSafeInteger(gathered[at + lane]!)) return false;
  }
  const events = gathered[at + WindowLane.events]!;
  return events >= 0 && isPast(gathered[at + WindowLane.sinceMs]!, nowMs);
}

function isUnit(x: number): boolean {
  return x >= 0 && x <= 1;
}

function isPast(ms: number, nowMs: number): boolean {
  // What came with somebody may have been before the population began.
  return ms > Number.NEGATIVE_INFINITY && ms <= nowMs + SLACK_MS;
}

function broken(column: string, row: number): Error {
  return mismatch(`there are numbers in row ${row} of ${column} that cannot be`);
}
