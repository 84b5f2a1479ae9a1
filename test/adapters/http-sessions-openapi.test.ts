import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { createSessionsDialect } from '../../adapters/http/dialects/sessions';
import {
  type Answer,
  type Ask,
  setUpSessions,
  WIRE_GIFT,
  WIRE_INSULT,
} from '../support/http-fixtures-sessions';

/* Every answer of the sessions dialect is held against the document that the dialect serves of itself. */

interface Schemas {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
interface OperationObject {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly requestBody?: Schemas & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Schemas>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

async function begin() {
  const bench = await setUpSessions(undefined, {}, { apiKeys: ['mk_test_1'] });
  const ask: Ask = (method, path, body, headers) =>
    bench.ask(method, path, body, { 'x-api-key': 'mk_test_1', ...headers });
  const { status, body } = await bench.ask('GET', '/openapi/sessions.json');
  expect(status).toBe(200);
  return { ...bench, ask, document: body as Document };
}

/** Holds requests and answers against a document. */
function checkerOf(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': true } });
  ajv.addSchema(document, 'document');
  const answered = new Map<string, Set<string>>();
  const misfitsOf = (value: unknown, ...place: readonly string[]) => {
    const keys = place.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
    const validate = ajv.compile({ $ref: `document#/${keys.join('/')}` });
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return {
    answered,
    check(method: string, path: string, sent: unknown, answer: Answer) {
      const asked = path.split('?')[0]!;
      const template = Object.keys(document.paths).find((key) =>
        new RegExp(`^${key.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked),
      );
      const operation = template === undefined ? undefined : document.paths[template]![method.toLowerCase()];
      if (template === undefined || !operation) throw new Error(`${method} ${path} is not in the document`);
      const isFine = answer.status < 300;
      const status = answer.status in operation.responses ? `${answer.status}` : 'default';
      expect([method, path, status === 'default']).toEqual([method, path, !isFine]);
      const place = ['paths', template, method.toLowerCase()];
      const json = ['content', 'application/json', 'schema'];
      const misfits = misfitsOf(answer.body, ...place, 'responses', status, ...json);
      expect([method, path, answer.status, misfits]).toEqual([method, path, answer.status, []]);
      if (sent !== undefined && isFine) {
        expect([method, path, misfitsOf(sent, ...place, 'requestBody', ...json)]).toEqual([method, path, []]);
      }
      const statuses = answered.get(operation.operationId) ?? new Set();
      answered.set(operation.operationId, statuses.add(isFine ? 'served' : 'refused'));
    },
  };
}

const IDENTITY = {
  name: 'Nia',
  role: 'nurse',
  language: 'en',
  core_values: ['care'],
  speaking_style: 'plain',
  own: { a: [null] },
};
const PERSONALITY = {
  O: 0.1,
  C: 0.2,
  E: 0.3,
  A: 0.4,
  N: 0.5,
  H: 0.6,
  facets: { sincerity: 0.9, social_boldness: 0 },
};
const EMOTION_CONFIG = { baseline: { V: -1, A: 1, D: 0 }, gains: { arousal: 2 }, damping_ratio: 3 };
const GOALS = [
  'heal',
  { id: 'g', content: 'rest', priority: 0.5, mutable: true, status: 'active', since: 1 },
];

describe('the document of the sessions dialect', () => {
  it('is valid OpenAPI 3.1, whose operations are those that are served', async () => {
    const { document } = await begin();
    expect(document.openapi).toBe('3.1.0');
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
    expect([valid, errors]).toEqual([true, undefined]);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method} ${path}`),
    );
    const { operations } = createSessionsDialect();
    expect(described.sort()).toEqual(
      operations.map(({ id, method, path }) => `${id}: ${method} ${path}`).sort(),
    );
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    // Whatever is referred to is there.
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name!]);
    }
    const open = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).filter(({ security }) => security.length === 0),
    );
    expect(open.map(({ operationId }) => operationId)).toEqual(['health']);
  });

  it('describes every answer of a walk over all operations, and every request that was served', async () => {
    const { document, ask, handler, clock } = await begin();
    const { check, answered } = checkerOf(document);
    const walk = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await ask(method, path, body, headers);
      check(method, path, body, answer);
      return answer;
    };

    const first = (await walk('POST', '/v1/persona', { preset: 'anxious_helper' })).body.sessionId;
    const full = {
      identity: IDENTITY,
      personality: PERSONALITY,
      emotion_config: EMOTION_CONFIG,
      goals: GOALS,
    };
    await walk('POST', '/v1/persona', {
      ...full,
      character_backstory: 'b',
      user_profile: 'u',
      behavior_rules: 'r',
      scene_context: 's',
      config: { calibration: { turn_scale: 30 } },
      user_id: 'ann',
    });
    const nested = await walk('POST', '/v1/persona', { persona: full });
    await walk('POST', '/v1/persona', {
      emotion_config: nested.body.config,
      personality: nested.body.persona.personality,
    });
    await walk('GET', '/v1/persona?limit=2');
    await walk('GET', '/v1/persona');
    await walk('GET', `/v1/persona/${first}`);
    await walk('GET', '/v1/presets');
    const health = await walk('GET', '/v1/health');
    // An answer that is not as described does not pass.
    expect(() => check('GET', '/v1/health', undefined, { ...health, body: { status: 'ok' } })).toThrow();
    expect(() => check('GET', '/v1/health', undefined, { ...health, status: 202 })).toThrow();
    for (const [path, body] of [
      ['/v1/turn', { sessionId: first, message: 'You are useless.', scene_context: 'A garden.' }],
      [
        '/v1/turn',
        {
          session_id: first,
          event: { description: 'rain', source: 'system', timestamp: 'now' },
          elapsed_seconds: 5,
        },
      ],
      ['/v1/turn/appraisal', { sessionId: first, appraisal: WIRE_INSULT, elapsedSeconds: 1e9 }],
      [
        '/v1/turn/appraisal',
        { sessionId: first, appraisal: WIRE_GIFT, message: 'For you!', context: 'x', event_context: 'y' },
      ],
    ] as const) {
      await walk('POST', path, body);
      await walk('GET', `/v1/state/${first}`);
    }

    const config = {
      ...full,
      identity: { name: 'Nia', coreValues: [], extensions: { a: 'b' } },
      type: 'persona',
      memory: { search: true },
    };
    const made = (await walk('POST', '/personas', { config, more: 1 })).body.result.id;
    await walk('POST', '/personas', { config: {} });
    await walk('GET', '/personas');
    await walk('GET', `/personas/${made}`);
    await walk('PATCH', `/personas/${made}`, { config: { personality: { O: 1 }, goals: GOALS, x: null } });
    await walk('PATCH', `/personas/${made}`, {});
    for (const body of [
      { message: 'You are wonderful.' },
      { event: {} },
      {
        event: {
          type: 'gift',
          timestamp: 1.5,
          sourceEntity: 'Ann',
          payload: { message: 'Flowers!', n: 1 },
          appraisal: { ...WIRE_GIFT, goal_relevance: -1 },
          stimulus: { vadOverride: { V: 0.5 }, vadDelta: { A: -9 }, needsDelta: { autonomy: 1 } },
          x: 1,
        },
        context: {
          priorEpisodes: [{ id: 'e', context: 'c' }],
          relationshipContext: { trust: 0.5, familiarity: 1 },
          reply: 'x',
        },
      },
    ]) {
      await walk('POST', `/personas/${made}/perceive`, body);
      await walk('GET', `/personas/${made}/state`);
      clock.advance(600);
    }
    await walk('POST', `/personas/${made}/tick`, { seconds: 3600.5 });
    await walk('POST', `/personas/${made}/emotion`, { vad: { A: 1 } });
    const snapshot = await walk('GET', `/personas/${made}/snapshot`);
    await walk('PUT', `/personas/${made}/snapshot`, { snapshot: snapshot.body.result });
    await walk('POST', `/personas/${made}/prompt-context`, {});
    await walk('POST', `/personas/${made}/prompt-context`);
    await walk('POST', `/personas/${made}/prompt-context`, { consumerSuffix: 's', sourceEntity: 'Ann' });
    await walk('POST', `/personas/${made}/memory/search`, {
      query: 'flowers wonderful gift',
      topK: 3,
      minImportance: 0,
    });
    await walk('DELETE', `/personas/${made}`);
    await walk('POST', `/personas/${made}/restore`);
    await walk('DELETE', `/v1/persona/${made}`);

    // What is refused, is refused as the document says: without a key, with a bad body, and where there is nothing.
    for (const { method, path, body, isOpen } of createSessionsDialect().operations) {
      const verb = method.toUpperCase();
      const url = path.replace('{id}', 'nobody');
      if (isOpen) continue;
      await walk(verb, url, undefined, { 'x-api-key': 'mk_wrong' });
      if (body) await walk(verb, url, '[');
      if (path.includes('{id}'))
        expect((await walk(verb, url, body && {})).status).toBeGreaterThanOrEqual(400);
    }
    const { operations } = createSessionsDialect();
    expect([...answered.keys()].sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const [id, statuses] of answered) {
      expect([id, [...statuses].sort()]).toEqual([id, id === 'health' ? ['served'] : ['refused', 'served']]);
    }
    const response = await handler(new Request('http://localhost/openapi/sessions.json'));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});
