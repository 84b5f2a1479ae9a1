import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Pool } from 'pg';
import { createMemoryStore } from '../../adapters/memory';
import { createPostgresStore } from '../../adapters/postgres';
import { createSqliteStore } from '../../adapters/sqlite';
import { findNodeSqlite } from '../../adapters/sqlite/node-sqlite';
import type { Store } from '../../src';
import { startPostgres, WHY_NO_POSTGRES } from './postgres-server';

/** Records of one adapter, of which there are none at first. */
export interface FaultDisk {
  /** Another store on the same records; what was opened before stays usable. */
  open(): Store;
  /** Closes all stores and gives up the records. */
  release(): Promise<void>;
}

/** An adapter that is held against faults. */
export interface FaultAdapter {
  readonly name: string;
  /** Makes records below a folder that is gone when the experiment has ended. */
  newDisk(folder: string): Promise<FaultDisk>;
}

let files = 0;

/** The adapters that need nothing but themselves. Whoever writes another one adds it: experiments ask for nothing but {@link FaultAdapter}. */
export const FAULT_ADAPTERS: readonly FaultAdapter[] = [
  {
    name: 'memory',
    async newDisk() {
      const store = createMemoryStore();
      return { open: () => store, release: () => store.close() };
    },
  },
  {
    name: 'SQLite',
    newDisk: async (folder) => {
      const path = join(folder, `${++files}.db`);
      return diskOf(() => createSqliteStore({ path }));
    },
  },
  {
    name: 'SQLite in memory',
    async newDisk() {
      const database = new Database(':memory:');
      const disk = diskOf(() => createSqliteStore({ database }));
      return { ...disk, release: () => disk.release().finally(() => database.close()) };
    },
  },
];

/** Those that an experiment is made with when one of a kind is enough. */
export const MAIN_ADAPTERS = FAULT_ADAPTERS.slice(0, 2);

const nodeSqlite: FaultAdapter = {
  name: 'node:sqlite',
  newDisk: async (folder) => {
    const path = join(folder, `${++files}.db`);
    return diskOf(() => createSqliteStore({ path, driver: 'node:sqlite' }));
  },
};

/** Runs work with every adapter that can be used here; those that need a server or a newer Node are left out where there is none. */
export async function withAllAdapters<T>(
  work: (adapters: readonly FaultAdapter[]) => Promise<T>,
): Promise<T> {
  const here = findNodeSqlite() === undefined ? FAULT_ADAPTERS : [...FAULT_ADAPTERS, nodeSqlite];
  if (WHY_NO_POSTGRES !== undefined) return work(here);
  const server = await startPostgres(['fsync=off']);
  const pool = new Pool({ connectionString: server.connectionString });
  try {
    return await work([...here, overPool(pool)]);
  } finally {
    await pool.end();
    await server.stop();
  }
}

function overPool(pool: Pool): FaultAdapter {
  return {
    name: 'PostgreSQL',
    async newDisk() {
      const schema = `faults_${++files}`;
      const disk = diskOf(() => createPostgresStore({ pool, schema }));
      return {
        ...disk,
        release: async () => {
          await disk.release();
          await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
        },
      };
    },
  };
}

function diskOf(open: () => Store): FaultDisk {
  const opened: Store[] = [];
  return {
    open: () => {
      const store = open();
      opened.push(store);
      return store;
    },
    release: async () => {
      await Promise.all(opened.map((store) => store.close()));
    },
  };
}
