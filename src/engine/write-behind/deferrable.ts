import type { Change, CommitUnit, NewEvent, Store } from '../../ports';
import { isWellFormed } from '../../ports';

/** A change that writes a record. */
export type Put = Extract<Change, { readonly kind: 'put' }>;

/** A unit that may wait to be stored: it only changes records that exist, and promises nothing to anybody by a key. */
export interface DeferrableUnit extends CommitUnit {
  readonly changes: readonly Put[];
}

/**
 * Whether a unit may wait, as far as it shows by itself. What a store could refuse may not: its refusal must reach the caller, and one unit
 * that is refused would hold up all that wait with it.
 */
export function isDeferrable(unit: CommitUnit, supports: Store['supports']): unit is DeferrableUnit {
  const { key, changes, events } = unit;
  return (
    key === undefined &&
    changes.length > 0 &&
    (events.length === 0 || supports.history) &&
    changes.every(isPlainPut) &&
    events.every(isPlainEvent)
  );
}

function isPlainPut(change: Change): change is Put {
  return (
    change.kind === 'put' &&
    change.expectedRevision > 0 &&
    isPlainText(change.record.body) &&
    Number.isSafeInteger(change.record.checksum)
  );
}

function isPlainEvent({ type, atMs, body, checksum }: NewEvent): boolean {
  return isPlainText(type) && isPlainText(body) && Number.isFinite(atMs) && Number.isSafeInteger(checksum);
}

function isPlainText(body: string | Uint8Array): boolean {
  return typeof body === 'string' && isWellFormed(body) && !body.includes('\u0000');
}

/** A copy that its caller cannot reach into: it is stored later, and must be stored as it was handed in. */
export function copyUnit({ changes, events }: DeferrableUnit): DeferrableUnit {
  return { changes: changes.map(copyPut), events: events.map(copyEvent) };
}

// Written out rather than spread: this is a part of every turn.
function copyPut({ kind, collection, id, expectedRevision, record }: Put): Put {
  const { parent, name, body, checksum } = record;
  const copy = name === undefined ? { parent, body, checksum } : { parent, name, body, checksum };
  return { kind, collection, id, expectedRevision, record: copy };
}

function copyEvent({ stream, type, atMs, body, checksum }: NewEvent): NewEvent {
  const { collection, id } = stream;
  return { stream: { collection, id }, type, atMs, body, checksum };
}
