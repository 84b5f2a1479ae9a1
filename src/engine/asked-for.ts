import { EngineError } from '../errors';
import type {
  HistoryRange,
  NameKey,
  RecordKey,
  ScanPage,
  ScanRequest,
  StoredEvent,
  StoredRecord,
  StreamId,
} from '../ports';

/*
 * A damaged index leads to a record that is whole and is another: its checksum fits. So what a store answers is held against what it was
 * asked for.
 */

/** Whether records are those that were asked for by id. @throws EngineError RECORD_CORRUPT */
export function expectRecords(
  keys: readonly RecordKey[],
  records: readonly (StoredRecord | undefined)[],
): readonly (StoredRecord | undefined)[] {
  // A loop rather than a callback: this is a part of every turn.
  for (let index = 0; index < keys.length; index++) {
    const record = records[index];
    if (record !== undefined && !isSameKey(record, keys[index]!)) throw lost(keys[index]!);
  }
  return records;
}

/** Whether records are those that were asked for by name. @throws EngineError RECORD_CORRUPT */
export function expectNamed(
  names: readonly NameKey[],
  records: readonly (StoredRecord | undefined)[],
): readonly (StoredRecord | undefined)[] {
  names.forEach(({ collection, parent, name }, index) => {
    const record = records[index];
    if (record === undefined) return;
    const isMeant = record.collection === collection && record.parent === parent && record.name === name;
    if (!isMeant) throw lost(record);
  });
  return records;
}

/** Whether records come in the order of creation, from behind where the page begins. @throws EngineError RECORD_CORRUPT */
export function expectPage({ collection, after = 0 }: ScanRequest, page: ScanPage): ScanPage {
  let last = after;
  for (const { position } of page.records) {
    // Who goes on from the last position of a page would else go round for ever.
    if (!(position > last)) {
      const message = `the store lists records of ${collection} out of order: an index is damaged`;
      throw new EngineError('RECORD_CORRUPT', message, { collection });
    }
    last = position;
  }
  return page;
}

/** Whether events are of one history, with that key, in the order that was asked for. @throws EngineError RECORD_CORRUPT */
export function expectEvents(
  stream: StreamId,
  { key, order }: HistoryRange,
  events: readonly StoredEvent[],
): readonly StoredEvent[] {
  const step = order === 'newest-first' ? -1 : 1;
  // Each write of a session is one event; characters may tell of several changes at once.
  const leastRise = stream.collection === 'session' ? 1 : 0;
  events.forEach((event, index) => {
    const before = events[index - 1];
    const isInOrder =
      before === undefined ||
      (step * (event.sequence - before.sequence) > 0 &&
        step * (event.revision - before.revision) >= leastRise);
    const isMeant = isSameKey(event.stream, stream) && (key === undefined || event.key === key);
    if (!isInOrder || !isMeant) throw lost(stream);
  });
  return events;
}

function isSameKey(one: RecordKey, other: RecordKey): boolean {
  return one.id === other.id && one.collection === other.collection;
}

function lost({ collection, id }: RecordKey): EngineError {
  return new EngineError(
    'RECORD_CORRUPT',
    `the store answered with something else than ${collection} "${id}", for which it was asked: an index is damaged`,
    { collection, id },
  );
}
