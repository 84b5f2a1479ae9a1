import { IMAGES_AT_ONCE } from '../../constants/images';
import { LIMITS } from '../../constants/limits';
import type { Kind, StoredEntry, StoredEvent, StoredRecord, StreamId } from '../../ports';
import type { GuardedStore } from '../guarded-store';
import { readAll } from '../pages';
import type { Place } from './house';

/** Events that are read in one look. */
const EVENTS_AT_ONCE = 1000;

/** Records that are read in one look, where they are large. */
const AT_ONCE: { readonly [K in Kind]?: number } = { image: IMAGES_AT_ONCE, population: 1 };

/** The records of a place in the order of creation, read a page at a time. */
export function recordsIn({ store, kind }: Place): AsyncGenerator<StoredRecord> {
  return readAll(store, {
    collection: kind,
    limit: AT_ONCE[kind] ?? LIMITS.pageLength,
  });
}

/**
 * A record with its whole history, both as of one moment whatever is written meanwhile. Only where a history has a gap it is given as it is.
 * @param record as a scan or a load gave it
 * @returns undefined when it was deleted in between
 */
export async function readEntry(store: GuardedStore, record: StoredRecord): Promise<StoredEntry | undefined> {
  let current = record;
  for (let attempt = 1; ; attempt++) {
    const events = await readHistory(store, record);
    const [again] = await store.load([record]);
    // Another of the same id has another position, and will be met there.
    if (again?.position !== record.position) return undefined;
    const isOneMoment = again.revision >= current.revision && isUnbroken(events);
    if (isOneMoment || attempt === LIMITS.commitAttempts) {
      const { position: _, ...found } = current;
      return { record: found, events: events.filter(({ revision }) => !(revision > current.revision)) };
    }
    current = again;
  }
}

/** Whether sequences rise by one from whatever the first has. */
export function isUnbroken(events: readonly StoredEvent[]): boolean {
  const first = events[0]?.sequence ?? 1;
  return events.every(({ sequence }, index) => sequence === first + index);
}

async function readHistory(store: GuardedStore, { collection, id }: StreamId): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let fromSequence = 1; ; ) {
    const page = await store.history({ collection, id }, { fromSequence, limit: EVENTS_AT_ONCE });
    for (const event of page) events.push(event);
    const last = page.at(-1);
    if (last === undefined || page.length < EVENTS_AT_ONCE) return events;
    fromSequence = last.sequence + 1;
  }
}
