import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createEngine, type Engine } from '../../src';
import { openEngine } from '../../src/engine/open-engine';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createGate,
  createManualClock,
  failureOf,
  GIFT,
  NEUTRAL,
  settled,
  setUp,
} from '../support/engine-fixtures';

describe('a closed engine', () => {
  it('refuses every call, and says so before anything else', async () => {
    const { engine } = await setUp();
    const { sessions, characters } = engine;
    const { id, characterId } = await sessions.create({ personality: NEUTRAL });
    await engine.close();
    const calls: (() => Promise<unknown>)[] = [
      () => sessions.create({ personality: NEUTRAL }),
      () => sessions.create({ nonsense: true } as never),
      () => sessions.get(id),
      () => sessions.list(),
      () => sessions.delete(id),
      () => sessions.perceive(id, { appraisal: GIFT }),
      () => sessions.perceive(id, {}),
      () => sessions.tick(id, 5),
      () => sessions.state(id),
      () => sessions.promptData(id),
      () => sessions.overrideFeeling(id, {}),
      () => sessions.snapshot(id),
      () => sessions.restoreSnapshot(id, { version: 2 } as never),
      () => sessions.archive(id),
      () => sessions.unarchive(id),
      () => sessions.history(id),
      () => sessions.at(id, 'never'),
      () => characters.snapshot(characterId),
      () => characters.restoreSnapshot(characterId, { version: 2 } as never),
    ];
    for (const call of calls) await failureOf(call(), 'ENGINE_CLOSED');
  });

  it('refuses from the moment at which closing begins', async () => {
    const { engine } = await setUp();
    const closed = engine.close();
    await failureOf(engine.sessions.list(), 'ENGINE_CLOSED');
    await closed;
  });

  it('may be closed again and again', async () => {
    const { engine } = await setUp();
    await Promise.all([engine.close(), engine.close()]);
    await engine.close();
    await engine[Symbol.asyncDispose]();
  });

  it('still knows its presets, and takes listeners that never hear of anything', async () => {
    const { engine } = await setUp();
    await engine.close();
    expect(engine.presets.list().length).toBeGreaterThan(0);
    const stop = engine.on('session.created', () => {});
    stop();
  });

  it('leaves a store open that was handed in', async () => {
    const { engine, store } = await setUp();
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.close();
    const [record] = await store.load([{ collection: 'session', id }]);
    expect(record?.revision).toBe(1);
  });

  it('is closed at the end of its scope by `await using`', async () => {
    let kept: Engine;
    {
      await using engine = await createEngine();
      kept = engine;
      await engine.sessions.create({ personality: NEUTRAL });
    }
    await failureOf(kept.sessions.list(), 'ENGINE_CLOSED');
  });
});

describe('closing', () => {
  it('waits for what is running, and for those who stand in line, and for what they tell', async () => {
    const store = createFaultStore(createMemoryStore());
    const { engine, events } = await setUp(undefined, { store });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const gate = createGate();
    store.before = () => gate.promise;
    const turns = [1, 2, 3].map(() => engine.sessions.perceive(id, { appraisal: GIFT }));
    let isClosed = false;
    const closed = engine.close().then(() => {
      isClosed = true;
    });
    await settled();
    expect(isClosed).toBe(false);
    gate.open();
    await closed;
    expect((await Promise.all(turns)).map(({ revision }) => revision)).toEqual([2, 3, 4]);
    expect(events.filter(({ type }) => type === 'session.perceived')).toHaveLength(3);
  });

  it('waits for a write whose caller has given up waiting', async () => {
    const store = createFaultStore(createMemoryStore());
    const { engine, events } = await setUp(undefined, { store });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const gate = createGate();
    const reached = createGate();
    store.before = (method) => {
      if (method !== 'commit') return undefined;
      reached.open();
      return gate.promise;
    };
    const abort = new AbortController();
    const turn = engine.sessions.perceive(id, { appraisal: GIFT }, { signal: abort.signal });
    await reached.promise;
    abort.abort();
    await expect(turn).rejects.toThrow();
    let isClosed = false;
    const closed = engine.close().then(() => {
      isClosed = true;
    });
    await settled();
    expect(isClosed).toBe(false);
    gate.open();
    await closed;
    expect(events.at(-1)?.type).toBe('session.perceived');
    const [record] = await store.load([{ collection: 'session', id }]);
    expect(record?.revision).toBe(2);
  });

  it('waits for failures too, and is not one of them', async () => {
    const store = createFaultStore(createMemoryStore());
    const { engine } = await setUp(undefined, { store });
    const gate = createGate();
    store.before = () => gate.promise;
    const call = failureOf(engine.sessions.get('s'), 'STORE_FAILED');
    const closed = engine.close();
    gate.fail(new Error('broken'));
    await closed;
    await call;
  });

  it('closes the store that the engine made itself, once', async () => {
    const store = createFaultStore(createMemoryStore());
    let closed = 0;
    store.close = async () => {
      closed += 1;
    };
    const parts = {
      store,
      ownsStore: true,
      clock: createManualClock(),
      seed: 1,
      appraiser: undefined,
      imageGenerator: undefined,
      languageModel: undefined,
    };
    const engine = await openEngine({ ...parts, observer: undefined });
    await Promise.all([engine.close(), engine.close()]);
    await engine.close();
    expect(closed).toBe(1);
  });

  it('forgets all listeners: what one of them does late is told to nobody', async () => {
    const { engine, events } = await setUp();
    const gate = createGate();
    engine.on('session.created', () => gate.promise);
    await engine.sessions.create({ personality: NEUTRAL });
    await engine.close();
    const told = events.length;
    gate.fail(new Error('late'));
    await settled();
    expect(events).toHaveLength(told);
  });

  it('may be asked for by a listener', async () => {
    const { engine } = await setUp();
    engine.on('session.created', () => {
      void engine.close();
    });
    await engine.sessions.create({ personality: NEUTRAL });
    await failureOf(engine.sessions.list(), 'ENGINE_CLOSED');
  });
});
