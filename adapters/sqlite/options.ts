import { EngineError } from '../../src/errors';
import type { SqliteDatabase, SqliteDriverName } from './database';
import { adaptNodeSqlite, isNodeSqliteDatabase, type NodeSqliteDatabase } from './node-sqlite';

/** A file and what opens it. */
export interface SqliteFileOptions {
  readonly path: string;
  /** What opens the file. Otherwise better-sqlite3 where it works, else node:sqlite where this Node has it. */
  readonly driver?: SqliteDriverName;
}

/** Where the store keeps its records: a file that it opens itself, or a database of better-sqlite3 or node:sqlite that the caller has opened. */
export type SqliteStoreOptions =
  | SqliteFileOptions
  | { readonly database: SqliteDatabase | NodeSqliteDatabase };

/** Options as they are used: a database in the one shape, or a file. */
export type StoreOptions =
  | { readonly database: SqliteDatabase; readonly file?: undefined }
  | { readonly database?: undefined; readonly file: SqliteFileOptions };

/** Reads the options of a store. Errors: CONFIG_INVALID. */
export function readStoreOptions(options: SqliteStoreOptions): StoreOptions {
  const { path, driver, database: given } = (options ?? {}) as Readonly<Record<string, unknown>>;
  const database = adaptDatabase(given);
  if (database !== undefined && path === undefined && driver === undefined) return { database };
  if (given === undefined && isPath(path) && isDriverName(driver)) {
    return { file: driver === undefined ? { path } : { path, driver } };
  }
  throw refuse(
    'createSqliteStore',
    "Must hold a path that is not blank, with 'better-sqlite3' or 'node:sqlite' as the driver if any, or a database of either.",
  );
}

/** Checks where a backup comes from and goes to. Errors: CONFIG_INVALID. */
export function checkBackupOptions({ path, driver }: SqliteFileOptions, to: string): void {
  if (isPath(path) && isPath(to) && isDriverName(driver)) return;
  throw refuse('backupSqlite', 'Must be told two paths that are not blank, and a driver it knows if any.');
}

function adaptDatabase(value: unknown): SqliteDatabase | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isNodeSqliteDatabase(value)) return adaptNodeSqlite(value);
  return 'prepare' in value && 'pragma' in value ? (value as SqliteDatabase) : undefined;
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isDriverName(value: unknown): value is SqliteDriverName | undefined {
  return value === undefined || value === 'better-sqlite3' || value === 'node:sqlite';
}

function refuse(what: string, message: string): EngineError {
  return new EngineError('CONFIG_INVALID', `${what}: ${message}`, { issues: [{ path: [], message }] });
}
