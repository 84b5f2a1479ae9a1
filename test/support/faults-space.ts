import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, isEngineError, type Store } from '../../src';
import { cleaningUp, codeOf, type Findings, inFolder, type Skipped } from './faults-findings';
import {
  beginLife,
  createReference,
  examineLife,
  LIFE_OPTIONS,
  liveTurn,
  type Reference,
} from './faults-life';

const ENOUGH = 5_000;

/** Fills a file system of that many kilobytes until nothing goes any more, and then makes it larger. Only root may mount one. */
export function fillDisks(sizes: readonly number[]): Promise<Findings | Skipped> {
  return inFolder(async (folder) => {
    const reference = createReference();
    const reports: Report[] = [];
    for (const size of sizes) {
      const disk = join(folder, `${size}`);
      mkdirSync(disk);
      if (!mount(disk, `size=${size}k`)) return { skipped: 'no file system can be mounted here' };
      const unmount = () => void spawnSync('umount', [disk], { stdio: 'ignore' });
      await cleaningUp(unmount, async () => {
        const store = createSqliteStore({ path: join(disk, 'life.db') });
        reports.push(await fill(store, reference, () => mount(disk, `remount,size=${size * 4}k`)));
        await store.close();
      });
    }
    return sum(reports);
  });
}

/** The same with a database that may not grow beyond that many pages, which needs no rights. */
export async function fillDatabases(sizes: readonly number[]): Promise<Findings> {
  const reference = createReference();
  const reports: Report[] = [];
  for (const size of sizes) {
    const database = new Database(':memory:');
    database.pragma(`max_page_count = ${size}`);
    const store = createSqliteStore({ database });
    const giveSpace = () => Number(database.pragma(`max_page_count = ${size * 4}`, { simple: true })) > size;
    reports.push(await fill(store, reference, giveSpace));
    database.close();
  }
  return sum(reports);
}

interface Report {
  readonly turns: number;
  readonly wrong: readonly string[];
}

async function fill(store: Store, reference: Reference, giveSpace: () => boolean): Promise<Report> {
  const wrong: string[] = [];
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  const id = await beginLife(engine);
  let turn = 1;
  let refusal: unknown;
  while (refusal === undefined && turn < ENOUGH) {
    try {
      await liveTurn(engine, id, turn);
      turn += 1;
    } catch (error) {
      refusal = error;
    }
  }
  if (!isEngineError(refusal, 'STORE_UNAVAILABLE') || !refusal.retryable) {
    wrong.push(`a full disk gives ${codeOf(refusal)}`);
  }
  wrong.push(...(await refuseAndRead()));
  if (!giveSpace()) wrong.push('no space could be given');
  for (const last = turn + 10; turn < last; turn += 1) await liveTurn(engine, id, turn);
  await engine.close();
  const found = await examineLife(store, reference, turn - 1);
  return { turns: turn - 1, wrong: [...wrong, ...found.wrong] };

  async function refuseAndRead(): Promise<readonly string[]> {
    const again = await liveTurn(engine, id, turn).then(() => 'success', codeOf);
    const { turns } = await engine.sessions.state(id);
    const { wrong } = await examineLife(store, reference, turn - 1);
    if (again !== 'STORE_UNAVAILABLE') return [...wrong, `a second try ended with ${again}`];
    return turns === turn - 1
      ? wrong
      : [...wrong, `${turn - 1} turns were acknowledged and ${turns} are shown`];
  }
}

function sum(reports: readonly Report[]): Findings {
  const turns = reports.reduce((total, report) => total + report.turns, 0);
  const seen = `${turns} turns acknowledged = ${turns} stored; STORE_UNAVAILABLE, retryable; reads went on, and writes once there was space`;
  return { rounds: reports.length, seen, wrong: reports.flatMap(({ wrong }) => wrong) };
}

function mount(folder: string, options: string): boolean {
  return (
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' }).status === 0
  );
}
