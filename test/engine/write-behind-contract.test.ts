import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createSqliteStore } from '../../adapters/sqlite';
import { createWriteBehind } from '../../src/engine/write-behind/write-behind';
import type { Store } from '../../src/ports';
import { storeContract } from '../../src/testing';

const folder = mkdtempSync(join(tmpdir(), 'animacy-write-behind-'));
const opened: Database.Database[] = [];
afterAll(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true });
});

let files = 0;

/** A file that nobody waits for the disk of: what a crash of the machine would do to it is not what is tested here. */
function openFile(): Store {
  const database = new Database(join(folder, `${files}.db`));
  database.pragma('synchronous = OFF');
  opened.push(database);
  return createSqliteStore({ database });
}

/** As late as it can be, so that everything waits until something asks for it. */
const late = (store: Store) => createWriteBehind(store, { flushEveryMs: 3_600_000, maxPending: 1_000_000 });
/** As early as it can be, so that flushes are under way in the middle of everything. */
const early = (store: Store) => createWriteBehind(store, { flushEveryMs: 0.01, maxPending: 3 });

for (const [name, behind] of Object.entries({ late, early })) {
  storeContract(
    { describe, it },
    { name: `${name} before memory`, open: async () => behind(createMemoryStore()) },
  );
  storeContract(
    { describe, it },
    {
      name: `${name} before SQLite`,
      open: async () => {
        files += 1;
        return behind(openFile());
      },
      reopen: async () => behind(openFile()),
    },
  );
}
