// A process of its own, started by test/adapters/postgres-processes.test.ts:
//   increment <url> <schema> <times>   raises the counter in one record that many times
//   serve                              starts a server, prints its address, and waits
import { Pool } from 'pg';
import { createPostgresStore } from '../../adapters/postgres';
import { raise } from './postgres-counter';
import { startPostgres } from './postgres-server';

const [task, connectionString, schema = '', times] = process.argv.slice(2);
if (task === 'serve') {
  console.log((await startPostgres(['fsync=off'])).connectionString);
  setInterval(() => {}, 60_000);
} else {
  const pool = new Pool({ connectionString });
  const store = createPostgresStore({ pool, schema });
  for (let done = 0; done < Number(times); ) {
    const outcome = await raise(store, `${process.pid}/${done}`);
    if (outcome?.status === 'committed') done += 1;
  }
  await store.close();
  await pool.end();
}
