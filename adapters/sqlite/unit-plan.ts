import { EngineError } from '../../src/errors';
import type { Change, CommitUnit, RecordKey } from '../../src/ports';

/** Which change of a unit concerns a record, by index; undefined when none does. */
export type ChangeLookup = (key: RecordKey) => number | undefined;

/**
 * Checks that a unit is one that the port allows and SQLite can keep to the letter, and gives a way to find its changes by record.
 * Errors: INVARIANT_BROKEN when a record is changed twice, an event has no put to belong to, or a key has no event to live in;
 * INPUT_INVALID when a text is not well-formed Unicode.
 */
export function planUnit(unit: CommitUnit): ChangeLookup {
  const lookup = indexChanges(unit.changes);
  if (unit.key !== undefined) {
    if (unit.events.length === 0) refuse('A unit with a key carries no event.');
    checkText(unit.key, 'key');
  }
  for (const change of unit.changes) checkChange(change);
  for (const event of unit.events) {
    const index = lookup(event.stream);
    if (index === undefined || unit.changes[index]?.kind !== 'put') {
      refuse('A unit carries an event of a record that it does not put.');
    }
    checkText(event.type, 'type');
    checkText(event.body, 'body');
  }
  return lookup;
}

/** Refuses a put that would move a record below another parent. Errors: INVARIANT_BROKEN. */
export function refuseNewParent(stored: string, given: string): void {
  if (stored !== given) refuse('A put changes the parent of a record.');
}

/** Whether a text survives SQLite, which keeps UTF-8: lone surrogates do not. */
export function isKeepable(text: string): boolean {
  // The library of types of this project ends before ES2024, its engines do not.
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}

function checkChange(change: Change): void {
  checkText(change.id, 'id');
  if (change.kind === 'remove') return;
  const { parent, name, body } = change.record;
  checkText(parent, 'parent');
  if (name !== undefined) checkText(name, 'name');
  if (typeof body === 'string') checkText(body, 'body');
}

function checkText(text: string, where: string): void {
  if (isKeepable(text)) return;
  const message = 'Must be well-formed Unicode: SQLite cannot keep a lone surrogate.';
  throw new EngineError('INPUT_INVALID', `A record cannot be stored: ${where}: ${message}`, {
    issues: [{ path: [where], message }],
  });
}

function indexChanges(changes: readonly Change[]): ChangeLookup {
  const [only] = changes;
  // The unit of every turn has one change: it needs no index.
  if (changes.length === 1 && only !== undefined) {
    return (key) => (key.id === only.id && key.collection === only.collection ? 0 : undefined);
  }
  const index = new Map(changes.map((change, position) => [joinKey(change), position]));
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
