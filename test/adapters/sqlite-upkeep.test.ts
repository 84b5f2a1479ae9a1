import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import type { Change, Restoration, Store, StoreUpkeep } from '../../src/ports';
import { failLater } from '../support/failing-database';
import { codeOf, fillFile, newPath, readAll, session, unitOf } from '../support/sqlite-fixtures';

function upkeepOf({ upkeep }: Store): StoreUpkeep {
  if (upkeep === undefined) throw new Error('no upkeep');
  return upkeep;
}

/** A database with three sessions of three events each; a key joins what happened to them. */
async function openFilled() {
  const real = new Database(':memory:');
  const faults = { remaining: Number.POSITIVE_INFINITY };
  const store = createSqliteStore({ database: failLater(real, faults) });
  for (const revision of [0, 1, 2]) {
    const units = ['a', 'b', 'c'].map((id) => unitOf(id, revision));
    await store.commit([
      {
        key: `k${revision}`,
        changes: units.flatMap(({ changes }) => changes),
        events: units.flatMap(({ events }) => events),
      },
    ]);
  }
  return { real, faults, store };
}

function restorationOf(id: string): Restoration {
  const event = { stream: session(id), type: 't', atMs: 1, body: '{}', checksum: 1, revision: 4, key: 'new' };
  return {
    record: { ...session(id), revision: 5, parent: '', name: `n${id}`, body: 'restored', checksum: 9 },
    events: [7, 8].map((sequence) => ({ ...event, sequence })),
    expectedRevision: 3,
  };
}

describe('the upkeep of a SQLite store', () => {
  it.each<[string, (upkeep: StoreUpkeep) => Promise<unknown>]>([
    [
      'trims',
      (upkeep) => upkeep.trim(['a', 'b', 'c'].map((id) => ({ stream: session(id), beforeSequence: 3 }))),
    ],
    ['restorations', (upkeep) => upkeep.restore(['a', 'b', 'c'].map(restorationOf))],
  ])('has done all %s of a call or none, at whatever step it fails', async (_, work) => {
    for (let step = 1; ; step += 1) {
      const { real, faults, store } = await openFilled();
      const before = await readAll(store);
      faults.remaining = step;
      const code = await codeOf(work(upkeepOf(store)));
      faults.remaining = Number.POSITIVE_INFINITY;
      expect(real.inTransaction).toBe(false);
      if (code === 'none') {
        expect(await readAll(store)).not.toEqual(before);
        expect(step).toBeGreaterThan(8);
        real.close();
        break;
      }
      expect(code).toBe('STORE_UNAVAILABLE');
      expect(await readAll(store), `a failure at step ${step}`).toEqual(before);
      real.close();
    }
  });

  it('gives the space of what was removed back to the disk', async () => {
    const path = await fillFile(500);
    const store = createSqliteStore({ path });
    const gone = Array.from({ length: 400 }, (_, index): Change => {
      return { kind: 'remove', ...session(`s${index}`), expectedRevision: 1 };
    });
    await store.commit([{ changes: gone, events: [] }]);
    const [before, size] = [await readAll(store), statSync(path).size];
    await upkeepOf(store).vacuum();
    expect(statSync(path).size).toBeLessThan(size / 3);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(await readAll(store)).toEqual(before);
    await store.close();
  });

  it('leaves a reader its moment, and its settings to a database that was handed in', async () => {
    const path = await fillFile(50);
    const reader = new Database(path);
    const count = () => reader.prepare('SELECT count(*) FROM records').pluck().get();
    reader.exec('BEGIN');
    expect(count()).toBe(50);
    const database = new Database(path, { timeout: 1_234 });
    const store = createSqliteStore({ database });
    await store.commit([unitOf('new', 0)]);
    await upkeepOf(store).vacuum();
    expect(count()).toBe(50);
    reader.exec('COMMIT');
    expect(count()).toBe(51);
    reader.close();
    expect(database.pragma('busy_timeout', { simple: true })).toBe(1_234);
    database.close();
  });

  it('refuses to write or to vacuum inside a transaction of its owner', async () => {
    const database = new Database(newPath());
    const store = createSqliteStore({ database });
    await store.commit([unitOf('a', 0)]);
    const { collections, restore, trim, vacuum } = upkeepOf(store);
    database.exec('BEGIN');
    for (const call of [vacuum(), trim([{ stream: session('a'), beforeSequence: 9 }]), restore([])]) {
      await expect(call).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: /transaction/ });
    }
    expect(await collections()).toEqual(['session']);
    expect(database.inTransaction).toBe(true);
    database.exec('ROLLBACK');
    expect(await codeOf(vacuum())).toBe('none');
    database.close();
    expect(await codeOf(vacuum())).toBe('STORE_UNAVAILABLE');
  });

  it('lists collections by code units, where SQLite would have them by code points', async () => {
    const store = createSqliteStore({ path: ':memory:' });
    const scopes = ['\u{10000}', '\uffff', 'a', 'Z'];
    for (const scope of scopes) {
      const collection = `${scope}/session` as const;
      const record = { parent: '', body: '', checksum: 0 };
      await store.commit([
        { changes: [{ kind: 'put', collection, id: 'x', expectedRevision: 0, record }], events: [] },
      ]);
    }
    const expected = scopes.map((scope) => `${scope}/session`).sort();
    expect(await upkeepOf(store).collections()).toEqual(expected);
    await store.close();
  });
});
