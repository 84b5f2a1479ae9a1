import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import type { Appraiser, Engine } from '../../src';
import { createPopulation } from '../../src/population';
import { createFaultStore } from '../support/engine-fault-store';
import { createGate, GIFT, NEUTRAL, settled, setUp } from '../support/engine-fixtures';

const reason = new Error('enough');

/** An engine on a store that can be held up, with one session. */
async function begin(appraiser?: Appraiser) {
  const store = createFaultStore(createMemoryStore());
  const bench = await setUp(undefined, { store, ...(appraiser && { appraiser }) });
  const { id, characterId } = await bench.engine.sessions.create({ personality: NEUTRAL });
  bench.events.length = 0;
  return { ...bench, store, id, characterId };
}

describe('a signal', () => {
  it('that was aborted before the call lets none of them begin', async () => {
    const { engine, id, characterId, store } = await begin();
    const options = { signal: AbortSignal.abort(reason) };
    const { sessions, characters } = engine;
    const reads: string[] = [];
    const snapshot = await sessions.snapshot(id);
    const personality = await characters.snapshot(characterId);
    store.before = (method) => reads.push(method);
    const calls: ((engine: Engine) => Promise<unknown>)[] = [
      () => sessions.create({ personality: NEUTRAL }, options),
      () => sessions.get(id, options),
      () => sessions.list({}, options),
      () => sessions.delete(id, options),
      () => sessions.perceive(id, { appraisal: GIFT }, options),
      () => sessions.tick(id, 5, options),
      () => sessions.state(id, options),
      () => sessions.promptData(id, options),
      () => sessions.overrideFeeling(id, { mood: { valence: 0 } }, options),
      () => sessions.snapshot(id, options),
      () => sessions.restoreSnapshot(id, snapshot, options),
      () => sessions.archive(id, options),
      () => sessions.unarchive(id, options),
      () => sessions.history(id, {}, options),
      () => sessions.at(id, 0, options),
      () => characters.snapshot(characterId, options),
      () => characters.restoreSnapshot(characterId, personality, options),
      () => engine.populations.save('world', createPopulation({ capacity: 1 }).toBytes(), options),
      () => engine.populations.load('world', options),
      () => engine.populations.delete('world', options),
    ];
    for (const call of calls) await expect(call(engine)).rejects.toBe(reason);
    expect(reads).toEqual([]);
  });

  it('ends any call that waits for its store, at once', async () => {
    const { engine, id, characterId, store } = await begin();
    const gate = createGate();
    const { sessions, characters } = engine;
    const snapshot = await sessions.snapshot(id);
    const personality = await characters.snapshot(characterId);
    store.before = () => gate.promise;
    const abort = new AbortController();
    setMaxListeners(20, abort.signal);
    const options = { signal: abort.signal };
    const calls = [
      sessions.create({ personality: NEUTRAL }, options),
      sessions.get(id, options),
      sessions.list({}, options),
      sessions.perceive(id, { appraisal: GIFT }, options),
      sessions.tick(id, 5, options),
      sessions.delete(id, options),
      sessions.state(id, options),
      sessions.promptData(id, options),
      sessions.overrideFeeling(id, { mood: { valence: 0 } }, options),
      sessions.snapshot(id, options),
      sessions.restoreSnapshot(id, snapshot, options),
      sessions.archive(id, options),
      sessions.unarchive(id, options),
      sessions.history(id, {}, options),
      sessions.at(id, 0, options),
      characters.snapshot(characterId, options),
      characters.restoreSnapshot(characterId, personality, options),
    ];
    abort.abort(reason);
    const results = await Promise.allSettled(calls);
    expect(results).toEqual(calls.map(() => ({ status: 'rejected', reason })));
    gate.open();
  });

  it('that is aborted while others are before it takes the call out of the row and leaves the others in order', async () => {
    const { engine, id, store, events } = await begin();
    const gate = createGate();
    store.before = (method) => (method === 'commit' ? gate.promise : undefined);
    const abort = new AbortController();
    const perceive = (text: string, signal?: AbortSignal) =>
      engine.sessions.perceive(id, { appraisal: GIFT, text }, { signal });
    const first = perceive('first');
    const second = perceive('second', abort.signal);
    abort.abort(reason);
    await expect(second).rejects.toBe(reason);
    const third = perceive('third');
    const fourth = engine.sessions.tick(id, 5);
    await settled();
    gate.open();
    const revisions = await Promise.all([first, third, fourth]);
    expect(revisions.map(({ revision }) => revision)).toEqual([2, 3, 4]);
    expect(events.map((event) => ('text' in event ? event.text : event.type))).toEqual([
      'first',
      'third',
      'session.elapsed',
    ]);
    // Nobody lost a race: they went one after the other.
    expect(store.units).toHaveLength(1 + 3);
  });

  it('that is aborted while the answer is awaited does not undo the write, which is told of like any other', async () => {
    const { engine, id, store, events } = await begin();
    const gate = createGate();
    const reached = createGate();
    store.before = (method) => {
      if (method !== 'commit') return undefined;
      reached.open();
      return gate.promise;
    };
    const abort = new AbortController();
    const call = engine.sessions.perceive(
      id,
      { appraisal: GIFT, idempotencyKey: 'k' },
      { signal: abort.signal },
    );
    await reached.promise;
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
    gate.open();
    const again = await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    expect(again.revision).toBe(2);
    expect(events.map(({ type }) => type)).toEqual(['session.perceived']);
  });

  it('leaves no listener behind', async () => {
    const { engine, id } = await begin();
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await engine.sessions.perceive(id, { appraisal: GIFT }, { signal });
    await engine.sessions.tick(id, 5, { signal });
    await expect(engine.sessions.state('nobody', { signal })).rejects.toThrow();
    expect(listeners).toBe(0);
  });
});

describe('a signal and an appraiser', () => {
  it('that hangs: the call ends, nothing is written, and the session goes on', async () => {
    const { engine, id, events } = await begin(({ text }) =>
      text === 'hang' ? new Promise(() => {}) : { ...GIFT },
    );
    const abort = new AbortController();
    const hanging = engine.sessions.perceive(id, { text: 'hang' }, { signal: abort.signal });
    const next = engine.sessions.perceive(id, { text: 'go on' });
    await settled();
    abort.abort(reason);
    await expect(hanging).rejects.toBe(reason);
    expect((await next).revision).toBe(2);
    expect(events).toHaveLength(1);
  });

  it('that watches it: the signal is handed on', async () => {
    let seen: AbortSignal | undefined;
    const { engine, id } = await begin((_input, _context, signal) => {
      seen = signal;
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('stopped'))),
      );
    });
    const abort = new AbortController();
    const call = engine.sessions.perceive(id, { text: 'x' }, { signal: abort.signal });
    await settled();
    expect(seen).toBe(abort.signal);
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  it('that answers after it was aborted: what it says is not felt', async () => {
    const gate = createGate<typeof GIFT>();
    const { engine, id, events, store } = await begin(() => gate.promise);
    const abort = new AbortController();
    const call = engine.sessions.perceive(id, { text: 'x' }, { signal: abort.signal });
    await settled();
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
    gate.open(GIFT);
    await settled();
    expect(events).toEqual([]);
    expect(store.units).toHaveLength(1);
    expect((await engine.sessions.state(id)).revision).toBe(1);
  });

  it('that aborts it itself and then fails: the reason of the signal is what the caller hears', async () => {
    const abort = new AbortController();
    const { engine, id } = await begin(async () => {
      abort.abort(reason);
      throw new Error('later');
    });
    await expect(engine.sessions.perceive(id, { text: 'x' }, { signal: abort.signal })).rejects.toBe(reason);
    await settled();
  });
});
