import { describe, expect, it } from 'vitest';
import { WIRE_LABELS } from '../../adapters/http/dialects/sessions/wire-feeling';
import { toSnake } from '../../adapters/http/naming';
import { EngineError, FACET_NAMES } from '../../src';
import { createGate, STORE_KINDS } from '../support/engine-fixtures';
import { type Answer, setUpSessions, WIRE_GIFT, WIRE_INSULT } from '../support/http-fixtures-sessions';

/* The older API of the sessions dialect, as its page and its guides describe it. */

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NIA = { O: 0.75, C: 0.65, E: 0.7, A: 0.85, N: 0.55, H: 0.9 };
const IDENTITY = {
  name: 'Nia',
  core_values: ['honesty', 'care'],
  speaking_style: 'short sentences',
  role: 'nurse',
  language: 'pt-BR',
};
const number = expect.any(Number);
const VAD = { V: number, A: number, D: number };

/** An answer that refuses, in the shape that all refusals have. */
function expectRefusal({ status, body, headers }: Answer, code: string, wanted: number): void {
  expect(body).toEqual({ error: { code, message: expect.any(String), status: wanted } });
  expect(body.error.message).not.toBe('');
  expect(status).toBe(wanted);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
}

describe.each(STORE_KINDS)('sessions over /v1 on $kind', (kind) => {
  it('are created from a preset, read and deleted for good', async () => {
    const { ask, engine } = await setUpSessions(kind);
    const made = await ask('POST', '/v1/persona', { preset: 'cheerful_companion' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      persona: {
        identity: { name: 'Sunny', core_values: ['positivity', 'encouragement', 'warmth'] },
        personality: { O: 0.65, C: 0.5, E: 0.8, A: 0.7, N: 0.3, H: 0.6 },
        goals: [expect.any(String), expect.any(String), expect.any(String)],
      },
      config: { baseline: VAD, emotion_half_life_hours: number, mood_half_life_hours: number },
      createdAt: '2030-01-01T00:00:00.000Z',
    });
    const path = `/v1/persona/${made.body.sessionId}`;
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: made.body });
    expect(await ask('DELETE', path)).toMatchObject({
      status: 200,
      body: { deleted: true, id: made.body.sessionId },
    });
    for (const method of ['GET', 'DELETE']) expectRefusal(await ask(method, path), 'NOT_FOUND', 404);
    expectRefusal(await ask('GET', `/v1/state/${made.body.sessionId}`), 'NOT_FOUND', 404);
    expectRefusal(
      await ask('POST', '/v1/turn', { sessionId: made.body.sessionId, message: 'Hi.' }),
      'NOT_FOUND',
      404,
    );
    expect((await engine.characters.list()).characters).toEqual([]);
  });

  it('are deleted with who felt in them, also when a scene was set, a config patched, or they were put away', async () => {
    const { ask, engine, begin } = await setUpSessions(kind);
    const [staged, patched, away, shared] = [await begin(), await begin(), await begin(), await begin()];
    await ask('POST', '/v1/turn', { sessionId: staged, message: 'Hi.', scene_context: 'A garden.' });
    await ask('PATCH', `/personas/${patched}`, { config: { personality: { N: 0.1 } } });
    await ask('PATCH', `/personas/${away}`, { config: { goals: ['rest'] } });
    await ask('DELETE', `/personas/${away}`);
    await ask('PATCH', `/personas/${shared}`, { config: { goals: ['stay'] } });
    const { characterId } = (await engine.sessions.get(shared))!;
    const other = await engine.sessions.create({ characterId });
    for (const id of [staged, patched, away, shared]) {
      expect((await ask('DELETE', `/v1/persona/${id}`)).body).toEqual({ deleted: true, id });
    }
    const { characters } = await engine.characters.list();
    expect(characters.map(({ id }) => id)).toEqual([characterId]);
    expect(await engine.sessions.get(other.id)).toBeDefined();
  });

  it('are listed page by page in the order of their creation', async () => {
    const { ask, begin } = await setUpSessions(kind);
    const made: string[] = [];
    for (let i = 0; i < 45; i++) made.push(await begin({ preset: 'mentor', identity: { name: `No. ${i}` } }));
    const pages: Answer['body'][] = [];
    for (let cursor = ''; cursor !== null; cursor = pages.at(-1).cursor) {
      const answer = await ask('GET', `/v1/persona?cursor=${encodeURIComponent(cursor)}`);
      expect(answer.status).toBe(200);
      pages.push(answer.body);
      expect(pages.length).toBeLessThan(5);
    }
    expect(pages.map(({ sessions }) => sessions.length)).toEqual([20, 20, 5]);
    expect(
      pages.flatMap(({ sessions }) => sessions.map((one: { sessionId: string }) => one.sessionId)),
    ).toEqual(made);
    expect(pages[1].sessions[0]).toEqual({
      sessionId: made[20],
      id: made[20],
      name: 'No. 20',
      label: 'calm',
      turns: 0,
      createdAt: expect.stringMatching(ISO),
      lastActiveAt: expect.stringMatching(ISO),
    });
    const all = await ask('GET', '/v1/persona?limit=100');
    expect([all.body.sessions.length, all.body.cursor]).toEqual([45, null]);
    const exact = await ask('GET', '/v1/persona?limit=45');
    expect([exact.body.sessions.length, exact.body.cursor]).toEqual([45, null]);
    const last = pages[0].cursor;
    await ask('DELETE', `/v1/persona/${made[19]}`);
    expect((await ask('GET', `/v1/persona?limit=1&cursor=${last}`)).body.sessions[0].id).toBe(made[20]);

    for (const limit of [
      '',
      '0',
      '-1',
      'NaN',
      '1e9',
      '101',
      '1.5',
      ' 5',
      '9007199254740993',
      '%00',
      'null',
    ]) {
      expectRefusal(await ask('GET', `/v1/persona?limit=${limit}`), 'VALIDATION_ERROR', 400);
    }
    const forged = [
      'x',
      made[0]!,
      `${last}=`,
      'YWZ0ZXI6LTE',
      btoa('after:1e3'),
      "'; DROP TABLE records--",
      '%00',
      'é',
      '__proto__',
    ];
    for (const cursor of [...forged, 'a'.repeat(5000)]) {
      expectRefusal(await ask('GET', `/v1/persona?cursor=${cursor}`), 'VALIDATION_ERROR', 400);
    }
  });

  it('feel what is said and what happens, and tell the whole of it', async () => {
    const { ask, begin, clock } = await setUpSessions(kind);
    const id = await begin({ identity: IDENTITY, personality: NIA });
    const said = await ask('POST', '/v1/turn', { sessionId: id, message: 'I am so disappointed in you.' });
    expect(said.status).toBe(200);
    expect(said.body).toEqual({
      session_id: id,
      appraisal: Object.fromEntries(Object.keys(WIRE_GIFT).map((key) => [key, number])),
      prediction_error: {
        relevance: number,
        congruence: number,
        expectedness: number,
        controllability: number,
        agency: number,
        norm_compatibility: number,
        magnitude: number,
      },
      emotion_delta: VAD,
      new_emotion: VAD,
      emotion_intensity: number,
      discrete_emotion: {
        primary: expect.any(String),
        secondary: expect.toSatisfy((label) => label === null || WIRE_LABELS.includes(label)),
        intensity: expect.stringMatching(/^(low|medium|high)$/),
      },
      mood: VAD,
      prompt_data: {
        system: { formatted: { system_prompt: expect.stringContaining('Nia') } },
        context: { formatted: { context_block: expect.stringContaining('I am so disappointed in you.') } },
        instruction: { formatted: { instruction_block: expect.any(String) } },
        formatted: {
          system_prompt: expect.any(String),
          context_block: expect.any(String),
          instruction_block: expect.any(String),
        },
      },
      revision: 2,
      at: expect.stringMatching(ISO),
    });
    expect(said.body.emotion_delta.V).toBeLessThan(0);
    expect(said.body.prompt_data.system.formatted.system_prompt).not.toContain('disappointed');

    const happened = await ask('POST', '/v1/turn', {
      session_id: id,
      event: {
        description: 'They won the lottery, wonderful!',
        source: 'system',
        timestamp: '2030-01-01T00:00:00Z',
      },
      elapsed_seconds: 60,
      event_context: 'On the phone.',
    });
    expect(happened.status).toBe(200);
    expect(happened.body.at).toBe('2030-01-01T00:01:00.000Z');
    for (const words of ['They won the lottery', 'On the phone.']) {
      expect(happened.body.prompt_data.formatted.context_block).toContain(words);
    }

    const appraised = await ask('POST', '/v1/turn/appraisal', {
      session_id: id,
      appraisal: WIRE_GIFT,
      context: 'At the door.',
      elapsedSeconds: 0,
    });
    expect(appraised.body.appraisal).toEqual(WIRE_GIFT);
    expect(appraised.body.prompt_data.formatted.context_block).toContain('At the door.');
    const six = await ask('POST', '/v1/turn/appraisal', {
      sessionId: id,
      appraisal: WIRE_INSULT,
      message: 'You are useless.',
      elapsedSeconds: 0,
    });
    expect(six.body.appraisal).toEqual({
      ...WIRE_INSULT,
      internal_standards: 0,
      adjustment_potential: 0.5,
      urgency: 0.5,
    });
    expect(six.body.prompt_data.formatted.context_block).toContain('You are useless.');
    for (const axis of ['V', 'A', 'D'] as const) {
      const { emotion_delta: delta, new_emotion: now } = six.body;
      expect(now[axis] - delta[axis]).toBeCloseTo(appraised.body.new_emotion[axis], 12);
    }

    const state = await ask('GET', `/v1/state/${id}`);
    expect(state.body).toEqual({
      session_id: id,
      emotion: six.body.new_emotion,
      emotion_intensity: six.body.emotion_intensity,
      discrete_emotion: six.body.discrete_emotion,
      mood: six.body.mood,
      prediction_model: Object.fromEntries(Object.keys(WIRE_GIFT).map((key) => [key, number])),
      turns: 4,
      revision: 5,
      at: six.body.at,
      prompt_data: expect.objectContaining({ formatted: six.body.prompt_data.formatted }),
    });
    clock.advance(7200);
    const later = await ask('GET', `/v1/state/${id}`);
    expect(later.body.emotion_intensity).toBeLessThan(state.body.emotion_intensity);
    expect(later.body.revision).toBe(5);
    expect((await ask('GET', `/v1/persona/${id}`)).body.turns).toBe(4);
  });

  it('keep a scene from turn to turn, and only when the turn was felt', async () => {
    let appraise: () => Promise<void> = async () => {};
    const { ask, begin } = await setUpSessions(kind, {
      appraiser: async () => {
        await appraise();
        return {
          goalRelevance: 0.5,
          goalCongruence: 0,
          expectedness: 0.5,
          controllability: 0.5,
          agency: 0,
          normCompatibility: 0,
        };
      },
    });
    const id = await begin({
      preset: 'mentor',
      scene_context: 'A classroom at dawn.',
      user_profile: 'Ann, 9 years old.',
    });
    const sceneOf = async () => (await ask('GET', `/v1/persona/${id}`)).body.persona.scene_context;
    const contextOf = async (body: object, headers = {}) => {
      const answer = await ask('POST', '/v1/turn', { sessionId: id, message: 'Hello.', ...body }, headers);
      return answer.body.prompt_data?.formatted.context_block ?? answer.body.error.code;
    };
    expect(await contextOf({})).toContain('A classroom at dawn.');
    const key = { 'idempotency-key': 'garden' };
    const garden = await contextOf({ scene_context: 'A garden.', event_context: 'It rains.' }, key);
    expect(garden).toContain('A garden.');
    expect(garden).toContain('It rains.');
    expect(garden).not.toContain('classroom');
    const after = await contextOf({});
    expect(after).toContain('A garden.');
    expect(after).not.toContain('It rains.');
    const appraisal = await ask('POST', '/v1/turn/appraisal', { sessionId: id, appraisal: WIRE_GIFT });
    expect(appraisal.body.prompt_data.formatted.context_block).toContain('A garden.');

    // Refused for its length, refused for its key, not appraised: nothing of it stays.
    expect(await contextOf({ message: 'x'.repeat(40_000), scene_context: 'A cave.' })).toBe(
      'VALIDATION_ERROR',
    );
    expect(await contextOf({ scene_context: 'A cave.', event_context: 'x'.repeat(4000) })).toBe(
      'VALIDATION_ERROR',
    );
    expect(await contextOf({ scene_context: 'x'.repeat(2001) })).toBe('VALIDATION_ERROR');
    expect(await contextOf({ scene_context: 'A cave.' }, key)).toBe('CONFLICT');
    appraise = () => Promise.reject(new Error('no model today'));
    expect(await contextOf({ scene_context: 'A cave.' })).toBe('SERVICE_UNAVAILABLE');
    appraise = async () => {};
    expect(await sceneOf()).toBe('A garden.');

    // A late repetition is answered, and does not bring its scene back.
    await contextOf({ scene_context: 'A ship.' });
    expect(await contextOf({ scene_context: 'A garden.', event_context: 'It rains.' }, key)).toBe(garden);
    expect(await sceneOf()).toBe('A ship.');
    expect(await contextOf({ scene_context: '' })).not.toContain('A ship.');
    expect(await sceneOf()).toBe('');
    expect((await ask('GET', `/v1/persona/${id}`)).body.persona.user_profile).toBe('Ann, 9 years old.');
  });

  it('finish on a repetition what was cut off after it was felt', async () => {
    const { ask, begin, engine } = await setUpSessions(kind);
    const id = await begin();
    const cutOff = new EngineError('STORE_UNAVAILABLE', 'no store', {} as never);
    const { characters, sessions } = engine as unknown as Record<string, Record<string, unknown>>;
    for (const [part, name, path, body] of [
      [characters, 'create', '/v1/turn', { sessionId: id, message: 'Hello.', scene_context: 'A garden.' }],
      [
        sessions,
        'overrideFeeling',
        `/personas/${id}/perceive`,
        { message: 'Hello.', event: { stimulus: { vadOverride: { V: 0.5 } } } },
      ],
    ] as const) {
      const original = part![name];
      part![name] = () => Promise.reject(cutOff);
      const key = { 'idempotency-key': name };
      expect((await ask('POST', path, body, key)).status).toBe(503);
      part![name] = original;
      expect((await ask('POST', path, body, key)).status).toBe(200);
    }
    expect((await ask('GET', `/v1/persona/${id}`)).body).toMatchObject({
      turns: 2,
      persona: { scene_context: 'A garden.' },
    });
    expect((await ask('GET', `/v1/state/${id}`)).body.emotion.V).toBe(0.5);
  });

  it('do once what comes with the same Idempotency-Key', async () => {
    const { ask, begin, engine } = await setUpSessions(kind);
    const key = { 'Idempotency-Key': 'create 1' };
    const body = { preset: 'rival', goals: ['win'] };
    const made = await Promise.all(Array.from({ length: 64 }, () => ask('POST', '/v1/persona', body, key)));
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    expect((await engine.sessions.list({ limit: 100 })).sessions).toHaveLength(1);
    expect((await engine.characters.list({ limit: 100 })).characters).toHaveLength(1);
    expect((await ask('POST', '/v1/persona', { goals: ['win'], preset: 'rival' }, key)).text).toBe(
      made[0]!.text,
    );
    expectRefusal(await ask('POST', '/v1/persona', { ...body, goals: ['lose'] }, key), 'CONFLICT', 422);

    const id = await begin();
    const turn = { sessionId: id, message: 'You are useless.' };
    const turns = await Promise.all(Array.from({ length: 64 }, () => ask('POST', '/v1/turn', turn, key)));
    expect(new Set(turns.map(({ text }) => text)).size).toBe(1);
    expect((await engine.sessions.get(id))!.turns).toBe(1);
    expectRefusal(
      await ask('POST', '/v1/turn', { ...turn, message: 'You are great.' }, key),
      'CONFLICT',
      422,
    );
    expectRefusal(
      await ask('POST', '/v1/turn/appraisal', { sessionId: id, appraisal: WIRE_GIFT }, key),
      'CONFLICT',
      422,
    );
    // The same key in another session is another key.
    const other = await ask('POST', '/v1/turn', { ...turn, sessionId: made[0]!.body.sessionId }, key);
    expect(other.status).toBe(200);
    for (const bad of ['', 'x'.repeat(201), 'a\tb', 'a\u0085b']) {
      expectRefusal(
        await ask('POST', '/v1/persona', body, { 'Idempotency-Key': bad }),
        'VALIDATION_ERROR',
        400,
      );
      expectRefusal(await ask('POST', '/v1/turn', turn, { 'Idempotency-Key': bad }), 'VALIDATION_ERROR', 400);
    }
  });
});

describe('a persona that is written out', () => {
  it('comes back as it was written, with what follows from it', async () => {
    const { ask } = await setUpSessions();
    const body = {
      identity: { ...IDENTITY, culturalIdentity: 'Recife', favourite_colour: { hex: '#00f' } },
      personality: NIA,
      emotion_config: {
        baseline: { V: 0.25, A: 0.375, D: -0.5 },
        emotion_half_life_hours: 2,
        gains: { negative_valence: 1.5 },
        damping_ratio: 0.7,
        natural_freq: 1.2,
        inertia_coefficient: 0.4,
        appraisal_weights: { valence: [0, 1, 0, 0, 0, 0], arousal: [], dominance: [] },
      },
      goals: ['heal', 'sleep'],
      character_backstory: 'She has seen it all.',
      user_profile: 'A patient.',
      behavior_rules: 'No diagnoses.',
      scene_context: 'Ward 7.',
      config: { memory: { emotion_history_size: 10 }, calibration: { turn_scale: 30 } },
    };
    const { status, body: made } = await ask('POST', '/v1/persona', body);
    expect(status).toBe(201);
    expect(made.persona).toEqual({
      identity: { ...body.identity, description: 'She has seen it all.' },
      personality: NIA,
      goals: ['heal', 'sleep'],
      user_profile: 'A patient.',
      behavior_rules: 'No diagnoses.',
      scene_context: 'Ward 7.',
      config: body.config,
    });
    expect(made.config).toMatchObject(body.emotion_config);
    const { body: state } = await ask('GET', `/v1/state/${made.sessionId}`);
    expect(state.emotion).toEqual({ V: 0.25, A: 0.375, D: -0.5 });
    const system = state.prompt_data.formatted.system_prompt;
    for (const words of ['Nia', 'She has seen it all.', 'A patient.', 'No diagnoses.', 'Recife', 'heal']) {
      expect(system).toContain(words);
    }
    // What is told of the dynamics can be handed back, and then nothing follows from traits any more.
    const twin = await ask('POST', '/v1/persona', {
      personality: { ...NIA, N: 0.1 },
      emotion_config: made.config,
    });
    expect(twin.body.config).toEqual(made.config);
  });

  it('may stand one level down, where what stands above outweighs it', async () => {
    const { ask } = await setUpSessions();
    const persona = {
      identity: IDENTITY,
      personality: NIA,
      goals: [{ content: 'heal', priority: 0.9, mutable: false }, 'sleep'],
    };
    const nested = await ask('POST', '/v1/persona', { persona });
    expect(nested.status).toBe(201);
    expect(nested.body.persona).toEqual({ ...persona, goals: ['heal', 'sleep'] });
    const outweighed = await ask('POST', '/v1/persona', {
      persona,
      goals: ['rest'],
      personality: { ...NIA, O: 0 },
    });
    expect(outweighed.body.persona).toMatchObject({
      goals: ['rest'],
      personality: { O: 0 },
      identity: IDENTITY,
    });
    // The newer API gives the goals back as they were written.
    const { body } = await ask('GET', `/personas/${nested.body.sessionId}`);
    expect(body.result.config.goals).toEqual(persona.goals);
    expect(body.result.config.identity).toMatchObject({
      coreValues: IDENTITY.core_values,
      speakingStyle: 'short sentences',
    });
  });

  it('outweighs its preset member by member', async () => {
    const { ask } = await setUpSessions();
    const { body } = await ask('POST', '/v1/persona', {
      preset: 'stoic_mentor',
      identity: { name: 'Zeno' },
      personality: { N: 0.9 },
      goals: [],
      emotion_config: { baseline: { A: 0.9 } },
    });
    expect(body.persona).toMatchObject({
      identity: { name: 'Zeno', core_values: ['wisdom', 'patience', 'self-discipline'] },
      personality: { O: 0.6, C: 0.85, E: 0.35, A: 0.6, N: 0.9, H: 0.8 },
      goals: [],
    });
    expect(body.config.baseline.A).toBeCloseTo(0.9, 12);
    expect(body.config.emotion_half_life_hours).toBe(0.75);
  });

  it('has 24 facets in either spelling', async () => {
    const { ask } = await setUpSessions();
    const values = Object.fromEntries(FACET_NAMES.map((name, i) => [name, i / 23]));
    const snake = Object.fromEntries(Object.entries(values).map(([name, value]) => [toSnake(name), value]));
    for (const facets of [values, snake]) {
      const { status, body } = await ask('POST', '/v1/persona', { personality: { ...NIA, facets } });
      expect(status).toBe(201);
      const told = body.persona.personality.facets;
      expect(Object.keys(told).sort()).toEqual(Object.keys(snake).sort());
      for (const [name, value] of Object.entries(snake)) expect(told[name]).toBeCloseTo(value, 12);
      // What came back makes the same persona.
      const twin = await ask('POST', '/v1/persona', body.persona);
      expect(twin.status).toBe(201);
      for (const [name, value] of Object.entries(snake)) {
        expect(twin.body.persona.personality.facets[name]).toBeCloseTo(value, 12);
      }
    }
  });

  it('may use all the room that is documented', async () => {
    const { ask } = await setUpSessions();
    const full = {
      preset: 'mentor',
      character_backstory: 'b'.repeat(4000),
      user_profile: 'u'.repeat(2000),
      behavior_rules: 'r'.repeat(2000),
      scene_context: 's'.repeat(2000),
    };
    const made = await ask('POST', '/v1/persona', full);
    expect(made.status).toBe(201);
    for (const [name, words] of Object.entries(full)) {
      if (name === 'preset') continue;
      expectRefusal(
        await ask('POST', '/v1/persona', { ...full, [name]: `${words}x` }),
        'VALIDATION_ERROR',
        400,
      );
    }
  });

  it('refuses a scene for which there is no room before anything is felt', async () => {
    const { ask, engine } = await setUpSessions();
    const made = await ask('POST', '/v1/persona', {
      preset: 'mentor',
      config: { notes: 'n'.repeat(63_000) },
    });
    const id = made.body.sessionId;
    const turn = { sessionId: id, message: 'Hello.', scene_context: '場'.repeat(2000) };
    expectRefusal(await ask('POST', '/v1/turn', turn), 'VALIDATION_ERROR', 400);
    expect((await engine.sessions.get(id))!.turns).toBe(0);
    expect((await ask('POST', '/v1/turn', { ...turn, scene_context: 'A hut.' })).status).toBe(200);
  });
});

describe('presets and health', () => {
  it('are told, and each preset makes a session', async () => {
    const { ask } = await setUpSessions();
    const { presets } = (await ask('GET', '/v1/presets')).body;
    expect(presets.map(({ id }: { id: string }) => id).slice(0, 5)).toEqual([
      'cheerful_companion',
      'stoic_mentor',
      'anxious_helper',
      'playful_trickster',
      'empathetic_listener',
    ]);
    for (const { id, personality, goals, identity } of presets) {
      const { status, body } = await ask('POST', '/v1/persona', { preset: id });
      expect(status).toBe(201);
      expect(body.persona).toEqual({ identity, personality, goals });
    }
    expect((await ask('GET', '/v1/health')).body).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });
});

describe('what is refused', () => {
  const REQUESTS = [
    ['POST', '/v1/persona'],
    ['GET', '/v1/persona'],
    ['GET', '/v1/persona/x'],
    ['DELETE', '/v1/persona/x'],
    ['GET', '/v1/presets'],
    ['POST', '/v1/turn'],
    ['POST', '/v1/turn/appraisal'],
    ['GET', '/v1/state/x'],
  ] as const;

  it('without a key that opens anything: UNAUTHORIZED, for all but health', async () => {
    const { ask } = await setUpSessions(undefined, {}, { apiKeys: ['mk_live_1'] });
    for (const [method, path] of REQUESTS) {
      const answers = [
        await ask(method, path),
        await ask(method, path, undefined, { authorization: 'Bearer mk_live_2' }),
        await ask(method, path, undefined, { authorization: 'Basic mk_live_1' }),
        await ask(method, path, undefined, { 'x-api-key': '' }),
      ];
      for (const answer of answers) {
        expectRefusal(answer, 'UNAUTHORIZED', 401);
        expect(answer.text).toBe(answers[0]!.text);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
    expect((await ask('GET', '/v1/health')).status).toBe(200);
    for (const headers of [{ authorization: 'Bearer mk_live_1' }, { 'x-api-key': 'mk_live_1' }] as const) {
      expect((await ask('GET', '/v1/presets', undefined, headers)).status).toBe(200);
    }
  });

  it('beyond the rate limit: RATE_LIMIT, with the seconds to wait', async () => {
    const { ask } = await setUpSessions(undefined, {}, { rateLimit: { perMinute: 2, burst: 2 } });
    await ask('GET', '/v1/presets');
    await ask('GET', '/v1/presets');
    const refused = await ask('POST', '/v1/persona', { preset: 'mentor' });
    expectRefusal(refused, 'RATE_LIMIT', 429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect((await ask('GET', '/v1/health')).status).toBe(200);
  });

  it('a preset that nobody knows: INVALID_PRESET', async () => {
    const { ask } = await setUpSessions();
    for (const preset of [
      'nobody',
      '',
      '__proto__',
      'constructor',
      'x'.repeat(300),
      'a\u0000',
      7,
      null,
      ['mentor'],
    ]) {
      expectRefusal(await ask('POST', '/v1/persona', { preset }), 'INVALID_PRESET', 400);
      expectRefusal(await ask('POST', '/v1/persona', { persona: { preset } }), 'INVALID_PRESET', 400);
    }
  });

  it('traits that are there and wrong: INVALID_PERSONA; that are not there: VALIDATION_ERROR', async () => {
    const { ask } = await setUpSessions();
    const wrong: unknown[] = [-0.01, 1.01, '0.5', null, [], {}, true, [0.5]];
    for (const trait of Object.keys(NIA)) {
      for (const value of wrong) {
        const personality = { ...NIA, [trait]: value };
        expectRefusal(await ask('POST', '/v1/persona', { personality }), 'INVALID_PERSONA', 400);
        expectRefusal(await ask('POST', '/v1/persona', { persona: { personality } }), 'INVALID_PERSONA', 400);
        expectRefusal(
          await ask('POST', '/v1/persona', { preset: 'mentor', personality: { [trait]: value } }),
          'INVALID_PERSONA',
          400,
        );
      }
      const { [trait as 'O']: _, ...five } = NIA;
      expectRefusal(await ask('POST', '/v1/persona', { personality: five }), 'VALIDATION_ERROR', 400);
    }
    for (const infinite of ['1e400', '-1e400']) {
      const text = JSON.stringify({ personality: NIA }).replace('0.75', infinite);
      expectRefusal(await ask('POST', '/v1/persona', text), 'INVALID_PERSONA', 400);
    }
    for (const facets of [
      { sincerity: 1.5 },
      { sincerity: '1' },
      { cunning: 0.5 },
      { constructor: 0.5 },
      [],
      'sincerity',
    ]) {
      expectRefusal(
        await ask('POST', '/v1/persona', { personality: { ...NIA, facets } }),
        'INVALID_PERSONA',
        400,
      );
    }
    expectRefusal(
      await ask('POST', '/v1/persona', { personality: { ...NIA, X: 0.5 } }),
      'INVALID_PERSONA',
      400,
    );
    for (const body of [{}, { personality: {} }, { identity: IDENTITY }, { persona: {} }]) {
      expectRefusal(await ask('POST', '/v1/persona', body), 'VALIDATION_ERROR', 400);
    }
  });

  it('appraisals that are wrong or not whole: INVALID_APPRAISAL', async () => {
    const { ask, begin, engine } = await setUpSessions();
    const sessionId = await begin();
    const outside = {
      goal_relevance: [-0.1, 1.1],
      goal_congruence: [-1.1, 1.1],
      expectedness: [-0.1, 1.1],
      controllability: [-0.1, 1.1],
      agency: [-1.1, 1.1],
      norm_compatibility: [-1.1, 1.1],
      internal_standards: [-1.1, 1.1],
      adjustment_potential: [-0.1, 1.1],
      urgency: [-0.1, 1.1],
    };
    const bad: unknown[] = [undefined, null, [], 'anger', {}, { ...WIRE_GIFT, joy: 1 }];
    for (const [dimension, values] of Object.entries(outside)) {
      for (const value of [...values, '0.5', null, {}]) bad.push({ ...WIRE_GIFT, [dimension]: value });
    }
    for (const dimension of Object.keys(WIRE_INSULT)) bad.push({ ...WIRE_INSULT, [dimension]: undefined });
    for (const appraisal of bad) {
      expectRefusal(
        await ask('POST', '/v1/turn/appraisal', { sessionId, appraisal }),
        'INVALID_APPRAISAL',
        400,
      );
    }
    expect((await engine.sessions.get(sessionId))!.revision).toBe(1);
  });

  it('members of a wrong type, or that nobody knows: VALIDATION_ERROR', async () => {
    const { ask, begin, engine } = await setUpSessions();
    const create: object[] = [
      { identity: 'Nia' },
      { identity: { name: 7 } },
      { identity: { name: '' } },
      { identity: { name: 'a\u0000' } },
      { identity: { core_values: 'honesty' } },
      { identity: { core_values: [1] } },
      { identity: { speaking_style: null } },
      { identity: { role: [] } },
      { identity: { language: {} } },
      { identity: { extensions: { a: 1 } } },
      { emotion_config: 'fast' },
      { emotion_config: { baseline: { V: 1.5 } } },
      { emotion_config: { baseline: { A: -0.5 } } },
      { emotion_config: { baseline: { X: 0 } } },
      { emotion_config: { damping_ratio: '1' } },
      { emotion_config: { time_scale: 0 } },
      { emotion_config: { speed: 1 } },
      { goals: 'heal' },
      { goals: [7] },
      { goals: [''] },
      { goals: [{}] },
      { goals: [{ content: 'heal', priority: 2 }] },
      { goals: Array.from({ length: 33 }, () => 'heal') },
      { user_profile: 7 },
      { scene_context: [] },
      { config: 'none' },
      { user_id: '' },
      { nickname: 'Nia' },
      { persona: { scene_context: 'A garden.' } },
    ];
    for (const body of create) {
      expectRefusal(await ask('POST', '/v1/persona', { preset: 'mentor', ...body }), 'VALIDATION_ERROR', 400);
    }
    const sessionId = await begin();
    const turns: object[] = [
      { message: 'Hi.' },
      { sessionId },
      { sessionId, message: '' },
      { sessionId, message: 7 },
      { sessionId: 7, message: 'Hi.' },
      { sessionId, event: 'rain' },
      { sessionId, event: {} },
      { sessionId, event: { description: '' } },
      { sessionId, event: { description: 'rain', source: 'sky' } },
      { sessionId, message: 'Hi.', elapsedSeconds: -1 },
      { sessionId, message: 'Hi.', elapsed_seconds: '1' },
      { sessionId, message: 'Hi.', mood: 'good' },
      { sessionId, message: 'a\u0000b' },
    ];
    for (const body of turns) expectRefusal(await ask('POST', '/v1/turn', body), 'VALIDATION_ERROR', 400);
    for (const body of ['', '{', 'null', '[]', '7', '"x"', '{"__proto__":{}}', '['.repeat(10_000)]) {
      for (const path of ['/v1/persona', '/v1/turn', '/v1/turn/appraisal']) {
        expectRefusal(await ask('POST', path, body), 'VALIDATION_ERROR', 400);
      }
    }
    expect((await engine.sessions.list()).sessions).toHaveLength(1);
    expect((await engine.sessions.get(sessionId))!.revision).toBe(1);
  });

  it('other things, each with its status', async () => {
    const { ask, handler } = await setUpSessions();
    for (const id of [
      'nobody',
      '%00',
      'x'.repeat(5000),
      '%E0%A4%A',
      'a%2Fb',
      '%2e%2e%2fpresets',
      '__proto__',
      'é',
    ]) {
      expectRefusal(await ask('GET', `/v1/persona/${id}`), 'NOT_FOUND', 404);
      expectRefusal(await ask('DELETE', `/v1/persona/${id}`), 'NOT_FOUND', 404);
      expectRefusal(await ask('GET', `/v1/state/${id}`), 'NOT_FOUND', 404);
    }
    for (const sessionId of ['', 'a\u0000', '\ud800', 'x'.repeat(5000), '__proto__']) {
      expectRefusal(await ask('POST', '/v1/turn', { sessionId, message: 'Hi.' }), 'NOT_FOUND', 404);
    }
    expectRefusal(await ask('GET', '/v1/nothing'), 'NOT_FOUND', 404);
    const put = await ask('PUT', '/v1/persona', {});
    expectRefusal(put, 'METHOD_NOT_ALLOWED', 405);
    expect(put.headers.get('allow')).toBe('POST, GET, HEAD');
    for (const type of ['text/plain', 'text/xml', 'application/json, application/json']) {
      expectRefusal(
        await ask('POST', '/v1/persona', '{}', { 'content-type': type }),
        'VALIDATION_ERROR',
        415,
      );
    }
    expectRefusal(
      await ask('POST', '/v1/persona', `{"a":"${'x'.repeat(1_048_576)}"}`),
      'VALIDATION_ERROR',
      413,
    );
    const unknown = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`${'k'.repeat(40)}${i}`, 0]),
    );
    const crowded = await ask('POST', '/v1/persona', unknown);
    expectRefusal(crowded, 'VALIDATION_ERROR', 400);
    const long = await ask('POST', '/v1/persona', { [`k${'x'.repeat(100_000)}`]: 1 });
    expectRefusal(long, 'VALIDATION_ERROR', 400);
    for (const { text } of [crowded, long]) expect(text.length).toBeLessThan(2000);

    const typeless = await handler(
      new Request('http://localhost/v1/persona', { method: 'POST', body: new Uint8Array([123, 125]) }),
    );
    expect(typeless.status).toBe(415);
  });

  it('is said of what is going on elsewhere: UPSTREAM trouble does not tell what the model said', async () => {
    const gate = createGate<never>();
    const { ask, begin } = await setUpSessions(undefined, { appraiser: () => gate.promise });
    const turn = ask('POST', '/v1/turn', { sessionId: await begin(), message: 'Hi.' });
    gate.fail(new Error('key sk-secret was refused'));
    const answer = await turn;
    expectRefusal(answer, 'SERVICE_UNAVAILABLE', 502);
    expect(answer.text).not.toContain('sk-secret');
  });
});
