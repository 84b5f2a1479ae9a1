import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { type Findings, inFolder } from './faults-findings';
import { withChildren } from './faults-processes';

/** Lets processes raise one counter by compare and set, from a fresh file on, and looks that no step is missing and none is there twice. */
export function raceProcesses(processes: number, times: number): Promise<Findings> {
  return inFolder((folder) =>
    withChildren(async (children) => {
      const path = join(folder, 'race.db');
      const racers = Array.from({ length: processes }, () => children.start(['raise', path, times]));
      const ends = await Promise.all(racers.map(({ ended }) => ended));
      const wrong = ends.flatMap(({ code }) => (code === 0 ? [] : [`a process ended with ${code}`]));
      const counter = await readCounter(path, wrong);
      if (counter !== processes * times) wrong.push(`${processes * times} steps gave ${counter}`);
      const lost = ends.reduce((sum, { lines }) => sum + Number(lines.at(-1)?.slice('lost '.length)), 0);
      const seen = `${counter} of ${processes * times} steps, each once; ${lost} races were lost and run again`;
      return { rounds: processes * times, seen, wrong };
    }),
  );
}

async function readCounter(path: string, wrong: string[]): Promise<number> {
  const key = { collection: 'session', id: 'shared' } as const;
  const store = createSqliteStore({ path });
  const [record] = await store.load([key]);
  const counter = record?.revision ?? 0;
  const events = await store.history(key, {});
  await store.close();
  const told = events.map(({ sequence, revision, body }) => `${sequence} ${revision} ${body}`);
  const due = Array.from({ length: counter }, (_, step) =>
    Array(3)
      .fill(step + 1)
      .join(' '),
  );
  if (record?.body !== `${counter}` || told.join() !== due.join())
    wrong.push('the steps are not 1, 2, 3 ...');
  const database = new Database(path);
  const integrity = database.pragma('integrity_check', { simple: true });
  database.close();
  if (integrity !== 'ok') wrong.push(`integrity: ${String(integrity)}`);
  return counter;
}
