import type { Collection, StoredEvent, StoredRecord } from '../../src/ports';

/** The columns of {@link RecordRow}, in its order. */
export const RECORD_COLUMNS = 'collection, id, revision, position, parent, name, checksum, body';

/** A row of `records` as the driver gives it. */
export type RecordRow = readonly [
  collection: Collection,
  id: string,
  revision: number,
  position: number,
  parent: string,
  name: string | null,
  checksum: number,
  body: string | Uint8Array,
];

/** The columns of {@link EventRow}, in its order. */
export const EVENT_COLUMNS = 'collection, id, type, at_ms, body, checksum, sequence, revision, key';

/** A row of `events` as the driver gives it. */
export type EventRow = readonly [
  collection: Collection,
  id: string,
  type: string,
  atMs: number,
  body: string,
  checksum: number,
  sequence: number,
  revision: number,
  key: string | null,
];

/** A row as the record that it holds. */
export function toRecord(row: RecordRow): StoredRecord {
  const [collection, id, revision, position, parent, name, checksum, held] = row;
  // better-sqlite3 gives a Buffer, whose slice and JSON differ from those of the bytes that were handed in.
  const body = Buffer.isBuffer(held) ? new Uint8Array(held) : held;
  if (name === null) return { collection, id, revision, position, parent, body, checksum };
  return { collection, id, revision, position, parent, name, body, checksum };
}

/** A row as the event that it holds. */
export function toEvent(row: EventRow): StoredEvent {
  const [collection, id, type, atMs, body, checksum, sequence, revision, key] = row;
  const stream = { collection, id };
  if (key === null) return { stream, type, atMs, body, checksum, sequence, revision };
  return { stream, type, atMs, body, checksum, sequence, revision, key };
}
