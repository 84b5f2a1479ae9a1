import { describe, expect, it } from 'vitest';
import type { Store } from '../../src';
import { putAgain, readState } from '../../src/engine/codec';
import type { EngineContext } from '../../src/engine/context';
import { guardStore } from '../../src/engine/guarded-store';
import { scopeStore } from '../../src/engine/scoped-store';
import type { House } from '../../src/engine/upkeep/house';
import { migrateAll } from '../../src/engine/upkeep/migrate';
import { SHAPES, type Shapes } from '../../src/schema/migrations';
import { failureOf, GIFT, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { exported } from '../support/upkeep-fixtures';

/** The shapes of a later release, in which every session has learnt to count in seconds. */
const LATER: Shapes = {
  ...SHAPES,
  session: { ...SHAPES.session, version: 2, steps: [({ turns, ...state }) => ({ ...state, count: turns })] },
};

/** The parts of an engine of that later release that migration needs. */
function houseOn(store: Store): House {
  const view = (path: string) => guardStore(path === '' ? store : scopeStore(store, path));
  // Migration asks nothing else of an engine.
  const context = { store: view(''), observer: undefined } as unknown as EngineContext;
  return { context, records: undefined as unknown as House['records'], path: '', root: view(''), view };
}

const statesIn = async (store: Store) =>
  (await store.scan({ collection: 'session', limit: 100 })).records.map((record) =>
    readState('session', record, LATER),
  );

async function household(sessions = 5) {
  const bench = await setUp(STORE_KINDS[1]);
  for (let i = 0; i < sessions; i++) {
    const { id } = await bench.engine.sessions.create({ preset: 'rival' });
    await bench.engine.sessions.perceive(id, { appraisal: GIFT });
  }
  await bench.engine.scope('t').sessions.create({ preset: 'rival' });
  return bench;
}

describe('a record of an older version', () => {
  it('is migrated when it is read, and written so with its next change', async () => {
    const { store } = await household(1);
    const [before] = (await store.scan({ collection: 'session', limit: 1 })).records;
    if (!before) throw new Error('there is no session');
    const state = readState('session', before, LATER);
    expect(state).toMatchObject({ version: 2, count: 1 });
    expect(JSON.parse(String(before.body))).toMatchObject({ version: 1, turns: 1 });
    await store.commit([{ changes: [putAgain(before, state)], events: [] }]);
    const [after] = await store.load([before]);
    expect(JSON.parse(String(after?.body))).toEqual(state);
    expect(after).toMatchObject({ parent: before.parent, position: before.position, revision: 3 });
  });
});

describe('migrate', () => {
  it('finds nothing to do in what this release wrote', async () => {
    const { engine } = await household();
    const before = await exported(engine);
    expect(await engine.upkeep.migrate()).toEqual({ migrated: 0 });
    expect(await exported(engine)).toEqual(before);
  });

  it('rewrites every record once, in scopes too, with what reading would have made of it', async () => {
    const { store } = await household();
    const states = await statesIn(store);
    expect(await migrateAll(houseOn(store), undefined, LATER)).toEqual({ migrated: 6 });
    expect(await statesIn(store)).toEqual(states);
    const { records } = await store.scan({ collection: 'session', limit: 100 });
    expect(records.map(({ body }) => JSON.parse(String(body)).version)).toEqual([2, 2, 2, 2, 2]);
    const inner = scopeStore(store, 't');
    const [scoped] = (await inner.scan({ collection: 'session', limit: 1 })).records;
    expect(scoped && readState('session', scoped, LATER)).toMatchObject({ version: 2 });
    expect(await migrateAll(houseOn(store), undefined, LATER)).toEqual({ migrated: 0 });
  });

  it('leaves old and new and nothing in between when it is cut off anywhere, and is finished by the next', async () => {
    for (let cut = 0; cut < 6; cut++) {
      const { store } = await household();
      const states = await statesIn(store);
      let commits = 0;
      const dying: Store = {
        ...houseOn(store).root,
        close: () => store.close(),
        commit: (units) => {
          commits += 1;
          return commits > cut ? Promise.reject(new Error('killed')) : store.commit(units);
        },
      };
      await expect(migrateAll(houseOn(dying), undefined, LATER)).rejects.toThrow('killed');
      expect(await statesIn(store)).toEqual(states);
      expect(await migrateAll(houseOn(store), undefined, LATER)).toEqual({ migrated: 6 - cut });
      expect(await statesIn(store)).toEqual(states);
    }
  });

  it('done by two at once is done once', async () => {
    const { store, disk } = await household(20);
    const states = await statesIn(store);
    const answers = await Promise.all(
      [store, disk.open()].map((one) => migrateAll(houseOn(one), undefined, LATER)),
    );
    expect(answers.reduce((sum, { migrated }) => sum + migrated, 0)).toBe(21);
    expect(await statesIn(store)).toEqual(states);
    const { records } = await store.scan({ collection: 'session', limit: 100 });
    expect(new Set(records.map(({ revision }) => revision))).toEqual(new Set([3]));
  });

  it('is refused by the release before, which changes nothing', async () => {
    const { engine, store } = await household();
    await migrateAll(houseOn(store), undefined, LATER);
    const before = await store.scan({ collection: 'session', limit: 100 });
    await failureOf(engine.upkeep.migrate(), 'STATE_VERSION_UNSUPPORTED');
    expect(await store.scan({ collection: 'session', limit: 100 })).toEqual(before);
  });
});
