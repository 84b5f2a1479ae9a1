import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteDriver, SqliteFile } from './database';
import { loadDriver } from './driver';
import { createFailed, createUnavailable, isContention } from './failures';
import type { SqliteFileOptions } from './options';
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
export async function openDatabase({ path, driver: wanted }: SqliteFileOptions): Promise<Session> {
  const driver = await loadDriver(wanted);
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return openOnce(driver, path);
    } catch (error) {
      // Where a wait could end in a deadlock, as in the change to WAL, SQLite reports BUSY without waiting.
      if (!isContention(error) || Date.now() >= deadline) throw error;
      await sleep(RETRY_AFTER_MS);
    }
  }
}

function openOnce(driver: SqliteDriver, path: string): Session {
  refuseForeignFile(path);
  const database = openFile(driver, path);
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

/** Opens a file with a driver, or makes it. Errors: STORE_UNAVAILABLE. */
export function openFile(driver: SqliteDriver, path: string): SqliteFile {
  try {
    return driver.open(path, BUSY_TIMEOUT_MS);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw createUnavailable(`The SQLite database cannot be opened: ${said}.`, { cause });
  }
}

/**
 * Looks at the first bytes of a file before SQLite does: merely opening and closing a database may
 * change it, because SQLite then cleans up after a writer that crashed. Our own files carry their mark from their first byte on.
 *
 * Errors: STORE_FAILED, STORE_UNAVAILABLE.
 */
export function refuseForeignFile(path: string): void {
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
