export type { SqliteDatabase, SqliteStatement } from './database';
export { inspectSqliteDriver, type SqliteDriverFindings } from './driver';
export { createSqliteStore, type SqliteStoreOptions } from './sqlite-store';
