import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteConstructor, SqliteDatabase } from './database';
import { loadDriver } from './driver';
import { createFailed, createUnavailable, isContention } from './failures';
import { APPLICATION_ID, createForeignError } from './schema';
import { createSession, type Session } from './session';

const BUSY_TIMEOUT_MS = 5_000;
const RETRY_AFTER_MS = 10;

// The file format of SQLite: where things stand in the first bytes of a file.
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;
const ROOT_CELL_COUNT_AT = 103;
const HEADER_LENGTH = 108;

/**
 * Opens the database at a path, or makes it, with the present schema, in WAL mode.
 * Errors: STORE_UNAVAILABLE, STORE_FAILED, STATE_VERSION_UNSUPPORTED, and what the driver throws.
 */
export async function openDatabase(path: string): Promise<Session> {
  const Database = await loadDriver();
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return openOnce(Database, path);
    } catch (error) {
      // Where a wait could end in a deadlock, as in the change to WAL, SQLite reports BUSY without waiting.
      if (!isContention(error) || Date.now() >= deadline) throw error;
      await sleep(RETRY_AFTER_MS);
    }
  }
}

function openOnce(Database: SqliteConstructor, path: string): Session {
  refuseForeignFile(path);
  const database = construct(Database, path);
  try {
    const session = createSession(database, () => database.close());
    if (database.pragma('journal_mode', { simple: true }) !== 'wal') database.pragma('journal_mode = WAL');
    // Without WAL, which some file systems cannot do, NORMAL could lose more than the last commits.
    if (database.pragma('journal_mode', { simple: true }) === 'wal') database.pragma('synchronous = NORMAL');
    return session;
  } catch (error) {
    database.close();
    throw error;
  }
}

function construct(Database: SqliteConstructor, path: string): SqliteDatabase {
  try {
    return new Database(path, { timeout: BUSY_TIMEOUT_MS });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw createUnavailable(`The SQLite database cannot be opened: ${said}.`, { cause });
  }
}

/**
 * Looks at the first bytes of a file before SQLite does: merely opening and closing a database may
 * change it, because SQLite then cleans up after a writer that crashed. Our own files carry their mark from their first byte on.
 */
function refuseForeignFile(path: string): void {
  const header = readHeader(path.trim());
  if (header.length === 0) return;
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC || header.length < HEADER_LENGTH) {
    throw createFailed('The file is not a SQLite database.');
  }
  const owner = header.readUInt32BE(APPLICATION_ID_AT);
  if (owner === APPLICATION_ID) return;
  if (owner !== 0 || header.readUInt16BE(ROOT_CELL_COUNT_AT) > 0) throw createForeignError();
}

function readHeader(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // Not there, in memory, or not readable: SQLite knows better what to say.
    return Buffer.alloc(0);
  }
  try {
    const header = Buffer.alloc(HEADER_LENGTH);
    return header.subarray(0, readSync(file, header, 0, HEADER_LENGTH, 0));
  } catch (cause) {
    throw createUnavailable('The SQLite database cannot be read.', { cause });
  } finally {
    closeSync(file);
  }
}
