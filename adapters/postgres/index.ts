export type { PostgresPool, PostgresQuery } from './pool';
export { createPostgresStore, type PostgresStoreOptions } from './postgres-store';
