import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, SessionSnapshot, SessionState } from '../../src';
import { stateOf } from '../character/stored';
import { perceiveInputs, sessionInputs } from '../support/engine-arbitraries';
import {
  exportOf,
  failureOf,
  GIFT,
  INSULT,
  NEUTRAL,
  START,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

const DAY = 86_400;
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe.each(STORE_KINDS)('snapshots of sessions over $kind', (kind) => {
  it('come back as they went, into the session they are of and into any other', async () => {
    const { engine } = await setUp(kind);
    const live = async (input: Parameters<Engine['sessions']['create']>[0], turns: readonly object[]) => {
      const { id } = await engine.sessions.create(input);
      for (const turn of turns) await engine.sessions.perceive(id, turn);
      return id;
    };
    const turns = fc.array(perceiveInputs, { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(sessionInputs, sessionInputs, turns, turns, async (one, two, first, second) => {
        const ids = [await live(one, first), await live(two, second)];
        const snapshot = await engine.sessions.snapshot(ids[0]!);
        expect(sent(snapshot)).toStrictEqual(snapshot);
        await engine.sessions.tick(ids[0]!, 3600);
        for (const id of ids) {
          await engine.sessions.restoreSnapshot(id, sent(snapshot));
          expect(await engine.sessions.snapshot(id)).toStrictEqual(snapshot);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('take nothing but what is stored, and write nothing', async () => {
    const { engine, store, clock, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival', userId: 'u', goals: [] });
    await engine.sessions.perceive(id, { appraisal: INSULT, text: 'you fool', context: 'at noon' });
    const before = await exportOf(store);
    events.length = 0;
    clock.advance(3600);
    const snapshot = await engine.sessions.snapshot(id);
    expect(await exportOf(store)).toEqual(before);
    expect(events).toEqual([]);
    const { emotion, mood, expectation, label, cause, lastEvent } = (await stateOf<SessionState>(
      store,
      'session',
      id,
    ))!;
    expect(snapshot).toStrictEqual({
      version: 1,
      atMs: START,
      turns: 1,
      steps: 1,
      emotion,
      mood,
      expectation,
      label,
      cause,
      lastEvent,
    });
    // It belongs to the caller: what it becomes there is nothing to the engine.
    Object.assign(snapshot.emotion, { valence: 1 });
    Object.assign(snapshot.cause!.appraisal, { agency: 1 });
    expect((await engine.sessions.snapshot(id)).emotion).toEqual(emotion);
    expect((await engine.sessions.snapshot(id)).cause).toEqual(cause);
  });

  it('put a session back: it feels as then, remembers what was said then, and goes on as of now', async () => {
    const { engine, store, clock, events } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival', userId: 'u' });
    await engine.sessions.perceive(id, { appraisal: INSULT, text: 'you fool' });
    const then = await engine.sessions.state(id);
    const snapshot = await engine.sessions.snapshot(id);
    clock.advance(600);
    const { emotion: glad } = await engine.sessions.perceive(id, { appraisal: GIFT, text: 'for you' });
    clock.advance(600);
    events.length = 0;
    const answer = await engine.sessions.restoreSnapshot(id, snapshot);
    expect(answer).toEqual({ ...then, revision: 4 });
    expect(await engine.sessions.state(id)).toStrictEqual(answer);
    expect((await engine.sessions.promptData(id)).context).toContain('you fool');
    const { emotion, mood } = then;
    expect(events).toEqual([
      {
        type: 'session.restored',
        sessionId: id,
        characterId,
        userId: 'u',
        atMs: START,
        turns: 1,
        emotion,
        mood,
        previousLabel: glad.label,
      },
    ]);
    const [last] = await store.history({ collection: 'session', id }, { order: 'newest-first', limit: 1 });
    expect(last).toMatchObject({ type: 'session.restored', revision: 4, atMs: START });
    // An hour from here, not from when it was taken.
    clock.advance(60);
    expect((await engine.sessions.state(id)).at).toBe('2030-01-01T00:01:00.000Z');
    expect(await engine.sessions.perceive(id, { appraisal: GIFT })).toMatchObject({
      revision: 5,
      at: '2030-01-01T00:01:00.000Z',
    });
  });

  it('leave a session who it is: its id, character, user, creation, config and goals', async () => {
    const { engine, store } = await setUp(kind);
    const one = await engine.sessions.create({ preset: 'rival' });
    await engine.sessions.perceive(one.id, { appraisal: INSULT });
    const ada = await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const two = await engine.sessions.create({
      characterId: ada.id,
      userId: 'v',
      goals: ['to be kind'],
      emotionConfig: { timeScale: 2 },
    });
    const before = await stateOf<SessionState>(store, 'session', two.id);
    await engine.sessions.restoreSnapshot(two.id, await engine.sessions.snapshot(one.id));
    const after = await engine.sessions.get(two.id);
    expect(after).toEqual({ ...two, turns: 1, revision: 2 });
    const { id, characterId, userId, createdAtMs, seed, emotionConfig, goals } = before!;
    const kept = { id, characterId, userId, createdAtMs, seed, emotionConfig, goals };
    expect(await stateOf<SessionState>(store, 'session', two.id)).toMatchObject(kept);
  });

  it('never make time run backwards, whichever way the clock has gone', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(id, { appraisal: GIFT });
    const snapshot = await engine.sessions.snapshot(id);
    for (const seconds of [DAY, -DAY * 400, 0.5, -0.5]) {
      clock.advance(seconds);
      await engine.sessions.restoreSnapshot(id, snapshot);
      await engine.sessions.perceive(id, { appraisal: GIFT });
      await engine.sessions.overrideFeeling(id, { mood: { valence: 0 } });
    }
    expect((await engine.sessions.get(id))?.turns).toBe(2);
  });

  it.each([
    ['long before', Date.UTC(1970, 0, 1)],
    ['long after', Date.UTC(2500, 0, 1)],
  ])('from %s have what was gathered told once, when a day of it is over', async (_, atMs) => {
    const { engine, store, clock } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    const windowOf = async () => (await stateOf<SessionState>(store, 'session', id))?.window;
    const changes = async () =>
      (await engine.characters.personality('ada', { historyLimit: 1000 })).evolution.length;
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(DAY / 2);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    const snapshot = await engine.sessions.snapshot(id);
    await engine.sessions.restoreSnapshot(id, { ...snapshot, atMs, lastEvent: { atMs }, cause: undefined });
    expect(await windowOf()).toMatchObject({ events: 2, sinceMs: atMs - DAY * 500 });
    clock.advance(DAY / 4);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect([await changes(), (await windowOf())?.events]).toEqual([0, 3]);
    clock.advance(DAY / 4);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect([await changes(), (await windowOf())?.events]).toEqual([4, 1]);
    // Going back again does not bring back what was told.
    await engine.sessions.restoreSnapshot(id, snapshot);
    expect((await engine.sessions.consolidate(id)).evolution[0]?.reasoning).toContain('one event');
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    // A character never grows younger.
    const { evolution } = await engine.characters.personality('ada');
    const told = evolution.map(({ timestamp }) => Date.parse(timestamp));
    expect(told).toEqual([...told].sort((a, b) => b - a));
    expect(Math.min(...told)).toBeGreaterThanOrEqual(START);
  });

  it('draw the same ups and downs again from where they were taken', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival', emotionConfig: { noisePerHour: 0.05 } });
    await engine.sessions.tick(id, 3600);
    const snapshot = await engine.sessions.snapshot(id);
    const first = await engine.sessions.tick(id, 7200);
    await engine.sessions.restoreSnapshot(id, snapshot);
    const again = await engine.sessions.tick(id, 7200);
    expect([again.emotion, again.mood, again.at]).toEqual([first.emotion, first.mood, first.at]);
  });

  it('do not free the keys that were used since', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const snapshot = await engine.sessions.snapshot(id);
    const answer = await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    await engine.sessions.restoreSnapshot(id, snapshot);
    expect(await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' })).toStrictEqual(
      answer,
    );
    expect(await engine.sessions.get(id)).toMatchObject({ turns: 0, revision: 3 });
  });

  it('are refused when the session has been written since, for one who says which revision it was', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const snapshot = await engine.sessions.snapshot(id);
    const { revision } = (await engine.sessions.get(id))!;
    await engine.sessions.restoreSnapshot(id, snapshot, { expectedRevision: revision });
    const late = engine.sessions.restoreSnapshot(id, snapshot, { expectedRevision: revision });
    expect((await failureOf(late, 'REVISION_CONFLICT')).retryable).toBe(false);
    expect(await engine.sessions.get(id)).toMatchObject({ revision: revision + 1 });
  });

  it('fifty at once among turns: each is put back whole, and none is lost', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const snapshot = await engine.sessions.snapshot(id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? engine.sessions.perceive(id, { appraisal: GIFT })
          : engine.sessions.restoreSnapshot(id, snapshot),
      ),
    );
    expect(answers.map(({ revision }) => revision)).toEqual(answers.map((_, index) => index + 2));
    expect(await engine.sessions.snapshot(id)).toStrictEqual(snapshot);
  });

  it('are refused when they are wrong or newer, and nothing has changed', async () => {
    const { engine, store } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const snapshot = await engine.sessions.snapshot(id);
    const before = await exportOf(store);
    const put = (value: unknown) => engine.sessions.restoreSnapshot(id, value as SessionSnapshot);
    const { issues } = (await failureOf(put({ ...snapshot, mood: 1, seed: 3 }), 'INPUT_INVALID')).details;
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['mood', 'seed']);
    expect((await failureOf(put({ ...snapshot, version: 2 }), 'STATE_VERSION_UNSUPPORTED')).details).toEqual({
      found: 2,
      supported: 1,
    });
    for (const none of [undefined, null, 'x', []]) await failureOf(put(none), 'INPUT_INVALID');
    await failureOf(engine.sessions.restoreSnapshot('nobody', snapshot), 'SESSION_NOT_FOUND');
    await failureOf(engine.sessions.snapshot('nobody'), 'SESSION_NOT_FOUND');
    expect(await exportOf(store)).toEqual(before);
  });
});
