import type { Collection, StoredEvent, StoredRecord, StreamId } from '../../src/ports';

/** A row of `records` as the statements give it. */
export interface RecordRow {
  readonly id: string;
  readonly revision: string;
  readonly position: string;
  readonly parent: string;
  readonly name: string | null;
  readonly checksum: string;
  readonly body: string | null;
  readonly bytes: string | null;
}

/** A row of a read that asked for several records: which of them it is, counted from 1. */
export interface PlacedRow extends RecordRow {
  readonly place: string;
}

/** A row of `events` as the statements give it. */
export interface EventRow {
  readonly type: string;
  readonly at_ms: string;
  readonly body: string;
  readonly checksum: string;
  readonly sequence: string;
  readonly revision: string;
  readonly key: string | null;
}

/** A row as the record of a collection that it holds. */
export function toRecord(collection: Collection, row: RecordRow): StoredRecord {
  const { id, parent, name } = row;
  const revision = Number(row.revision);
  const position = Number(row.position);
  const checksum = Number(row.checksum);
  const body = row.body ?? new Uint8Array(Buffer.from(row.bytes ?? '', 'base64'));
  if (name === null) return { collection, id, revision, position, parent, body, checksum };
  return { collection, id, revision, position, parent, name, body, checksum };
}

/** A row as the event of a stream that it holds. */
export function toEvent({ collection, id }: StreamId, row: EventRow): StoredEvent {
  const { type, body, key } = row;
  const event = {
    stream: { collection, id },
    type,
    atMs: Number(row.at_ms),
    body,
    checksum: Number(row.checksum),
    sequence: Number(row.sequence),
    revision: Number(row.revision),
  };
  return key === null ? event : { ...event, key };
}
