import { EngineError } from '../../src/errors';
import type { SqliteDatabase } from './database';
import { createFailed } from './failures';
import type { Transactions } from './transactions';

/** Marks a file as ours in its header: `anim` in ASCII. */
export const APPLICATION_ID = 0x61_6e_69_6d;

// Index i leads from version i to version i + 1. A step that was released is never edited again.
const MIGRATIONS: readonly string[] = [
  `
  -- AUTOINCREMENT: a position is never given out again, not even that of the newest row after its removal.
  -- Never WITHOUT ROWID: with rows of a kilobyte and more it makes writing and reading three times slower.
  -- REAL keeps any number of JavaScript; body ANY keeps text as text and bytes as bytes.
  CREATE TABLE records (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    parent TEXT NOT NULL,
    name TEXT,
    checksum REAL NOT NULL,
    body ANY NOT NULL,
    UNIQUE (collection, id)
  ) STRICT;
  -- Every index ends in the rowid, which is the position: these two are in the order of creation.
  CREATE INDEX records_by_collection ON records (collection);
  CREATE INDEX records_by_parent ON records (collection, parent);
  CREATE UNIQUE INDEX records_by_name ON records (collection, parent, name) WHERE name IS NOT NULL;

  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    at_ms REAL NOT NULL,
    revision INTEGER NOT NULL,
    key TEXT,
    checksum REAL NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (collection, id, sequence)
  ) STRICT;
  CREATE INDEX events_by_key ON events (key) WHERE key IS NOT NULL;
  `,
];

/** The version of the tables that this code reads and writes; it stands in `user_version`. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings an empty or older database to the present version; several processes may do so at once.
 * Errors: STORE_FAILED when the database belongs to somebody else (nothing is written to it),
 * STATE_VERSION_UNSUPPORTED when a newer version of the package wrote it.
 */
export function migrate(database: SqliteDatabase, transactions: Transactions): void {
  const readCurrent = (): number => readVersion(database);
  // Reading first keeps an up-to-date database free of locks and lets a read-only one be read.
  if (transactions.read(readCurrent) === SCHEMA_VERSION) return;
  transactions.write(() => {
    // Once more, now that nobody else can write: another process may have migrated meanwhile.
    const version = readCurrent();
    if (version === SCHEMA_VERSION) return;
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
}

/** An error for a database that some other program made. */
export function createForeignError(): EngineError<'STORE_FAILED'> {
  return createFailed(
    'The SQLite database was not made by animacy and already holds something: give the store a file of its own.',
  );
}

/** The version of our tables in the database, 0 when it is empty. */
function readVersion(database: SqliteDatabase): number {
  const owner = Number(database.pragma('application_id', { simple: true }));
  const version = Number(database.pragma('user_version', { simple: true }));
  if (owner !== APPLICATION_ID) {
    const holdsTables = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
    if (owner !== 0 || version !== 0 || holdsTables) throw createForeignError();
    return 0;
  }
  if (version > SCHEMA_VERSION) {
    throw new EngineError(
      'STATE_VERSION_UNSUPPORTED',
      `The SQLite database has version ${version} and this animacy knows versions up to ${SCHEMA_VERSION}: update animacy.`,
      { found: version, supported: SCHEMA_VERSION },
    );
  }
  return version;
}
