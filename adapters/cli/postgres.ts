import type { PoolConfig } from 'pg';
import { EngineError } from '../../src/errors';
import type { Store } from '../../src/ports';
import { createPostgresStore, type PostgresPool } from '../postgres';
import { usageError } from './failures';

// Longer than a server takes to start again, shorter than somebody waits at a prompt.
const CONNECTION_TIMEOUT_MS = 10_000;

/** A pool that can be ended. */
type Pool = PostgresPool & { end(): Promise<void> };

/** How the driver comes in: imported when it is needed, or from a test. */
export type ImportPg = () => Promise<{ readonly Pool: new (config: PoolConfig) => Pool }>;

/** A store, and what was opened for it. */
export interface StoreInUse {
  readonly store: Store;
  /** Closes the store, and then the connections under it. */
  close(): Promise<void>;
}

/**
 * The URL of a database when `--store` names one: `postgres://…` or `postgresql://…`, with or without `postgres:` before it.
 * Errors: usage, when it names PostgreSQL and no such URL follows; the message does not repeat what may hold a password.
 */
export function findPostgresUrl(where: string): string | undefined {
  if (!/^postgres(?:ql)?:/.test(where)) return undefined;
  const url = where.replace(/^postgres:(?=postgres(?:ql)?:)/, '');
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw usageError('--store: PostgreSQL is named by a URL: postgres://USER:PASSWORD@HOST:5432/DATABASE');
  }
  return url;
}

/** A URL as it may be shown: without the password, and without parameters, which may hold one too. */
export function withoutSecrets(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  shown.search = '';
  return shown.href;
}

/** Opens a store on the database at a URL. Errors: STORE_UNAVAILABLE, not retryable, when `pg` is not installed. */
export async function openPostgres(
  url: string,
  importPg: ImportPg = () => import('pg'),
): Promise<StoreInUse> {
  const { Pool } = await load(importPg);
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
  });
  // The store bears lost connections as long as it is open; this does so for the moment between its end and the pool's.
  pool.on?.('error', () => {});
  const store = createPostgresStore({ pool });
  return {
    store,
    async close() {
      await store.close();
      await pool.end();
    },
  };
}

async function load(importPg: ImportPg): ReturnType<ImportPg> {
  try {
    return await importPg();
  } catch (cause) {
    throw new EngineError(
      'STORE_UNAVAILABLE',
      'pg, the driver for PostgreSQL, cannot be imported: run "npm install pg".',
      { store: 'postgres' },
      { cause, retryable: false },
    );
  }
}
