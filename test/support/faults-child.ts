// A process of its own that uses a SQLite store, started by the experiments with faults:
//   live <path> <done> <turns>   lives the turns after `done` and says `stored <turn>` after each; of a call that fails it says
//                                `failed <code> <retryable>`, looks whether it sees what the disk holds, and tries again
//   raise <path> <times>         raises the counter in one record that many times, and says how many races it lost
import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, type Engine, isEngineError, type Store } from '../../src';
import { beginLife, LIFE_OPTIONS, liveTurn } from './faults-life';

const ATTEMPTS = 4;
const [task, path = '', ...counts] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

async function live(store: Store, done: number, turns: number): Promise<void> {
  let engine: Engine | undefined;
  let id = '';
  const begun = await persist(async () => {
    engine ??= await createEngine({ ...LIFE_OPTIONS, store });
    id = await beginLife(engine);
    say('begun');
  });
  for (let turn = done + 1; begun && turn <= turns; turn += 1) {
    const isStored = await persist(async () => {
      await liveTurn(engine!, id, turn);
      say(`stored ${turn}`);
    });
    if (!isStored) break;
  }
  await engine?.close();

  async function persist(work: () => Promise<void>): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        await work();
        return true;
      } catch (error) {
        if (!isEngineError(error)) throw error;
        say(`failed ${error.code} ${error.retryable}`);
        if (engine !== undefined && id !== '') await compare(engine, id);
      }
    }
    return false;
  }
}

/** Whether an engine that met a failure sees what another one reads from the disk. */
async function compare(engine: Engine, id: string): Promise<void> {
  const fresh = createSqliteStore({ path });
  try {
    const other = await createEngine({ ...LIFE_OPTIONS, store: fresh });
    const views = [await engine.sessions.state(id), await other.sessions.state(id)];
    say(JSON.stringify(views[0]) === JSON.stringify(views[1]) ? 'same' : 'different');
  } catch (error) {
    if (!isEngineError(error)) throw error;
    say(`unread ${error.code}`);
  } finally {
    await fresh.close().catch((error: unknown) => say(`unclosed ${String(error)}`));
  }
}

async function raise(store: Store, times: number): Promise<void> {
  const key = { collection: 'session', id: 'shared' } as const;
  let lost = 0;
  for (let done = 0; done < times; ) {
    const [record] = await store.load([key]);
    const expectedRevision = record?.revision ?? 0;
    const counter = Number(record?.body ?? 0) + 1;
    const content = { body: `${counter}`, checksum: counter };
    const [outcome] = await store.commit([
      {
        key: `${process.pid}/${done}`,
        changes: [
          { kind: 'put', ...key, expectedRevision, record: { parent: '', name: 'shared', ...content } },
        ],
        events: [{ stream: key, type: 'raised', atMs: counter, ...content }],
      },
    ]);
    if (outcome?.status === 'committed') done += 1;
    else lost += 1;
  }
  say(`lost ${lost}`);
}

const store = createSqliteStore({ path });
if (task === 'raise') await raise(store, Number(counts[0]));
else await live(store, Number(counts[0]), Number(counts[1]));
await store.close().catch((error: unknown) => say(`unclosed ${String(error)}`));
