import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres';
import { readCounter } from '../support/postgres-counter';
import { newSchema, useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';

const CHILD = fileURLToPath(new URL('../support/postgres-child.ts', import.meta.url));
const [PROCESSES, TIMES] = process.env['FAULTS'] === 'full' ? [8, 100] : [4, 25];

const children: ChildProcess[] = [];
afterAll(() => {
  // After a test that failed one may still be at work.
  for (const child of children) child.kill('SIGKILL');
});

function start(...parameters: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'the store among processes', () => {
  const { server, newPool } = useServer(['fsync=off']);

  it(`loses no update when ${PROCESSES} processes raise one counter, from a fresh schema on`, async () => {
    const schema = newSchema();
    const racers = Array.from({ length: PROCESSES }, () =>
      start('increment', server().connectionString, schema, `${TIMES}`),
    );
    const codes = await Promise.all(racers.map(async (child) => (await once(child, 'close'))[0]));
    expect(codes).toEqual(racers.map(() => 0));
    const store = createPostgresStore({ pool: newPool(), schema });
    expect(await readCounter(store)).toBe(PROCESSES * TIMES);
    await store.close();
  }, 60_000);

  it('leaves no server behind when whoever started it for a test is killed', async () => {
    const child = start('serve');
    const [printed] = await once(child.stdout!, 'data');
    const connectionString = String(printed).trim();
    expect(await canConnect(connectionString)).toBe(true);
    child.kill('SIGKILL');
    while (await canConnect(connectionString));
  }, 30_000);
});

async function canConnect(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString });
  // The server may go away while it is talked to.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
