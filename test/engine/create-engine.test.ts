import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createEngine, type EngineOptions, parseSessionState, type Store } from '../../src';
import { createManualClock, failureOf, GIFT, NEUTRAL, setUp } from '../support/engine-fixtures';

describe('creating an engine', () => {
  it('needs nothing', async () => {
    await using engine = await createEngine();
    const before = Date.now();
    const { id, createdAt } = await engine.sessions.create({ preset: 'cheerful_companion' });
    expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(createdAt)).toBeLessThanOrEqual(Date.now());
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
    await using other = await createEngine({});
    expect(await other.sessions.get(id)).toBeUndefined();
  });

  it('takes options that stand there with undefined for absent', async () => {
    const options = {
      store: undefined,
      clock: undefined,
      seed: undefined,
      appraiser: undefined,
      observer: undefined,
    };
    await using engine = await createEngine(options);
    await engine.sessions.create({ personality: NEUTRAL });
  });

  it('without a seed draws one of its own, so that two engines go different ways', async () => {
    const clock = createManualClock();
    const ids = await Promise.all(
      [1, 2, 3].map(async () => {
        await using engine = await createEngine({ clock });
        return (await engine.sessions.create({ personality: NEUTRAL })).id;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('takes any whole number for a seed, also a negative one', async () => {
    for (const seed of [0, -0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const { engine, store } = await setUp(undefined, { seed });
      const { id } = await engine.sessions.create({
        personality: NEUTRAL,
        emotionConfig: { noisePerHour: 1 },
      });
      const { emotion } = await engine.sessions.tick(id, 3600);
      expect(emotion.vad.valence).not.toBe(0);
      expect((await engine.sessions.state(id)).emotion).toEqual(emotion);
      const [record] = await store.load([{ collection: 'session', id }]);
      expect(parseSessionState(JSON.parse(record?.body as string)).seed).toBe(Math.abs(seed));
    }
  });

  it('takes a store of any making that has the methods', async () => {
    class Counting implements Store {
      readonly inner = createMemoryStore();
      readonly name = 'counting';
      readonly supports = this.inner.supports;
      calls = 0;
      private count<T>(value: T): T {
        this.calls += 1;
        return value;
      }
      load: Store['load'] = (keys) => this.count(this.inner.load(keys));
      find: Store['find'] = (names) => this.count(this.inner.find(names));
      scan: Store['scan'] = (request) => this.count(this.inner.scan(request));
      history: Store['history'] = (stream, range) => this.count(this.inner.history(stream, range));
      commit(units: Parameters<Store['commit']>[0]) {
        return this.count(this.inner.commit(units));
      }
      close() {
        return this.inner.close();
      }
    }
    const store = new Counting();
    await using engine = await createEngine({ store });
    await engine.sessions.create({ personality: NEUTRAL });
    expect(store.calls).toBe(2);
  });

  it.each<readonly [name: string, options: unknown, path: readonly string[]]>([
    ['null', null, []],
    ['a text', 'memory', []],
    ['a list', [], []],
    ['an option there is not', { storage: {} }, ['storage']],
    ['an option called __proto__', JSON.parse('{"__proto__":{}}'), ['__proto__']],
    ['a store without methods', { store: {} }, ['store']],
    ['a store that is a text', { store: 'memory' }, ['store']],
    ['no store', { store: null }, ['store']],
    ['half a store', { store: { ...createMemoryStore(), load: () => {} } }, ['store']],
    ['a function for a clock', { clock: () => 0 }, ['clock']],
    ['a clock without now', { clock: {} }, ['clock']],
    ['a number for an appraiser', { appraiser: 5 }, ['appraiser']],
    ['a function for an observer', { observer: () => {} }, ['observer']],
    ['a broken seed', { seed: 1.5 }, ['seed']],
    ['no number for a seed', { seed: NaN }, ['seed']],
    ['a text for a seed', { seed: '1' }, ['seed']],
    ['a seed beyond the safe ones', { seed: 2 ** 53 }, ['seed']],
  ])('refuses %s', async (_, options, path) => {
    const error = await failureOf(createEngine(options as EngineOptions), 'CONFIG_INVALID');
    expect(error.details.issues.map((issue) => issue.path)).toContainEqual(path);
    expect(error.message).toContain('createEngine');
  });

  it('hands out presets that are copies', async () => {
    const { engine } = await setUp();
    const ids = engine.presets.list().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(engine.presets.get(id)).toEqual(engine.presets.list().find((one) => one.id === id));
    for (const id of ['nobody', '__proto__', 'constructor', '', undefined as unknown as string]) {
      expect(engine.presets.get(id)).toBeUndefined();
    }
    const preset = engine.presets.get(ids[0]!)!;
    preset.goals.push('chaos');
    Object.assign(preset.personality, { N: 1 });
    expect(engine.presets.get(ids[0]!)).not.toEqual(preset);
  });
});
