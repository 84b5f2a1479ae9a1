// A process of its own that writes personas into one SQLite file, started by test/adapters/sqlite-personas-processes.test.ts:
//   <path> <who> <count>   creates that many personas of its own, edits each, and tries for a name that others want too;
//                          prints one line of JSON for each write that was acknowledged
import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, isEngineError } from '../../src';

const [path = '', who = '', count = '0'] = process.argv.slice(2);
const store = createSqliteStore({ path });
// The same seed in all processes: their ids meet, and none may be lost by it.
const engine = await createEngine({ store, seed: 1, clock: { now: () => Date.UTC(2030, 0, 1) } });
const personas = engine.personas('p');
const shared = (await personas.getByName('shared'))!;

const tell = (line: object) => void writeSync(1, `${JSON.stringify(line)}\n`);

for (let i = 0; i < Number(count); i++) {
  const { id } = await personas.create({ name: `${who} ${i}`, description: 'new' });
  tell({ kind: 'created', id, name: `${who} ${i}` });
  await personas.update(id, { description: `edited by ${who}` });
  tell({ kind: 'edited', id });
  // Each process writes headers of its own; what the others write must survive.
  const { revision } = await personas.update(shared.id, {
    [who === 'left' ? 'description' : 'systemPrompt']: `${who} ${i}`,
  });
  tell({ kind: 'shared', revision });
  try {
    await personas.create({ name: `wanted ${i}` });
    tell({ kind: 'won', name: `wanted ${i}` });
  } catch (error) {
    if (!isEngineError(error, 'NAME_TAKEN')) throw error;
  }
}
await engine.close();
await store.close();
