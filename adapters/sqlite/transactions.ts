import type { SqliteDatabase } from './database';
import { createUnavailable } from './failures';

/** Runs synchronous work inside a transaction: all of it counts, or nothing. What the work throws is thrown on. */
export interface Transactions {
  /** Work that only reads, all of it from one moment. */
  read<Result>(work: () => Result): Result;
  /** Work that writes; nobody else writes meanwhile. Errors: STORE_UNAVAILABLE when the owner of the database is in a transaction. */
  write<Result>(work: () => Result): Result;
}

/** Refuses to work inside a transaction of the owner of a database: joining it would let its owner undo what was reported as stored. */
export function refuseForeignTransaction(database: SqliteDatabase): void {
  if (!database.inTransaction) return;
  throw createUnavailable('The database is in a transaction that this store did not begin.');
}

/** Prepares the statements that begin and end transactions. */
export function prepareTransactions(database: SqliteDatabase): Transactions {
  const beginRead = database.prepare('BEGIN DEFERRED');
  // A deferred transaction that turns from reading to writing cannot wait for another writer: it fails at once.
  const beginWrite = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');

  function run<Result>(begin: { run(): unknown }, work: () => Result): Result {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // After a full disk or a failed read SQLite has rolled back by itself.
      if (database.inTransaction) rollback.run();
      throw error;
    }
  }

  return {
    read: (work) => (database.inTransaction ? work() : run(beginRead, work)),
    write: (work) => {
      refuseForeignTransaction(database);
      return run(beginWrite, work);
    },
  };
}
