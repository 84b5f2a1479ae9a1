import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { createPostgresStore, type PostgresPool, type PostgresQuery } from '../../adapters/postgres';
import type { Change, CommitUnit, NewRecord, RecordKey, Store } from '../../src/ports';
import { codeOf, newSchema, useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';

const session = (id: string): RecordKey => ({ collection: 'session', id });

function put(id: string, expectedRevision: number, parts: Partial<NewRecord> = {}): Change {
  const record = { parent: '', body: 'body', checksum: 7, ...parts };
  return { kind: 'put', ...session(id), expectedRevision, record };
}

function unitOf(id: string, expectedRevision: number, parts: Partial<NewRecord> = {}): CommitUnit {
  const event = { stream: session(id), type: 't', atMs: 1.5, body: '{}', checksum: 3 };
  return { changes: [put(id, expectedRevision, parts)], events: [event] };
}

/** The same pool, which writes down what it is asked. */
function listen(pool: Pool): { pool: PostgresPool; heard: PostgresQuery[] } {
  const heard: PostgresQuery[] = [];
  const listening = {
    query: (query: PostgresQuery) => {
      heard.push(query);
      return pool.query(query);
    },
  };
  return { pool: listening, heard };
}

describe('what cannot be a store', () => {
  const pool: PostgresPool = { query: async () => ({ rows: [] }) };

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no pool', {}],
    ['a text for a pool', { pool: 'postgres://localhost' }],
    ['a pool that cannot be asked', { pool: { query: 1 } }],
    ['a schema of blanks', { pool, schema: ' ' }],
    ['a schema that is no text', { pool, schema: 7 }],
    ['a schema that PostgreSQL would cut', { pool, schema: 'é'.repeat(32) }],
    ['a schema with NUL', { pool, schema: 'a\0b' }],
  ])('%s is refused at once', (_, options) => {
    expect(() => createPostgresStore(options as never)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it('takes the longest name that PostgreSQL keeps', () => {
    expect(createPostgresStore({ pool, schema: 'x'.repeat(63) }).name).toBe('postgres');
  });
});

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'the store on a server', () => {
  const { newPool } = useServer(['fsync=off']);
  const openStore = (pool: PostgresPool = newPool()): Store =>
    createPostgresStore({ pool, schema: newSchema() });

  it('gives any number of JavaScript back to the bit', async () => {
    const store = openStore();
    const numbers = fc.oneof(
      fc.double(),
      fc.constantFrom(-0, Number.NaN, Infinity, -Infinity, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2),
    );
    let revision = 0;
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (checksum, atMs) => {
        const event = { stream: session('n'), type: 't', atMs, body: '', checksum };
        await store.commit([{ changes: [put('n', revision, { checksum })], events: [event] }]);
        revision += 1;
        const [record] = await store.load([session('n')]);
        const [last] = await store.history(session('n'), { order: 'newest-first', limit: 1 });
        expect([record?.checksum, last?.checksum, last?.atMs]).toEqual([checksum, checksum, atMs]);
      }),
    );
    await store.close();
  });

  it('asks once for a load, a find, a page, a history and a commit, however much there is to each', async () => {
    const { pool, heard } = listen(newPool());
    const store = openStore(pool);
    await store.load([session('a')]);
    // A look at the version, the tables, another look, and the load.
    expect(heard).toHaveLength(4);
    const count = async (call: () => Promise<unknown>): Promise<number> => {
      const before = heard.length;
      await call();
      return heard.length - before;
    };
    const ids = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const many = ids.map((id) => ({ ...unitOf(id, 0, { name: id }), key: id }));
    expect(await count(() => store.commit(many))).toBe(1);
    expect(await count(() => store.commit([{ changes: ids.map((id) => put(id, 1)), events: [] }]))).toBe(1);
    expect(await count(() => store.load(ids.map(session)))).toBe(1);
    expect(await count(() => store.find(ids.map((name) => ({ ...session(''), parent: '', name }))))).toBe(1);
    expect(await count(() => store.scan({ collection: 'session', limit: 99 }))).toBe(1);
    expect(await count(() => store.history(session('s1'), { key: 's1' }))).toBe(1);
    expect(await count(() => store.load([]))).toBe(0);
    await store.close();
    // PostgreSQL cuts longer names, and node-postgres complains of them on the console.
    expect(heard.every(({ name = '' }) => name.length < 64)).toBe(true);
  });

  it('finds its rows by the index for them, while tables are new and when they are large', async () => {
    const { pool, heard } = listen(newPool());
    const plain = newPool({ max: 1 });
    const schema = newSchema();
    const store = createPostgresStore({ pool, schema });
    await store.load([]);
    heard.length = 0;
    await store.load([session('s1')]);
    await store.find([{ ...session(''), parent: 'p1', name: 's1' }]);
    await store.scan({ collection: 'image', limit: 10 });
    await store.scan({ collection: 'session', parent: 'p1', limit: 10 });
    for (const order of ['oldest-first', 'newest-first'] as const) {
      await store.history(session('s1'), { order, limit: 9 });
      await store.history(session('s1'), { order, limit: 9, key: 's1' });
    }
    const asked = [...heard];
    const indexes = [
      ['records_by_id'],
      ['records_by_name'],
      ['records_by_collection'],
      ['records_by_parent'],
      ['records_by_id', 'events_pkey'],
      ['records_by_id', 'events_by_key'],
      ['records_by_id', 'events_pkey'],
      ['records_by_id', 'events_by_key'],
    ];
    expect(asked).toHaveLength(indexes.length);
    const check = async (): Promise<void> => {
      for (const [place, { text, values }] of asked.entries()) {
        const { rows } = await plain.query(`EXPLAIN ${text}`, values);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        for (const index of indexes[place] ?? []) expect(plan).toContain(index);
        expect(plan).not.toMatch(/Seq Scan on (?:records|events|keys)/);
      }
    };
    await check();
    const ids = Array.from({ length: 3_000 }, (_, index) => `s${index}`);
    const units = ids.map((id, place) => unitOf(id, 0, { name: id, parent: `p${place % 100}` }));
    await store.commit(units.map((unit, place) => ({ ...unit, key: `s${place}` })));
    const image = { ...put('i', 0), collection: 'image' } as const;
    await store.commit([{ changes: [image], events: [] }]);
    await check();
    await plain.query(`ANALYZE ${schema}.records, ${schema}.events, ${schema}.keys, ${schema}.collections`);
    await check();
    await store.close();
  });

  it('keeps a schema of any name apart from the next', async () => {
    const pool = newPool();
    const names = [
      `a"b`,
      `it's`,
      'a\\b',
      '$function$',
      'with space',
      'É👩',
      `'); DROP SCHEMA public; --`,
      '%s',
    ];
    const stores = names.map((schema) => createPostgresStore({ pool, schema }));
    for (const [index, store] of stores.entries()) {
      await store.commit([unitOf('a', 0, { body: `${index}` })]);
      await store.upkeep?.vacuum();
    }
    for (const [index, store] of stores.entries()) {
      expect((await store.load([session('a')]))[0]?.body).toBe(`${index}`);
      await store.close();
    }
    const { rows } = await pool.query(
      "SELECT count(*)::integer AS n FROM pg_namespace WHERE nspname = ANY ($1) OR nspname = 'public'",
      [names],
    );
    expect(rows).toEqual([{ n: names.length + 1 }]);
  });

  it('refuses NUL and lone surrogates before anything is sent, and finds nothing under them', async () => {
    const { pool, heard } = listen(newPool());
    const store = openStore(pool);
    await store.commit([unitOf('\ufffd', 0, { name: '\ufffd' })]);
    heard.length = 0;
    for (const bad of ['\ud800', 'a\0b']) {
      for (const unit of [
        unitOf(bad, 0),
        unitOf('x', 0, { name: bad }),
        unitOf('x', 0, { parent: bad }),
        unitOf('x', 0, { body: bad }),
        { ...unitOf('x', 0), key: bad },
      ]) {
        expect(await codeOf(store.commit([unitOf('fine', 0), unit]))).toBe('INPUT_INVALID');
      }
      expect(await store.load([session(bad)])).toEqual([undefined]);
      expect(await store.find([{ ...session(''), parent: '', name: bad }])).toEqual([undefined]);
      const nothing = { records: [], more: false };
      expect(await store.scan({ collection: 'session', parent: bad, limit: 1 })).toEqual(nothing);
      expect(await store.history(session(bad), {})).toEqual([]);
      expect(await store.upkeep?.trim([{ stream: session(bad), beforeSequence: 9 }])).toEqual([0]);
    }
    expect(heard).toEqual([]);
    const [none, found] = await store.load([session('\ud800'), session('\ufffd')]);
    expect([none, found?.id]).toEqual([undefined, '\ufffd']);
    await store.close();
  });

  it('keeps long collections and keys, and refuses an id that is too long to be indexed', async () => {
    const store = openStore();
    // Digests that look like nothing: what repeats itself would be compressed.
    const long = Array.from({ length: 200 }, (_, index) =>
      createHash('sha256').update(`${index}`).digest('hex'),
    ).join('');
    const stream = { collection: `${long}/session`, id: 'a' } as const;
    const event = { stream, type: 't', atMs: 1, body: '', checksum: 1 };
    const record = { parent: '', body: '', checksum: 1 };
    const unit: CommitUnit = {
      key: long,
      changes: [{ kind: 'put', ...stream, expectedRevision: 0, record }],
      events: [event],
    };
    expect(await store.commit([unit, unit])).toEqual([
      { status: 'committed', revisions: [1] },
      { status: 'duplicate', key: long, revisions: [1] },
    ]);
    expect(await store.history(stream, { key: long })).toHaveLength(1);
    expect(await codeOf(store.commit([unitOf('b', 0), unitOf(long, 0)]))).toBe('INPUT_INVALID');
    expect(await store.load([session('b')])).toEqual([undefined]);
    await store.close();
  });

  it('refuses a put that moves a record below another parent, and the call with it', async () => {
    const store = openStore();
    await store.commit([unitOf('held', 0)]);
    const moved = { changes: [put('held', 1, { parent: 'q' })], events: [] };
    expect(await codeOf(store.commit([unitOf('other', 0), moved]))).toBe('INVARIANT_BROKEN');
    const loaded = await store.load([session('held'), session('other')]);
    expect(loaded.map((one) => one?.revision)).toEqual([1, undefined]);
    await store.close();
  });

  it('serves the calls that were made before it was closed, also while it opens, and leaves the pool open', async () => {
    const pool = newPool();
    const store = openStore(pool);
    const calls = Promise.all([store.commit([unitOf('a', 0)]), store.load([session('a')])]);
    await store.close();
    expect((await calls)[0]).toEqual([{ status: 'committed', revisions: [1] }]);
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_UNAVAILABLE');
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('listens for lost connections once for each pool, and no longer when its last store is closed', async () => {
    const pool = newPool();
    const stores = [openStore(pool), openStore(pool)];
    expect(pool.listenerCount('error')).toBe(0);
    for (const store of stores) await store.load([]);
    expect(pool.listenerCount('error')).toBe(1);
    await stores[0]?.close();
    expect(pool.listenerCount('error')).toBe(1);
    await Promise.all([stores[1]?.close(), stores[1]?.close()]);
    expect(pool.listenerCount('error')).toBe(0);
  });

  it('works in a session whose transactions are serializable, where writers collide', async () => {
    const pool = newPool({ options: '-c default_transaction_isolation=serializable' });
    const store = openStore(pool);
    const race = Array.from({ length: 8 }, (_, index) => store.commit([unitOf(`s${index}`, 0)]));
    const outcomes = (await Promise.all(race)).flat();
    expect(outcomes.every(({ status }) => status === 'committed')).toBe(true);
    await store.close();
  });
});
