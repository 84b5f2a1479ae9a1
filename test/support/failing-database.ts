import type { SqliteDatabase, SqliteStatement } from '../../adapters/sqlite';

/** A database whose n-th statement from now on fails as a disk would. */
export function failLater(database: SqliteDatabase, faults: { remaining: number }): SqliteDatabase {
  const step = <Result>(run: () => Result): Result => {
    faults.remaining -= 1;
    if (faults.remaining === 0)
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
    return run();
  };
  const wrap = (statement: SqliteStatement): SqliteStatement => ({
    run: (...parameters) => step(() => statement.run(...parameters)),
    get: (...parameters) => step(() => statement.get(...parameters)),
    all: (...parameters) => step(() => statement.all(...parameters)),
    raw: (toggle) => wrap(statement.raw(toggle)),
    pluck: (toggle) => wrap(statement.pluck(toggle)),
    safeIntegers: (toggle) => wrap(statement.safeIntegers(toggle)),
  });
  return {
    get open() {
      return database.open;
    },
    get inTransaction() {
      return database.inTransaction;
    },
    memory: database.memory,
    prepare: (source) => wrap(database.prepare(source)),
    exec: (source) => database.exec(source),
    pragma: (source, options) => database.pragma(source, options),
    close: () => database.close(),
  };
}
