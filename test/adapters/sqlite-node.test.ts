import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { findNodesWithSqlite, type NodeRuntime } from '../support/node-runtimes';
import { newPath } from '../support/sqlite-fixtures';
import { MIDDLE_OF_HISTORY, playHistory } from '../support/sqlite-history';

const CHILD = fileURLToPath(new URL('../support/node-sqlite-child.ts', import.meta.url));
const LONGEST_MS = 120_000;
const runtimes = findNodesWithSqlite();

interface Verdict {
  readonly name: string;
  readonly failure?: string;
}

/** Runs a task in another Node, which ends by itself or with this test's time. */
async function run({ path }: NodeRuntime, ...task: readonly string[]) {
  const child = spawn(path, ['--import', 'tsx', CHILD, ...task], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const verdicts: Verdict[] = [];
  createInterface(child.stdout).on('line', (line) => verdicts.push(JSON.parse(line) as Verdict));
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, said, verdicts };
}

/** Every value of every row, with the type that SQLite keeps it as. */
function readRows(path: string): unknown {
  const database = new Database(path, { readonly: true });
  const rows = ['records', 'events', 'sqlite_sequence'].map((table) => {
    const columns = database
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .pluck()
      .all() as string[];
    const typed = columns.map((column) => `${column}, typeof(${column})`).join();
    return database.prepare(`SELECT ${typed} FROM ${table} ORDER BY rowid`).raw().all();
  });
  database.close();
  return rows;
}

async function playHere(path: string, from: number, to?: number): Promise<void> {
  const store = createSqliteStore({ path, driver: 'better-sqlite3' });
  await playHistory(store, from, to);
  await store.close();
}

describe.each(runtimes)('node:sqlite of Node $version', (runtime) => {
  it(
    'carries a store that keeps the contract, with typed errors',
    async () => {
      const { code, said, verdicts } = await run(runtime, 'contract');
      const failures = verdicts.filter(({ failure }) => failure !== undefined);
      expect(failures.map(({ name, failure }) => `${name}\n${failure}`)).toEqual([]);
      expect(code, said).toBe(0);
      expect(verdicts.length).toBeGreaterThan(100);
    },
    LONGEST_MS,
  );

  it('writes the same rows as better-sqlite3, to the byte, and each goes on where the other stopped', async () => {
    const [here, there, begunHere, begunThere] = [newPath(), newPath(), newPath(), newPath()];
    await playHere(here, 0);
    const plays = [[there, '0']];
    await playHere(begunHere, 0, MIDDLE_OF_HISTORY);
    plays.push([begunHere, `${MIDDLE_OF_HISTORY}`], [begunThere, '0', `${MIDDLE_OF_HISTORY}`]);
    for (const play of plays) {
      const { code, said } = await run(runtime, 'play', ...play);
      expect(code, said).toBe(0);
    }
    await playHere(begunThere, MIDDLE_OF_HISTORY);
    const expected = readRows(here);
    for (const path of [there, begunHere, begunThere]) expect(readRows(path)).toEqual(expected);
  });

  it('says nothing when the package is merely imported', async () => {
    expect(await run(runtime, 'import')).toEqual({ code: 0, said: '', verdicts: [] });
  });
});

if (runtimes.length === 0) {
  it.skip('node:sqlite: no Node 22.16 or newer is here ("bash bench/runtimes.sh 22 24" brings them)', () => {});
}
