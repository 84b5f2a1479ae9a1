import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type EngineEvent, type SessionState } from '../../src';
import { allOf, stateOf } from '../character/stored';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createGate,
  createManualClock,
  exportOf,
  failureOf,
  GIFT,
  INSULT,
  NEUTRAL,
  START,
  STORE_KINDS,
  settled,
  setUp,
} from '../support/engine-fixtures';

const typesOf = (events: readonly EngineEvent[]) => events.map(({ type }) => type);

describe.each(STORE_KINDS)('an archived session over $kind', (kind) => {
  async function begin(parts: { learnsFromSessions?: boolean } = {}) {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL, ...parts });
    const { id } = await bench.engine.sessions.create({ characterId: 'ada', userId: 'u' });
    await bench.engine.sessions.perceive(id, { appraisal: INSULT, text: 'you fool' });
    bench.events.length = 0;
    return { ...bench, id };
  }

  it('is not there for any call but those that bring it back or take it away', async () => {
    const { engine, id, store } = await begin();
    const snapshot = await engine.sessions.snapshot(id);
    expect(await engine.sessions.archive(id)).toEqual({ archived: true, id });
    const before = await exportOf(store);
    expect(await engine.sessions.get(id)).toBeUndefined();
    for (const input of [{}, { characterId: 'ada' }, { userId: 'u' }, { characterId: 'ada', userId: 'u' }])
      expect(await engine.sessions.list(input)).toEqual({ sessions: [] });
    const { sessions } = engine;
    const calls: readonly (() => Promise<unknown>)[] = [
      () => sessions.state(id),
      () => sessions.perceive(id, { appraisal: GIFT }),
      () => sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' }),
      () => sessions.tick(id, 5),
      () => sessions.tick(id, 0),
      () => sessions.promptData(id),
      () => sessions.consolidate(id),
      () => sessions.overrideFeeling(id, { mood: { valence: 0 } }),
      () => sessions.snapshot(id),
      () => sessions.restoreSnapshot(id, snapshot),
      () => sessions.history(id),
      () => sessions.at(id, START),
    ];
    for (const call of calls) expect((await failureOf(call(), 'SESSION_NOT_FOUND')).details).toEqual({ id });
    expect(await sessions.archive(id)).toEqual({ archived: false, id });
    expect(await exportOf(store)).toEqual(before);
    // Nor for an engine that has never seen it.
    const other = await createEngine({ store, clock: createManualClock(), seed: 8 });
    expect(await other.sessions.get(id)).toBeUndefined();
    await other.close();
  });

  it('comes back as if it had been left alone', async () => {
    const { engine, id, clock, store } = await begin({ learnsFromSessions: false });
    const twin = await engine.sessions.create({ characterId: 'ada', userId: 'u' });
    await engine.sessions.perceive(twin.id, { appraisal: INSULT, text: 'you fool' });
    const before = await stateOf<SessionState>(store, 'session', id);
    clock.advance(600);
    await engine.sessions.archive(id);
    expect(await stateOf<SessionState>(store, 'session', id)).toEqual({
      ...before,
      archivedAtMs: clock.nowMs,
    });
    clock.advance(3000);
    const session = await engine.sessions.unarchive(id);
    expect(await engine.sessions.get(id)).toStrictEqual(session);
    expect(session).toMatchObject({ id, characterId: 'ada', userId: 'u', turns: 1, revision: 4 });
    expect(await stateOf<SessionState>(store, 'session', id)).toEqual(before);
    const [one, two] = [await engine.sessions.state(id), await engine.sessions.state(twin.id)];
    expect([one.emotion, one.mood, one.at]).toEqual([two.emotion, two.mood, two.at]);
    expect((await engine.sessions.list()).sessions.map((listed) => listed.id)).toEqual([id, twin.id]);
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(5);
  });

  it('is stored and told of, when it goes and when it comes back', async () => {
    const { engine, id, clock, store, events } = await begin();
    clock.advance(600);
    await engine.sessions.archive(id);
    const told = events.filter(({ type }) => type.startsWith('session.'));
    const own = { sessionId: id, characterId: 'ada', userId: 'u' };
    expect(told).toEqual([{ type: 'session.archived', ...own, atMs: START + 600_000 }]);
    expect(events.at(-1)?.type).toBe('session.archived');
    clock.advance(600);
    events.length = 0;
    await engine.sessions.unarchive(id);
    expect(events).toEqual([{ type: 'session.unarchived', ...own, atMs: START + 1_200_000 }]);
    const history = await store.history({ collection: 'session', id }, {});
    expect(history.map(({ type }) => type)).toEqual([
      'session.created',
      'session.perceived',
      'session.archived',
      'session.unarchived',
    ]);
    // A session that is there is answered as it is.
    events.length = 0;
    expect((await engine.sessions.unarchive(id)).revision).toBe(4);
    expect(events).toEqual([]);
    expect(await engine.sessions.archive('nobody')).toEqual({ archived: false, id: 'nobody' });
    await failureOf(engine.sessions.unarchive('nobody'), 'SESSION_NOT_FOUND');
    await failureOf(engine.sessions.archive(''), 'INPUT_INVALID');
    await failureOf(engine.sessions.unarchive('a\u0000'), 'INPUT_INVALID');
  });

  it('has told its character what it had gathered, once', async () => {
    const { engine, id, events, store } = await begin();
    await engine.sessions.archive(id);
    expect(typesOf(events)).toEqual(['personality.revised', 'personality.revised', 'session.archived']);
    const { evolution } = await engine.characters.personality('ada');
    expect(evolution.length).toBeGreaterThan(0);
    expect(await stateOf<SessionState>(store, 'session', id)).not.toHaveProperty('window');
    await engine.sessions.unarchive(id);
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    expect((await engine.characters.personality('ada')).evolution).toEqual(evolution);
  });

  it('keeps what it may not tell, and tells it when it is back', async () => {
    const { engine, id, clock, store } = await begin();
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.7 } });
    const before = (await engine.characters.personality('ada')).evolution;
    await engine.sessions.archive(id);
    expect((await engine.characters.personality('ada')).evolution).toEqual(before);
    expect((await stateOf<SessionState>(store, 'session', id))?.window?.events).toBe(1);
    clock.advance(600);
    await engine.sessions.unarchive(id);
    expect((await engine.sessions.consolidate(id)).evolution.length).toBeGreaterThan(0);
  });

  it('goes when it is deleted, and tells what it had kept', async () => {
    const { engine, id, store, events } = await begin();
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.7 } });
    await engine.sessions.archive(id);
    events.length = 0;
    expect(await engine.sessions.delete(id)).toEqual({ deleted: true, id });
    expect(typesOf(events)).toEqual(['personality.revised', 'personality.revised', 'session.deleted']);
    expect(await stateOf(store, 'session', id)).toBeUndefined();
    expect(await engine.sessions.delete(id)).toEqual({ deleted: false, id });
    await failureOf(engine.sessions.unarchive(id), 'SESSION_NOT_FOUND');
  });

  it('leaves a character that was made for it, and takes it along when it is deleted', async () => {
    const { engine, store } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival' });
    await engine.sessions.archive(id);
    expect(await engine.characters.get(characterId)).toMatchObject({ id: characterId });
    await engine.sessions.delete(id);
    expect(await allOf(store)).toEqual([]);
  });

  it('goes with its character', async () => {
    const { engine, id, store } = await begin();
    await engine.sessions.archive(id);
    expect(await engine.characters.delete('ada')).toEqual({ deleted: true, id: 'ada' });
    expect(await allOf(store)).toEqual([]);
    await failureOf(engine.sessions.unarchive(id), 'SESSION_NOT_FOUND');
  });

  it('waits for the turn that runs, and the turn behind it does not find the session', async () => {
    const gate = createGate();
    const { engine, events } = await setUp(kind, {
      appraiser: async () => {
        await gate.promise;
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    events.length = 0;
    const running = engine.sessions.perceive(id, { text: 'slow' });
    const archived = engine.sessions.archive(id);
    const behind = failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'SESSION_NOT_FOUND');
    const back = engine.sessions.unarchive(id);
    await settled();
    gate.open();
    expect((await running).revision).toBe(2);
    expect((await archived).archived).toBe(true);
    await behind;
    expect((await back).revision).toBe(4);
    expect(typesOf(events).filter((type) => type.startsWith('session.'))).toEqual([
      'session.perceived',
      'session.archived',
      'session.unarchived',
    ]);
  });

  it('by one engine while turns of another run: each turn is felt before or refused after, and none is lost', async () => {
    const disk = kind.newDisk();
    const stores = [0, 1].map(() => createFaultStore(disk.open()));
    const clock = createManualClock();
    const engines: Engine[] = [];
    for (const [seed, store] of stores.entries()) engines.push(await createEngine({ store, clock, seed }));
    for (let round = 0; round < 10; round++) {
      const { id } = await engines[0]!.sessions.create({ personality: NEUTRAL });
      for (const store of stores) store.before = () => new Promise((resolve) => setImmediate(resolve));
      const turns = Array.from({ length: 5 }, () => engines[1]!.sessions.perceive(id, { appraisal: GIFT }));
      const archived = engines[0]!.sessions.archive(id);
      const results = await Promise.allSettled(turns);
      expect(await archived).toEqual({ archived: true, id });
      for (const store of stores) store.before = undefined;
      const felt = results.filter(({ status }) => status === 'fulfilled').length;
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SESSION_NOT_FOUND' });
      }
      // Felt in their order: those that came too late are the last ones.
      expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
        results.map((_, index) => index < felt),
      );
      expect(await engines[1]!.sessions.unarchive(id)).toMatchObject({ turns: felt, revision: felt + 3 });
    }
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it('fifty times at once, in and out: it ends as the last call left it, told of in order', async () => {
    const { engine, id, events } = await begin({ learnsFromSessions: false });
    const calls = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0 ? engine.sessions.archive(id) : engine.sessions.unarchive(id),
    );
    await Promise.all(calls);
    expect(typesOf(events)).toEqual(
      calls.map((_, index) => (index % 2 === 0 ? 'session.archived' : 'session.unarchived')),
    );
    expect((await engine.sessions.get(id))?.revision).toBe(52);
  });

  it('that could not be stored is still there, and nothing is told', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, events } = await setUp(kind, { store });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    const before = await exportOf(store);
    events.length = 0;
    store.faults = ['fail-before'];
    await failureOf(engine.sessions.archive(id), 'STORE_FAILED');
    store.faults = Array(20).fill('lose');
    await failureOf(engine.sessions.archive(id), 'REVISION_CONFLICT');
    store.faults = [];
    expect(await exportOf(store)).toEqual(before);
    expect(events).toEqual([]);
    expect((await engine.sessions.archive(id)).archived).toBe(true);
  });
});
