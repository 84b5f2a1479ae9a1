import { join } from 'node:path';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine } from '../../src/index';
import { type Compared, compare } from './pairs';
import { liveTurn } from './turns';

const SESSIONS = 100;

/** What a turn costs that is stored later, beside one that is stored before it is answered; both on SQLite, round and round a hundred sessions. */
export async function benchWriteBehind(folder: string): Promise<Compared> {
  const open = async (name: string, isLater: boolean) => {
    const store = createSqliteStore({ path: join(folder, name) });
    const durability = isLater ? { flushEveryMs: 100, maxPending: 10_000 } : 'commit';
    const engine = await createEngine({ store, seed: 1, durability });
    const ids: string[] = [];
    for (let n = 0; n < SESSIONS; n += 1)
      ids.push((await engine.sessions.create({ preset: 'companion' })).id);
    return { store, engine, live: (index: number) => liveTurn(engine, ids[index % SESSIONS]!, index) };
  };
  const later = await open('later.db', true);
  const atOnce = await open('at-once.db', false);
  const line = await compare({
    what: 'a turn, stored within 100 ms',
    against: 'a turn, stored before its answer',
    ours: later.live,
    theirs: atOnce.live,
    block: 100,
    pairs: 100,
  });
  for (const { engine, store } of [later, atOnce]) {
    await engine.close();
    await store.close();
  }
  return line;
}
