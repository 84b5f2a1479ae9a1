import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EngineError } from '../../src/errors';
import type { SqliteDriver, SqliteFile } from './database';
import { loadDriver } from './driver';
import { createFailed, createUnavailable, toEngineError } from './failures';
import { openFile, refuseForeignFile } from './open-database';
import { checkBackupOptions, type SqliteFileOptions } from './options';
import { APPLICATION_ID, createForeignError } from './schema';

// About a millisecond of work, after which whoever else waits has a turn.
const PAGES_AT_A_TIME = 100;
// What SQLite may leave beside a file that it was interrupted with.
const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

/** How a backup is made. */
export interface BackupOptions {
  /** Replaces a file that is there already. Otherwise that is an error. */
  readonly overwrite?: boolean;
  /** Ends the copying; what was copied is removed. */
  readonly signal?: AbortSignal;
}

/**
 * Copies the file of a store while stores go on writing to it, in this process and in others. The copy is the database as it was at one
 * moment near the beginning of the call: every call of `commit` that was answered before is in it, and of every call all or nothing.
 * It is checked page by page, is on the disk when the promise is fulfilled, and only then stands under its name; a store opens it like any
 * other file. The check at the end blocks this process for seconds per gigabyte: where that matters, make backups in a process of their own.
 * A process that is killed meanwhile leaves a file `<to>.<uuid>.unfinished` behind.
 *
 * Errors: CONFIG_INVALID when a path or the driver cannot be used. ALREADY_EXISTS when there is a file already and `overwrite` is not set.
 * STORE_UNAVAILABLE when there is nothing to copy, the driver is missing, the disk is full, or somebody has the file open that is to be
 * replaced. STORE_FAILED when the file is no database of animacy, or is to be copied onto itself. RECORD_CORRUPT when it is damaged.
 * The reason of the signal when it aborts. Whatever fails, a file that was there stays as it was.
 *
 * @example
 * await backupSqlite({ path: 'characters.db' }, 'backups/monday.db');
 */
export async function backupSqlite(
  source: SqliteFileOptions,
  to: string,
  { overwrite = false, signal }: BackupOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  checkBackupOptions(source, to);
  // Absolute: better-sqlite3 would take blanks at its beginning away, node:sqlite would follow a URI.
  const unfinished = `${resolve(to)}.${randomUUID()}.unfinished`;
  try {
    refuseTarget(source.path, to, overwrite);
    refuseSource(source.path);
    const driver = await loadDriver(source.driver);
    await copy(driver, source.path, unfinished, signal);
    check(driver, unfinished);
    // Windows puts only files on the disk that may be written to.
    sync(unfinished, 'r+');
    // Once more: it took a while.
    refuseTarget(source.path, to, overwrite);
    renameSync(unfinished, to);
    // Windows opens no directories, and needs none of this.
    if (process.platform !== 'win32') sync(dirname(to), 'r');
  } catch (error) {
    for (const companion of ['', ...COMPANIONS]) rmSync(`${unfinished}${companion}`, { force: true });
    signal?.throwIfAborted();
    throw toEngineError(error);
  }
}

function refuseSource(path: string): void {
  refuseForeignFile(path);
  if (isThere(path.trim())) return;
  throw createUnavailable('There is no SQLite database to copy.', { retryable: false });
}

function refuseTarget(path: string, to: string, overwrite: boolean): void {
  if (COMPANIONS.some((companion) => companion !== '-shm' && isThere(`${to}${companion}`))) {
    // SQLite would take what stands in the log of the old file for changes of the new one.
    throw createUnavailable('The file that the backup is to replace is open, or was not closed.');
  }
  if (!isThere(dirname(resolve(to)))) {
    throw createUnavailable('There is no such folder as the one that the backup is to stand in.', {
      retryable: false,
    });
  }
  const target = statSync(to, { throwIfNoEntry: false });
  if (target === undefined) return;
  const origin = statSync(path.trim(), { throwIfNoEntry: false });
  if (origin?.ino === target.ino && origin.dev === target.dev) {
    throw createFailed('A SQLite database cannot be copied onto itself.');
  }
  if (overwrite) return;
  throw new EngineError(
    'ALREADY_EXISTS',
    'There is a file where the backup is to stand: choose another name, or set overwrite.',
    { collection: 'backup', id: to },
  );
}

async function copy(
  driver: SqliteDriver,
  path: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const database = openFile(driver, path);
  try {
    holdMoment(database);
    const progress = (): number => {
      signal?.throwIfAborted();
      return PAGES_AT_A_TIME;
    };
    await database.backup(to, { progress });
  } finally {
    database.close();
  }
}

/**
 * Begins to read, so that this connection sees one moment until it is closed: SQLite would otherwise begin to copy anew
 * whenever another connection had written, and never end where there is always one.
 */
function holdMoment(database: SqliteFile): void {
  database.exec('BEGIN');
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw createForeignError();
}

function check(driver: SqliteDriver, path: string): void {
  const database = openFile(driver, path);
  try {
    const verdict = database.pragma('integrity_check', { simple: true });
    if (verdict === 'ok') return;
    throw new EngineError('RECORD_CORRUPT', `The SQLite database is damaged: ${String(verdict)}.`, {});
  } finally {
    database.close();
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
