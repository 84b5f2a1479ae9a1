import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine } from '../../src';
import { codeOf, type Findings, inFolder } from './faults-findings';
import { beginLife, createReference, LIFE_OPTIONS, liveTurn, pageOf } from './faults-life';

const TURNS = 3;

/**
 * Cuts the log of a file that was not closed at every offset, as a crash of the machine may leave it: what is found must be one of the states
 * that were committed, and never an older one for a longer log.
 * @param every one offset of this many is tried, and those beside the edges of a frame
 */
export function cutLog(every: number): Promise<Findings> {
  return inFolder(async (folder) => {
    const { path, log } = await writeLog(folder);
    const reference = createReference();
    const wrong: string[] = [];
    const states = new Set<number>();
    let [rounds, highest] = [0, -1];
    for (let length = 0; length <= log.length; length += 1) {
      if (length % every !== 0 && !isBesideEdge(length) && length !== log.length) continue;
      rounds += 1;
      const cut = join(folder, 'cut.db');
      copyFileSync(path, cut);
      writeFileSync(`${cut}-wal`, log.subarray(0, length));
      const database = new Database(cut);
      // Nothing of this must last, and syncing would take longer than all the rest.
      database.pragma('synchronous = OFF');
      const store = createSqliteStore({ database });
      try {
        const { records } = await store.scan({ collection: 'session', limit: 2 });
        // -1 when the life has not begun yet.
        const turns = (records[0]?.revision ?? 0) - 1;
        states.add(turns);
        const isWhole = turns < 0 || (await pageOf(store, records[0]!.id)) === (await reference.after(turns));
        if (!isWhole) wrong.push(`${length} bytes of log give a state that was never committed`);
        if (turns < highest) wrong.push(`${length} bytes of log give ${turns} turns, fewer gave ${highest}`);
        highest = turns;
      } catch (error) {
        wrong.push(`${length} bytes of log: ${codeOf(error)}`);
      }
      await store.close();
      database.close();
      for (const file of [cut, `${cut}-wal`, `${cut}-shm`]) rmSync(file, { force: true });
    }
    if (highest !== TURNS) wrong.push(`the whole log gives ${highest} turns`);
    const seen = `a log of ${log.length} bytes; always one of its ${states.size} committed states, never an older one for a longer log`;
    return { rounds, seen, wrong };
  });
}

/** A file with its log, as they stand while it is in use. Small pages, so that there are fewer offsets between the states. */
async function writeLog(folder: string): Promise<{ readonly path: string; readonly log: Buffer }> {
  const path = join(folder, 'live.db');
  const empty = new Database(path);
  empty.pragma('page_size = 512');
  empty.pragma('journal_mode = WAL');
  empty.close();
  const store = createSqliteStore({ path });
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  const id = await beginLife(engine);
  for (let turn = 1; turn <= TURNS; turn += 1) await liveTurn(engine, id, turn);
  const copy = join(folder, 'copy.db');
  copyFileSync(path, copy);
  const log = readFileSync(`${path}-wal`);
  await engine.close();
  await store.close();
  return { path: copy, log };
}

/** Whether an offset lies at the end of a frame, or a byte before or after: a header of 32 bytes, then 24 and a page each. */
function isBesideEdge(offset: number): boolean {
  const within = (offset - 32 + 1) % (24 + 512);
  return within >= 0 && within <= 2;
}
