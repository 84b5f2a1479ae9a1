import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSqliteStore, type SqliteDatabase } from '../../adapters/sqlite';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../adapters/sqlite/schema';
import type { Change, CommitUnit } from '../../src/ports';
import { failLater } from '../support/failing-database';
import { codeOf, fillFile, folder, newPath, put, readAll, session, unitOf } from '../support/sqlite-fixtures';

describe('a file of its own', () => {
  it('shows everything after it was opened again', async () => {
    const path = newPath();
    const store = createSqliteStore({ path });
    await store.commit([
      unitOf('a', 0, { name: 'n' }),
      unitOf('b', 0, { body: 'é👩' }),
      { ...unitOf('a', 1), key: 'k' },
    ]);
    await store.commit([{ changes: [{ kind: 'remove', ...session('b'), expectedRevision: 1 }], events: [] }]);
    const before = await readAll(store);
    await store.close();
    const again = createSqliteStore({ path });
    expect(await readAll(again)).toEqual(before);
    expect(await again.commit([{ ...unitOf('a', 2), key: 'k' }])).toEqual([
      { status: 'duplicate', key: 'k', revisions: [2] },
    ]);
    expect(await again.commit([unitOf('a', 2)])).toEqual([{ status: 'committed', revisions: [3] }]);
    expect((await again.history(session('a'), {})).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    await again.close();
  });

  it('is marked as ours, in WAL mode, and one file when closed', async () => {
    const path = await fillFile(1);
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
    const database = new Database(path, { readonly: true });
    const read = (name: string): unknown => database.pragma(name, { simple: true });
    expect(['application_id', 'user_version', 'journal_mode'].map(read)).toEqual([
      APPLICATION_ID,
      SCHEMA_VERSION,
      'wal',
    ]);
    database.close();
  });

  it('is opened at first use only, and by a later call when the first could not', async () => {
    const path = join(folder, 'later', 'made.db');
    const store = createSqliteStore({ path });
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_UNAVAILABLE');
    mkdirSync(join(folder, 'later'));
    expect(existsSync(path)).toBe(false);
    expect(await store.load([session('a')])).toEqual([undefined]);
    await store.close();
  });

  it('serves the calls that were made before it was closed, also while it opens', async () => {
    const store = createSqliteStore({ path: newPath() });
    const calls = Promise.all([store.commit([unitOf('a', 0)]), store.load([session('a')])]);
    await store.close();
    expect((await calls)[1][0]?.revision).toBe(1);
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_UNAVAILABLE');
  });

  it('may be opened by many at once while it is fresh', async () => {
    const path = newPath();
    const stores = Array.from({ length: 8 }, () => createSqliteStore({ path }));
    const outcomes = await Promise.all(stores.map((store) => store.commit([unitOf('a', 0)])));
    expect(outcomes.flat().filter(({ status }) => status === 'committed')).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('lets one of two connections win a race', async () => {
    const path = newPath();
    const [one, two] = [createSqliteStore({ path }), createSqliteStore({ path })];
    await one.commit([unitOf('a', 0)]);
    const reads = await Promise.all([one.load([session('a')]), two.load([session('a')])]);
    expect(reads.flat().map((record) => record?.revision)).toEqual([1, 1]);
    const outcomes = await Promise.all([one.commit([unitOf('a', 1)]), two.commit([unitOf('a', 1)])]);
    const conflict = { status: 'conflict', ...session('a'), expected: 1, actual: 2 };
    expect(outcomes.flat()).toEqual([{ status: 'committed', revisions: [2] }, conflict]);
    await Promise.all([one.close(), two.close()]);
  });

  it('keeps positions and order over VACUUM and never gives the newest position out again', async () => {
    const path = await fillFile(5);
    const change = async (...units: CommitUnit[]): Promise<unknown> => {
      const store = createSqliteStore({ path });
      await store.commit(units);
      const all = await readAll(store);
      await store.close();
      return all;
    };
    const gone = ['s1', 's4'].map((id): Change => ({ kind: 'remove', ...session(id), expectedRevision: 1 }));
    const before = await change({ changes: gone, events: [] });
    const database = new Database(path);
    database.exec('VACUUM');
    database.close();
    expect(await change()).toEqual(before);
    const store = createSqliteStore({ path });
    await store.commit([unitOf('s4', 0)]);
    const [again] = await store.load([session('s4')]);
    expect([again?.position, again?.revision]).toEqual([6, 1]);
    await store.close();
  });

  it('keeps texts with NUL and refuses the lone surrogates that it could not keep', async () => {
    const store = createSqliteStore({ path: ':memory:' });
    expect(store.supports.durable).toBe(false);
    await store.commit([unitOf('a\0b', 0, { name: 'n\0m', body: '\0' }), unitOf('a', 0, { name: 'n' })]);
    const [record] = await store.find([{ collection: 'session', parent: '', name: 'n\0m' }]);
    expect([record?.id, record?.body]).toEqual(['a\0b', '\0']);
    const lone = '\ud800';
    await store.commit([unitOf('\ufffd', 0, { name: '\ufffd' })]);
    const { key: _, ...plain } = { key: '', ...unitOf('x', 0) };
    for (const unit of [
      unitOf(lone, 0),
      unitOf('x', 0, { name: lone }),
      unitOf('x', 0, { body: lone }),
      { ...plain, key: lone },
    ]) {
      expect(await codeOf(store.commit([unit]))).toBe('INPUT_INVALID');
    }
    expect(await store.load([session(lone)])).toEqual([undefined]);
    expect(await store.find([{ collection: 'session', parent: '', name: lone }])).toEqual([undefined]);
    expect(await store.scan({ collection: 'session', parent: lone, limit: 1 })).toEqual({
      records: [],
      more: false,
    });
    expect(await store.history(session(lone), {})).toEqual([]);
    await store.close();
  });

  it.each<[string, CommitUnit]>([
    ['changes a record twice', { changes: [put('a', 0), put('a', 1)], events: [] }],
    ['carries an event of another record', { ...unitOf('x', 0), changes: [put('a', 0)] }],
    ['has a key and no event', { key: 'k', changes: [put('a', 0)], events: [] }],
    ['moves a record below another parent', { changes: [put('held', 1, { parent: 'q' })], events: [] }],
  ])('refuses a unit that %s, and the call with it', async (_, unit) => {
    const store = createSqliteStore({ path: ':memory:' });
    await store.commit([unitOf('held', 0)]);
    const before = await readAll(store);
    expect(await codeOf(store.commit([unitOf('other', 0), unit]))).toBe('INVARIANT_BROKEN');
    expect(await readAll(store)).toEqual(before);
    await store.close();
  });
});

describe('a database that was handed in', () => {
  it('stays open, keeps its settings, and may give its own readers bigints', async () => {
    const database = new Database(newPath());
    database.defaultSafeIntegers(true);
    const settings = (): unknown[] =>
      ['journal_mode', 'synchronous', 'busy_timeout'].map((name) => database.pragma(name));
    const before = settings();
    const store = createSqliteStore({ database });
    await store.commit([unitOf('a', 0)]);
    expect((await store.load([session('a')]))[0]).toMatchObject({ revision: 1, position: 1, checksum: 7 });
    expect((await store.history(session('a'), {}))[0]).toMatchObject({ sequence: 1, revision: 1, atMs: 1.5 });
    expect(settings()).toEqual(before);
    await store.close();
    expect(database.open).toBe(true);
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_UNAVAILABLE');
    const second = createSqliteStore({ database });
    expect((await second.load([session('a')]))[0]?.revision).toBe(1);
    database.close();
    expect(await codeOf(second.load([session('a')]))).toBe('STORE_UNAVAILABLE');
    await second.close();
  });

  it('is refused when it holds tables of somebody else, which stay as they were', async () => {
    const database = new Database(':memory:');
    database.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
    const before = database.serialize();
    const store = createSqliteStore({ database });
    expect(await codeOf(store.commit([unitOf('a', 0)]))).toBe('STORE_FAILED');
    expect(database.serialize().equals(before)).toBe(true);
    database.close();
  });

  it('is not written to inside a transaction of its owner', async () => {
    const database = new Database(':memory:');
    const store = createSqliteStore({ database });
    await store.commit([unitOf('a', 0)]);
    database.exec('BEGIN');
    expect(await codeOf(store.commit([unitOf('b', 0)]))).toBe('STORE_UNAVAILABLE');
    expect((await store.load([session('a'), session('b')])).map((record) => record?.revision)).toEqual([
      1,
      undefined,
    ]);
    database.exec('ROLLBACK');
    expect(await codeOf(store.commit([unitOf('b', 0)]))).toBe('none');
    database.close();
  });

  it('can be read when it is read-only', async () => {
    const database = new Database(await fillFile(3), { readonly: true });
    const store = createSqliteStore({ database });
    expect((await store.load([session('s1'), session('s2')])).map((record) => record?.revision)).toEqual([
      1, 1,
    ]);
    expect(await codeOf(store.commit([unitOf('a', 0)]))).toBe('STORE_UNAVAILABLE');
    database.close();
  });

  it('that is locked or full is a failure to try again, after which everything is as before', async () => {
    const path = await fillFile(3);
    const database = new Database(path, { timeout: 20 });
    const store = createSqliteStore({ database });
    const before = await readAll(store);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit([unitOf('a', 0)])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      details: { store: 'sqlite' },
      cause: { code: 'SQLITE_BUSY' },
    });
    other.exec('ROLLBACK');
    other.close();
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
    const big = { body: 'x'.repeat(100_000) };
    await expect(store.commit([unitOf('a', 0), unitOf('b', 0, big)])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      cause: { code: 'SQLITE_FULL' },
    });
    expect(await readAll(store)).toEqual(before);
    database.pragma('max_page_count = 1000000');
    expect(await codeOf(store.commit([unitOf('b', 0, big)]))).toBe('none');
    database.close();
  });

  it('that fails at any step of a commit has stored nothing of that call', async () => {
    for (let step = 1; ; step += 1) {
      const real = new Database(':memory:');
      const faults = { remaining: Number.POSITIVE_INFINITY };
      const store = createSqliteStore({ database: failLater(real, faults) });
      await store.commit([unitOf('a', 0, { name: 'n' }), { ...unitOf('b', 0), key: 'k' }]);
      const before = await readAll(store);
      faults.remaining = step;
      const removal: Change = { kind: 'remove', ...session('b'), expectedRevision: 1 };
      const swap: CommitUnit = {
        ...unitOf('a', 1, { name: 'm' }),
        changes: [put('a', 1, { name: 'm' }), put('c', 0, { name: 'n' }), removal],
      };
      const code = await codeOf(store.commit([unitOf('d', 0), { ...swap, key: 'l' }]));
      faults.remaining = Number.POSITIVE_INFINITY;
      expect(real.inTransaction).toBe(false);
      if (code === 'none') {
        expect(step).toBeGreaterThan(10);
        real.close();
        break;
      }
      expect(code).toBe('STORE_UNAVAILABLE');
      expect(await readAll(store), `a failure at step ${step}`).toEqual(before);
      real.close();
    }
  });
});

describe('the statements', () => {
  it('find their rows by an index and in order, all of them', async () => {
    const database = new Database(':memory:');
    const sources: string[] = [];
    const listening: SqliteDatabase = Object.create(database, {
      prepare: {
        value: (source: string) => {
          sources.push(source);
          return database.prepare(source);
        },
      },
    });
    await createSqliteStore({ database: listening }).load([session('a')]);
    const plans = sources
      .filter(
        (source) => /^(?:SELECT|UPDATE|DELETE|INSERT)/.test(source) && !source.includes('sqlite_schema'),
      )
      .map((source) => {
        const parameters = Array.from(source.matchAll(/\?/g), () => null);
        const steps = database.prepare(`EXPLAIN QUERY PLAN ${source}`).all(...parameters) as {
          detail: string;
        }[];
        return [source, steps.map(({ detail }) => detail).join('; ')];
      });
    expect(plans.length).toBeGreaterThan(10);
    expect(plans.filter(([, plan]) => /\bSCAN (?!CONSTANT)|TEMP B-TREE/.test(plan ?? ''))).toEqual([]);
    database.close();
  });
});
