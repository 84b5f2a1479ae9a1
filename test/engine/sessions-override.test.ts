import { describe, expect, it } from 'vitest';
import { createEngine, type OverrideFeelingInput, type SessionState } from '../../src';
import { stateOf } from '../character/stored';
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

describe.each(STORE_KINDS)('setting a feeling by hand over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    const { id, characterId } = await bench.engine.sessions.create({ personality: NEUTRAL, userId: 'u' });
    bench.events.length = 0;
    return { ...bench, id, characterId };
  }

  it('lets time pass by the clock, sets what was given, and is stored and told', async () => {
    const { engine, id, characterId, clock, events, store } = await begin();
    const { emotion: glad } = await engine.sessions.perceive(id, { appraisal: GIFT });
    clock.advance(3600);
    const found = await engine.sessions.state(id);
    events.length = 0;
    const answer = await engine.sessions.overrideFeeling(id, {
      emotion: { valence: -0.8, dominance: -0.5 },
      mood: { arousal: 0.25 },
    });
    expect(answer).toMatchObject({ id, characterId, turns: 1, revision: 3, at: '2030-01-01T01:00:00.000Z' });
    expect(answer.emotion.vad).toEqual({ ...found.emotion.vad, valence: -0.8, dominance: -0.5 });
    expect(answer.mood.vad).toEqual({ ...found.mood.vad, arousal: 0.25 });
    expect(answer.emotion.label).not.toBe(glad.label);
    expect(answer.expectation).toEqual(found.expectation);
    expect(await engine.sessions.state(id)).toStrictEqual(answer);
    const { emotion, mood, at } = answer;
    expect(events).toEqual([
      {
        type: 'session.overridden',
        sessionId: id,
        characterId,
        userId: 'u',
        atMs: Date.parse(at),
        emotion,
        mood,
        previousLabel: glad.label,
      },
    ]);
    const history = await store.history({ collection: 'session', id }, {});
    expect(history.map(({ type }) => type)).toEqual([
      'session.created',
      'session.perceived',
      'session.overridden',
    ]);
    const state = await stateOf<SessionState>(store, 'session', id);
    expect(state).toMatchObject({ steps: 2, turns: 1, clockMs: clock.nowMs, label: emotion.label });
    expect(state).not.toHaveProperty('cause');
    // What was gathered of the gift is still to be told, once.
    expect(state?.window?.events).toBe(1);
  });

  it('of mood alone leaves emotion to what it was about', async () => {
    const { engine, id, store } = await begin();
    const { emotion } = await engine.sessions.perceive(id, { appraisal: INSULT });
    const answer = await engine.sessions.overrideFeeling(id, { mood: { valence: -1 } });
    expect(answer.emotion).toEqual(emotion);
    expect(answer.mood.vad.valence).toBe(-1);
    expect(await stateOf<SessionState>(store, 'session', id)).toHaveProperty('cause');
  });

  it('is felt from there on: it fades as feelings do', async () => {
    const { engine, id, clock } = await begin();
    const set = await engine.sessions.overrideFeeling(id, { emotion: { valence: -0.9, arousal: 0.7 } });
    expect(set.emotion.intensity).toBeGreaterThan(0.4);
    clock.advance(86_400 * 30);
    expect((await engine.sessions.state(id)).emotion.label).toBe('neutral');
  });

  it('fifty times at once: all are applied in their order, none is lost', async () => {
    const { engine, id, events, store } = await begin();
    const valences = Array.from({ length: 50 }, (_, index) => index / 50);
    const answers = await Promise.all(
      valences.map((valence) => engine.sessions.overrideFeeling(id, { emotion: { valence } })),
    );
    expect(answers.map(({ revision }) => revision)).toEqual(valences.map((_, index) => index + 2));
    expect(answers.map(({ emotion }) => emotion.vad.valence)).toEqual(valences);
    expect(events).toHaveLength(50);
    expect(await stateOf<SessionState>(store, 'session', id)).toMatchObject({ steps: 50, turns: 0 });
  });

  it('by two engines at once, between turns: revisions have no gaps and nothing is lost', async () => {
    const disk = kind.newDisk();
    const engines = await Promise.all(
      [1, 2].map((seed) => {
        const store = createFaultStore(disk.open());
        store.before = (method) =>
          method === 'commit' && Math.random() < 0.3
            ? new Promise((resolve) => setImmediate(resolve))
            : undefined;
        return createEngine({ store, seed, clock: createManualClock() });
      }),
    );
    const { id } = await engines[0]!.sessions.create({ personality: NEUTRAL });
    const answers = await Promise.all(
      engines.flatMap(({ sessions }) =>
        Array.from({ length: 30 }, (_, index) =>
          index % 2 === 0
            ? sessions.overrideFeeling(id, { mood: { valence: 0.5 } })
            : sessions.perceive(id, { appraisal: GIFT }),
        ),
      ),
    );
    expect(answers.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 2),
    );
    expect(await engines[1]!.sessions.state(id)).toMatchObject({ turns: 30, revision: 61 });
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it('refuses what is no feeling, and changes nothing', async () => {
    const { engine, id, store, events } = await begin();
    const before = await exportOf(store);
    const bad: readonly (readonly [string, unknown])[] = [
      ['', undefined],
      ['', 'happy'],
      ['emotion', {}],
      ['emotion', { emotion: {} }],
      ['emotion', { emotion: {}, mood: { valence: undefined } }],
      ['emotion.valence', { emotion: { valence: 1.0001 } }],
      ['emotion.arousal', { emotion: { arousal: Number.NaN } }],
      ['mood.dominance', { mood: { dominance: '0' } }],
      ['mood.joy', { mood: { joy: 1 } }],
      ['label', { emotion: { valence: 0 }, label: 'joy' }],
    ];
    for (const [path, input] of bad) {
      const call = engine.sessions.overrideFeeling(id, input as OverrideFeelingInput);
      const { issues } = (await failureOf(call, 'INPUT_INVALID')).details;
      expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
    }
    await failureOf(engine.sessions.overrideFeeling('nobody', { mood: { valence: 0 } }), 'SESSION_NOT_FOUND');
    expect(await exportOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('is refused by a clock that runs backwards, and bears one that is a little behind', async () => {
    const { engine, id, clock } = await begin();
    clock.advance(-1);
    const { at } = await engine.sessions.overrideFeeling(id, { emotion: { valence: 0.5 } });
    expect(at).toBe('2030-01-01T00:00:00.000Z');
    clock.advance(-1);
    await failureOf(engine.sessions.overrideFeeling(id, { emotion: { valence: 0 } }), 'TIME_REVERSED');
  });
});
