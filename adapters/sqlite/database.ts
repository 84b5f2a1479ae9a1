/** What a statement that writes says of its work. */
export interface SqliteRunResult {
  /** How many rows it changed. */
  readonly changes: number | bigint;
}

/** The part of a better-sqlite3 statement that the store uses. */
export interface SqliteStatement {
  run(...parameters: unknown[]): SqliteRunResult;
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  raw(toggle?: boolean): SqliteStatement;
  pluck(toggle?: boolean): SqliteStatement;
  safeIntegers(toggle?: boolean): SqliteStatement;
}

/**
 * The part of a better-sqlite3 database that the store uses. Declared here by its shape,
 * so that a program without better-sqlite3, or without its types, can still be compiled against this package.
 */
export interface SqliteDatabase {
  readonly open: boolean;
  readonly memory: boolean;
  readonly inTransaction: boolean;
  prepare(source: string): SqliteStatement;
  exec(source: string): unknown;
  pragma(source: string, options?: { simple?: boolean }): unknown;
  close(): unknown;
}

/** How a copy goes on; what it throws ends the copying. Gives the number of pages for the next step. */
export type BackupProgress = (progress: {
  readonly totalPages: number;
  readonly remainingPages: number;
}) => number;

/** A database that a driver opened for us: it can also copy itself, a few pages at a time, while others work. */
export interface SqliteFile extends SqliteDatabase {
  backup(to: string, options: { progress: BackupProgress }): Promise<unknown>;
}

/** The drivers that a store can use. */
export type SqliteDriverName = 'better-sqlite3' | 'node:sqlite';

/** A driver that was proven to work here. */
export interface SqliteDriver {
  readonly name: SqliteDriverName;
  /** Opens a file, or makes it. `timeoutMs` is how long it waits for another writer. */
  open(path: string, timeoutMs: number): SqliteFile;
}
