import { Pool, type PoolConfig } from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createPostgresStore, type PostgresPool } from '../../adapters/postgres';
import { type ErrorCode, isEngineError } from '../../src/errors';
import type { Store } from '../../src/ports';
import { type PostgresServer, startPostgres } from './postgres-server';

/** A server for the tests of one file. */
export function useServer(settings?: readonly string[]): {
  readonly server: () => PostgresServer;
  /** A pool that is ended after the test; at most ten connections. */
  newPool(config?: PoolConfig): Pool;
  /** A pool for all tests of the file. */
  sharedPool(): Pool;
} {
  let server: PostgresServer | undefined;
  let shared: Pool | undefined;
  beforeAll(async () => {
    server = await startPostgres(settings);
  });
  afterAll(async () => {
    await shared?.end();
    await server?.stop();
  });
  const started = (): PostgresServer => {
    if (server === undefined) throw new Error('The server was not started.');
    return server;
  };
  const connect = (config?: PoolConfig) =>
    new Pool({ connectionString: started().connectionString, ...config });
  return {
    server: started,
    newPool(config) {
      const pool = connect(config);
      onTestFinished(() => pool.end());
      return pool;
    },
    sharedPool() {
      shared ??= connect();
      return shared;
    },
  };
}

let schemas = 0;
/** The name of a schema that is not there yet, in the databases of one file. */
export function newSchema(): string {
  schemas += 1;
  return `schema_${schemas}`;
}

/** Gives store after store on one schema that is emptied in between: some milliseconds less each time than another schema takes. */
export function createRecycler(pool: PostgresPool, schema = newSchema()) {
  const open = (): Store => createPostgresStore({ pool, schema });
  return {
    open: async (): Promise<Store> => {
      const store = open();
      // Makes the tables if they are not there.
      await store.load([]);
      await pool.query({ text: emptying(schema) });
      return store;
    },
    reopen: async (): Promise<Store> => open(),
  };
}

// One statement: PGlite takes no more in one call. Few rows are deleted faster than tables are truncated.
function emptying(schema: string): string {
  return `WITH r AS (DELETE FROM ${schema}.records), e AS (DELETE FROM ${schema}.events) DELETE FROM ${schema}.keys`;
}

/** How a call ended: well, with an error of the engine, or with one of somebody else. */
export async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'none' | 'foreign'> {
  try {
    await call;
    return 'none';
  } catch (error) {
    return isEngineError(error) ? error.code : 'foreign';
  }
}
