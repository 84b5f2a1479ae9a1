import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFailures } from '../../adapters/http/dialects/personality/failures';
import { MIDDLE, setUpPersonality } from '../support/http-fixtures-personality';

async function setUpNia(http: Parameters<typeof setUpPersonality>[0] = {}) {
  const bench = await setUpPersonality(http);
  await bench.ask('POST', '/agents', { name: 'Nia', agent_id: 'nia', big5: MIDDLE });
  return bench;
}

const ROUTE = { method: 'GET', path: '/api/v1/agents', target: '/api/v1/agents' };
const PUT = ['PUT', '/agents/nia/personality'] as const;

describe('problem documents', () => {
  it('say what clients read', async () => {
    const { ask } = await setUpNia();
    const answer = await ask(...PUT, { big5: { ...MIDDLE, foo: 1 }, bar: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toEqual({
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'validation failed',
      error: 'body.big5.foo: unexpected property',
      message: 'body.big5.foo: unexpected property',
      errors: [
        { location: 'body.big5.foo', message: 'unexpected property', field: 'big5.foo' },
        { location: 'body.bar', message: 'unexpected property', field: 'bar' },
      ],
    });
  });

  it('have the members of the standard and no others when that is wished', async () => {
    const { ask } = await setUpNia({ problemExtensions: false });
    expect((await ask(...PUT, { big5: { ...MIDDLE, openness: 'a' } })).body).toEqual({
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'validation failed',
      errors: [{ location: 'body.big5.openness', message: 'expected number', value: 'a' }],
    });
    expect((await ask('GET', '/agents/nobody')).body).toEqual({
      title: 'Not Found',
      status: 404,
      detail: 'agent not found',
    });
  });

  it('tell a body that is missing from one that cannot be read, has another type or is too large', async () => {
    const { ask } = await setUpNia({ bodyLimit: 2000, problemExtensions: false });
    const answerTo = async (body: string, headers?: Record<string, string>) => {
      const { status, body: problem } = await ask(...PUT, body, headers);
      return [status, problem];
    };
    expect(await answerTo('')).toEqual([
      400,
      { title: 'Bad Request', status: 400, detail: 'request body is required' },
    ]);
    const unreadable = (message: string) => [
      400,
      {
        title: 'Bad Request',
        status: 400,
        detail: 'validation failed',
        errors: [{ location: 'body', message }],
      },
    ];
    expect(await answerTo('{')).toEqual(unreadable('is not valid JSON'));
    expect(await answerTo('[NaN]')).toEqual(unreadable('is not valid JSON'));
    const wrongType = {
      title: 'Unsupported Media Type',
      status: 415,
      detail: 'validation failed',
      errors: [{ location: 'body', message: 'unsupported media type: text/xml' }],
    };
    expect(await answerTo('{}', { 'content-type': 'text/xml' })).toEqual([415, wrongType]);
    const [tooLarge, problem] = await answerTo(JSON.stringify({ x: 'x'.repeat(2000) }));
    expect([tooLarge, problem.title]).toEqual([413, 'Request Entity Too Large']);
  });

  it('name the way that is not there, and the method that is not', async () => {
    const { ask } = await setUpNia();
    const nowhere = await ask('GET', '/agents/nia/breakthroughs');
    expect([nowhere.status, nowhere.headers.get('content-type'), nowhere.body.title]).toEqual([
      404,
      'application/problem+json',
      'Not Found',
    ]);
    const wrong = await ask('DELETE', '/agents/nia/personality');
    expect([wrong.status, wrong.headers.get('allow'), wrong.body.title]).toEqual([
      405,
      'GET, PUT, PATCH, HEAD',
      'Method Not Allowed',
    ]);
  });

  it('say nothing about what went wrong inside', async () => {
    const errors: unknown[] = [];
    const { ask, engine } = await setUpNia({ onError: (error) => errors.push(error) });
    await engine.close();
    const closed = await ask('GET', '/agents/nia');
    expect([closed.status, closed.body.title, closed.headers.get('retry-after')]).toEqual([
      503,
      'Service Unavailable',
      '1',
    ]);
    expect(errors).toHaveLength(1);
    const { sayNo } = createFailures(true);
    expect(sayNo({ kind: 'internal', status: 500, message: 'Internal error', issues: [] }, ROUTE)).toEqual({
      status: 500,
      headers: { 'Content-Type': 'application/problem+json' },
      body: {
        title: 'Internal Server Error',
        status: 500,
        detail: 'Internal error',
        error: 'Internal error',
        message: 'Internal error',
      },
    });
    // A status that nobody has thought of still has a title.
    expect(sayNo({ kind: 'conflict', status: 418, message: 'x', issues: [] }, ROUTE).body).toMatchObject({
      title: 'Error',
    });
  });
});

describe('abuse', () => {
  it('gets no number through that is none', async () => {
    const { ask } = await setUpNia();
    const before = (await ask('GET', '/agents/nia/personality')).body;
    const text = (value: string) => JSON.stringify({ big5: MIDDLE }).replace('50', value);
    for (const value of [
      '1e400',
      '-1e400',
      '"5"',
      'null',
      'true',
      '[5]',
      '{}',
      '1e308',
      '9007199254740993',
    ]) {
      const answer = await ask(...PUT, text(value));
      expect([value, answer.status]).toEqual([value, 422]);
      expect(answer.body.errors).toHaveLength(1);
    }
    expect((await ask(...PUT, text('1e400'))).body.errors[0]).not.toHaveProperty('value');
    for (const value of ['NaN', 'Infinity', '05', '0x10']) {
      expect((await ask(...PUT, text(value))).status).toBe(400);
    }
    expect((await ask('GET', '/agents/nia/personality')).body).toEqual(before);
    for (const value of ['-0', '5e-324', '0.1e-300']) {
      expect((await ask(...PUT, text(value))).status).toBe(200);
      const { profile } = (await ask('GET', '/agents/nia/personality')).body;
      expect(Object.is(profile.big5.openness.score, 0)).toBe(true);
    }
  });

  it('leaves every answer finite and in range whatever is sent', async () => {
    const { ask } = await setUpNia();
    const number = fc.double();
    await fc.assert(
      fc.asyncProperty(fc.tuple(number, number, number, number, number), async (values) => {
        const names = Object.keys(MIDDLE);
        const big5 = Object.fromEntries(names.map((name, i) => [name, values[i]]));
        const isFine = values.every((value) => value >= 0 && value <= 100);
        expect((await ask(...PUT, { big5 })).status).toBe(isFine ? 200 : 422);
        const { profile } = (await ask('GET', '/agents/nia/personality?history_limit=1')).body;
        for (const name of names) {
          expect(profile.big5[name].score).toBeGreaterThanOrEqual(0);
          expect(profile.big5[name].score).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('pollutes nothing with the names of members that every object has', async () => {
    const { ask } = await setUpNia();
    for (const name of ['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
      const answer = await ask(...PUT, JSON.stringify({ big5: { ...MIDDLE, [name]: { polluted: 1 } } }));
      expect(answer.body.errors[0]).toEqual({
        location: `body.big5.${name}`,
        message: 'unexpected property',
        field: `big5.${name}`,
      });
    }
    const answer = await ask(...PUT, '{"big5":{"__proto__":{"polluted":1}}}');
    expect(answer.status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('does not follow a body into the depth, nor list all that it does not know', async () => {
    const { ask } = await setUpNia();
    const deep = await ask(...PUT, '['.repeat(10_000) + ']'.repeat(10_000));
    expect([deep.status, deep.body.errors[0].location]).toEqual([400, 'body']);
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1]));
    const answer = await ask(...PUT, many);
    expect([answer.status, answer.body.errors.length]).toEqual([422, 20]);
  });

  it.each(['', 'text/xml', 'text/plain;charset=UTF-8', 'application/json, text/plain', 'application/jsonx'])(
    'takes no body of type "%s"',
    async (type) => {
      const { ask } = await setUpNia();
      const answer = await ask(...PUT, JSON.stringify({ big5: MIDDLE }), { 'content-type': type });
      expect(answer.status).toBe(415);
    },
  );

  it('is not answered with a trace of what is inside', async () => {
    const { ask } = await setUpNia();
    const queries = [
      'history_limit=1e9',
      'since=2026-13-45',
      'history_limit[]=1',
      'since=%00',
      'since=x&since=',
    ];
    for (const query of queries) {
      const { status, body } = await ask('GET', `/agents/nia/personality?${query}`);
      expect([200, 422]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(/\bat \/|node_modules|ZodError/);
    }
  });

  it('finds no way around the names of agents', async () => {
    const { ask } = await setUpNia();
    // Dots are folded before anybody sees them: what is left is another path.
    for (const dots of ['%2e%2e', '%2E%2E', '..', '.']) {
      expect((await ask('GET', `/agents/${dots}/personality`)).status).toBe(404);
    }
  });
});
