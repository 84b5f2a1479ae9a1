import { describe, expect, it } from 'vitest';
import { allOf } from '../character/stored';
import { createFaultStore, DriverFailure, type Fault } from '../support/engine-fault-store';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('a store that fails under a character over $kind', (kind) => {
  async function begin() {
    const store = createFaultStore(kind.newDisk().open());
    const bench = await setUp(kind, { store });
    const { engine, events } = bench;
    await engine.characters.create({ id: 'eve', preset: 'rival' });
    const snapshot = await engine.characters.snapshot('eve');
    await engine.characters.delete('eve');
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    events.length = 0;
    const calls = {
      observe: () =>
        engine.characters.observe('ada', [
          { trait: 'A', value: 1, userId: 'u' },
          { trait: 'N', value: 0, impact: 1 },
        ]),
      override: () => engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.9 } }),
      restore: () => engine.characters.restoreSnapshot('ada', snapshot),
      create: () => engine.characters.create({ id: 'bea', personality: NEUTRAL }),
      update: () => engine.characters.create({ id: 'ada', goals: ['sleep'] }),
      delete: () => engine.characters.delete('ada'),
    };
    return { ...bench, store, calls };
  }
  const NAMES = ['observe', 'override', 'restore', 'create', 'update', 'delete'] as const;

  it.each(NAMES)('before it has stored: %s says so, changes nothing and tells nothing', async (name) => {
    const { store, calls, events } = await begin();
    const before = await allOf(store);
    store.faults = ['fail-before'];
    const error = await failureOf(calls[name](), 'STORE_FAILED');
    expect(error.cause).toBeInstanceOf(DriverFailure);
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it.each(NAMES.slice(0, 5))(
    'after it has stored: %s says so, has changed everything once, and tells nothing',
    async (name) => {
      const { store, calls, events } = await begin();
      const other = await begin();
      store.faults = ['fail-after'];
      await failureOf(calls[name](), 'STORE_FAILED');
      await other.calls[name]();
      expect(await allOf(store)).toEqual(await allOf(other.store));
      expect(events).toEqual([]);
      expect(other.events.length).toBeGreaterThan(0);
    },
  );

  it.each<Fault>(['fail-before', 'fail-after'])(
    'in the middle of a delete (%s): who asks again finds all of it gone',
    async (fault) => {
      for (let commits = 0; commits < 4; commits++) {
        const { engine, store, calls } = await begin();
        await calls.observe();
        for (let made = 0; made < 3; made++)
          await engine.sessions.create({ characterId: 'ada', userId: 'u' });
        store.faults = [...Array<Fault>(commits).fill('fine'), fault];
        await calls.delete().catch(() => undefined);
        store.faults = [];
        await calls.delete();
        expect(await allOf(store)).toEqual([]);
      }
    },
  );

  it.each(NAMES)(
    'that is slow, or lets others win a few races: %s is done once, and told once',
    async (name) => {
      const { store, calls, events } = await begin();
      const other = await begin();
      const faults: Fault[] = ['lose', 'lose', 'late', 'late'];
      store.faults = faults;
      const answer = await calls[name]();
      expect(answer).toEqual(await other.calls[name]());
      expect(await allOf(store)).toEqual(await allOf(other.store));
      expect(events).toEqual(other.events);
    },
  );

  it('while it reads: every call says so, and nothing is stored', async () => {
    const { engine, store, calls } = await begin();
    const before = await allOf(store);
    store.before = (method) => {
      if (method !== 'commit') throw new DriverFailure('cannot read');
    };
    for (const call of [
      calls.observe,
      calls.override,
      calls.restore,
      calls.update,
      calls.delete,
      () => engine.characters.get('ada'),
      () => engine.characters.list(),
      () => engine.characters.personality('ada'),
      () => engine.characters.snapshot('ada'),
      () => engine.characters.personalities(['ada']),
      () => engine.characters.recentShifts('ada'),
      () => engine.characters.significantMoments('ada'),
      () => engine.characters.overlays('ada'),
      () => engine.characters.overlay('ada', 'u'),
      () => engine.characters.at('ada', Date.UTC(2030, 0, 1)),
    ]) {
      expect((await failureOf(call(), 'STORE_FAILED')).cause).toBeInstanceOf(DriverFailure);
    }
    store.before = undefined;
    expect(await allOf(store)).toEqual(before);
  });

  it('against writers who always win: REVISION_CONFLICT, and nothing has changed', async () => {
    const { store, calls, events } = await begin();
    const before = await allOf(store);
    await Promise.all(
      (['observe', 'override', 'restore', 'update'] as const).map(async (name) => {
        store.faults = Array(100).fill('lose');
        expect((await failureOf(calls[name](), 'REVISION_CONFLICT')).retryable).toBe(true);
      }),
    );
    store.faults = [];
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('with damaged records: RECORD_CORRUPT, for a state and for a history', async () => {
    const { engine, store, calls } = await begin();
    await calls.observe();
    const inner = store.history;
    store.history = async (stream, range) =>
      (await inner(stream, range)).map((event) => ({ ...event, body: event.body.replace('0.5', '0.6') }));
    for (const call of [
      engine.characters.personality('ada'),
      engine.characters.at('ada', Date.UTC(2030, 0, 1)),
      engine.characters.significantMoments('ada'),
      engine.characters.overlay('ada', 'u'),
    ]) {
      await failureOf(call, 'RECORD_CORRUPT');
    }
    store.history = inner;
    const load = store.load;
    store.load = async (keys) =>
      (await load(keys)).map((record) => record && { ...record, body: `${record.body} ` });
    for (const call of [
      engine.characters.personality('ada'),
      engine.characters.get('ada'),
      calls.observe(),
    ]) {
      await failureOf(call, 'RECORD_CORRUPT');
    }
  });
});
