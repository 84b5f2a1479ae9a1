export { type BackupOptions, backupSqlite } from './backup';
export type { SqliteDatabase, SqliteDriverName, SqliteRunResult, SqliteStatement } from './database';
export { inspectSqliteDriver, type SqliteDriverFindings } from './driver';
export type { NodeSqliteDatabase } from './node-sqlite';
export type { SqliteFileOptions, SqliteStoreOptions } from './options';
export { createSqliteStore } from './sqlite-store';
