import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine } from '../../src';
import { type Findings, inFolder } from './faults-findings';
import {
  beginLife,
  createReference,
  examineLife,
  LIFE_OPTIONS,
  liveTurn,
  type Reference,
} from './faults-life';
import { type Child, lastStored, withChildren } from './faults-processes';
import { countCalls, inject, WRITING_CALLS } from './faults-strace';

/** Rounds on one file; then a fresh one, so that reading a whole life back stays short. */
const ROUNDS_PER_FILE = 10;
/** A writer is killed after a number of answers below this, and a moment of some milliseconds. */
const MOST_ANSWERS = 200;
const LONGEST_MS = 4;
const TURNS = 5;

/** Lets a process write, kills it without warning after a moment that differs from round to round, and looks at what it left. */
export function killWriters(rounds: number): Promise<Findings> {
  return inFolder((folder) =>
    withChildren(async (children) => {
      const reference = createReference();
      const wrong: string[] = [];
      let [stored, acknowledged, ahead] = [0, 0, 0];
      for (let round = 0; round < rounds; round += 1) {
        if (round % ROUNDS_PER_FILE === 0) stored = 0;
        const path = join(folder, `kill-${Math.floor(round / ROUNDS_PER_FILE)}.db`);
        const child = children.start(['live', path, stored, 1_000_000]);
        await killAfter(child, (round * 37) % MOST_ANSWERS, round % LONGEST_MS);
        const last = lastStored((await child.ended).lines, stored);
        const found = await examineFile(path, reference, last);
        wrong.push(...found.wrong.map((what) => `round ${round}: ${what}`));
        acknowledged += last - stored;
        if (found.turns > last) ahead += 1;
        stored = found.turns;
      }
      const seen = `${acknowledged} turns acknowledged, none lost; ${ahead} kills came between a commit and its answer`;
      return { rounds, seen, wrong };
    }),
  );
}

/**
 * Kills a process as it enters its n-th write, truncation, removal or sync, for each n; then lets the life go on to its end. Needs strace.
 * @param every one point of this many is tried
 */
export function killAtWrites(every: number): Promise<Findings> {
  return inFolder((folder) =>
    withChildren(async (children) => {
      const reference = createReference();
      const life = (path: string): (string | number)[] => ['live', path, 0, TURNS];
      const calls = await countCalls(children, folder, life(join(folder, 'whole.db')));
      const wrong: string[] = [];
      let [point, rounds, ahead] = [0, 0, 0];
      for (const call of WRITING_CALLS) {
        for (let n = 1; n <= calls[call]; n += 1) {
          point += 1;
          if (point % every !== 0) continue;
          rounds += 1;
          const path = join(folder, `${call}-${n}.db`);
          const { lines, code } = await children.start(life(path), inject(call, 'signal=KILL', `${n}`)).ended;
          if (code === 0) wrong.push(`${call} ${n}: was not killed`);
          const last = lastStored(lines, 0);
          const found = await examineFile(path, reference, last);
          if (found.turns > last) ahead += 1;
          await finishLife(path, last, TURNS);
          const whole = await examineFile(path, reference, TURNS);
          wrong.push(...[...found.wrong, ...whole.wrong].map((what) => `${call} ${n}: ${what}`));
        }
      }
      const seen = `of ${point} points none lost an acknowledged turn; ${ahead} left one turn more than was acknowledged`;
      return { rounds, seen, wrong };
    }),
  );
}

/** Holds a file against the reference, and against SQLite's own check. */
export async function examineFile(
  path: string,
  reference: Reference,
  acknowledged: number,
): ReturnType<typeof examineLife> {
  const store = createSqliteStore({ path });
  try {
    const { turns, wrong } = await examineLife(store, reference, acknowledged);
    const database = new Database(path);
    const integrity = database.pragma('integrity_check', { simple: true });
    database.close();
    return { turns, wrong: integrity === 'ok' ? wrong : [...wrong, `integrity: ${String(integrity)}`] };
  } finally {
    await store.close();
  }
}

/** Lives the turns that were not acknowledged, as a caller does who sends again what got no answer. */
export async function finishLife(path: string, acknowledged: number, turns: number): Promise<void> {
  const store = createSqliteStore({ path });
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  const id = await beginLife(engine);
  for (let turn = acknowledged + 1; turn <= turns; turn += 1) await liveTurn(engine, id, turn);
  await engine.close();
  await store.close();
}

async function killAfter({ process, said }: Child, answers: number, delayMs: number): Promise<void> {
  // The first line says that the life has begun.
  await said(answers + 1);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  process.kill('SIGKILL');
}
