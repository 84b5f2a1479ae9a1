import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { storeContract } from '../../src/testing';

const folder = mkdtempSync(join(tmpdir(), 'animacy-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newest = () => join(folder, `${files}.db`);

storeContract(
  { describe, it },
  {
    name: 'sqlite file',
    open: async () => {
      files += 1;
      return createSqliteStore({ path: newest() });
    },
    reopen: async () => createSqliteStore({ path: newest() }),
  },
);

storeContract(
  { describe, it },
  {
    name: 'sqlite database handed in',
    open: async () => createSqliteStore({ database: new Database(':memory:') }),
  },
);
