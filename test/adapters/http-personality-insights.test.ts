import { describe, expect, it } from 'vitest';
import { GIFT } from '../support/engine-fixtures';
import { type Answer, MIDDLE, setUpPersonality } from '../support/http-fixtures-personality';

const DAY = 86_400;
const issuesOf = ({ body }: Answer) =>
  body.errors.map(({ location, message }: Record<string, string>) => `${location}: ${message}`);

async function setUpNia() {
  const bench = await setUpPersonality();
  await bench.ask('POST', '/agents', { name: 'Nia', agent_id: 'nia', big5: MIDDLE });
  return bench;
}

describe('recent shifts', () => {
  it('sums up a week', async () => {
    const { ask, engine, clock } = await setUpNia();
    expect((await ask('GET', '/agents/nia/personality/recent-shifts')).body).toEqual({ shifts: [] });
    await ask('PUT', '/agents/nia/personality', { big5: { ...MIDDLE, agreeableness: 70 } });
    clock.advance(700);
    await engine.characters.observe('nia', [
      { trait: 'honestyHumility', value: 0, weight: 50, reasoning: 'lied', trigger: 'event' },
    ]);
    const { shifts } = (await ask('GET', '/agents/Nia/personality/recent-shifts')).body;
    expect(shifts[0]).toMatchObject({
      trait_name: 'politeness',
      direction: 'increase',
      magnitude: 'strong',
      timeframe_days: 7,
      trigger_types: ['manual_override'],
      timestamp: '2030-01-01T00:00:00.000Z',
    });
    expect(shifts).toContainEqual(
      expect.objectContaining({
        trait_name: 'honesty_humility',
        direction: 'decrease',
        reasoning: 'lied',
        trigger_types: ['event'],
      }),
    );
    clock.advance(8 * DAY);
    expect((await ask('GET', '/agents/nia/personality/recent-shifts')).body).toEqual({ shifts: [] });
  });
});

describe('significant moments', () => {
  it('tells of turning points, newest first, as many as are asked for', async () => {
    const { ask, engine, clock } = await setUpNia();
    for (const reasoning of ['was saved', 'was betrayed', undefined]) {
      clock.advance(DAY);
      await engine.characters.observe('nia', [
        {
          trait: 'compassion',
          value: reasoning === 'was saved' ? 1 : 0,
          weight: 20,
          impact: 1,
          ...(reasoning && { reasoning }),
        },
        { trait: 'honestyHumility', value: 0, weight: 20, impact: 1, ...(reasoning && { reasoning }) },
      ]);
    }
    const path = '/agents/nia/personality/significant-moments';
    const { moments } = (await ask('GET', path)).body;
    expect(moments.at(-1)).toEqual({
      description: 'was saved',
      reasoning: 'was saved',
      trigger_type: 'observation',
      created_at: '2030-01-02T00:00:00.000Z',
      traits_affected: ['compassion', 'honesty_humility'],
    });
    // Where no reason was given, the description stands in for it: the contract wants one.
    expect(moments[0].reasoning).toBe(moments[0].description);
    const lengthOf = async (limit: string) =>
      (await ask('GET', `${path}?limit=${limit}`)).body.moments.length;
    expect(await lengthOf('1')).toBe(1);
    expect(await lengthOf('0')).toBe(1);
    expect(await lengthOf('1000')).toBe(moments.length);
    const wrong = await ask('GET', `${path}?limit=ten`);
    expect([wrong.status, issuesOf(wrong)]).toEqual([422, ['query.limit: invalid integer']]);
  });
});

describe('overlays', () => {
  it('tells how an agent is with each user and with one', async () => {
    const { ask, engine, clock } = await setUpNia();
    const users = Array.from({ length: 120 }, (_, i) => `user-${i}`);
    for (const userId of users) {
      await engine.characters.observe('nia', [{ trait: 'compassion', value: 1, weight: 5, userId }]);
    }
    const { overlays } = (await ask('GET', '/agents/nia/personality/users')).body;
    expect(overlays.map((one: { user_id: string }) => one.user_id)).toEqual(users);
    clock.advance(2 * DAY);
    await engine.characters.observe('nia', [
      { trait: 'compassion', value: 1, weight: 5, userId: 'user-3', reasoning: 'listened' },
    ]);
    const { status, body } = await ask('GET', '/agents/Nia/personality/users/user-3');
    expect(status).toBe(200);
    expect(body.overlay).toMatchObject({
      agent_id: 'nia',
      user_id: 'user-3',
      created_at: '2030-01-01T00:00:00.000Z',
      updated_at: '2030-01-03T00:00:00.000Z',
    });
    expect(body.overlay.dimensions.compassion).toBeGreaterThan(body.base.dimensions.compassion);
    expect(body.base).toEqual((await ask('GET', '/agents/nia/personality')).body.profile);
    expect(body.evolution).toHaveLength(2);
    expect(body.evolution[0]).toMatchObject({ user_id: 'user-3', reasoning: 'listened' });
    const since = await ask('GET', '/agents/nia/personality/users/user-3?since=2030-01-02');
    expect(since.body.evolution).toHaveLength(1);
  });

  it('is not there for a user who was never seen, or can be none', async () => {
    const { ask } = await setUpNia();
    for (const user of ['nobody', '%00', 'x'.repeat(201), '__proto__']) {
      const answer = await ask('GET', `/agents/nia/personality/users/${user}`);
      expect([answer.status, answer.body.title]).toEqual([404, 'Not Found']);
    }
    const since = await ask('GET', '/agents/nia/personality/users/nobody?since=x');
    expect(since.status).toBe(422);
  });

  it('keeps users of an instance apart from the same users outside of it', async () => {
    const { ask, engine } = await setUpNia();
    await engine.characters.observe('nia', [
      { trait: 'compassion', value: 1, weight: 5, userId: 'inst:stage:ada' },
    ]);
    expect((await ask('GET', '/agents/nia/personality/users/ada')).status).toBe(404);
    const { body } = await ask('GET', '/agents/nia/personality/users/ada?instance_id=stage');
    expect(body.overlay.user_id).toBe('ada');
    const { overlays } = (await ask('GET', '/agents/nia/personality/users')).body;
    expect(overlays[0].user_id).toBe('inst:stage:ada');
    expect((await ask('GET', '/agents/nia/personality/users/inst%3Astage%3Aada')).status).toBe(200);
  });
});

describe('the time machine', () => {
  it('goes back to what was, and to how it felt', async () => {
    const { ask, engine, clock } = await setUpNia();
    clock.advance(DAY);
    const session = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    await engine.sessions.perceive(session.id, { appraisal: GIFT });
    const felt = (await ask('GET', '/agents/nia/mood?user_id=ada')).body.mood;
    clock.advance(DAY);
    await ask('PUT', '/agents/nia/personality', { big5: { ...MIDDLE, openness: 90 } });
    await engine.sessions.create({ characterId: 'nia', userId: 'bob' });
    clock.advance(DAY);

    const at = (instant: string, more = '') =>
      ask('GET', `/agents/Nia/timemachine?at=${encodeURIComponent(instant)}${more}`);
    const past = (await at('2030-01-02T01:00:00+01:00')).body;
    expect(past.requested_at).toBe('2030-01-02T00:00:00.000Z');
    expect(past.personality_at.openness.score).toBe(50);
    expect(past.current_personality.openness.score).toBe(90);
    expect(past.evolution_events).toEqual([]);
    const { valence, arousal, tension, affiliation, label } = felt;
    expect(past.mood_at).toEqual({ valence, arousal, tension, affiliation, label });

    const later = (await at('2030-01-03T12:00:00Z')).body;
    expect(later.personality_at.openness.score).toBe(90);
    expect(later.evolution_events).toHaveLength(2);
    const now = (await ask('GET', '/agents/nia/personality')).body.profile;
    expect(later.current_personality).toEqual(now.big5);

    // Before any session, and with somebody who has none, it rests in its home base.
    const resting = (await ask('GET', '/agents/nia/mood?user_id=nobody')).body.mood;
    const before = (await at('2030-01-01T12:00:00Z')).body.mood_at;
    expect(before).toMatchObject({ valence: resting.baseline_valence, tension: resting.baseline_tension });
    expect((await at('2030-01-02T00:00:00Z', '&user_id=nobody')).body.mood_at).toEqual(before);
    expect((await at('2030-01-02T00:00:00Z', '&user_id=ada')).body.mood_at).toEqual(past.mood_at);
    expect((await at('2030-01-02T00:00:00Z', '&user_id=ada&instance_id=i')).body.mood_at).toEqual(before);
    // The session with Bob is the last by then, and nothing has happened in it.
    expect((await at('2030-01-03T12:00:00Z')).body.mood_at).toEqual(
      (await at('2030-01-03T12:00:00Z', '&user_id=bob')).body.mood_at,
    );
  });

  it('takes a session whose own time has not come so far as it stands', async () => {
    const { ask, engine, clock } = await setUpNia();
    const session = await engine.sessions.create({ characterId: 'nia', userId: 'ada' });
    clock.advance(DAY);
    await engine.sessions.perceive(session.id, { appraisal: GIFT, elapsedSeconds: 60 });
    const felt = (await ask('GET', '/agents/nia/mood')).body.mood;
    const { body } = await ask('GET', '/agents/nia/timemachine?at=2030-01-01T20:00:00Z');
    expect(body.mood_at.valence).toBe(felt.valence);
  });

  it('goes neither into the future nor before the beginning, nor to what is no instant', async () => {
    const { ask } = await setUpNia();
    const refused = async (at: string) => issuesOf(await ask('GET', `/agents/nia/timemachine?at=${at}`));
    expect(await refused('2030-01-01T00:00:01Z')).toEqual(['query.at: lies in the future']);
    expect(await refused('2029-12-31T23:59:59Z')).toEqual([
      'query.at: lies before the character was created',
    ]);
    for (const at of ['', '2030-01-01', 'now', '2030-01-01T00:00:00', '1893456000000']) {
      expect(await refused(at)).toEqual(['query.at: expected string to be RFC 3339 date-time']);
    }
    const missing = await ask('GET', '/agents/nia/timemachine');
    expect([missing.status, issuesOf(missing)]).toEqual([
      422,
      ['query.at: required query parameter is missing'],
    ]);
  });
});
