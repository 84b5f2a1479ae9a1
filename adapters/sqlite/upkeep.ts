import type { Collection, StoreUpkeep, Trim } from '../../src/ports';
import { restoreEntry } from './restore-entry';
import type { Session } from './session';
import type { Statements } from './statements';
import { refuseForeignTransaction } from './transactions';

/** Does work on the session of a store, opened if need be, and gives what the driver throws as errors of the engine. */
export type WithSession = <Result>(work: (session: Session) => Result) => Promise<Result>;

/**
 * The upkeep of a store on SQLite. All restorations of a call are one transaction, and so are all trims.
 * Errors: those of the store; a call that fails has changed nothing.
 */
export function createUpkeep(withSession: WithSession): StoreUpkeep {
  return {
    collections: () => withSession(({ sql, transactions }) => transactions.read(() => listCollections(sql))),
    restore: (restorations) =>
      withSession((session) =>
        session.transactions.write(() => restorations.map((entry) => restoreEntry(session, entry))),
      ),
    trim: (trims) =>
      withSession(({ sql, transactions }) =>
        transactions.write(() => trims.map((trim) => trimStream(sql, trim))),
      ),
    vacuum: () => withSession(vacuum),
  };
}

/** From one collection to the next by the index: what it costs is the number of collections, not of records. */
function listCollections(sql: Statements): Collection[] {
  const found: Collection[] = [];
  let next = sql.readNextCollection.get('');
  while (typeof next === 'string') {
    found.push(next);
    next = sql.readNextCollection.get(next);
  }
  // SQLite has them in the order of their bytes, which is that of code points and not of code units.
  return found.sort();
}

function trimStream(sql: Statements, { stream, beforeSequence }: Trim): number {
  const { collection, id } = stream;
  const newest = sql.readLastSequence.get(collection, id) ?? 0;
  const before = Math.min(Math.ceil(beforeSequence), newest);
  // Not a number, or nothing so old: also where there is no such stream.
  if (!(before > 1)) return 0;
  sql.forgetKeysBefore.run(collection, id, before);
  return Number(sql.removeEventsBefore.run(collection, id, before).changes);
}

function vacuum({ database }: Session): void {
  refuseForeignTransaction(database);
  database.exec('VACUUM');
  // In WAL mode the file itself shrinks when the log is moved into it. A reader of an old moment, for example a backup, only puts that off:
  // waiting for it would be in vain, because nothing of this process goes on meanwhile.
  const timeout = Number(database.pragma('busy_timeout', { simple: true }));
  database.pragma('busy_timeout = 0');
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.pragma(`busy_timeout = ${timeout}`);
  }
}
