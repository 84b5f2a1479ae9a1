import type { HistoryRange, StoredEvent } from '../../src/ports';
import { copyEvent, type EventEntry, type RecordEntry } from './entries';

/** The events of a record that lie in a range, as copies. Cost: the bounds by sequence are free, the others walk the events between them. */
export function readHistory(record: RecordEntry, range: HistoryRange): StoredEvent[] {
  const { fromSequence = 1, toSequence = Infinity, limit = Infinity, order = 'oldest-first' } = range;
  // Sequences have no gaps: what an event's index is short of its sequence is the same for all of them.
  const offset = record.events[0]?.sequence ?? 1;
  const first = Math.max(Math.ceil(fromSequence) - offset, 0);
  const last = Math.min(Math.floor(toSequence) - offset, record.events.length - 1);
  const isForward = order === 'oldest-first';
  const step = isForward ? 1 : -1;
  const found: StoredEvent[] = [];
  for (let index = isForward ? first : last; index >= first && index <= last; index += step) {
    if (found.length >= limit) break;
    const event = record.events[index];
    if (event !== undefined && isWithin(event, range)) found.push(copyEvent(record, event));
  }
  return found;
}

function isWithin(event: EventEntry, range: HistoryRange): boolean {
  if (range.sinceMs !== undefined && event.atMs < range.sinceMs) return false;
  if (range.untilMs !== undefined && event.atMs > range.untilMs) return false;
  return range.key === undefined || event.key === range.key;
}
