import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { PostgresPool } from '../../adapters/postgres';
import { storeContract } from '../../src/testing';
import { createRecycler } from '../support/postgres-fixtures';

let database: PGlite | undefined;
let recycler: ReturnType<typeof createRecycler> | undefined;
beforeAll(async () => {
  database = await PGlite.create();
  recycler = createRecycler(toPool(database));
});
afterAll(() => database?.close());

/** A PGlite as a pool: it has one connection, and no names for statements. */
function toPool(pglite: PGlite): PostgresPool {
  return { query: ({ text, values }) => pglite.query(text, values) };
}

const recycled = () => {
  if (recycler === undefined) throw new Error('There is no database yet.');
  return recycler;
};

// PGlite 0.5 reads each value as a text file of its own and takes a U+FEFF at its beginning for a byte order mark, which it drops.
// The rules that show it are expected to fail: when they no longer do, this line can go.
const LOSES_A_MARK = /hostile and near-equal/;

// The same contract, without a server that has to be installed: the very same PostgreSQL as a module.
storeContract(
  { describe, it: (name, body) => (LOSES_A_MARK.test(name) ? it.fails : it)(name, body) },
  { name: 'pglite', open: () => recycled().open(), reopen: () => recycled().reopen() },
);
