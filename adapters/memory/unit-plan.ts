import { EngineError } from '../../src/errors';
import type { Change, CommitUnit, RecordKey, StoredEvent } from '../../src/ports';

/** Which change of a unit concerns a record; undefined when none does. */
export type ChangeLookup = (key: RecordKey) => Change | undefined;

/**
 * Checks that a unit is one that the port allows and gives a way to find its changes by record.
 * Errors: INVARIANT_BROKEN when a record is changed twice, an event has no put to belong to, or a key has no event to live in.
 */
export function planUnit(unit: CommitUnit): ChangeLookup {
  const lookup = indexChanges(unit.changes);
  if (unit.key !== undefined && unit.events.length === 0) refuse('A unit with a key carries no event.');
  for (const event of unit.events) {
    if (lookup(event.stream)?.kind !== 'put')
      refuse('A unit carries an event of a record that it does not put.');
  }
  return lookup;
}

/** Refuses a put that would move a record below another parent. Errors: INVARIANT_BROKEN. */
export function refuseNewParent(stored: string, given: string): void {
  if (stored !== given) refuse('A put changes the parent of a record.');
}

/** Checks that the events of a restoration are one stream's own, without gaps. Errors: INVARIANT_BROKEN. */
export function checkEvents({ collection, id }: RecordKey, events: readonly StoredEvent[]): void {
  for (const [index, { stream, sequence }] of events.entries()) {
    if (stream.collection !== collection || stream.id !== id)
      refuse('A restoration carries an event of another record.');
    if (sequence !== (events[0]?.sequence ?? 0) + index || sequence < 1)
      refuse('The events of a restoration are not in their sequence.');
  }
}

function indexChanges(changes: readonly Change[]): ChangeLookup {
  const [only] = changes;
  // The unit of every turn has one change; an index would cost more than the rest of the commit.
  if (changes.length === 1 && only !== undefined) {
    return (key) => (key.id === only.id && key.collection === only.collection ? only : undefined);
  }
  const index = new Map(changes.map((change) => [joinKey(change), change]));
  if (index.size !== changes.length) refuse('A unit changes a record twice.');
  return (key) => index.get(joinKey(key));
}

function joinKey(key: RecordKey): string {
  // Collections and ids may hold any separator: the length tells where one ends and the other begins.
  return `${key.collection.length}:${key.collection}/${key.id}`;
}

function refuse(message: string): never {
  throw new EngineError('INVARIANT_BROKEN', message, {});
}
