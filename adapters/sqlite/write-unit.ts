import {
  type Change,
  type ChangeLookup,
  type CommitOutcome,
  type CommitUnit,
  checkUnitTexts,
  findConflict,
  findRivals,
  planUnit,
  refuseNewParent,
} from '../../src/ports';
import type { Session } from './session';
import type { HeadRow, Statements } from './statements';

type Taken = Extract<CommitOutcome, { status: 'taken' }>;
type Heads = readonly (HeadRow | undefined)[];

/**
 * Writes a unit inside the transaction that is running. Every check stands before the first write:
 * a unit that loses has written nothing, so that units need no savepoints to be independent of each other.
 */
export function writeUnit({ sql, findTextFault }: Session, unit: CommitUnit): CommitOutcome {
  const lookup = planUnit(unit);
  checkUnitTexts(unit, findTextFault);
  const { changes, events, key } = unit;
  if (key !== undefined) {
    const revisions = sql.readKeyRevisions.all(key);
    if (revisions.length > 0) return { status: 'duplicate', key, revisions };
  }
  const outcome = putInPlace(sql, changes) ?? applyChanges(sql, changes, lookup);
  if (outcome.status !== 'committed') return outcome;
  for (const { stream, type, atMs, body, checksum } of events) {
    const { collection, id } = stream;
    const revision = outcome.revisions[lookup(stream) ?? -1];
    sql.appendEvent.run(collection, id, collection, id, type, atMs, revision, key ?? null, checksum, body);
  }
  return outcome;
}

/** The unit of every turn, one put of a record that keeps its name, takes one statement. Undefined when it is not that, or loses: then nothing is written. */
function putInPlace(sql: Statements, changes: readonly Change[]): CommitOutcome | undefined {
  const [change] = changes;
  if (change?.kind !== 'put' || changes.length > 1 || change.expectedRevision === 0) return undefined;
  const { collection, id, expectedRevision, record } = change;
  const { parent, name = null, checksum, body } = record;
  const { changes: count } = sql.updateInPlace.run(
    checksum,
    body,
    collection,
    id,
    expectedRevision,
    parent,
    name,
  );
  return Number(count) === 1 ? { status: 'committed', revisions: [expectedRevision + 1] } : undefined;
}

function applyChanges(sql: Statements, changes: readonly Change[], lookup: ChangeLookup): CommitOutcome {
  const heads: (HeadRow | undefined)[] = [];
  for (const change of changes) {
    const head = sql.readHead.get(change.collection, change.id);
    const conflict = findConflict(change, head === undefined ? 0 : head[1]);
    if (conflict !== undefined) return conflict;
    if (head !== undefined && change.kind === 'put') refuseNewParent(head[2], change.record.parent);
    heads.push(head);
  }
  const taken = findTakenName(sql, changes, heads, lookup);
  if (taken !== undefined) return taken;
  clearTheWay(sql, changes, heads);
  return { status: 'committed', revisions: changes.map((change, index) => put(sql, change, heads[index])) };
}

function findTakenName(
  sql: Statements,
  changes: readonly Change[],
  heads: Heads,
  lookup: ChangeLookup,
): Taken | undefined {
  const isClaimedTwice = findRivals(changes);
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'put' || change.record.name === undefined) continue;
    const { collection } = change;
    const { parent, name } = change.record;
    // A holder inside the unit either keeps its name, and then two claim it, or frees it.
    const isKept = heads[index]?.[3] === name;
    const holder = isKept ? undefined : sql.readHolder.get(collection, parent, name);
    const isHeldOutside = holder !== undefined && lookup({ collection, id: holder }) === undefined;
    if (isHeldOutside || isClaimedTwice(collection, change.record))
      return { status: 'taken', collection, parent, name };
  }
  return undefined;
}

/** Removes what is to go and frees the names that change hands inside the unit, before any of them is taken up again. */
function clearTheWay(sql: Statements, changes: readonly Change[], heads: Heads): void {
  for (const [index, change] of changes.entries()) {
    const head = heads[index];
    if (head === undefined) continue;
    const [position, , , name] = head;
    if (change.kind === 'remove') {
      sql.forgetKeys.run(change.collection, change.id);
      sql.removeEvents.run(change.collection, change.id);
      sql.removeRecord.run(position);
    } else if (changes.length > 1 && name !== null && name !== change.record.name) {
      sql.releaseName.run(position);
    }
  }
}

function put(sql: Statements, change: Change, head: HeadRow | undefined): number {
  if (change.kind === 'remove') return 0;
  const { parent, name = null, checksum, body } = change.record;
  if (head === undefined) {
    sql.createRecord.run(change.collection, change.id, 1, parent, name, checksum, body);
    return 1;
  }
  const [position, revision] = head;
  sql.updateRecord.run(revision + 1, name, checksum, body, position);
  return revision + 1;
}
