import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { situationOf, sourceOf } from '../../adapters/http/dialects/sessions/episode';
import {
  configToWire,
  emotionConfigSchema,
  identitySchema,
  identityToWire,
  keepInMetadata,
  keptOf,
  personaFromWire,
  personalitySchema,
  personalityToWire,
} from '../../adapters/http/dialects/sessions/wire-character';
import {
  appraisalFromWire,
  appraisalSchema,
  appraisalToWire,
  discreteToWire,
  intensityWord,
  labelToWire,
  vadDeltaToWire,
  vadFromWire,
  vadSchema,
  vadToWire,
  WIRE_LABELS,
} from '../../adapters/http/dialects/sessions/wire-feeling';
import { toSnake } from '../../adapters/http/naming';
import { createEngine, FACET_NAMES, LABEL_NAMES, parseAppraisal } from '../../src';
import { exportOf } from '../support/engine-fixtures';
import { type Answer, type SessionsBench, setUpSessions, WIRE_GIFT } from '../support/http-fixtures-sessions';

/* Laws of the sessions dialect: what goes over the wire comes back, and nothing that is sent harms anybody. */

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const signed = fc.double({ min: -1, max: 1, noNaN: true });
const vads = fc.record({ valence: signed, arousal: signed, dominance: signed });
const wireVads = fc.record({ V: signed, A: unit, D: signed });
const appraisals = fc.record(
  {
    goal_relevance: unit,
    goal_congruence: signed,
    expectedness: unit,
    controllability: unit,
    agency: signed,
    norm_compatibility: signed,
    internal_standards: signed,
    adjustment_potential: unit,
    urgency: unit,
  },
  {
    requiredKeys: [
      'goal_relevance',
      'goal_congruence',
      'expectedness',
      'controllability',
      'agency',
      'norm_compatibility',
    ],
  },
);
const traits = fc.record({ O: unit, C: unit, E: unit, A: unit, N: unit, H: unit });
/** Words that are hard to carry, and all of them fit to be a name. */
const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'a from b',
    '"a" from "b"',
    '\\',
    '‮evil',
    'ﬁ',
    '名前',
    '🍰',
  ),
);
const lines = words.filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed());

describe('what goes over the wire comes back', () => {
  it('core affect, to a billionth, and never outside its ranges', () => {
    fc.assert(
      fc.property(vads, (vad) => {
        const wire = vadToWire(vad);
        expect(vadSchema.safeParse(wire).success).toBe(true);
        const back = vadFromWire(wire);
        for (const axis of ['valence', 'arousal', 'dominance'] as const) {
          expect(Math.abs(back[axis]! - vad[axis])).toBeLessThan(1e-15);
        }
      }),
    );
    fc.assert(
      fc.property(wireVads, (wire) => {
        const inside = vadFromWire(wire) as Required<ReturnType<typeof vadFromWire>>;
        for (const value of Object.values(inside)) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        const back = vadToWire(inside);
        expect(vadSchema.safeParse(back).success).toBe(true);
        expect([back.V, back.D]).toEqual([wire.V, wire.D]);
        expect(Math.abs(back.A - wire.A)).toBeLessThan(1e-15);
      }),
    );
    fc.assert(
      fc.property(fc.subarray(['V', 'A', 'D'] as const), wireVads, (axes, wire) => {
        const some = Object.fromEntries(axes.map((axis) => [axis, wire[axis]]));
        expect(Object.keys(vadFromWire(some))).toHaveLength(axes.length);
      }),
    );
  });

  it('differences of core affect are those of the points', () => {
    fc.assert(
      fc.property(vads, vads, (before, after) => {
        const delta = vadDeltaToWire({
          valence: after.valence - before.valence,
          arousal: after.arousal - before.arousal,
          dominance: after.dominance - before.dominance,
        });
        const [from, to] = [vadToWire(before), vadToWire(after)];
        for (const axis of ['V', 'A', 'D'] as const)
          expect(delta[axis]).toBeCloseTo(to[axis] - from[axis], 12);
      }),
    );
  });

  it('appraisals, and what they leave out is neutral', () => {
    fc.assert(
      fc.property(appraisals, (wire) => {
        const inside = parseAppraisal(appraisalFromWire(appraisalSchema.parse(wire)));
        const neutral = { internal_standards: 0, adjustment_potential: 0.5, urgency: 0.5 };
        const back = appraisalToWire(inside);
        for (const [name, value] of Object.entries({ ...neutral, ...wire })) {
          // -0 does not survive JSON anyway.
          expect(back[name as keyof typeof back]).toBe(value + 0);
        }
      }),
    );
  });

  it('personalities with facets in either spelling', async () => {
    const engine = await createEngine({ seed: 1 });
    onTestFinished(() => engine.close());
    const facets = fc
      .subarray([...FACET_NAMES])
      .chain((names) =>
        fc
          .tuple(...names.map(() => unit))
          .map((values) => names.map((name, i) => [name, values[i]!] as const)),
      );
    await fc.assert(
      fc.asyncProperty(traits, facets, fc.boolean(), async (domains, entries, isSnake) => {
        const finer = Object.fromEntries(
          entries.map(([name, value]) => [isSnake ? toSnake(name) : name, value]),
        );
        const wire = personalitySchema.parse({ ...domains, ...(entries.length > 0 && { facets: finer }) });
        const { persona } = await engine.sessions.create(personaFromWire({ personality: wire }).authored);
        const { facets: told = {}, ...back } = personalityToWire(persona) as typeof wire;
        for (const [name, value] of Object.entries(domains)) {
          expect(back[name as 'O']).toBeCloseTo(value, 12);
        }
        const domainOf = (value: number) =>
          Object.values(domains).some((one) => Math.abs(one - value) < 1e-12);
        for (const [name, value] of entries) {
          // A facet that is where its domain is goes without saying.
          const there = told[toSnake(name)];
          if (there === undefined) expect(domainOf(value)).toBe(true);
          else expect(there).toBeCloseTo(value, 12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('identities, whatever stands in them, in the spelling that is asked for', () => {
    const snake = fc.record(
      {
        name: lines,
        role: words,
        language: lines,
        core_values: fc.array(words, { maxLength: 3 }),
        speaking_style: words,
        description: words,
        culturalIdentity: words,
        // A key of that name never comes so far: bodies that hold one are refused.
        extensions: fc.dictionary(
          words.filter((key) => key !== '__proto__'),
          words,
          { maxKeys: 3 },
        ),
        own: fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(snake, (wire) => {
        const parsed = identitySchema.parse(structuredClone(wire));
        const { authored, kept } = personaFromWire({ identity: parsed });
        const stored = keptOf({ metadata: JSON.parse(JSON.stringify(keepInMetadata({ host: 1 }, kept))) });
        expect(identityToWire(authored.identity ?? {}, stored, 'snake')).toEqual(
          JSON.parse(JSON.stringify(wire)),
        );
        const camel = identityToWire(authored.identity ?? {}, stored, 'camel');
        const again = personaFromWire({ identity: identitySchema.parse(camel) });
        expect(again.authored.identity ?? {}).toEqual(authored.identity ?? {});
      }),
    );
  });

  it('dynamics, with what belongs to another model of feeling', async () => {
    const engine = await createEngine({ seed: 1 });
    onTestFinished(() => engine.close());
    const half = fc.double({ min: 0.01, max: 1000, noNaN: true });
    const gain = fc.double({ min: 0, max: 10, noNaN: true });
    const written = fc.record(
      {
        baseline: fc.record({ V: signed, A: unit, D: signed }, { requiredKeys: [] }),
        valence_offset: signed,
        emotion_half_life_hours: half,
        mood_half_life_hours: half,
        coupling: fc.record({ valence: gain, arousal: gain }, { requiredKeys: [] }),
        gains: fc.record(
          { positive_valence: gain, negative_valence: gain, arousal: gain, dominance: gain },
          { requiredKeys: [] },
        ),
        mood_deposit: unit,
        time_scale: half,
        noise_per_hour: gain,
        appraisal_bias: fc.double({ min: 0, max: 2, noNaN: true }),
        damping_ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
        natural_freq: fc.double({ noNaN: true, noDefaultInfinity: true }),
        inertia_coefficient: unit,
        appraisal_weights: fc.dictionary(
          fc.constantFrom('valence', 'arousal', 'dominance'),
          fc.array(signed),
        ),
      },
      { requiredKeys: [] },
    );
    // As JSON carries it: it knows no -0.
    const configs = written.map((config): typeof config => JSON.parse(JSON.stringify(config)));
    await fc.assert(
      fc.asyncProperty(configs, traits, async (wire, personality) => {
        const emotion_config = emotionConfigSchema.parse(wire);
        const { authored, kept } = personaFromWire({ personality, emotion_config });
        const { config } = await engine.sessions.create(authored);
        const told = configToWire(config, kept);
        const { baseline, valence_offset: _, ...named } = wire;
        expect(told).toMatchObject(JSON.parse(JSON.stringify(named)));
        for (const [axis, value] of Object.entries(baseline ?? {})) {
          expect((told['baseline'] as Record<string, number>)[axis]).toBeCloseTo(value, 12);
        }
        // What is told is a config itself, and comes to the same.
        const again = personaFromWire({ personality, emotion_config: emotionConfigSchema.parse(told) });
        const twin = await engine.sessions.create(again.authored);
        expect(configToWire(twin.config, again.kept)).toEqual(told);
      }),
      { numRuns: 50 },
    );
  });

  it('what kind of event it was and who it came from, for every text', () => {
    const anything = fc.oneof(words, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }));
    const flat = (text: string) => text.replace(/[\n\r\u2028\u2029]+/g, ' ');
    fc.assert(
      fc.property(
        anything,
        fc.option(anything, { nil: undefined }),
        fc.array(words),
        (type, source, more) => {
          const { type: kind, sourceEntity } = sourceOf(situationOf({ type, sourceEntity: source }, ...more));
          expect(flat(kind)).toBe(flat(type));
          expect(sourceEntity).toBe(source && flat(source));
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof sourceOf(text).type).toBe('string');
      }),
    );
    expect(sourceOf('A letter from home.')).toEqual({ type: 'chat_message', sourceEntity: undefined });
    expect(sourceOf(undefined)).toEqual({ type: 'chat_message', sourceEntity: undefined });
  });

  it('every label by one of the 19, and a second one only where it is another', () => {
    expect(WIRE_LABELS).toHaveLength(19);
    for (const label of ['neutral', ...LABEL_NAMES] as const) {
      expect(WIRE_LABELS).toContain(labelToWire(label));
      for (const secondary of LABEL_NAMES) {
        const vad = { valence: 0, arousal: 0, dominance: 0 };
        const told = discreteToWire({ vad, label, secondary, intensity: 0.5 });
        expect(told.secondary).not.toBe(told.primary);
      }
    }
    // Every label of the wire but those that the engine has another word for is one of the engine's own.
    for (const label of WIRE_LABELS)
      if (LABEL_NAMES.includes(label as never)) expect(labelToWire(label as never)).toBe(label);
    expect([0, 0.33, 0.34, 0.66, 0.67, 1].map(intensityWord)).toEqual([
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
    ]);
  });
});

/** Numbers as JSON may write them, most of them bad ones. */
const numerals = fc.oneof(
  fc.double().map((value) => (Number.isFinite(value) ? JSON.stringify(value) : '1e999')),
  fc.constantFrom(
    '1e308',
    '-1e308',
    '-0',
    '5e-324',
    '9007199254740993',
    '1e400',
    '-1e400',
    '"5"',
    'null',
    '"NaN"',
    '1e-400',
    '[]',
  ),
);
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '',
    'a\u0000b',
    '\ud800',
    '‮',
    'ﬁ',
    'é',
    '..',
    '__proto__',
    '{{1}}',
    "'; DROP TABLE",
    '</fence>',
    'x'.repeat(40_000),
  ),
  fc.constantFrom(1e308, -1e308, 5e-324, 2 ** 53 + 1, -0, null, true),
);
const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'name',
  '',
);

interface Sample {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether nothing of the session may change even when it goes well. */
  readonly isReading?: boolean;
}

/** One good request of every operation that takes a body. */
const samples = (id: string): readonly Sample[] => {
  const identity = {
    name: 'Nia',
    core_values: ['care'],
    speaking_style: 'plain',
    role: 'nurse',
    language: 'en',
  };
  const personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5, facets: { sincerity: 0.9 } };
  const emotion_config = { baseline: { V: 0, A: 0.5, D: 0 }, time_scale: 1, damping_ratio: 1 };
  const goals = ['heal', { content: 'rest', priority: 0.5, mutable: true }];
  const event = {
    type: 'chat_message',
    timestamp: 1,
    sourceEntity: 'Ann',
    payload: { message: 'Hello.' },
    appraisal: WIRE_GIFT,
    stimulus: { vadOverride: { V: 0.5 }, vadDelta: { A: 0.1 } },
  };
  const context = {
    priorEpisodes: [{ context: 'rain' }],
    relationshipContext: { trust: 0.5, familiarity: 0.5 },
  };
  return [
    {
      method: 'POST',
      path: '/v1/persona',
      body: {
        preset: 'mentor',
        identity,
        personality,
        emotion_config,
        goals,
        scene_context: 'A hut.',
        config: { a: 1 },
      },
    },
    {
      method: 'POST',
      path: '/v1/persona',
      body: { persona: { identity, personality, emotion_config, goals }, user_id: 'u' },
    },
    {
      method: 'POST',
      path: '/v1/turn',
      body: { sessionId: id, message: 'Hello.', elapsedSeconds: 1, scene_context: 'A hut.', context: 'x' },
    },
    {
      method: 'POST',
      path: '/v1/turn',
      body: {
        session_id: id,
        event: { description: 'rain', source: 'system', timestamp: 1 },
        elapsed_seconds: 1,
      },
    },
    {
      method: 'POST',
      path: '/v1/turn/appraisal',
      body: { session_id: id, appraisal: WIRE_GIFT, event_context: 'x' },
    },
    {
      method: 'POST',
      path: '/personas',
      body: { config: { preset: 'mentor', identity, personality, emotion_config, goals, type: 'persona' } },
    },
    {
      method: 'PATCH',
      path: `/personas/${id}`,
      body: { config: { identity, personality, emotion_config, goals, x: 1 } },
    },
    { method: 'POST', path: `/personas/${id}/perceive`, body: { event, context } },
    { method: 'POST', path: `/personas/${id}/tick`, body: { seconds: 60 } },
    { method: 'POST', path: `/personas/${id}/emotion`, body: { vad: { V: 0.5, A: 0.5, D: 0.5 } } },
    {
      method: 'POST',
      path: `/personas/${id}/prompt-context`,
      body: { consumerSuffix: 'x', sourceEntity: 'Ann' },
      isReading: true,
    },
    {
      method: 'POST',
      path: `/personas/${id}/memory/search`,
      body: { query: 'hello', topK: 3, minImportance: 0.1 },
      isReading: true,
    },
  ];
};

/** The places of a body, each as the keys that lead there. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, entry]) => placesOf(entry, [...path, key]));
  return [path, ...inner];
}

/** The same body as JSON with something else in one place, and perhaps with one member more beside it. */
function spoil(value: unknown, [key, ...rest]: readonly string[], written: string, extra?: string): string {
  if (key === undefined) return written;
  const entries = Object.entries(value as object).map(([name, entry]) => {
    const text = name === key ? spoil(entry, rest, written, extra) : JSON.stringify(entry);
    return Array.isArray(value) ? text : `${JSON.stringify(name)}:${text}`;
  });
  if (Array.isArray(value)) return `[${entries.join(',')}]`;
  if (extra !== undefined && rest.length === 0) entries.push(`${JSON.stringify(extra)}:{"polluted":true}`);
  return `{${entries.join(',')}}`;
}

/** Everything that no answer may be, whatever was asked. */
function expectDecent({ status, body, text, headers }: Answer): void {
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(text).not.toMatch(/\\n\s+at \S|\.ts:\d|node_modules/);
  if (status >= 400) {
    expect(status).toBeLessThan(500);
    expect(body).toEqual({
      error: { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String), status },
    });
    expect(body.error.message.length).toBeLessThanOrEqual(500);
    return;
  }
  expect([200, 201]).toContain(status);
  const vadsIn: Record<string, number>[] = [];
  const labelsIn: unknown[] = [];
  const missing: string[] = [];
  JSON.stringify(body, (key, value) => {
    // Given back as it was sent, whatever that was.
    if (key === 'persona' || key === 'config') return {};
    // What is no number is null in JSON.
    if (value === null && key !== 'cursor' && key !== 'secondary') missing.push(key);
    if (typeof value === 'object' && value !== null) {
      if (Object.keys(value).join('') === 'VAD' && key !== 'emotion_delta') vadsIn.push(value);
      if (Object.hasOwn(value, 'primary')) labelsIn.push(value.primary, value.secondary ?? 'calm');
    }
    return value;
  });
  expect(missing).toEqual([]);
  for (const { V, A, D } of vadsIn) {
    for (const value of [V!, D!]) expect(Math.abs(value)).toBeLessThanOrEqual(1);
    expect(A).toBeGreaterThanOrEqual(0);
    expect(A).toBeLessThanOrEqual(1);
  }
  for (const label of labelsIn) expect(WIRE_LABELS).toContain(label);
}

const storedIn = async ({ store }: SessionsBench) => JSON.stringify(await exportOf(store));

describe('nothing that is sent harms anybody', () => {
  it('one place of a good request spoilt: an answer or a refusal, and a refusal changes nothing [A1, A2, A6]', async () => {
    const bench = await setUpSessions();
    const { ask, begin } = bench;
    const id = await begin();
    const places = samples(id).flatMap((sample) =>
      placesOf(sample.body).map((path) => ({ ...sample, place: path })),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.oneof(
          numerals,
          hostile.map((value) => JSON.stringify(value)),
        ),
        fc.option(keys, { nil: undefined }),
        async ({ method, path, body, place, isReading }, written, extra) => {
          const before = await storedIn(bench);
          const answer = await ask(method, path, spoil(body, place, written, extra));
          expectDecent(answer);
          if (answer.status >= 400) refused++;
          if (answer.status >= 400 || isReading) expect(await storedIn(bench)).toBe(before);
          if (answer.status === 201) {
            // What was made is told again, as it is, and then goes.
            const made = answer.body.sessionId ?? answer.body.result.id;
            expectDecent(await ask('GET', `/v1/state/${made}`));
            expectDecent(await ask('POST', `/personas/${made}/prompt-context`, {}));
            expect((await ask('DELETE', `/v1/persona/${made}`)).status).toBe(200);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(30);
    for (const path of [
      `/v1/persona/${id}`,
      `/v1/state/${id}`,
      `/personas/${id}`,
      '/personas',
      '/v1/persona',
    ]) {
      const answer = await ask('GET', path);
      expect(answer.status).toBe(200);
      expectDecent(answer);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('bodies of any shape and depth [A3]', async () => {
    const bench = await setUpSessions();
    const id = await bench.begin();
    const deep = fc
      .tuple(fc.constantFrom('[', '{"a":'), fc.integer({ min: 1, max: 40 }))
      .map(([open, depth]) => {
        return `${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}`;
      });
    const bodies = fc.oneof(
      deep,
      fc.json({ maxDepth: 6 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '[',
        '{',
        '',
        ' ',
        '\ufeff{}',
        '{"a":1,"a":2}',
        '['.repeat(10_000),
        '{"a":'.repeat(10_000),
      ),
    );
    const targets = [
      ...samples(id).map(({ method, path }) => ({ method, path })),
      { method: 'PUT', path: `/personas/${id}/snapshot` },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        bodies,
        fc.boolean(),
        async ({ method, path }, body, isWrapped) => {
          const before = await storedIn(bench);
          const wrapped =
            path === '/v1/persona'
              ? `{"preset":"mentor","config":${body}}`
              : `{"config":${body},"snapshot":${body}}`;
          const answer = await bench.ask(method, path, isWrapped ? wrapped : body);
          expectDecent(answer);
          if (answer.status >= 400) expect(await storedIn(bench)).toBe(before);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a snapshot spoilt in one place: taken whole or not at all', async () => {
    const bench = await setUpSessions();
    const { ask, begin } = bench;
    const id = await begin();
    await ask('POST', '/v1/turn', { sessionId: id, message: 'You are useless.', context: 'x' });
    const { result: good } = (await ask('GET', `/personas/${id}/snapshot`)).body;
    const places = placesOf({ snapshot: good });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.oneof(
          numerals,
          hostile.map((value) => JSON.stringify(value)),
        ),
        async (place, written) => {
          const before = await storedIn(bench);
          const answer = await ask(
            'PUT',
            `/personas/${id}/snapshot`,
            spoil({ snapshot: good }, place, written),
          );
          expectDecent(answer);
          if (answer.status >= 400) expect(await storedIn(bench)).toBe(before);
          // Whatever was put there, it can be felt from.
          for (const [method, path, body] of [
            ['GET', `/v1/state/${id}`, undefined],
            ['POST', `/personas/${id}/tick`, { seconds: 1e9 }],
            ['POST', '/v1/turn/appraisal', { sessionId: id, appraisal: WIRE_GIFT, elapsedSeconds: 60 }],
          ] as const) {
            const after = await ask(method, path, body);
            expect(after.status).toBe(200);
            expectDecent(after);
          }
          expect((await ask('PUT', `/personas/${id}/snapshot`, { snapshot: good })).status).toBe(200);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('ids and headers of every kind', async () => {
    const { ask, begin } = await setUpSessions();
    await begin();
    const ids = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      words,
      fc.constantFrom('.', '..', '%', '%00', '%ff', 'a/b'),
    );
    const rests = fc.constantFrom('', '/state', '/snapshot');
    await fc.assert(
      fc.asyncProperty(ids, rests, fc.boolean(), async (id, rest, isRaw) => {
        const name = isRaw ? id.replace(/[^\x21-\x7e]|[?#\\]/g, '') : encodeURIComponent(id.toWellFormed());
        for (const path of [`/personas/${name}${rest}`, `/v1/persona/${name}`, `/v1/state/${name}`]) {
          const answer = await ask('GET', path);
          // `..` and `.` may lead to what is really there.
          if (answer.status !== 200) expect(answer.status).toBe(404);
          expectDecent(answer);
        }
      }),
    );
    const values = fc.string({
      unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
      maxLength: 220,
    });
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const answer = await ask('POST', '/v1/persona', { preset: 'mentor' }, { 'idempotency-key': value });
        expect([201, 400]).toContain(answer.status);
        expectDecent(answer);
      }),
    );
  });

  it('events of every size feel like something: finite, in range, by a name that is known [A1]', async () => {
    const { ask, begin, clock } = await setUpSessions();
    const id = await begin({ preset: 'anxious_helper', emotion_config: { noise_per_hour: 0.5 } });
    await fc.assert(
      fc.asyncProperty(
        appraisals,
        fc.oneof(fc.double({ min: 0, max: 1e300, noNaN: true }), fc.integer({ min: 0, max: 90_000 })),
        fc.option(wireVads, { nil: undefined }),
        async (appraisal, seconds, vad) => {
          clock.advance(60);
          const answers = [
            await ask('POST', '/v1/turn/appraisal', {
              sessionId: id,
              appraisal,
              elapsedSeconds: Math.min(seconds, 1e6),
            }),
            await ask('POST', `/personas/${id}/perceive`, {
              event: { appraisal, stimulus: { vadOverride: vad } },
            }),
            await ask('POST', `/personas/${id}/tick`, { seconds: Math.min(seconds, 1e6) }),
            await ask('GET', `/personas/${id}/state`),
            await ask('GET', `/v1/state/${id}`),
          ];
          for (const answer of answers) {
            expect(answer.status).toBe(200);
            expectDecent(answer);
          }
          if (vad) {
            const { emotion } = answers[1]!.body.result;
            for (const axis of ['V', 'A', 'D'] as const) expect(emotion.vad[axis]).toBeCloseTo(vad[axis], 12);
          }
        },
      ),
    );
    // A session that has lived longer than dates reach goes on.
    for (let i = 0; i < 3; i++) expectDecent(await ask('POST', `/personas/${id}/tick`, { seconds: 1e300 }));
    expectDecent(await ask('POST', '/v1/turn/appraisal', { sessionId: id, appraisal: WIRE_GIFT }));
  });
});
