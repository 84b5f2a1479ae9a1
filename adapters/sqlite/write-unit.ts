import type { Change, Collection, CommitOutcome, CommitUnit, NewRecord } from '../../src/ports';
import type { HeadRow, Statements } from './statements';
import { type ChangeLookup, planUnit, refuseNewParent } from './unit-plan';

type Taken = Extract<CommitOutcome, { status: 'taken' }>;
type Heads = readonly (HeadRow | undefined)[];

/**
 * Writes a unit inside the transaction that is running. Every check stands before the first write:
 * a unit that loses has written nothing, so that units need no savepoints to be independent of each other.
 */
export function writeUnit(sql: Statements, unit: CommitUnit): CommitOutcome {
  const { changes, events, key } = unit;
  const lookup = planUnit(unit);
  if (key !== undefined) {
    const revisions = sql.readKeyRevisions.all(key);
    if (revisions.length > 0) return { status: 'duplicate', key, revisions };
  }
  const heads: (HeadRow | undefined)[] = [];
  for (const change of changes) {
    const { collection, id, expectedRevision: expected } = change;
    const head = sql.readHead.get(collection, id);
    const actual = head === undefined ? 0 : head[1];
    if (actual !== expected) return { status: 'conflict', collection, id, expected, actual };
    if (head !== undefined && change.kind === 'put') refuseNewParent(head[2], change.record.parent);
    heads.push(head);
  }
  const taken = findTakenName(sql, changes, heads, lookup);
  if (taken !== undefined) return taken;

  clearTheWay(sql, changes, heads);
  const revisions = changes.map((change, index) => put(sql, change, heads[index]));
  for (const { stream, type, atMs, body, checksum } of events) {
    const { collection, id } = stream;
    const revision = revisions[lookup(stream) ?? -1];
    sql.appendEvent.run(collection, id, collection, id, type, atMs, revision, key ?? null, checksum, body);
  }
  return { status: 'committed', revisions };
}

function findTakenName(
  sql: Statements,
  changes: readonly Change[],
  heads: Heads,
  lookup: ChangeLookup,
): Taken | undefined {
  const claims = changes.length > 1 ? countClaims(changes) : undefined;
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'put' || change.record.name === undefined) continue;
    const { collection } = change;
    const { parent, name } = change.record;
    // A holder inside the unit either keeps its name, and then two claim it, or frees it.
    const isClaimedTwice = (claims?.get(joinName(collection, change.record)) ?? 0) > 1;
    const isKept = heads[index]?.[3] === name;
    const holder = isKept ? undefined : sql.readHolder.get(collection, parent, name);
    const isHeldOutside = holder !== undefined && lookup({ collection, id: holder }) === undefined;
    if (isClaimedTwice || isHeldOutside) return { status: 'taken', collection, parent, name };
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
    sql.createRecord.run(change.collection, change.id, parent, name, checksum, body);
    return 1;
  }
  const [position, revision] = head;
  sql.updateRecord.run(name, checksum, body, position);
  return revision + 1;
}

function countClaims(changes: readonly Change[]): ReadonlyMap<string, number> {
  const claims = new Map<string, number>();
  for (const change of changes) {
    if (change.kind !== 'put' || change.record.name === undefined) continue;
    const claim = joinName(change.collection, change.record);
    claims.set(claim, (claims.get(claim) ?? 0) + 1);
  }
  return claims;
}

function joinName(collection: Collection, record: NewRecord): string {
  return JSON.stringify([collection, record.parent, record.name]);
}
