import { describe, expect, it } from 'vitest';
import { type Answer, MIDDLE, setUpPersonality } from '../support/http-fixtures-personality';

const TEN = {
  intellect: 10,
  aesthetic: 20,
  industriousness: 30,
  orderliness: 40,
  enthusiasm: 50,
  assertiveness: 60,
  compassion: 70,
  politeness: 80,
  withdrawal: 90,
  volatility: 100,
};
const FRACTIONS = Object.fromEntries(Object.entries(TEN).map(([name, score]) => [name, score / 100]));

const issuesOf = ({ body }: Answer) =>
  body.errors.map(({ location, message }: Record<string, string>) => `${location}: ${message}`);

const scoresOf = (answer: Answer) =>
  Object.fromEntries(
    Object.entries<{ score: number }>(answer.body.profile.big5).map(([name, { score }]) => [name, score]),
  );

async function setUpNia(big5: object = MIDDLE) {
  const bench = await setUpPersonality();
  const { body } = await bench.ask('POST', '/agents', { name: 'Nia', agent_id: 'nia', big5 });
  expect(body.agent_id).toBe('nia');
  return bench;
}

describe('GET /agents/{agentId}/personality', () => {
  it('shows a profile from 0 to 100', async () => {
    const { ask } = await setUpNia({
      openness: 0.55,
      conscientiousness: 0.5,
      extraversion: 0.72,
      agreeableness: 0.9,
      neuroticism: 0.07,
    });
    const answer = await ask('GET', '/agents/nia/personality');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(scoresOf(answer)).toEqual({
      openness: 55,
      conscientiousness: 50,
      extraversion: 72,
      agreeableness: 90,
      neuroticism: 7,
    });
    const { profile, evolution } = answer.body;
    expect(evolution).toEqual([]);
    expect(profile.dimensions).toMatchObject({ intellect: 55, compassion: 90, volatility: 7 });
    expect(profile.big5.agreeableness).toMatchObject({ confidence: 0.8, level: 'very high' });
    expect(profile).toMatchObject({ agent_id: 'nia', name: 'Nia', gender: '', true_interests: [] });
    expect(profile.created_at).toBe('2030-01-01T00:00:00.000Z');
    expect(profile.temperature).toBeGreaterThan(0);
    expect(profile.trait_precisions.honesty_humility).toEqual({
      precision: 64,
      observation_count: 0,
      last_updated_at: '2030-01-01T00:00:00.000Z',
    });
    expect(profile).not.toHaveProperty('$schema');
    expect(profile).not.toHaveProperty('avatar_url');
  });

  it('finds an agent by its name as well as by its id, and an id before a name', async () => {
    const { ask } = await setUpNia();
    await ask('POST', '/agents', { name: 'nia', agent_id: 'other' });
    expect((await ask('GET', '/agents/Nia/personality')).body.profile.agent_id).toBe('nia');
    expect((await ask('GET', '/agents/nia/personality')).body.profile.agent_id).toBe('nia');
    expect((await ask('GET', '/agents/other/personality')).body.profile.name).toBe('nia');
  });

  it('tells of changes newest first, with deltas that add up to the bit', async () => {
    const { ask, engine, clock } = await setUpNia();
    for (const value of [0.9, 0.1, 0.77]) {
      clock.advance(86_400);
      await engine.characters.observe('nia', [
        { trait: 'compassion', value, weight: 5, trigger: 'conversation', reasoning: 'was kind' },
        { trait: 'honestyHumility', value, weight: 5, trigger: 'event' },
      ]);
    }
    const { evolution } = (await ask('GET', '/agents/nia/personality')).body;
    expect(evolution).toHaveLength(6);
    const times = evolution.map(({ timestamp }: { timestamp: string }) => timestamp);
    expect(times).toEqual([...times].sort().reverse());
    for (const one of evolution) {
      expect(one.delta).toBe(one.new_value - one.old_value);
      expect(one.applied_delta).toBe(one.delta);
      expect(one.prior_precision).toBeGreaterThan(60);
      expect(one.confidence).toBeLessThanOrEqual(1);
      expect(Math.round(one.new_value * 1e6) / 1e6).toBe(one.new_value);
    }
    const [first] = evolution.filter((one: { trait_name: string }) => one.trait_name === 'compassion');
    expect(first).toMatchObject({
      trait_category: 'dimensions',
      trigger_type: 'conversation',
      reasoning: 'was kind',
      timestamp: '2030-01-04T00:00:00.000Z',
    });
    expect(evolution).toContainEqual(
      expect.objectContaining({ trait_name: 'honesty_humility', trait_category: 'hexaco' }),
    );
  });

  it('takes as much of the history as it is asked for', async () => {
    const { ask, engine, clock } = await setUpNia();
    for (let day = 1; day <= 3; day++) {
      await engine.characters.observe('nia', [{ trait: 'compassion', value: 0.9, weight: 5 }]);
      clock.advance(86_400);
    }
    const lengthOf = async (query: string) => {
      const { status, body } = await ask('GET', `/agents/nia/personality?${query}`);
      return status === 200 ? body.evolution.length : status;
    };
    expect(await lengthOf('history_limit=2')).toBe(2);
    expect(await lengthOf('history_limit=0')).toBe(1);
    expect(await lengthOf('history_limit=')).toBe(3);
    expect(await lengthOf('history_limit=99999999999999999999')).toBe(3);
    expect(await lengthOf('since=2030-01-02')).toBe(2);
    expect(await lengthOf('since=2030-01-03&history_limit=1000')).toBe(1);
    expect(await lengthOf('since=')).toBe(3);
    expect(await lengthOf('unheard_of=1')).toBe(3);
    for (const wrong of ['abc', '-1', '1.5', '1e9', ' 1', 'NaN']) {
      const answer = await ask('GET', `/agents/nia/personality?history_limit=${encodeURIComponent(wrong)}`);
      expect([answer.status, issuesOf(answer)]).toEqual([422, ['query.history_limit: invalid integer']]);
    }
    for (const wrong of ['2026-13-45', '2026-1-1', 'yesterday', '2026-02-29', '2026-01-01T00:00:00Z']) {
      const answer = await ask('GET', `/agents/nia/personality?since=${wrong}`);
      expect([answer.status, issuesOf(answer)]).toEqual([
        422,
        ['query.since: expected string to be RFC 3339 date'],
      ]);
    }
  });
});

describe('PUT and PATCH /agents/{agentId}/personality', () => {
  it.each(['PUT', 'PATCH'])('%s sets five scores, and what follows from them', async (method) => {
    const { ask } = await setUpNia();
    const answer = await ask(method, '/agents/Nia/personality', { big5: { ...MIDDLE, neuroticism: 85 } });
    expect([answer.status, answer.body]).toEqual([200, { success: true }]);
    const after = await ask('GET', '/agents/nia/personality');
    expect(scoresOf(after)).toEqual({ ...MIDDLE, neuroticism: 85 });
    expect(after.body.profile.dimensions).toMatchObject({ withdrawal: 85, volatility: 85, intellect: 50 });
    expect(after.body.evolution).toHaveLength(2);
    expect(after.body.evolution[0]).toMatchObject({
      trigger_type: 'manual_override',
      old_value: 50,
      new_value: 85,
      delta: 35,
      applied_delta: 35,
    });
  });

  it('lets the ten outweigh the five in one call', async () => {
    const { ask } = await setUpNia();
    const body = { $schema: 'https://example.com/x.json', big5: MIDDLE, dimensions: TEN };
    expect((await ask('PUT', '/agents/nia/personality', body)).status).toBe(200);
    const after = await ask('GET', '/agents/nia/personality');
    expect(after.body.profile.dimensions).toEqual(TEN);
    expect(scoresOf(after)).toEqual({
      openness: 15,
      conscientiousness: 35,
      extraversion: 55,
      agreeableness: 75,
      neuroticism: 95,
    });
  });

  it('decides for each block by itself whether it was given in fractions', async () => {
    const { ask } = await setUpNia();
    await ask('PUT', '/agents/nia/personality', { big5: { ...MIDDLE, openness: 1 }, dimensions: FRACTIONS });
    expect((await ask('GET', '/agents/nia/personality')).body.profile.dimensions).toEqual(TEN);
    await ask('PUT', '/agents/nia/personality', { big5: { ...MIDDLE, openness: 1 } });
    expect(scoresOf(await ask('GET', '/agents/nia/personality'))).toMatchObject({ openness: 1 });
    const all = (value: number) => Object.fromEntries(Object.keys(MIDDLE).map((name) => [name, value]));
    await ask('PUT', '/agents/nia/personality', { big5: all(1) });
    expect(scoresOf(await ask('GET', '/agents/nia/personality'))).toEqual(all(100));
    await ask('PUT', '/agents/nia/personality', { big5: all(0) });
    expect(scoresOf(await ask('GET', '/agents/nia/personality'))).toEqual(all(0));
  });

  it('tells of nothing when nothing changes', async () => {
    const { ask } = await setUpNia();
    await ask('PUT', '/agents/nia/personality', { big5: MIDDLE });
    expect((await ask('GET', '/agents/nia/personality')).body.evolution).toEqual([]);
  });

  it('refuses what is not whole, and changes nothing then', async () => {
    const { ask } = await setUpNia();
    const before = await ask('GET', '/agents/nia/personality');
    const { openness: _, ...four } = MIDDLE;
    const refusals: readonly (readonly [unknown, readonly string[]])[] = [
      [{}, ['body: expected at least one of big5, dimensions to be present']],
      [{ big5: four }, ['body.big5: expected required property openness to be present']],
      [{ big5: { ...MIDDLE, foo: 1 } }, ['body.big5.foo: unexpected property']],
      [{ big5: MIDDLE, assessment_method: 'quiz' }, ['body.assessment_method: unexpected property']],
      [{ big5: { ...MIDDLE, openness: '5' } }, ['body.big5.openness: expected number']],
      [{ big5: { ...MIDDLE, openness: null } }, ['body.big5.openness: expected number']],
      [{ big5: { ...MIDDLE, openness: 100.1 } }, ['body.big5.openness: expected number <= 100']],
      [{ big5: { ...MIDDLE, openness: -0.1 } }, ['body.big5.openness: expected number >= 0']],
      [{ big5: null }, ['body.big5: expected object']],
      [{ dimensions: [] }, ['body.dimensions: expected object']],
      [[], ['body: expected object']],
      [null, ['body: expected object']],
    ];
    for (const [body, issues] of refusals) {
      const answer = await ask('PUT', '/agents/nia/personality', body);
      expect([answer.status, issuesOf(answer)]).toEqual([422, issues]);
    }
    expect((await ask('GET', '/agents/nia/personality')).body).toEqual(before.body);
  });
});

describe('POST /agents/personalities/batch', () => {
  it('answers by what was asked for, and leaves out who is not there', async () => {
    const { ask } = await setUpNia();
    await ask('PUT', '/agents/nia/personality', { big5: { ...MIDDLE, openness: 60 } });
    const agent_ids = ['nia', 'Nia', 'nobody', 'nia', '', 'x'.repeat(300), '\u0000', 'constructor'];
    const { status, body } = await ask('POST', '/agents/personalities/batch', { agent_ids });
    expect(status).toBe(200);
    expect(Object.keys(body.personalities)).toEqual(['nia', 'Nia']);
    expect(body.personalities.nia).toEqual(body.personalities.Nia);
    expect(body.personalities.nia.evolution_count).toBe(2);
    const { profile } = (await ask('GET', '/agents/nia/personality')).body;
    expect(body.personalities.nia.profile).toEqual(profile);
  });

  it('takes no list for an empty one, and up to fifty', async () => {
    const { ask } = await setUpNia();
    const batch = (agent_ids: unknown) => ask('POST', '/agents/personalities/batch', { agent_ids });
    expect((await batch(null)).body).toEqual({ personalities: {} });
    expect((await batch([])).body).toEqual({ personalities: {} });
    expect(Object.keys((await batch(Array(50).fill('nia'))).body.personalities)).toEqual(['nia']);
    const tooMany = await batch(Array(51).fill('nia'));
    expect([tooMany.status, issuesOf(tooMany)]).toEqual([
      422,
      ['body.agent_ids: expected array length <= 50'],
    ]);
    const wrong = await batch(['nia', 1]);
    expect([wrong.status, issuesOf(wrong)]).toEqual([422, ['body.agent_ids[1]: expected string']]);
    const missing = await ask('POST', '/agents/personalities/batch', {});
    expect(issuesOf(missing)).toEqual(['body: expected required property agent_ids to be present']);
  });

  it('gives agents with the names of members that every object has', async () => {
    const { ask } = await setUpPersonality();
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      const made = await ask('POST', '/agents', JSON.stringify({ name, agent_id: name }));
      expect(made.body.agent_id).toBe(name);
    }
    const { body } = await ask('POST', '/agents/personalities/batch', { agent_ids: names });
    expect(Object.keys(body.personalities)).toEqual(names);
    expect(({} as Record<string, unknown>)['profile']).toBeUndefined();
  });
});
