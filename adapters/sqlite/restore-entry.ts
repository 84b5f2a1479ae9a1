import {
  checkRestoration,
  checkRestorationTexts,
  findConflict,
  type RecordKey,
  type Restoration,
  type RestoreOutcome,
  refuseNewParent,
} from '../../src/ports';
import type { Session } from './session';
import type { Statements } from './statements';

/** Puts an entry in as it is, inside the transaction that is running. Every check stands before the first write. */
export function restoreEntry({ sql, findTextFault }: Session, restoration: Restoration): RestoreOutcome {
  checkRestoration(restoration);
  checkRestorationTexts(restoration, findTextFault);
  const { record, events, expectedRevision } = restoration;
  const { collection, id, parent, name, revision, checksum, body } = record;
  const head = sql.readHead.get(collection, id);
  const conflict = findConflict({ collection, id, expectedRevision }, head === undefined ? 0 : head[1]);
  if (conflict !== undefined) return conflict;
  if (head !== undefined) refuseNewParent(head[2], parent);
  if (name !== undefined) {
    const holder = sql.readHolder.get(collection, parent, name);
    if (holder !== undefined && holder !== id) return { status: 'taken', collection, parent, name };
  }
  if (head === undefined) {
    sql.createRecord.run(collection, id, revision, parent, name ?? null, checksum, body);
  } else {
    sql.updateRecord.run(revision, name ?? null, checksum, body, head[0]);
    removeHistory(sql, record, new Set(events.map(({ key }) => key)));
  }
  for (const { type, atMs, body, checksum, sequence, revision, key } of events) {
    sql.restoreEvent.run(collection, id, sequence, type, atMs, revision, key ?? null, checksum, body);
  }
  return { status: 'restored' };
}

function removeHistory(
  sql: Statements,
  { collection, id }: RecordKey,
  keptKeys: ReadonlySet<string | undefined>,
): void {
  // A key that comes back with the new events stays on what its unit wrote elsewhere; any other is forgotten as a whole.
  for (const key of new Set(sql.readKeys.all(collection, id))) {
    if (!keptKeys.has(key)) sql.forgetKey.run(key);
  }
  sql.removeEvents.run(collection, id);
}
