import type { Collection, StoredEvent, StoredRecord } from '../../src/ports';

/** An event as it is held: its key goes when the key is forgotten. */
export interface EventEntry extends Omit<StoredEvent, 'stream' | 'key'> {
  key: string | undefined;
}

/** A record as it is held, with its history. It never leaves the store: readers get copies. */
export interface RecordEntry {
  readonly collection: Collection;
  readonly id: string;
  readonly position: number;
  readonly parent: string;
  name: string | undefined;
  body: string | Uint8Array;
  checksum: number;
  revision: number;
  removed: boolean;
  readonly events: EventEntry[];
}

/** A copy of an entry that its reader may keep and change. */
export function copyRecord(entry: RecordEntry): StoredRecord {
  const { collection, id, revision, position, parent, name, checksum } = entry;
  const body = copyBody(entry.body);
  if (name === undefined) return { collection, id, revision, position, parent, body, checksum };
  return { collection, id, revision, position, parent, name, body, checksum };
}

/** A copy of an event of a record. */
export function copyEvent(record: RecordEntry, event: EventEntry): StoredEvent {
  const { type, atMs, body, checksum, sequence, revision, key } = event;
  const stream = { collection: record.collection, id: record.id };
  if (key === undefined) return { stream, type, atMs, body, checksum, sequence, revision };
  return { stream, type, atMs, body, checksum, sequence, revision, key };
}

/** A body that shares no memory with the one given. */
export function copyBody(body: string | Uint8Array): string | Uint8Array {
  // The constructor and not slice: slice of a Node Buffer shares its memory.
  return typeof body === 'string' ? body : new Uint8Array(body);
}
