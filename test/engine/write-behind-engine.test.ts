import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import {
  createEngine,
  type Engine,
  type EngineEvent,
  type EngineFlushed,
  type EngineOptions,
  isEngineError,
} from '../../src';
import { createFaultStore, type Fault } from '../support/engine-fault-store';
import { exportOf, failureOf, GIFT, NEUTRAL, settled, setUp } from '../support/engine-fixtures';

/** Long enough that nothing is stored by itself while a test runs. */
const LATER = { flushEveryMs: 3_600_000, maxPending: 1000 };

async function begin(options: EngineOptions = {}) {
  const store = createFaultStore(createMemoryStore());
  const bench = await setUp(undefined, { store, durability: LATER, ...options });
  const { id } = await bench.engine.sessions.create({ personality: NEUTRAL });
  store.units.length = 0;
  const flushes: EngineFlushed[] = [];
  bench.engine.on('engine.flushed', (event) => void flushes.push(event));
  const revision = async () => (await store.load([{ collection: 'session', id }]))[0]?.revision;
  return { ...bench, store, id, flushes, revision };
}

const feel = (engine: Engine, id: string) => engine.sessions.perceive(id, { appraisal: GIFT });

afterEach(() => {
  vi.useRealTimers();
});

describe('the durability of an engine', () => {
  it.each<[EngineOptions['durability'] | object | string, string]>([
    ['sometimes', 'durability'],
    [{}, 'durability.flushEveryMs'],
    [{ flushEveryMs: 0, maxPending: 1 }, 'durability.flushEveryMs'],
    [{ flushEveryMs: Number.NaN, maxPending: 1 }, 'durability.flushEveryMs'],
    [{ flushEveryMs: Infinity, maxPending: 1 }, 'durability.flushEveryMs'],
    [{ flushEveryMs: 3_600_001, maxPending: 1 }, 'durability.flushEveryMs'],
    [{ flushEveryMs: '1s', maxPending: 1 }, 'durability.flushEveryMs'],
    [{ flushEveryMs: 1, maxPending: 0 }, 'durability.maxPending'],
    [{ flushEveryMs: 1, maxPending: 1.5 }, 'durability.maxPending'],
    [{ flushEveryMs: 1, maxPending: 1_000_001 }, 'durability.maxPending'],
    [{ flushEveryMs: 1, maxPending: 1, sync: true }, 'durability.sync'],
  ])('cannot be %j', async (durability, path) => {
    const options = { durability } as EngineOptions;
    const error = await failureOf(createEngine(options), 'CONFIG_INVALID');
    expect(error.details.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it.each([undefined, 'commit'] as const)(
    'is %s: every change is stored when its call is answered',
    async (durability) => {
      const { engine, store, id, flushes, revision } = await begin({ durability });
      await feel(engine, id);
      expect([store.units.length, await revision()]).toEqual([1, 2]);
      await engine.flush();
      expect(flushes).toEqual([]);
    },
  );

  it('may be later: turns are answered, told and seen before they are stored', async () => {
    const { engine, store, id, events, flushes, revision } = await begin();
    expect(await feel(engine, id)).toMatchObject({ revision: 2 });
    await engine.sessions.tick(id, 60);
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['session.perceived', 'session.elapsed']);
    expect(await engine.sessions.state(id)).toMatchObject({ revision: 3, turns: 1 });
    expect((await engine.sessions.list()).sessions).toMatchObject([{ id }]);
    expect([store.units.length, await revision()]).toEqual([0, 1]);
    await engine.flush();
    expect(await revision()).toBe(3);
    expect(flushes).toMatchObject([{ type: 'engine.flushed', units: 2, events: 2, pending: 0, lost: [] }]);
    expect(flushes[0]!.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('stores by itself after flushEveryMs, and keeps the process alive until then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { engine, id, revision } = await begin({ durability: { flushEveryMs: 250, maxPending: 10 } });
    await feel(engine, id);
    await vi.advanceTimersByTimeAsync(249);
    expect(await revision()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await revision()).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes no difference to a turn with a key, which promises, nor to what was waiting before it', async () => {
    const { engine, store, id, revision } = await begin();
    await feel(engine, id);
    const input = { appraisal: GIFT, idempotencyKey: 'k' };
    const answer = await engine.sessions.perceive(id, input);
    expect(await revision()).toBe(3);
    store.units.length = 0;
    expect((await engine.sessions.perceive(id, input)).revision).toBe(answer.revision);
    expect(store.units).toEqual([]);
  });

  it('shows the whole history', async () => {
    const { engine, id } = await begin();
    for (let turn = 0; turn < 3; turn += 1) await feel(engine, id);
    const { events } = await engine.sessions.history(id);
    expect(events.map(({ type }) => type)).toEqual(['perceived', 'perceived', 'perceived', 'created']);
  });
});

describe('closing', () => {
  it('stores what waits, and tells of it', async () => {
    const { engine, id, flushes, revision } = await begin();
    await feel(engine, id);
    await engine.close();
    expect(await revision()).toBe(2);
    expect(flushes).toMatchObject([{ units: 1, pending: 0 }]);
    await failureOf(engine.flush(), 'ENGINE_CLOSED');
  });

  it('fails when the store does, refuses calls all the same, and may be tried again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { engine, store, id, flushes, revision } = await begin();
    await feel(engine, id);
    store.faults = Array<Fault>(5).fill('fail-before');
    const failed = failureOf(engine.close(), 'STORE_FAILED');
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
    expect(vi.getTimerCount()).toBe(0);
    await failureOf(engine.sessions.state(id), 'ENGINE_CLOSED');
    expect(flushes.map(({ error }) => isEngineError(error, 'STORE_FAILED'))).toEqual(Array(5).fill(true));
    await engine.close();
    expect(await revision()).toBe(2);
  });

  it('of a scope leaves what waits to the engine that it lies in', async () => {
    const { engine, store } = await begin();
    const scope = engine.scope('tenant');
    const { id } = await scope.sessions.create({ personality: NEUTRAL });
    await feel(scope, id);
    await scope.close();
    const key = { collection: 'tenant/session', id } as const;
    expect((await store.load([key]))[0]?.revision).toBe(1);
    await engine.close();
    expect((await store.load([key]))[0]?.revision).toBe(2);
  });
});

describe('flushes', () => {
  it('are of all scopes, and told by the outermost engine, with the paths of the scopes', async () => {
    const { engine, store, id, flushes } = await begin();
    const scope = engine.scope('a b').scope('c');
    const heard: EngineEvent[] = [];
    scope.onAny((event) => void heard.push(event));
    const inner = await scope.sessions.create({ personality: NEUTRAL });
    await feel(scope, inner.id);
    await feel(engine, id);
    await createEngineOn(store, ['a b', 'c'], inner.id);
    await failureOf(scope.flush(), 'REVISION_CONFLICT');
    expect(flushes).toMatchObject([
      { units: 1, lost: [{ collection: 'a%20b/c/session', id: inner.id, units: 1 }] },
    ]);
    expect(heard.some(({ type }) => type === 'engine.flushed')).toBe(false);
    expect((await feel(scope, inner.id)).revision).toBe(3);
  });

  it('that fail are told, and engine.flush says so too', async () => {
    const { engine, store, id, flushes, revision } = await begin();
    await feel(engine, id);
    store.faults = ['fail-after'];
    await failureOf(engine.flush(), 'STORE_FAILED');
    expect(flushes).toMatchObject([{ units: 0, pending: 1, lost: [] }]);
    await engine.flush();
    expect(flushes[1]).toMatchObject({ units: 1, pending: 0, lost: [] });
    expect('error' in flushes[1]!).toBe(false);
    expect(await revision()).toBe(2);
  });

  it('are counted, and an observer that throws harms nobody', async () => {
    const counts: Record<string, number> = {};
    let isBroken = false;
    const observer = {
      count(name: string, by: number) {
        if (isBroken && name.startsWith('animacy.flush')) throw new Error('observer');
        counts[name] = (counts[name] ?? 0) + by;
      },
    };
    const { engine, store, id, revision, events } = await begin({ observer });
    await feel(engine, id);
    store.faults = ['fail-before'];
    await failureOf(engine.flush(), 'STORE_FAILED');
    await engine.flush();
    await feel(engine, id);
    await createEngineOn(store, [], id);
    await failureOf(engine.flush(), 'REVISION_CONFLICT');
    expect(counts).toEqual({ 'animacy.flush.units': 1, 'animacy.flush.failed': 1, 'animacy.flush.lost': 1 });
    isBroken = true;
    await feel(engine, id);
    await engine.flush();
    expect(await revision()).toBe(4);
    expect(events.at(-1)).toMatchObject({ type: 'engine.listenerFailed', eventType: 'engine.flushed' });
  });
});

describe('two engines on one store', () => {
  it('lose what they must, say so, store nothing twice, and go on from what is stored', async () => {
    const { engine, store, id, flushes } = await begin();
    const other = await setUp(undefined, { store, durability: LATER });
    const otherFlushes: EngineFlushed[] = [];
    other.engine.on('engine.flushed', (event) => void otherFlushes.push(event));
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([feel(engine, id), feel(other.engine, id), feel(engine, id)]);
      await Promise.allSettled([engine.flush(), other.engine.flush()]);
      await settled();
    }
    const all = [...flushes, ...otherFlushes];
    const stored = all.reduce((sum, { units }) => sum + units, 0);
    const lost = all.flatMap((flush) => flush.lost).reduce((sum, { units }) => sum + units, 0);
    expect(stored + lost).toBe(12);
    expect(lost).toBeGreaterThan(0);
    const { records, events } = await exportOf(store);
    const record = records.find((one) => one.id === id && one.collection === 'session')!;
    const own = events.filter(({ stream }) => stream.id === id && stream.collection === 'session');
    expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index + 1));
    expect([record.revision, own.length]).toEqual([stored + 1, stored + 1]);
    expect(await engine.sessions.state(id)).toMatchObject({ revision: record.revision, turns: stored });
    expect(await other.engine.sessions.state(id)).toMatchObject({ revision: record.revision, turns: stored });
  });
});

/** Lets another process feel something in a session of a scope. */
async function createEngineOn(
  store: ReturnType<typeof createFaultStore>,
  way: readonly string[],
  id: string,
) {
  const { engine } = await setUp(undefined, { store });
  const scope = way.reduce((outer, name) => outer.scope(name), engine);
  await feel(scope, id);
}
