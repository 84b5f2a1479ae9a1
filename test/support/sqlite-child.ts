// A process of its own that uses a SQLite store, started by test/adapters/sqlite-processes.test.ts:
//   increment <path> <times>   raises the counter in one record that many times
//   write <path>               raises it until it is killed, and prints each revision once it was acknowledged
import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../adapters/sqlite';
import type { CommitUnit } from '../../src/ports';

const [task, path = '', times = 'Infinity'] = process.argv.slice(2);
const key = { collection: 'session', id: 'shared' } as const;
const store = createSqliteStore({ path });

for (let done = 0; done < Number(times); ) {
  const [record] = await store.load([key]);
  const revision = record?.revision ?? 0;
  const counter = Number(record?.body ?? 0) + 1;
  const unit: CommitUnit = {
    key: `${process.pid}/${done}`,
    changes: [
      {
        kind: 'put',
        ...key,
        expectedRevision: revision,
        record: { parent: '', name: 'shared', body: `${counter}`, checksum: counter },
      },
    ],
    events: [{ stream: key, type: 'raised', atMs: counter, body: `${counter}`, checksum: counter }],
  };
  const [outcome] = await store.commit([unit]);
  if (outcome?.status !== 'committed') continue;
  done += 1;
  if (task === 'write') writeSync(1, `${revision + 1}\n`);
}
await store.close();
