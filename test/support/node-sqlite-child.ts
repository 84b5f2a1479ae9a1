// Everything that is tested of a store on node:sqlite, in a Node that has it. Started by test/adapters/sqlite-node.test.ts:
//   contract                 runs the contract of stores and the checks of the driver; prints a line of JSON for each test
//   play <path> <from> <to>  commits that part of the history that test/support/sqlite-history.ts tells, or all of it
//   import                   only imports the package
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createSqliteStore } from '../../adapters/sqlite';
import { storeContract } from '../../src/testing';
import { registerNodeSqliteChecks } from './node-sqlite-checks';
import { openNodeDatabase } from './node-sqlite-database';
import { playHistory } from './sqlite-history';

const [task, path = '', from = '0', to = 'Infinity'] = process.argv.slice(2);
const tests: { readonly name: string; readonly body: () => Promise<void> }[] = [];
const groups: string[] = [];

function describe(name: string, body: () => void): void {
  groups.push(name);
  body();
  groups.pop();
}

function it(name: string, body: () => Promise<void>): void {
  tests.push({ name: [...groups, name].join(' > '), body });
}
it.skip = (): void => {};

/** Runs what was registered, one after the other, and prints `{ name, failure? }` for each. */
async function runTests(): Promise<void> {
  for (const { name, body } of tests) {
    const failure = await body().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    console.log(JSON.stringify({ name, failure }));
  }
}

async function testEverything(): Promise<void> {
  // Fewer runs than for the other driver, which stands on the same statements.
  fc.configureGlobal({ numRuns: 25, seed: Number(process.env['FAST_CHECK_SEED'] ?? 1) });
  const folder = mkdtempSync(join(tmpdir(), 'animacy-node-sqlite-'));
  let files = 0;
  const newest = (): string => join(folder, `${files}.db`);
  const openNewest = async () => createSqliteStore({ path: newest(), driver: 'node:sqlite' });
  const openNew = () => {
    files += 1;
    return openNewest();
  };
  storeContract({ describe, it }, { name: 'node:sqlite file', open: openNew, reopen: openNewest });
  storeContract(
    { describe, it },
    {
      name: 'node:sqlite database handed in',
      open: async () => createSqliteStore({ database: openNodeDatabase(':memory:') }),
    },
  );
  registerNodeSqliteChecks({ describe, it }, folder);
  try {
    await runTests();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (task === 'contract') await testEverything();
if (task === 'play') {
  const store = createSqliteStore({ path, driver: 'node:sqlite' });
  await playHistory(store, Number(from), Number(to));
  await store.close();
}
