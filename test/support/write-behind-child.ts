// A process of its own whose engine stores later, started by test/engine/write-behind-processes.test.ts:
//   play <path>    takes turns until it is killed; prints `turn <session> <revision>` when one was answered and `waiting <units>` after a flush
//   end <path>     takes thirty turns and has nothing more to do: it neither flushes nor closes
import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine } from '../../src';
import { playTurn, SESSIONS, STORY } from './write-behind-story';

const [task, path = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const { clock, seed, flushEveryMs, maxPending } = STORY;
const durability = task === 'end' ? { flushEveryMs: 200, maxPending: 1000 } : { flushEveryMs, maxPending };
const engine = await createEngine({ clock, seed, durability, store: createSqliteStore({ path }) });

const ids: string[] = [];
for (let place = 0; place < SESSIONS; place += 1)
  ids.push((await engine.sessions.create({ preset: 'rival' })).id);
engine.on('engine.flushed', ({ pending }) => void say(`waiting ${pending}`));

for (let turn = 0; task === 'play' || turn < 30; turn += 1) {
  const place = turn % SESSIONS;
  const { revision } = await playTurn(engine, ids[place]!, turn);
  say(`turn ${place} ${revision}`);
  // A turn that only changes records never leaves this thread; the timer must get its chance, as in any host.
  await new Promise((resolve) => setImmediate(resolve));
}
