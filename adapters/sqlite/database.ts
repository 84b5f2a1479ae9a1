/** The part of a better-sqlite3 statement that the store uses. */
export interface SqliteStatement {
  run(...parameters: unknown[]): unknown;
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

/** The constructor that better-sqlite3 exports; `timeout` is in milliseconds. */
export type SqliteConstructor = new (path: string, options?: { timeout?: number }) => SqliteDatabase;
