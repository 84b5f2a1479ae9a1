import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, EngineError, type Store } from '../../src';
import { createFaultStore, DriverFailure, type Fault } from '../support/engine-fault-store';
import {
  createManualClock,
  exportOf,
  failureOf,
  GIFT,
  NEUTRAL,
  newFile,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

describe.each(STORE_KINDS)('a store that fails over $kind', (kind) => {
  async function begin() {
    const store = createFaultStore(kind.newDisk().open());
    const bench = await setUp(kind, { store });
    const { id, characterId } = await bench.engine.sessions.create({ personality: NEUTRAL });
    bench.events.length = 0;
    return { ...bench, store, id, characterId };
  }

  it('before it has stored: STORE_FAILED with what the driver threw, nothing stored, nothing told', async () => {
    const { engine, store, id, characterId, events } = await begin();
    const before = await exportOf(store);
    const snapshot = await engine.sessions.snapshot(id);
    const calls: (() => Promise<unknown>)[] = [
      () => engine.sessions.create({ personality: NEUTRAL }),
      () => engine.sessions.create({ characterId }),
      () => engine.sessions.perceive(id, { appraisal: GIFT }),
      () => engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' }),
      () => engine.sessions.tick(id, 5),
      () => engine.sessions.delete(id),
      () => engine.sessions.overrideFeeling(id, { emotion: { valence: 1 } }),
      () => engine.sessions.restoreSnapshot(id, snapshot),
      () => engine.sessions.archive(id),
    ];
    for (const call of calls) {
      store.faults = ['fail-before'];
      const error = await failureOf(call(), 'STORE_FAILED');
      expect(error.cause).toBeInstanceOf(DriverFailure);
      expect(error.details).toEqual({ store: 'faulty' });
      expect(error.message).toContain('failed before');
      expect(await exportOf(store)).toEqual(before);
    }
    expect(events).toEqual([]);
  });

  it('while it reads: STORE_FAILED, and nothing is stored', async () => {
    const { engine, store, id, characterId } = await begin();
    const before = await exportOf(store);
    store.before = (method) => {
      if (method !== 'commit') throw new DriverFailure('cannot read');
    };
    const calls = [
      engine.sessions.get(id),
      engine.sessions.list(),
      engine.sessions.state(id),
      engine.sessions.promptData(id),
      engine.sessions.perceive(id, { appraisal: GIFT }),
      engine.sessions.tick(id, 5),
      engine.sessions.delete(id),
      engine.sessions.create({ characterId }),
      engine.sessions.overrideFeeling(id, { emotion: { valence: 1 } }),
      engine.sessions.snapshot(id),
      engine.sessions.archive(id),
      engine.sessions.unarchive(id),
      engine.sessions.history(id),
      engine.sessions.at(id, 0),
    ];
    for (const call of calls)
      expect((await failureOf(call, 'STORE_FAILED')).cause).toBeInstanceOf(DriverFailure);
    store.before = undefined;
    expect(await exportOf(store)).toEqual(before);
  });

  it('after it has stored: the caller asks again with the key and hears what happened, once', async () => {
    const { engine, store, id, events } = await begin();
    store.faults = ['fail-after', 'fail-after', 'fail-before'];
    const input = { appraisal: GIFT, idempotencyKey: 'k' };
    await failureOf(engine.sessions.perceive(id, input), 'STORE_FAILED');
    // Telling happens after storing that is known to have worked, so this turn is told of to nobody.
    expect(events).toEqual([]);
    const answer = await engine.sessions.perceive(id, input);
    expect(answer.revision).toBe(2);
    expect(await engine.sessions.perceive(id, input)).toStrictEqual(answer);
    expect(await engine.sessions.state(id)).toMatchObject({
      turns: 1,
      revision: 2,
      emotion: { vad: answer.emotion.vad },
    });
    expect(events).toEqual([]);
  });

  it('answering late is waited for', async () => {
    const { engine, store, id, events } = await begin();
    store.faults = ['late'];
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
    expect(events.map(({ type }) => type)).toEqual(['session.perceived']);
  });

  it('tells listeners only of what is stored by then', async () => {
    const { engine, store, id } = await begin();
    const seen: unknown[] = [];
    engine.on('session.perceived', async ({ turn }) => {
      const [record] = await store.load([{ collection: 'session', id }]);
      seen.push([turn, JSON.parse(record?.body as string).turns]);
    });
    const plan: Fault[] = ['lose', 'fine', 'fail-before', 'late'];
    store.faults = plan;
    await engine.sessions.perceive(id, { appraisal: GIFT });
    await failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'STORE_FAILED');
    await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('answers in the engine’s words come out as they are', async () => {
    const { engine, store, id } = await begin();
    const thrown = new EngineError('STORE_CAPABILITY_MISSING', 'no histories here', {
      store: 'faulty',
      capability: 'history',
    });
    store.before = (method) => {
      if (method === 'history') throw thrown;
    };
    const input = { appraisal: GIFT, idempotencyKey: 'k' };
    expect(await failureOf(engine.sessions.perceive(id, input), 'STORE_CAPABILITY_MISSING')).toBe(thrown);
  });

  it('throws what is no error, or answers nonsense: the engine says so', async () => {
    const { engine, store, id } = await begin();
    for (const thrown of ['text', undefined, null, 5, { code: 'INPUT_INVALID' }]) {
      store.before = () => {
        throw thrown;
      };
      expect((await failureOf(engine.sessions.get(id), 'STORE_FAILED')).cause).toBe(thrown);
    }
    store.before = undefined;
    const inner = store.commit;
    for (const outcomes of [[], [{ status: 'taken', collection: 'session', parent: '', name: 'x' }], [{}]]) {
      store.commit = (async () => outcomes) as unknown as Store['commit'];
      await failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'INVARIANT_BROKEN');
      await failureOf(engine.sessions.tick(id, 5), 'INVARIANT_BROKEN');
      await failureOf(engine.sessions.create({ personality: NEUTRAL }), 'INVARIANT_BROKEN');
    }
    store.commit = inner;
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
  });

  it('has lost a character: the engine says so', async () => {
    const { engine, store, id, characterId } = await begin();
    await store.commit([
      {
        changes: [{ kind: 'remove', collection: 'character', id: characterId, expectedRevision: 1 }],
        events: [],
      },
    ]);
    const error = await failureOf(engine.sessions.state(id), 'CHARACTER_NOT_FOUND');
    expect(error.message).toContain(characterId);
    // A list is still to be had: it is how such a session is found.
    expect((await engine.sessions.list()).sessions.map((session) => session.id)).toEqual([id]);
  });

  it('was closed: STORE_UNAVAILABLE', async () => {
    const { engine, store, id } = await begin();
    await store.close();
    for (const call of [
      engine.sessions.get(id),
      engine.sessions.list(),
      engine.sessions.perceive(id, { appraisal: GIFT }),
      engine.sessions.create({ personality: NEUTRAL }),
    ]) {
      await failureOf(call, 'STORE_UNAVAILABLE');
    }
  });
});

describe('a store that cannot be opened', () => {
  it('is known when the engine is created', async () => {
    const store = createFaultStore(STORE_KINDS[0]!.newDisk().open());
    store.before = () => {
      throw new DriverFailure('no such host');
    };
    expect((await failureOf(createEngine({ store }), 'STORE_FAILED')).cause).toBeInstanceOf(DriverFailure);
    const nowhere = createSqliteStore({ path: `${newFile()}/no/such/folder.db` });
    await failureOf(createEngine({ store: nowhere, clock: createManualClock() }), 'STORE_UNAVAILABLE');
  });
});
