import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpHandler } from '../../adapters/http';
import { type Answer, askerOf, MIDDLE, setUpPersonality } from '../support/http-fixtures-personality';

const issuesOf = ({ body }: Answer) =>
  body.errors.map(({ location, message }: Record<string, string>) => `${location}: ${message}`);

const PREFERENCES = {
  conversation_pace: 'slow',
  formality: 'casual',
  humor_style: 'dry',
  emotional_expression: 'open',
};
const BEHAVIORS = {
  response_length: 'short',
  question_frequency: 'high',
  empathy_style: 'warm',
  conflict_approach: 'direct',
};
const CARD = {
  gender: 'female',
  bio: 'Grew up in a lighthouse.',
  avatar_url: 'https://example.com/luna.png',
  personality_prompt: 'You are Luna.',
  speech_patterns: ['well, well'],
  true_interests: ['tides', 'maps'],
  true_dislikes: ['noise'],
  primary_traits: ['patient'],
  preferences: PREFERENCES,
  behaviors: BEHAVIORS,
};

describe('POST /agents', () => {
  it('makes an agent of whose author everything comes back', async () => {
    const { ask, engine } = await setUpPersonality();
    const made = await ask('POST', '/agents', {
      $schema: 'https://example.com/schema.json',
      name: 'Luna',
      ...CARD,
      big5: { ...MIDDLE, openness: 80 },
      dimensions: {
        intellect: 0.9,
        aesthetic: 0.7,
        industriousness: 0.5,
        orderliness: 0.5,
        enthusiasm: 0.5,
        assertiveness: 0.5,
        compassion: 0.5,
        politeness: 0.5,
        withdrawal: 0.5,
        volatility: 0.5,
      },
      project_id: 'p1',
      language: 'pt-BR',
      user_id: 'owner-1',
      user_display_name: 'Olga',
      generate_avatar: true,
    });
    expect(made.status).toBe(200);
    const { agent_id } = made.body;
    expect(made.body).toEqual({
      agent_id: expect.stringMatching(/^[\da-f-]{36}$/),
      tenant_id: '',
      owner_user_id: 'owner-1',
      owner_display_name: 'Olga',
      project_id: 'p1',
      created_at: '2030-01-01T00:00:00.000Z',
      instance_count: 0,
      is_active: true,
      name: 'Luna',
      ...CARD,
      big5: expect.objectContaining({ openness: expect.objectContaining({ score: 80 }) }),
      dimensions: expect.objectContaining({ intellect: 90, aesthetic: 70, volatility: 50 }),
    });
    expect((await ask('GET', '/agents/Luna')).body).toEqual(made.body);
    expect((await ask('GET', `/agents/${agent_id}/personality`)).body.profile).toMatchObject(CARD);
    await engine.characters.observe(agent_id, [{ trait: 'compassion', value: 1, userId: 'ada' }]);
    const { overlay } = (await ask('GET', '/agents/Luna/personality/users/ada')).body;
    expect(overlay).toMatchObject({
      preferences: PREFERENCES,
      behaviors: BEHAVIORS,
      primary_traits: ['patient'],
    });
    const character = (await engine.characters.get(agent_id))!;
    expect(character.identity).toMatchObject({
      name: 'Luna',
      background: 'Grew up in a lighthouse.',
      language: 'pt-BR',
    });
  });

  it('makes one of a name alone, in the middle of everything', async () => {
    const { ask } = await setUpPersonality();
    const { status, body } = await ask('POST', '/agents', { name: 'Luna', true_interests: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ gender: '', true_interests: [], owner_user_id: '' });
    for (const trait of Object.keys(MIDDLE)) expect(body.big5[trait].score).toBe(50);
  });

  it('brings up to date the one with the id or the name, and leaves it who it has become', async () => {
    const { ask, engine, clock } = await setUpPersonality();
    const { agent_id } = (await ask('POST', '/agents', { name: 'Luna', ...CARD, big5: MIDDLE })).body;
    // What others keep with the character is not touched.
    const { metadata } = (await engine.characters.get(agent_id))!;
    await engine.characters.create({ id: agent_id, metadata: { ...metadata, mine: [1] } });
    await ask('PUT', '/agents/Luna/personality', { big5: { ...MIDDLE, openness: 90 } });
    clock.advance(60);
    const again = await ask('POST', '/agents', {
      name: 'Luna',
      gender: 'unsaid',
      true_interests: [],
      big5: MIDDLE,
    });
    expect(again.body).toMatchObject({
      ...CARD,
      agent_id,
      gender: 'unsaid',
      true_interests: [],
      created_at: '2030-01-01T00:00:00.000Z',
    });
    expect(again.body.big5.openness.score).toBe(90);
    const renamed = await ask('POST', '/agents', { agent_id, name: 'Selene' });
    expect(renamed.body).toMatchObject({ agent_id, name: 'Selene', bio: CARD.bio });
    expect((await ask('GET', '/agents/Luna')).status).toBe(404);
    expect((await ask('GET', '/agents/Selene')).status).toBe(200);
    expect((await engine.characters.get(agent_id))!.metadata).toMatchObject({ mine: [1] });
    expect((await engine.characters.list()).characters).toHaveLength(1);
  });

  it('takes a name away from nobody', async () => {
    const { ask } = await setUpPersonality();
    await ask('POST', '/agents', { name: 'Luna', agent_id: 'a' });
    const answer = await ask('POST', '/agents', { name: 'Luna', agent_id: 'b' });
    expect([answer.status, answer.body.title]).toEqual([409, 'Conflict']);
    // Names that look alike are one name.
    const composed = (await ask('POST', '/agents', { name: 'Zoé' })).body.agent_id;
    expect((await ask('POST', '/agents', { name: 'Zoe\u0301' })).body.agent_id).toBe(composed);
    expect((await ask('GET', `/agents/${encodeURIComponent('Zoe\u0301')}`)).body.agent_id).toBe(composed);
  });

  it('makes one of two that are asked for at once', async () => {
    const { ask, engine } = await setUpPersonality();
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ask('POST', '/agents', { name: 'Luna', gender: `g${i}` })),
    );
    expect(made.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(made.map(({ body }) => body.agent_id)).size).toBe(1);
    expect((await engine.characters.list()).characters).toHaveLength(1);
  });

  it('refuses names that no URL can hold, and what it does not know', async () => {
    const { ask, engine } = await setUpPersonality();
    const control = 'body.name: unexpected control character';
    const refusals: readonly (readonly [object, string])[] = [
      [{}, 'body: expected required property name to be present'],
      [{ name: '' }, 'body.name: expected length >= 1'],
      [{ name: '.' }, 'body.name: unexpected name: a URL cannot hold it'],
      [{ name: '..' }, 'body.name: unexpected name: a URL cannot hold it'],
      [{ name: 'x'.repeat(201) }, 'body.name: expected length <= 200'],
      [{ name: 'a\u0000b' }, control],
      [{ name: 'a\nb' }, control],
      [{ name: 'a\u202eb' }, control],
      [{ name: 'a\u2066b' }, control],
      [{ name: 'a\ud800b' }, control],
      [{ name: 5 }, 'body.name: expected string'],
      [{ name: 'a', agent_id: '..' }, 'body.agent_id: unexpected name: a URL cannot hold it'],
      [{ name: 'a', bio: 'x'.repeat(4001) }, 'body.bio: expected length <= 4000'],
      [{ name: 'a', bio: 'a\u0000' }, 'body.bio: unexpected NUL or broken Unicode'],
      [{ name: 'a', language: 'a\nb' }, 'body.language: unexpected control character'],
      [{ name: 'a', true_interests: [1] }, 'body.true_interests[0]: expected string'],
      [
        { name: 'a', preferences: { formality: 'x' } },
        'body.preferences: expected required property conversation_pace to be present',
      ],
      [{ name: 'a', big5: { ...MIDDLE, openness: 101 } }, 'body.big5.openness: expected number <= 100'],
      [{ name: 'a', temperature: 1 }, 'body.temperature: unexpected property'],
      [
        {
          name: 'a',
          personality_prompt: '€'.repeat(10_000),
          true_interests: Array(40).fill('€'.repeat(500)),
        },
        'body: must not be larger than 65536 bytes of JSON',
      ],
    ];
    for (const [body, issue] of refusals) {
      const answer = await ask('POST', '/agents', body);
      expect([answer.status, issuesOf(answer)[0]]).toEqual([422, issue]);
    }
    expect((await engine.characters.list()).characters).toEqual([]);
  });
});

describe('GET /agents/{agentId}', () => {
  it.each([
    'Luna/Star?',
    'a%2Fb',
    '100%',
    '%',
    '%41',
    'with space',
    'a+b',
    'a#b;c=d&e',
    'ünïcödé 日本語',
    '👩‍🚀🌙',
    '\\',
    '...',
    '*',
    ':agentId',
    '{agentId}',
    'personalities',
    'null',
    '__proto__',
  ])('finds %s', async (name) => {
    const { ask } = await setUpPersonality();
    const made = await ask('POST', '/agents', { name });
    expect(made.status).toBe(200);
    const path = `/agents/${encodeURIComponent(name)}`;
    expect((await ask('GET', path)).body).toEqual(made.body);
    expect((await ask('GET', `${path}/personality`)).body.profile.name).toBe(name);
    expect((await ask('DELETE', path)).status).toBe(200);
  });

  it('finds any name that it has taken', async () => {
    const { ask } = await setUpPersonality();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), async (name) => {
        const made = await ask('POST', '/agents', { name });
        if (made.status === 422) return;
        expect(made.status).toBe(200);
        const { status, body } = await ask('GET', `/agents/${encodeURIComponent(name)}`);
        expect([status, body.agent_id]).toEqual([200, made.body.agent_id]);
      }),
      { numRuns: 300 },
    );
  });

  it('shows characters that were not made here', async () => {
    const { ask, engine } = await setUpPersonality();
    const preset = { preset: 'anxious_helper', identity: { background: 'A nurse.' } } as const;
    await engine.characters.create({ id: 'fern', ...preset, metadata: { agentCard: 'not a card' } });
    const { body } = await ask('GET', '/agents/fern');
    expect(body).toMatchObject({ agent_id: 'fern', bio: 'A nurse.', gender: '' });
    expect((await ask('GET', '/agents/fern/personality')).status).toBe(200);
  });

  it('does not find what cannot be there', async () => {
    const { ask } = await setUpPersonality();
    for (const id of ['nobody', '%00', '%0a', 'x'.repeat(300), '%ff', '%', '%zz', 'constructor']) {
      for (const rest of [
        '',
        '/personality',
        '/mood',
        '/personality/users/a',
        '/timemachine?at=2030-01-01T00:00:00Z',
      ]) {
        const { status, body } = await ask('GET', `/agents/${id}${rest}`);
        expect([status, body.detail]).toEqual([404, 'agent not found']);
      }
    }
  });
});

describe('GET /agents', () => {
  async function setUpMany(count: number) {
    const bench = await setUpPersonality();
    for (let i = 0; i < count; i++) {
      const name = `${i % 4 === 0 ? 'Moon' : 'Sun'} ${i}`;
      await bench.ask('POST', '/agents', { name, agent_id: `a${i}`, project_id: i < 3 ? 'first' : 'second' });
    }
    const walk = async (query: string) => {
      const pages: string[][] = [];
      let cursor = '';
      do {
        const { status, body } = await bench.ask('GET', `/agents?${query}&cursor=${cursor}`);
        expect(status).toBe(200);
        pages.push(body.items.map((one: { agent_id: string }) => one.agent_id));
        expect(body.has_more).toBe(body.next_cursor !== undefined);
        cursor = body.next_cursor ?? '';
      } while (cursor !== '');
      return pages;
    };
    return { ...bench, walk };
  }

  it('walks all of them, thirty at a time when nothing else is said', async () => {
    const { ask, walk } = await setUpMany(35);
    expect((await walk('')).map(({ length }) => length)).toEqual([30, 5]);
    expect((await walk('page_size=10')).map(({ length }) => length)).toEqual([10, 10, 10, 5]);
    expect((await walk('page_size=0'))[0]).toEqual(['a0']);
    expect((await walk('page_size=1000')).map(({ length }) => length)).toEqual([35]);
    expect((await walk('page_size=4')).flat()).toEqual(Array.from({ length: 35 }, (_, i) => `a${i}`));
    const first = (await ask('GET', '/agents?page_size=1')).body;
    expect(first).not.toHaveProperty('total_count');
    expect(first.items).toEqual([
      {
        agent_id: 'a0',
        tenant_id: '',
        owner_user_id: '',
        created_at: '2030-01-01T00:00:00.000Z',
        instance_count: 0,
        is_active: true,
        name: 'Moon 0',
        project_id: 'first',
      },
    ]);
    expect((await ask('GET', '/agents?page_size=1&include_count=true')).body.total_count).toBe(35);
  });

  it('finds those with something in their name or id, and those of a project', async () => {
    const { ask, walk } = await setUpMany(25);
    const moons = ['a0', 'a4', 'a8', 'a12', 'a16', 'a20', 'a24'];
    expect(await walk('search=MOON&page_size=100')).toEqual([moons]);
    expect((await walk('search=moon&page_size=2')).flat()).toEqual(moons);
    expect((await walk('search=a24')).flat()).toEqual(['a24']);
    expect((await walk('project_id=first')).flat()).toEqual(['a0', 'a1', 'a2']);
    expect((await walk('project_id=first&search=moon')).flat()).toEqual(['a0']);
    const { body } = await ask('GET', '/agents?search=moon&include_count=true&page_size=1');
    expect(body.total_count).toBe(moons.length);
    expect((await walk('search=nothing')).flat()).toEqual([]);
  });

  it('gives up a page after two thousand agents and goes on where it stopped', async () => {
    const { ask, engine, walk } = await setUpMany(1);
    const personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };
    for (let i = 0; i < 2100; i++) await engine.characters.create({ personality });
    await ask('POST', '/agents', { name: 'Last', agent_id: 'z' });
    expect(await walk('search=last&page_size=90')).toEqual([[], ['z']]);
  });

  it('refuses a cursor that no page gave', async () => {
    const { ask } = await setUpPersonality();
    for (const cursor of ['forged', '%00', 'YWZ0ZXI6LTE', 'x'.repeat(500)]) {
      const answer = await ask('GET', `/agents?cursor=${cursor}`);
      expect([answer.status, answer.body.errors[0].location]).toEqual([422, 'query.cursor']);
    }
    expect(issuesOf(await ask('GET', '/agents?page_size=many'))).toEqual([
      'query.page_size: invalid integer',
    ]);
  });
});

describe('DELETE /agents/{agentId}', () => {
  it('deletes an agent with all that belongs to it', async () => {
    const { ask, engine } = await setUpPersonality();
    await ask('POST', '/agents', { name: 'Luna', agent_id: 'luna' });
    await ask('PUT', '/agents/luna/mood', { valence: 1, arousal: 1, tension: 1, affiliation: 1 });
    const gone = await ask('DELETE', '/agents/Luna');
    expect([gone.status, gone.body]).toEqual([
      200,
      { success: true, status: 'ok', deleted: { agents: 1 }, errors: [] },
    ]);
    expect((await ask('DELETE', '/agents/luna')).status).toBe(404);
    expect((await ask('GET', '/agents/luna/mood')).status).toBe(404);
    expect((await engine.sessions.list()).sessions).toEqual([]);
  });
});

describe('tenants', () => {
  it('do not see each other', async () => {
    const { engine } = await setUpPersonality();
    const apiKeys = [
      { key: 'sk_one', tenant: 'one' },
      { key: 'sk_two', tenant: 'two' },
    ];
    const ask = askerOf(await createHttpHandler({ engine, dialects: ['personality'], apiKeys }));
    const [one, two] = ['sk_one', 'sk_two'].map((key) => ({ authorization: `Bearer ${key}` }));
    const made = await ask('POST', '/agents', { name: 'Luna', agent_id: 'luna' }, one);
    expect(made.body.tenant_id).toBe('one');
    expect((await ask('GET', '/agents/luna', undefined, two)).status).toBe(404);
    expect((await ask('POST', '/agents', { name: 'Luna', agent_id: 'luna' }, two)).status).toBe(200);
    const batch = { agent_ids: ['luna'] };
    for (const tenant of [one, two]) {
      const { body } = await ask('POST', '/agents/personalities/batch', batch, tenant);
      expect(Object.keys(body.personalities)).toEqual(['luna']);
    }
    const closed = await ask('GET', '/agents/luna');
    expect([closed.status, closed.body.title, closed.headers.get('www-authenticate')]).toEqual([
      401,
      'Unauthorized',
      'Bearer',
    ]);
  });
});
