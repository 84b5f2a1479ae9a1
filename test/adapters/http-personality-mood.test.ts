import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpHandler } from '../../adapters/http';
import { labelMood } from '../../adapters/http/dialects/personality/wire-mood';
import { GIFT, INSULT } from '../support/engine-fixtures';
import { type Answer, askerOf, MIDDLE, setUpPersonality } from '../support/http-fixtures-personality';

const DAY = 86_400;
const FOUR = ['valence', 'arousal', 'tension', 'affiliation'] as const;
type Scores = Readonly<Record<(typeof FOUR)[number], number>>;

const issuesOf = ({ body }: Answer) =>
  body.errors.map(({ location, message }: Record<string, string>) => `${location}: ${message}`);
const scoresOf = (mood: Scores) => FOUR.map((name) => mood[name]);
const scores = (valence: number, arousal: number, tension: number, affiliation: number): Scores => ({
  valence,
  arousal,
  tension,
  affiliation,
});
const round = (value: number) => Math.round(value * 1e6) / 1e6;

async function setUpNia() {
  const bench = await setUpPersonality();
  await bench.ask('POST', '/agents', { name: 'Nia', agent_id: 'nia', big5: { ...MIDDLE, neuroticism: 80 } });
  return bench;
}

describe('the name of a mood', () => {
  it.each([
    [50, 50, 50, 50, 'neutral'],
    [85, 70, 70, 80, 'blissful'],
    [15, 90, 10, 20, 'angry'],
    [30, 75, 55, 45, 'anxious'],
    [25, 25, 40, 35, 'melancholy'],
    [75, 55, 65, 95, 'content'],
    [61, 54, 50, 50, 'content'],
    [80, 85, 30, 50, 'excited'],
    // The borders.
    [35, 60, 10, 50, 'neutral'],
    [34.9, 60, 39.9, 50, 'angry'],
    [34.9, 60, 40, 50, 'anxious'],
    [34.9, 59.9, 0, 50, 'melancholy'],
    [59.9, 100, 0, 50, 'neutral'],
    [60, 60, 59.9, 50, 'excited'],
    [60, 60, 60, 50, 'content'],
    [79.9, 0, 0, 50, 'content'],
    [80, 0, 0, 50, 'blissful'],
  ])('of %d/%d/%d/%d is %s', (valence, arousal, tension, affiliation, label) => {
    expect(labelMood(scores(valence, arousal, tension, affiliation))).toBe(label);
  });
});

describe('GET mood', () => {
  it('rests in the home base while nobody has talked with the agent', async () => {
    const { ask, engine } = await setUpNia();
    const { status, body } = await ask('GET', '/agents/Nia/mood');
    const { homeBase } = (await engine.characters.get('nia'))!.config;
    const resting = [
      50 + 50 * homeBase.valence,
      50 + 50 * homeBase.arousal,
      50 + 25 * (homeBase.valence - homeBase.arousal),
      50 + 25 * (homeBase.valence - homeBase.dominance),
    ].map(round);
    expect(status).toBe(200);
    expect(body.mood).not.toHaveProperty('user_id');
    for (const prefix of ['', 'baseline_', 'user_baseline_']) {
      expect(FOUR.map((name) => body.mood[prefix + name])).toEqual(resting);
    }
    for (const name of ['created_at', 'updated_at', 'last_decay_at', 'last_interaction_at']) {
      expect(body.mood[name]).toBe('2030-01-01T00:00:00.000Z');
    }
  });

  it('is that of the session that was written last, or of the last one with a user', async () => {
    const { ask, engine, clock } = await setUpNia();
    const ada = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    const bob = await engine.sessions.create({ characterId: 'nia', userId: 'bob' });
    clock.advance(60);
    await engine.sessions.perceive(ada.id, { appraisal: INSULT });
    clock.advance(60);
    await engine.sessions.perceive(bob.id, { appraisal: GIFT });
    clock.advance(600);
    const moodOf = async (query: string) => (await ask('GET', `/agents/nia/mood${query}`)).body.mood;
    const state = await engine.sessions.state(bob.id);
    const { emotion, mood } = { emotion: state.emotion.vad, mood: state.mood.vad };
    const expected = [
      50 + 50 * mood.valence,
      50 + 50 * mood.arousal,
      50 + 25 * (emotion.valence - emotion.arousal),
      50 + 25 * (mood.valence - mood.dominance),
    ].map(round);
    const latest = await moodOf('');
    expect(scoresOf(latest)).toEqual(expected);
    expect(latest).toMatchObject({
      agent_id: 'nia',
      user_id: 'bob',
      created_at: '2030-01-01T00:00:00.000Z',
      updated_at: '2030-01-01T00:02:00.000Z',
      last_interaction_at: '2030-01-01T00:02:00.000Z',
      last_decay_at: '2030-01-01T00:12:00.000Z',
    });
    expect(await moodOf('?user_id=bob')).toEqual(latest);
    expect(await moodOf('?user_id=')).toEqual(latest);
    const hurt = await moodOf('?user_id=ada');
    expect(hurt.user_id).toBe('ada');
    expect(hurt.valence).toBeLessThan(latest.valence);
    expect(hurt.tension).toBeLessThan(latest.tension);
    const nobody = await moodOf('?user_id=carl');
    expect(nobody).toMatchObject({ user_id: 'carl', valence: nobody.baseline_valence });
  });

  it('shows the base line of a session that has one of its own', async () => {
    const { ask, engine } = await setUpNia();
    await engine.sessions.create({
      characterId: 'nia',
      userId: 'ada',
      emotionConfig: { homeBase: { valence: 0.5, arousal: 0, dominance: -0.5 } },
    });
    const { mood } = (await ask('GET', '/agents/nia/mood?user_id=ada')).body;
    expect(mood).toMatchObject({ user_baseline_valence: 75, user_baseline_affiliation: 75 });
    expect(mood.baseline_valence).toBeLessThan(70);
  });

  it('keeps users of an instance apart', async () => {
    const { ask } = await setUpNia();
    const put = (query: string, valence: number) =>
      ask('PUT', `/agents/nia/mood?${query}`, scores(valence, 50, 50, 50));
    const valenceOf = async (query: string) =>
      (await ask('GET', `/agents/nia/mood?${query}`)).body.mood.valence;
    await put('user_id=ada', 10);
    await put('user_id=ada&instance_id=x', 20);
    await put('user_id=b:c&instance_id=a', 30);
    await put('user_id=c&instance_id=a:b', 40);
    await put('instance_id=y', 55);
    expect(await valenceOf('user_id=ada')).toBe(10);
    expect(await valenceOf('user_id=ada&instance_id=x')).toBe(20);
    expect(await valenceOf('user_id=b:c&instance_id=a')).toBe(30);
    expect(await valenceOf('user_id=c&instance_id=a:b')).toBe(40);
    expect(await valenceOf('instance_id=x')).toBe(20);
    expect(await valenceOf('instance_id=y')).toBe(55);
    expect(await valenceOf('user_id=ada&instance_id=')).toBe(10);
    const long = await ask('GET', `/agents/nia/mood?user_id=ada&instance_id=${'x'.repeat(199)}`);
    expect([long.status, issuesOf(long)]).toEqual([
      422,
      ['query.instance_id: expected length with user_id <= 200'],
    ]);
    const wrong = await ask('GET', '/agents/nia/mood?user_id=%00');
    expect([wrong.status, issuesOf(wrong)]).toEqual([422, ['query.user_id: unexpected control character']]);
  });
});

describe('PUT mood', () => {
  it('sets a mood that is felt from there on', async () => {
    const { ask, clock } = await setUpNia();
    const wanted = scores(75, 55, 65, 70);
    const put = await ask('PUT', '/agents/Nia/mood?user_id=ada', { $schema: 'x', ...wanted });
    expect(put.status).toBe(200);
    expect(put.body.mood).toMatchObject({ ...wanted, label: 'content', agent_id: 'nia', user_id: 'ada' });
    expect((await ask('GET', '/agents/nia/mood?user_id=ada')).body).toEqual(put.body);
    clock.advance(DAY);
    const { mood } = (await ask('GET', '/agents/nia/mood?user_id=ada')).body;
    expect(mood.valence).toBeLessThan(75);
    expect(mood.valence).toBeGreaterThan(mood.baseline_valence);
  });

  it('sets that of the session written last, or begins one with nobody', async () => {
    const { ask, engine } = await setUpNia();
    const { body } = await ask('PUT', '/agents/nia/mood', scores(60, 40, 50, 50));
    expect(body.mood).not.toHaveProperty('user_id');
    await ask('PUT', '/agents/nia/mood', scores(61, 40, 50, 50));
    expect((await engine.sessions.list({ characterId: 'nia' })).sessions).toHaveLength(1);
  });

  it('gives every valence and arousal exactly, and the others when there is room', async () => {
    const { ask } = await setUpNia();
    const score = fc.oneof(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
    );
    await fc.assert(
      fc.asyncProperty(score, score, score, score, async (valence, arousal, tension, affiliation) => {
        const wanted = scores(valence, arousal, tension, affiliation);
        const { status, body } = await ask('PUT', '/agents/nia/mood?user_id=ada', wanted);
        expect(status).toBe(200);
        expect(body.mood).toMatchObject({ valence, arousal });
        const axis = (one: number) => (one - 50) / 50;
        if (Math.abs(axis(valence) - 2 * axis(affiliation)) <= 1) {
          expect(body.mood.affiliation).toBeCloseTo(affiliation, 5);
        }
        const shift = axis(tension) - (axis(valence) - axis(arousal)) / 2;
        if (Math.abs(axis(valence) + shift) <= 1 && Math.abs(axis(arousal) - shift) <= 1) {
          expect(body.mood.tension).toBeCloseTo(tension, 5);
        }
        for (const name of FOUR) {
          expect(body.mood[name]).toBeGreaterThanOrEqual(0);
          expect(body.mood[name]).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('refuses what is no mood, and begins no session for it', async () => {
    const { ask, engine } = await setUpNia();
    const fine = scores(50, 50, 50, 50);
    const refusals: readonly (readonly [object, string])[] = [
      [{ ...fine, valence: 100.01 }, 'body.valence: expected number <= 100'],
      [{ ...fine, tension: -1 }, 'body.tension: expected number >= 0'],
      [{ ...fine, arousal: '5' }, 'body.arousal: expected number'],
      [{ ...fine, happiness: 5 }, 'body.happiness: unexpected property'],
      [{ valence: 1, arousal: 1, tension: 1 }, 'body: expected required property affiliation to be present'],
    ];
    for (const [body, issue] of refusals) {
      const answer = await ask('PUT', '/agents/nia/mood?user_id=ada', body);
      expect([answer.status, issuesOf(answer)]).toEqual([422, [issue]]);
    }
    expect((await engine.sessions.list()).sessions).toEqual([]);
  });
});

describe('GET mood-history', () => {
  it('tells of moods with users newest first, each beside the one before', async () => {
    const { ask, engine, clock } = await setUpNia();
    const ada = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    const nobody = await engine.sessions.create({ characterId: 'nia' });
    await engine.sessions.perceive(nobody.id, { appraisal: GIFT });
    await engine.sessions.perceive(ada.id, { appraisal: GIFT, text: 'Look what I have got for you' });
    clock.advance(3600);
    await engine.sessions.tick(ada.id, 60);
    await engine.sessions.perceive(ada.id, { appraisal: INSULT, text: 'x'.repeat(300) });
    clock.advance(3600);
    await ask('PUT', '/agents/nia/mood?user_id=bob', scores(75, 55, 65, 70));
    clock.advance(3600);
    await ask('PUT', '/agents/nia/mood?user_id=ada', scores(50, 50, 50, 50));

    const read = async (query = '') => (await ask('GET', `/agents/Nia/mood-history${query}`)).body.entries;
    const entries = await read();
    const [set, bobs, hurt, glad] = entries;
    expect(entries).toHaveLength(4);
    expect(set).toMatchObject({
      ...scores(50, 50, 50, 50),
      label: 'neutral',
      trigger_type: 'manual_override',
      // By the session's own time: the tick has counted a minute for the first hour.
      timestamp: '2030-01-01T02:01:00.000Z',
      delta_valence: 50 - hurt.valence,
      delta_arousal: 50 - hurt.arousal,
      delta_tension: 50 - hurt.tension,
      delta_affiliation: 50 - hurt.affiliation,
    });
    expect(bobs).toMatchObject({ valence: 75, trigger_type: 'manual_override' });
    expect(bobs).not.toHaveProperty('delta_valence');
    expect(hurt.trigger_type).toBe('conversation');
    expect(hurt).not.toHaveProperty('trigger_reason');
    expect(hurt.delta_valence).toBe(hurt.valence - glad.valence);
    expect(glad.trigger_reason).toBe('Look what I have got for you');
    expect(glad).not.toHaveProperty('delta_valence');

    expect(await read('?limit=2')).toEqual([set, bobs]);
    expect(await read('?limit=0')).toEqual([set]);
    expect(await read('?limit=9999')).toEqual(entries);
    expect(await read('?user_id=bob')).toEqual([bobs]);
    expect(await read('?user_id=carl')).toEqual([]);
    expect(await read('?user_id=bob&instance_id=i')).toEqual([]);
    const wrong = await ask('GET', '/agents/nia/mood-history?limit=-1');
    expect([wrong.status, issuesOf(wrong)]).toEqual([422, ['query.limit: invalid integer']]);
  });

  it('finds moods behind long stretches in which nothing was felt', async () => {
    const { ask, engine } = await setUpNia();
    const ada = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    for (let i = 0; i < 3; i++) {
      await engine.sessions.perceive(ada.id, { appraisal: GIFT, elapsedSeconds: 1 });
      for (let tick = 0; tick < 700; tick++) await engine.sessions.tick(ada.id, 1);
    }
    const { entries } = (await ask('GET', '/agents/nia/mood-history?limit=2')).body;
    expect(entries).toHaveLength(2);
    expect(entries[1]).toHaveProperty('delta_valence');
    expect((await ask('GET', '/agents/nia/mood-history')).body.entries).toHaveLength(3);
  });
});

describe('GET mood/aggregate', () => {
  it('is the mean of the last mood with each user of the last days', async () => {
    const { ask, engine, clock } = await setUpNia();
    const read = async (query = '') => (await ask('GET', `/agents/Nia/mood/aggregate${query}`)).body;
    const resting = (await ask('GET', '/agents/nia/mood')).body.mood;
    expect(await read()).toEqual({
      ...Object.fromEntries(FOUR.map((name) => [name, resting[name]])),
      label: resting.label,
      user_count: 0,
      days_window: 5,
    });
    const put = (user: string, mood: Scores) => ask('PUT', `/agents/nia/mood?user_id=${user}`, mood);
    await put('old', scores(20, 20, 40, 40));
    clock.advance(4 * DAY);
    await put('ada', scores(90, 90, 40, 60));
    await put('ada', scores(70, 50, 60, 60));
    await put('bob', scores(60, 40, 50, 50));
    await engine.sessions.create({ characterId: 'nia', userId: 'silent' });
    const nobody = await engine.sessions.create({ characterId: 'nia' });
    await engine.sessions.perceive(nobody.id, { appraisal: GIFT });
    expect(await read()).toEqual({
      ...scores(50, 36.666667, 50, 50),
      label: 'neutral',
      user_count: 3,
      days_window: 5,
    });
    expect(await read('?days=3')).toEqual({
      ...scores(65, 45, 55, 55),
      label: 'content',
      user_count: 2,
      days_window: 3,
    });
    expect((await read('?days=0')).days_window).toBe(1);
    expect((await read('?days=999999')).days_window).toBe(3650);
    expect((await ask('GET', '/agents/nia/mood/aggregate?days=x')).status).toBe(422);
  });

  it('counts back from where the session is in its own time, however far that is', async () => {
    const { ask, engine } = await setUpNia();
    const ada = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    await engine.sessions.perceive(ada.id, { appraisal: GIFT });
    for (let i = 0; i < 100; i++) await engine.sessions.tick(ada.id, 36_525 * DAY);
    expect((await ask('GET', '/agents/nia/mood/aggregate')).body.user_count).toBe(0);
    await engine.sessions.perceive(ada.id, { appraisal: GIFT });
    expect((await ask('GET', '/agents/nia/mood/aggregate')).body.user_count).toBe(1);
    expect((await ask('GET', '/agents/nia/mood-history')).body.entries).toHaveLength(2);
  });

  it('counts a user once who has several sessions', async () => {
    const { ask, engine, clock } = await setUpNia();
    const first = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    const second = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    await engine.sessions.perceive(second.id, { appraisal: GIFT });
    clock.advance(60);
    await engine.sessions.overrideFeeling(first.id, { mood: { valence: 0.2, arousal: 0, dominance: 0 } });
    const { body } = await ask('GET', '/agents/nia/mood/aggregate');
    expect(body).toMatchObject({ user_count: 1, valence: 60 });
  });
});

describe('sessions that go while they are read', () => {
  it('are passed over', async () => {
    const { engine } = await setUpNia();
    const ada = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    await engine.sessions.perceive(ada.id, { appraisal: GIFT });
    // Listed a moment ago, and gone by now.
    const list = engine.sessions.list.bind(engine.sessions);
    const going = {
      ...engine,
      sessions: {
        ...engine.sessions,
        async list(...input: Parameters<typeof list>) {
          const page = await list(...input);
          await engine.sessions.archive(ada.id);
          return page;
        },
      },
    };
    const ask = askerOf(await createHttpHandler({ engine: going, dialects: ['personality'] }));
    for (const path of ['mood', 'mood-history', 'mood/aggregate', 'timemachine?at=2030-01-01T00:00:00Z']) {
      await engine.sessions.unarchive(ada.id);
      expect((await ask('GET', `/agents/nia/${path}`)).status).toBe(200);
    }
  });
});
