import { EngineError } from '../errors';
import type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  NewRecord,
  RecordKey,
  Restoration,
  StoredEntry,
} from './store';

/** Which change of a unit concerns a record, by its index; undefined when none does. */
export type ChangeLookup = (key: RecordKey) => number | undefined;

/**
 * Checks that a unit is one that the port allows and gives a way to find its changes by record. Every store needs it, none needs another.
 * Errors: INVARIANT_BROKEN when a record is changed twice, an event has no put to belong to, or a key has no event to live in.
 */
export function planUnit({ key, changes, events }: CommitUnit): ChangeLookup {
  const lookup = indexChanges(changes);
  if (key !== undefined && events.length === 0) refuse('A unit with a key carries no event.');
  for (const { stream } of events) {
    const index = lookup(stream);
    if (index === undefined || changes[index]?.kind !== 'put') {
      refuse('A unit carries an event of a record that it does not put.');
    }
  }
  return lookup;
}

/**
 * Checks that a restoration is one that the port allows: a revision that a record can have, and events that are its record's own and in
 * their sequence, without gaps. Errors: INVARIANT_BROKEN.
 */
export function checkRestoration({ record, events }: StoredEntry): void {
  if (!isCount(record.revision)) refuse('A restoration has a revision that no record can have.');
  const first = events[0]?.sequence ?? 1;
  if (!isCount(first)) refuse('A restoration has a sequence number that no event can have.');
  for (const [index, { stream, sequence }] of events.entries()) {
    if (stream.collection !== record.collection || stream.id !== record.id) {
      refuse('A restoration carries an event of another record.');
    }
    if (sequence !== first + index) refuse('The events of a restoration are not in their sequence.');
  }
}

/** Refuses a put that would move a record below another parent. Errors: INVARIANT_BROKEN. */
export function refuseNewParent(stored: string, given: string): void {
  if (stored !== given) refuse('A put changes the parent of a record.');
}

/** The outcome of a change that expects another revision than the stored one (0 where there is no record); undefined when they agree. */
export function findConflict(
  { collection, id, expectedRevision: expected }: Pick<Change, 'collection' | 'id' | 'expectedRevision'>,
  actual: number,
): Extract<CommitOutcome, { status: 'conflict' }> | undefined {
  return actual === expected ? undefined : { status: 'conflict', collection, id, expected, actual };
}

/** Tells of a put of a unit whether another put of the same unit claims the same name. */
export type RivalLookup = (collection: Collection, record: NewRecord) => boolean;

/** Looks which names are claimed by two puts of a unit. */
export function findRivals(changes: readonly Change[]): RivalLookup {
  if (changes.length < 2) return hasNoRival;
  const claimed = new Set<string>();
  const contested = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'remove' || change.record.name === undefined) continue;
    const claim = joinName(change.collection, change.record);
    (claimed.has(claim) ? contested : claimed).add(claim);
  }
  if (contested.size === 0) return hasNoRival;
  return (collection, record) => record.name !== undefined && contested.has(joinName(collection, record));
}

/** Says what a store cannot keep of a text, in a sentence that begins with "Must"; undefined when it keeps all of it. */
export type TextFault = (text: string) => string | undefined;

/** Whether a text survives UTF-8: lone surrogates do not. */
export function isWellFormed(text: string): boolean {
  // The library of types of this project ends before ES2024, its engines do not.
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

/** Refuses a unit with a text that a store could not give back to the letter. Errors: INPUT_INVALID. */
export function checkUnitTexts({ key, changes, events }: CommitUnit, findFault: TextFault): void {
  if (key !== undefined) checkText(key, 'key', findFault);
  for (const change of changes) {
    checkKeyTexts(change, findFault);
    if (change.kind === 'put') checkRecordTexts(change.record, findFault);
  }
  for (const event of events) checkEventTexts(event, findFault);
}

/** Refuses a restoration with a text that a store could not give back to the letter. Errors: INPUT_INVALID. */
export function checkRestorationTexts({ record, events }: Restoration, findFault: TextFault): void {
  checkKeyTexts(record, findFault);
  checkRecordTexts(record, findFault);
  for (const event of events) {
    checkEventTexts(event, findFault);
    if (event.key !== undefined) checkText(event.key, 'key', findFault);
  }
}

function checkKeyTexts({ collection, id }: RecordKey, findFault: TextFault): void {
  checkText(collection, 'collection', findFault);
  checkText(id, 'id', findFault);
}

function checkRecordTexts({ parent, name, body }: NewRecord, findFault: TextFault): void {
  checkText(parent, 'parent', findFault);
  if (name !== undefined) checkText(name, 'name', findFault);
  if (typeof body === 'string') checkText(body, 'body', findFault);
}

function checkEventTexts({ type, body }: { type: string; body: string }, findFault: TextFault): void {
  checkText(type, 'type', findFault);
  checkText(body, 'body', findFault);
}

function checkText(text: string, where: string, findFault: TextFault): void {
  const message = findFault(text);
  if (message === undefined) return;
  throw new EngineError('INPUT_INVALID', `A record cannot be stored: ${where}: ${message}`, {
    issues: [{ path: [where], message }],
  });
}

function indexChanges(changes: readonly Change[]): ChangeLookup {
  const [only] = changes;
  // The unit of every turn has one change; an index would cost more than the rest of its commit in memory.
  if (changes.length === 1 && only !== undefined) {
    return (key) => (key.id === only.id && key.collection === only.collection ? 0 : undefined);
  }
  const index = new Map(changes.map((change, position) => [joinKey(change), position]));
  if (index.size !== changes.length) refuse('A unit changes a record twice.');
  return (key) => index.get(joinKey(key));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function hasNoRival(): boolean {
  return false;
}

/** One text for a key, for maps: collections and ids may hold any separator, so a length tells where one ends. Effects: pure. */
export function joinKey({ collection, id }: RecordKey): string {
  return `${collection.length}:${collection}/${id}`;
}

function joinName(collection: Collection, { parent, name = '' }: NewRecord): string {
  return `${collection.length}:${collection}/${parent.length}:${parent}/${name}`;
}

function refuse(message: string): never {
  throw new EngineError('INVARIANT_BROKEN', message, {});
}
