// Outages of a real server. FAULTS=full runs as many rounds as it takes to trust it; the normal run is the same in short.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres';
import type { Store } from '../../src/ports';
import { COUNTER, type Count, raise, raiseUntil, readCounter } from '../support/postgres-counter';
import { newSchema, useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';
import { startProxy, type TcpProxy } from '../support/tcp-proxy';

const IS_FULL = process.env['FAULTS'] === 'full';
const ROUNDS = IS_FULL ? 20 : 4;
const WRITERS = 4;

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'the store in an outage', () => {
  // No operating system crashes here, so nothing has to reach a disk; the full run asks for it all the same.
  const { server, newPool } = useServer(IS_FULL ? [] : ['fsync=off']);

  function openStore(pool: Pool, schema = newSchema()): Store {
    const store = createPostgresStore({ pool, schema });
    onTestFinished(() => store.close());
    return store;
  }

  /** Lets writers raise one counter, does harm to them some times, and gives what they did and what is there in the end. */
  async function harm(strike: () => Promise<void>) {
    const pool = newPool({ max: 2 * WRITERS });
    const store = openStore(pool);
    // Connections that nobody uses are lost as well.
    await Promise.all(Array.from({ length: 2 * WRITERS }, () => store.load([COUNTER])));
    let isOver = false;
    const names = Array.from({ length: WRITERS }, (_, index) => `writer${index}`);
    const writers = Promise.all(names.map((name) => raiseUntil(store, name, () => isOver)));
    // A writer that fails for good must end the test, not leave it waiting for more.
    let failure: unknown;
    writers.catch((error: unknown) => {
      failure = error;
    });
    let seen = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const aim = seen + 10 + round;
      for (; seen < aim; seen = await counterOf(store)) if (failure !== undefined) throw failure;
      await strike();
      seen = await counterOf(store);
    }
    isOver = true;
    const counts = await writers;
    const sum = (of: (count: Count) => number) => counts.reduce((all, count) => all + of(count), 0);
    const counter = await readCounter(store);
    return { raised: sum(({ raised }) => raised), unknown: sum(({ unknown }) => unknown), counter };
  }

  it('loses nothing that was acknowledged, and stores nothing twice, over crashes of the server', async () => {
    const { raised, unknown, counter } = await harm(async () => {
      server().crash();
      server().restart();
    });
    expect(raised).toBe(counter);
    // Crashes that never hit a commit would have shown little.
    if (IS_FULL) expect(unknown).toBeGreaterThan(0);
  }, 120_000);

  it('loses nothing when its connections are terminated', async () => {
    const admin = newPool({ max: 1 });
    const { raised, counter } = await harm(async () => {
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
    });
    expect(raised).toBe(counter);
  }, 60_000);

  it('says that the server is away, for certain, and works again when it is back', async () => {
    const store = openStore(newPool());
    await raise(store, 'one');
    server().halt();
    const away = { code: 'STORE_UNAVAILABLE', retryable: true, details: { store: 'postgres' } };
    await expect(store.load([COUNTER])).rejects.toMatchObject(away);
    await expect(store.commit([{ changes: [], events: [] }])).rejects.toEqual(
      expect.objectContaining({ ...away, cause: expect.objectContaining({ code: 'ECONNREFUSED' }) }),
    );
    const later = openStore(newPool());
    await expect(later.load([COUNTER])).rejects.toMatchObject(away);
    server().restart();
    expect(await later.load([COUNTER])).toEqual([undefined]);
    await raise(store, 'two');
    expect(await readCounter(store)).toBe(2);
  });

  it('says that it is out of connections, waits for locks no longer than it is told, and stores nothing then', async () => {
    const admin = newPool();
    await admin.query('CREATE ROLE few LOGIN SUPERUSER CONNECTION LIMIT 0');
    const schema = newSchema();
    const store = openStore(admin, schema);
    await raise(store, 'one');
    const few = newPool({ connectionString: server().connectionString.replace('postgres@', 'few@') });
    await admin.query('ALTER ROLE few NOSUPERUSER');
    await expect(openStore(few, schema).load([COUNTER])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      cause: { code: '53300' },
    });
    const holder = await admin.connect();
    await holder.query(`BEGIN; SELECT FROM ${schema}.records FOR UPDATE`);
    for (const [setting, code] of [
      ['lock_timeout', '55P03'],
      ['statement_timeout', '57014'],
    ]) {
      const hasty = openStore(newPool({ options: `-c ${setting}=50` }), schema);
      await expect(raise(hasty, 'hasty')).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        retryable: true,
        details: { store: 'postgres' },
        cause: { code },
      });
    }
    await holder.query('ROLLBACK');
    holder.release();
    expect(await readCounter(store)).toBe(1);
  });

  it('calls damage by its name', async () => {
    const pool = newPool();
    const schema = newSchema();
    const store = openStore(pool, schema);
    await raise(store, 'one');
    const { rows } = await pool.query(
      `SELECT current_setting('data_directory') AS folder, pg_relation_filepath($1) AS file`,
      [`${schema}.records`],
    );
    server().halt();
    const file = await open(join(rows[0].folder, rows[0].file), 'r+');
    await file.write(Buffer.alloc(24, 0xa5), 0, 24, 0);
    await file.close();
    server().restart();
    await expect(store.load([COUNTER])).rejects.toMatchObject({
      code: 'RECORD_CORRUPT',
      cause: { code: 'XX001' },
    });
  });

  describe('on a line that is cut or held up', () => {
    /** A store on a line of its own, of which the tables are there already, and another way to the same records. */
    async function openLine(): Promise<{ proxy: TcpProxy; store: Store; straight: Store }> {
      const proxy = await startProxy(server().port);
      const schema = newSchema();
      const connectionString = server().connectionString.replace(`${server().port}`, `${proxy.port}`);
      const pool = newPool({
        connectionString,
        max: 1,
        connectionTimeoutMillis: 2_000,
        query_timeout: 2_000,
      });
      const store = openStore(pool, schema);
      onTestFinished(() => proxy.close());
      await raise(store, 'first');
      return { proxy, store, straight: openStore(newPool(), schema) };
    }
    const unit = (key: string) => ({
      key,
      changes: [
        {
          kind: 'put' as const,
          ...COUNTER,
          expectedRevision: 1,
          record: { parent: '', name: 'shared', body: '2', checksum: 2 },
        },
      ],
      events: [{ stream: COUNTER, type: 'raised', atMs: 2, body: key, checksum: 2 }],
    });
    const lost = {
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      details: { store: 'postgres', outcome: 'unknown' },
    };

    it('says that it does not know when the answer is lost, and the key tells that it was stored', async () => {
      const { proxy, store, straight } = await openLine();
      proxy.cutNextAnswer();
      await expect(store.commit([unit('second')])).rejects.toMatchObject(lost);
      expect(await readCounter(straight)).toBe(2);
      expect(await store.commit([unit('second')])).toEqual([
        { status: 'duplicate', key: 'second', revisions: [2] },
      ]);
      expect(await readCounter(straight)).toBe(2);
    });

    it('says that it does not know when the request is lost, and the key tells that it was not', async () => {
      const { proxy, store, straight } = await openLine();
      proxy.cutNextRequest();
      await expect(store.commit([unit('second')])).rejects.toMatchObject(lost);
      expect(await readCounter(straight)).toBe(1);
      expect(await store.commit([unit('second')])).toEqual([{ status: 'committed', revisions: [2] }]);
      expect(await readCounter(straight)).toBe(2);
    });

    it('does not know after silence, knows that it could not connect, and is exact when the line is free', async () => {
      const { proxy, store, straight } = await openLine();
      proxy.hold();
      await expect(store.commit([unit('second')])).rejects.toMatchObject(lost);
      const notSent = { code: 'STORE_UNAVAILABLE', retryable: true, details: { store: 'postgres' } };
      await expect(store.commit([unit('second')])).rejects.toEqual(expect.objectContaining(notSent));
      proxy.release();
      // What was held up may arrive before this or after it: either way it counts once.
      const [outcome] = await store.commit([unit('second')]);
      expect(['committed', 'duplicate']).toContain(outcome?.status);
      expect(await readCounter(straight)).toBe(2);
    });

    it('is only slower on a slow line', async () => {
      const { proxy, store, straight } = await openLine();
      const slow = setInterval(() => {
        proxy.release();
        proxy.hold();
      }, 20);
      try {
        for (let step = 2; step <= 6; step += 1) await raise(store, `step ${step}`);
      } finally {
        clearInterval(slow);
        proxy.release();
      }
      expect(await readCounter(straight)).toBe(6);
    });
  });
});

/** How far the counter is, also while the server is away. */
async function counterOf(store: Store): Promise<number> {
  for (;;) {
    try {
      const [record] = await store.load([COUNTER]);
      return record?.revision ?? 0;
    } catch {
      // The outage that the test has made: that it ends is what is waited for.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
