import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type EngineEvent } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createManualClock,
  exportOf,
  failureOf,
  GIFT,
  INSULT,
  NEUTRAL,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

const textOf = (event: EngineEvent) => ('text' in event ? event.text : undefined);

describe.each(STORE_KINDS)('many turns at once over $kind', (kind) => {
  it('on one session are all applied, in the order in which they were asked for', async () => {
    const { engine, store, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    events.length = 0;
    const texts = Array.from({ length: 50 }, (_, index) => `turn ${index}`);
    const answers = await Promise.all(
      texts.map((text) => engine.sessions.perceive(id, { appraisal: GIFT, text, elapsedSeconds: 1 })),
    );
    expect(answers.map(({ revision }) => revision)).toEqual(texts.map((_, index) => index + 2));
    expect(events.map(textOf)).toEqual(texts);
    const history = await store.history({ collection: 'session', id }, {});
    expect(history.slice(1).map(({ body }) => JSON.parse(body).event.text)).toEqual(texts);
    expect(history.map(({ revision }) => revision)).toEqual([1, ...answers.map(({ revision }) => revision)]);
    // One after the other, they give what they give when each is awaited.
    const other = await engine.sessions.create({ personality: NEUTRAL });
    for (const text of texts)
      await engine.sessions.perceive(other.id, { appraisal: GIFT, text, elapsedSeconds: 1 });
    const [one, two] = [await engine.sessions.state(id), await engine.sessions.state(other.id)];
    expect([one.emotion, one.mood, one.expectation]).toEqual([two.emotion, two.mood, two.expectation]);
  });

  it('of all kinds keep their order, and a failure among them is its caller’s alone', async () => {
    const { engine } = await setUp(kind, {
      appraiser: ({ text }) => {
        if (text === 'fail') throw new Error('busy');
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const results = await Promise.allSettled([
      engine.sessions.perceive(id, { appraisal: GIFT }),
      engine.sessions.perceive(id, { text: 'fail' }),
      engine.sessions.tick(id, 60),
      engine.sessions.perceive(id, { text: 'fine' }),
      engine.sessions.perceive(id, {}),
      engine.sessions.tick(id, 0),
    ]);
    const told = results.map((result) =>
      result.status === 'fulfilled' ? result.value.revision : result.reason.code,
    );
    expect(told).toEqual([2, 'APPRAISAL_FAILED', 3, 4, 'INPUT_INVALID', 4]);
  });

  it('on different sessions do not wait for each other', async () => {
    let open: (() => void) | undefined;
    const { engine } = await setUp(kind, {
      appraiser: async ({ text }) => {
        if (text === 'slow') await new Promise<void>((resolve) => (open = resolve));
        return { ...INSULT };
      },
    });
    const one = await engine.sessions.create({ personality: NEUTRAL });
    const two = await engine.sessions.create({ characterId: one.characterId });
    const slow = engine.sessions.perceive(one.id, { text: 'slow' });
    expect((await engine.sessions.perceive(two.id, { text: 'quick' })).revision).toBe(2);
    // Reading does not wait either.
    expect((await engine.sessions.state(one.id)).revision).toBe(1);
    open?.();
    await slow;
  });

  it('and many sessions at once: all are made, each once, with ids of their own', async () => {
    const { engine, store } = await setUp(kind);
    const created = await Promise.all(
      Array.from({ length: 50 }, () => engine.sessions.create({ preset: 'stoic' })),
    );
    const ids = created.flatMap(({ id, characterId }) => [id, characterId]);
    expect(new Set(ids).size).toBe(100);
    expect((await exportOf(store)).records).toHaveLength(100);
  });

  it('by two engines on one session: no turn is lost and revisions have no gaps', async () => {
    const disk = kind.newDisk();
    const engines: Engine[] = [];
    const heard: EngineEvent[][] = [];
    for (const seed of [1, 2]) {
      // A breath before each commit, so that the two get into each other's way.
      const store = createFaultStore(disk.open());
      store.before = (method) =>
        method === 'commit' && Math.random() < 0.2
          ? new Promise((resolve) => setImmediate(resolve))
          : undefined;
      const engine = await createEngine({ store, seed, clock: createManualClock() });
      const events: EngineEvent[] = [];
      engine.on('session.perceived', (event) => void events.push(event));
      engines.push(engine);
      heard.push(events);
    }
    const { id } = await engines[0]!.sessions.create({ personality: NEUTRAL });
    const turns = engines.flatMap((engine, which) =>
      Array.from({ length: 100 }, (_, index) =>
        engine.sessions.perceive(id, { appraisal: GIFT, text: `${which}/${index}`, elapsedSeconds: 1 }),
      ),
    );
    const revisions = (await Promise.all(turns)).map(({ revision }) => revision);
    expect([...revisions].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 2),
    );
    for (const which of [0, 1]) {
      const own = revisions.slice(which * 100, which * 100 + 100);
      expect(own).toEqual([...own].sort((a, b) => a - b));
      expect(heard[which]!.map(textOf)).toEqual(
        Array.from({ length: 100 }, (_, index) => `${which}/${index}`),
      );
    }
    const state = await engines[1]!.sessions.state(id);
    expect(state).toMatchObject({ turns: 200, revision: 201 });
    expect(Date.parse(state.at) - Date.parse('2030-01-01')).toBe(200_000);
    const history = await disk.open().history({ collection: 'session', id }, {});
    expect(history.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 201 }, (_, index) => index + 1),
    );
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it('against writers who always win: REVISION_CONFLICT, and nothing has changed', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, events } = await setUp(kind, { store });
    const { id, characterId } = await engine.sessions.create({ personality: NEUTRAL });
    const before = await exportOf(store);
    events.length = 0;
    const calls: (() => Promise<unknown>)[] = [
      () => engine.sessions.perceive(id, { appraisal: GIFT }),
      () => engine.sessions.tick(id, 5),
      () => engine.sessions.delete(id),
      () => engine.sessions.create({ characterId }),
    ];
    await Promise.all(
      calls.map(async (call) => {
        store.faults = Array(100).fill('lose');
        const error = await failureOf(call(), 'REVISION_CONFLICT');
        expect(error.retryable).toBe(true);
      }),
    );
    store.faults = [];
    expect(await exportOf(store)).toEqual(before);
    expect(events).toEqual([]);
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
  });
});

describe.each(STORE_KINDS)('a restart over $kind', (kind) => {
  it('finds everything as it was and goes on from there', async () => {
    const disk = kind.newDisk();
    const first = await setUp(kind, { disk });
    const { id } = await first.engine.sessions.create({
      preset: 'rival',
      emotionConfig: { noisePerHour: 0.05 },
    });
    await first.engine.sessions.perceive(id, { appraisal: INSULT, text: 'you fool' });
    const held = await exportOf(first.store);
    const session = await first.engine.sessions.get(id);
    const state = await first.engine.sessions.state(id);
    await first.engine.close();
    if (kind.kind !== 'memory') await first.store.close();

    const second = await setUp(kind, { disk, seed: 99 });
    expect(await exportOf(second.store)).toEqual(held);
    expect(await second.engine.sessions.get(id)).toStrictEqual(session);
    expect(await second.engine.sessions.state(id)).toStrictEqual(state);
    expect((await second.engine.sessions.promptData(id)).context).toContain('you fool');
    expect((await second.engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(3);
  });

  it('with the same seed and the clock where it was makes new sessions beside the old ones', async () => {
    const disk = kind.newDisk();
    const first = await setUp(kind, { disk });
    const ids = new Set<string>();
    for (let made = 0; made < 60; made++)
      ids.add((await first.engine.sessions.create({ preset: 'stoic' })).id);
    for (let restart = 0; restart < 3; restart++) {
      const { engine } = await setUp(kind, { disk });
      for (let made = 0; made < 5; made++) ids.add((await engine.sessions.create({ preset: 'stoic' })).id);
    }
    expect(ids.size).toBe(75);
    expect((await first.engine.sessions.list({ limit: 100 })).sessions.map(({ id }) => id)).toEqual([...ids]);
  });
});
