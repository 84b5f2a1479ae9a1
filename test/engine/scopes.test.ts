import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import type { Engine, EngineEvent } from '../../src';
import { openEngine } from '../../src/engine/open-engine';
import { createScopes } from '../../src/engine/scopes';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createGate,
  createManualClock,
  failureOf,
  GIFT,
  NEUTRAL,
  STORE_KINDS,
  settled,
  setUp,
} from '../support/engine-fixtures';
import { createFakeGenerator } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('a scope over $kind', (kind) => {
  it('sees nothing of others and shows them nothing, though ids, names and keys are the same', async () => {
    const { engine } = await setUp(kind);
    const engines = [engine, engine.scope('a'), engine.scope('b'), engine.scope('a').scope('b')];
    for (const [index, one] of engines.entries()) {
      const { created } = await one.characters.create({
        id: 'c',
        name: 'Ann',
        personality: NEUTRAL,
        metadata: { index },
      });
      expect(created).toBe(true);
      await one.projects.create({ id: 'p', name: 'P' });
      await one.personas('p').create({ name: 'Ruth', description: `${index}` });
      const { id } = await one.sessions.create({ characterId: 'c', userId: 'u', idempotencyKey: 'k' });
      const { revision } = await one.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
      expect(revision).toBe(2);
    }
    for (const [index, one] of engines.entries()) {
      expect((await one.characters.getByName('Ann'))?.metadata).toEqual({ index });
      expect((await one.personas('p').getByName('Ruth'))?.description).toBe(`${index}`);
      for (const page of [
        (await one.characters.list()).characters,
        (await one.sessions.list()).sessions,
        (await one.projects.list()).projects,
        (await one.personas('p').list()).personas,
      ]) {
        expect(page).toHaveLength(1);
      }
    }
    await engine.scope('a').characters.delete('c');
    await engine.scope('b').projects.delete('p');
    expect(await engine.scope('a').characters.get('c')).toBeUndefined();
    expect((await engine.scope('a').sessions.list()).sessions).toEqual([]);
    expect(await engine.characters.get('c')).toBeDefined();
    expect((await engine.scope('a').scope('b').sessions.list()).sessions).toHaveLength(1);
    expect(await engine.scope('b').projects.get('p')).toBeUndefined();
    expect(await engine.scope('a').projects.get('p')).toBeDefined();
  });

  it('finds nothing by what another scope has made', async () => {
    const { engine } = await setUp(kind);
    const [here, there] = [engine.scope('here'), engine.scope('there')];
    const { id, characterId } = await here.sessions.create({ personality: NEUTRAL });
    for (const one of [engine, there, here.scope('here')]) {
      expect(await one.sessions.get(id)).toBeUndefined();
      expect(await one.characters.get(characterId)).toBeUndefined();
      await failureOf(one.sessions.perceive(id, { appraisal: GIFT }), 'SESSION_NOT_FOUND');
      await failureOf(one.sessions.create({ characterId }), 'CHARACTER_NOT_FOUND');
      expect(await one.sessions.delete(id)).toEqual({ deleted: false, id });
    }
    expect(await here.sessions.get(id)).toBeDefined();
  });

  it('shows its own records only, also to a cursor of another scope', async () => {
    const { engine } = await setUp(kind);
    const [a, b] = [engine.scope('a'), engine.scope('b')];
    for (const id of ['1', '2', '3']) {
      for (const one of [a, b]) await one.characters.create({ id, personality: NEUTRAL });
    }
    const { cursor } = await a.characters.list({ limit: 2 });
    const { characters } = await b.characters.list({ cursor });
    expect(characters.map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('is there again after a restart', async () => {
    const disk = kind.newDisk();
    const before = await setUp(kind, { disk });
    const { id } = await before.engine.scope('a').sessions.create({ preset: 'rival' });
    await before.engine.close();
    const after = await setUp(kind, { disk });
    expect((await after.engine.scope('a').sessions.get(id))?.id).toBe(id);
    expect(await after.engine.sessions.get(id)).toBeUndefined();
  });
});

describe('the name of a scope', () => {
  it('is one line of 1 to 200 characters', async () => {
    const { engine } = await setUp();
    const wrong = ['', 'x'.repeat(201), 'a\nb', '\u0000', 'a\ud800', 5, null, undefined, {}, ['a']];
    for (const name of wrong) await failureOf(() => engine.scope(name as string), 'INPUT_INVALID');
    const right = [
      'x'.repeat(200),
      ' ',
      '/',
      'a/b',
      '%2F',
      '..',
      '__proto__',
      '日本',
      '\u{10ffff}'.repeat(100),
    ];
    for (const name of right) {
      const { id } = await engine.scope(name).sessions.create({ personality: NEUTRAL });
      expect((await engine.scope(name).sessions.list()).sessions.map((one) => one.id)).toEqual([id]);
    }
  });

  it('is taken to the letter', async () => {
    const { engine } = await setUp();
    const names = ['a', 'A', ' a', 'a ', 'é', 'e\u0301', 'a/b', 'a%2Fb', 'a%252Fb'];
    expect(new Set(names.map((name) => engine.scope(name))).size).toBe(names.length);
    expect(engine.scope('a').scope('b')).not.toBe(engine.scope('a/b'));
  });

  it('gives the same engine again, by whichever way', async () => {
    const { engine } = await setUp();
    const a = engine.scope('a');
    expect(engine.scope('a')).toBe(a);
    const inner = a.scope('b');
    expect(engine.scope('a').scope('b')).toBe(inner);
    expect(inner).not.toBe(engine.scope('b'));
    expect(a).not.toBe(engine);
  });
});

describe('a scope', () => {
  it('has ids of its own, the same for the same seed and calls, whatever other scopes do', async () => {
    const make = async (engine: Engine) => (await engine.sessions.create({ preset: 'rival' })).id;
    const quiet = (await setUp()).engine;
    const expected = [await make(quiet.scope('a')), await make(quiet.scope('a'))];
    const { engine } = await setUp();
    const others = [await make(engine), await make(engine.scope('b'))];
    const first = await make(engine.scope('a'));
    others.push(await make(engine.scope('a').scope('b')));
    await engine.scope('a').close();
    const second = await make(engine.scope('a'));
    expect([first, second]).toEqual(expected);
    expect(new Set([...others, first, second]).size).toBe(5);
  });

  it('is heard by its own listeners only', async () => {
    const { engine, events } = await setUp();
    const heard: EngineEvent[] = [];
    engine.scope('a').onAny((event) => void heard.push(event));
    await engine.scope('b').sessions.create({ preset: 'rival' });
    await engine.sessions.create({ preset: 'rival' });
    expect(heard).toEqual([]);
    const told = events.length;
    const { id } = await engine.scope('a').sessions.create({ preset: 'rival' });
    expect(heard.map(({ type }) => type)).toEqual(['character.created', 'session.created']);
    expect(heard[1]).toMatchObject({ sessionId: id });
    expect(events).toHaveLength(told);
  });

  it('has the appraiser, the generators and the observer of the engine that it came from', async () => {
    const spans: string[] = [];
    const imageGenerator = createFakeGenerator();
    const { engine } = await setUp(undefined, {
      appraiser: () => ({ ...GIFT }),
      imageGenerator,
      languageModel: { complete: async () => 'a line' },
      observer: {
        span: (name) => {
          spans.push(name);
          return { end: () => {} };
        },
      },
    });
    const scope = engine.scope('a');
    const { id } = await scope.sessions.create({ preset: 'rival' });
    expect((await scope.sessions.perceive(id, { text: 'here you are' })).appraisal).toMatchObject(GIFT);
    await scope.projects.create({ id: 'p', name: 'P' });
    const ruth = await scope.personas('p').create({ name: 'Ruth', systemPrompt: 'You are Ruth.' });
    const other = engine.scope('b');
    expect((await scope.personas('p').generateImage(ruth.id)).imageUrl).toBeDefined();
    expect(await scope.personas('p').nextMessage(ruth.id, { history: [] })).toEqual({ content: 'a line' });
    await failureOf(other.personas('p').get(ruth.id), 'PROJECT_NOT_FOUND');
    expect(spans).toContain('animacy.sessions.perceive');
    expect(scope.presets).toBe(engine.presets);
  });

  it('is not held up by a turn of another scope, and waits for its own', async () => {
    const gate = createGate();
    let asked = 0;
    const { engine } = await setUp(undefined, {
      appraiser: async ({ text }) => {
        asked += 1;
        if (text === 'slow') await gate.promise;
        return { ...GIFT };
      },
    });
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const ids = await Promise.all(['a', 'b'].map((name) => engine.scope(name).sessions.create(input)));
    expect(ids[0]?.id).toBe(ids[1]?.id);
    const id = ids[0]!.id;
    const slow = engine.scope('a').sessions.perceive(id, { text: 'slow' });
    await settled();
    expect((await engine.scope('b').sessions.perceive(id, { text: 'quick' })).revision).toBe(2);
    // Closed and opened anew, it is another engine, and yet stands in the same line.
    const before = engine.scope('a');
    const closed = before.close();
    const anew = engine.scope('a');
    expect(anew).not.toBe(before);
    const next = anew.sessions.perceive(id, { text: 'quick' });
    await settled();
    expect(asked).toBe(2);
    gate.open();
    await closed;
    expect([(await slow).revision, (await next).revision]).toEqual([2, 3]);
  });
});

describe('closing', () => {
  it('a scope closes that scope only, and the name opens it anew', async () => {
    const { engine } = await setUp();
    const [a, b] = [engine.scope('a'), engine.scope('b')];
    const inner = a.scope('inner');
    const { id } = await a.sessions.create({ preset: 'rival' });
    const heard: EngineEvent[] = [];
    a.onAny((event) => void heard.push(event));
    await Promise.all([a.close(), a.close()]);
    await a[Symbol.asyncDispose]();
    await failureOf(a.sessions.get(id), 'ENGINE_CLOSED');
    await failureOf(() => a.scope('inner'), 'ENGINE_CLOSED');
    for (const open of [engine, b, inner]) expect((await open.sessions.list()).sessions).toEqual([]);
    expect(engine.scope('a')).not.toBe(a);
    expect(engine.scope('a').scope('inner')).toBe(inner);
    await engine.scope('a').sessions.perceive(id, { appraisal: GIFT });
    expect(heard).toEqual([]);
  });

  it('the engine closes all scopes, however deep, and waits for what runs in them', async () => {
    const store = createFaultStore(createMemoryStore());
    const { engine } = await setUp(undefined, { store });
    const scopes = [engine.scope('a'), engine.scope('a').scope('b'), engine.scope('c')];
    const gate = createGate();
    store.before = () => gate.promise;
    const running = scopes.map((scope) => scope.sessions.create({ preset: 'rival' }));
    // One that is closing already, and of which a new one has been opened, is waited for too.
    void scopes[2]!.close();
    engine.scope('c');
    let isClosed = false;
    const closed = engine.close().then(() => {
      isClosed = true;
    });
    for (const scope of scopes) await failureOf(scope.sessions.list(), 'ENGINE_CLOSED');
    await failureOf(() => engine.scope('d'), 'ENGINE_CLOSED');
    await failureOf(() => scopes[0]!.scope('d'), 'ENGINE_CLOSED');
    await settled();
    expect(isClosed).toBe(false);
    gate.open();
    await closed;
    for (const { revision } of await Promise.all(running)) expect(revision).toBe(1);
  });

  it('a scope leaves the store open that the engine has made, and the engine closes it once', async () => {
    const store = createFaultStore(createMemoryStore());
    let closed = 0;
    store.close = async () => {
      closed += 1;
    };
    const engine = await openEngine({
      store,
      ownsStore: true,
      clock: createManualClock(),
      seed: 1,
      appraiser: undefined,
      imageGenerator: undefined,
      languageModel: undefined,
      observer: undefined,
    });
    await engine.scope('a').close();
    expect(closed).toBe(0);
    engine.scope('b');
    await engine.close();
    expect(closed).toBe(1);
  });
});

describe('many scopes', () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  /** What was looked at in a task is not collected before it has ended. */
  const forgetAll = async () => {
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      collect();
    }
  };

  it('are forgotten when nobody has them in hand and nothing goes on in them', async () => {
    const scopes = createScopes<{ readonly path: string }>();
    const kept = scopes.open('kept', (path) => ({ path }));
    for (let index = 0; index < 1000; index++) scopes.open(`${index}`, (path) => ({ path }));
    scopes.hold(scopes.open('used', (path) => ({ path })));
    await forgetAll();
    const paths = [...scopes.all()].map(({ path }) => path).sort();
    expect(paths).toEqual(['kept', 'used']);
    expect(scopes.open('kept', (path) => ({ path }))).toBe(kept);
  });

  it('are not forgotten while they have a listener', async () => {
    const { engine } = await setUp();
    const heard: string[] = [];
    const stop = engine.scope('a').onAny(({ type }) => void heard.push(type));
    await forgetAll();
    await engine.scope('a').sessions.create({ preset: 'rival' });
    expect(heard).toEqual(['character.created', 'session.created']);
    stop();
    stop();
    await forgetAll();
    await engine.scope('a').sessions.create({ preset: 'rival' });
    expect(heard).toHaveLength(2);
  });

  it('are told apart in memory, which they share', async () => {
    const { engine } = await setUp();
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const names = Array.from({ length: 50 }, (_, index) => `tenant ${index}`);
    const ids = new Set<string>();
    for (const [index, name] of names.entries()) {
      const { id } = await engine.scope(name).sessions.create(input);
      ids.add(id);
      for (let turn = 0; turn < index % 4; turn++) {
        await engine.scope(name).sessions.perceive(id, { appraisal: GIFT });
      }
    }
    expect(ids.size).toBe(1);
    const [id] = [...ids] as [string];
    for (const [index, name] of names.entries()) {
      expect(await engine.scope(name).sessions.state(id)).toMatchObject({ turns: index % 4 });
    }
  });
});
