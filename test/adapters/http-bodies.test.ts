import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpHandler } from '../../adapters/http';
import { JSON_DEPTH, readJson } from '../../adapters/http/body';
import { RequestRefused } from '../../adapters/http/failure';
import { type HttpServer, serve } from '../../adapters/http/node';
import { createMemoryStore } from '../../adapters/memory';
import { type Appraiser, createEngine, type Engine } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { createGate } from '../support/engine-fixtures';
import {
  ask,
  exchange,
  type Heard,
  openSite,
  type Said,
  send,
  serveHere,
  type Told,
  wire,
} from '../support/http-server';

const LIMIT = 20_000;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const GIFT = {
  goal_relevance: 0.9,
  goal_congruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  norm_compatibility: 0.5,
};

let engine: Engine;
let server: HttpServer;
let session: string;
const told: Told[] = [];

beforeAll(async () => {
  engine = await createEngine({ seed: 7 });
  session = (await engine.sessions.create({ preset: 'companion' })).id;
  const handler = await createHttpHandler({
    engine,
    bodyLimit: LIMIT,
    onError: (error, { requestId, path }) => told.push({ error, requestId, path }),
  });
  server = await serve(handler, { requestTimeoutMs: 400 });
});
afterAll(async () => {
  await server.close();
  await engine.close();
  // None of all this was the server's fault, and nothing of it has reached the prototype of objects.
  expect(told).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const say = (path: string, said: Said = {}) => send(server.port, path, said);
const write = (parts: readonly (string | Uint8Array | number)[], options = {}) =>
  exchange(server.port, parts, options);
const persona = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
  write([wire('POST /v1/persona', { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }), body]);
const COMPANION = '{"preset":"companion"}';
/** A body that is JSON and of so many bytes. */
const padded = (bytes: number) => COMPANION.padEnd(bytes, ' ');

describe('depth', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  it.each([33, 1000, 9999])('refuses %i levels before it parses them', async (levels) => {
    const { status, json } = await say('/v1/persona', { body: nested(levels), headers: JSON_TYPE });
    expect(status).toBe(400);
    expect(json.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'body is nested deeper than 32 levels',
    });
  });

  it('refuses 10,000 levels of objects that are never closed, too', async () => {
    const { handler } = await openSite();
    const body = '{"a":'.repeat(10_000);
    const { status, json } = await ask(handler, '/v1/persona', { body, headers: JSON_TYPE });
    expect({ status, message: json.error.message }).toEqual({
      status: 400,
      message: 'body is nested deeper than 32 levels',
    });
  });

  it('does not count brackets in texts', async () => {
    const name = `${'[{'.repeat(45)}\\"[`;
    const { status, text } = await persona(`{"preset":"companion","identity":{"name":"${name}"}}`);
    expect(status).toBe(201);
    expect(text).toContain('[{[{');
  });

  it('takes what JSON.parse takes, up to 32 levels and to the letter', async () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    const tangled = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', '\n', 'é') });
    const { value } = fc.letrec<{ value: unknown; list: unknown }>((tie) => ({
      value: fc.oneof({ maxDepth: 6 }, tangled, fc.integer(), tie('list')),
      list: fc.oneof(
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(tangled, tie('value'), { maxKeys: 3 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, fc.nat(40), async (core, shells) => {
        const wrapped = Array.from({ length: shells }).reduce<unknown>((inner) => [inner], core);
        const body = JSON.stringify(wrapped);
        const reading = readJson(
          new Request('http://localhost', { method: 'POST', body, headers: JSON_TYPE }),
          {},
          1_000_000,
        );
        if (depthOf(wrapped) <= JSON_DEPTH) expect(await reading).toEqual(wrapped);
        else await expect(reading).rejects.toThrow('nested deeper');
      }),
    );
  });
});

describe('size', () => {
  it('takes a body of just the limit, with a length and in chunks', async () => {
    expect((await say('/v1/persona', { body: padded(LIMIT), headers: JSON_TYPE })).status).toBe(201);
    const chunked = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    expect((await say('/v1/persona', { body: padded(LIMIT), headers: chunked })).status).toBe(201);
  });

  it('refuses one byte more, and serves the next request of the connection', async () => {
    const tooMuch = '{'.repeat(LIMIT + 1);
    const big = wire(
      'POST /v1/persona',
      { ...JSON_TYPE, 'Content-Length': String(LIMIT + 1), Connection: 'keep-alive' },
      tooMuch,
    );
    const { text, closed } = await write([big, wire('GET /v1/health')]);
    expect(closed).toBe(true);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['413', '200']);
  });

  it('refuses a length that is too long before anything is sent', async () => {
    for (const length of [LIMIT + 1, 1e12]) {
      const headers = { ...JSON_TYPE, 'Content-Length': String(length), Connection: 'keep-alive' };
      const { status, closed, tookMs } = await write([wire('POST /v1/persona', headers)]);
      expect({ status, closed }).toEqual({ status: 413, closed: true });
      expect(tookMs).toBeLessThan(3000);
    }
  });

  it('refuses chunks as soon as they are too many, while more are promised', async () => {
    const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`;
    const headers = { ...JSON_TYPE, 'Transfer-Encoding': 'chunked', Connection: 'keep-alive' };
    const { status, closed, text } = await write([
      wire('POST /v1/persona', headers),
      ...Array.from({ length: 21 }, () => chunk),
    ]);
    expect({ status, closed }).toEqual({ status: 413, closed: true });
    expect(text).toContain('"code":"VALIDATION_ERROR"');
  });

  it('ends the connection of whoever goes on sending', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const { status, closed } = await write([
      wire('POST /v1/persona', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }),
      ...Array.from({ length: 40 }, () => [chunk, 30]).flat(),
    ]);
    expect({ status, closed }).toEqual({ status: 413, closed: true });
  });

  it('counts bytes and not characters', async () => {
    const { handler } = await openSite({ bodyLimit: 60 });
    const name = '🐝'.repeat(8);
    const body = JSON.stringify({ preset: 'companion', identity: { name } });
    expect(body.length).toBeLessThan(60 + 8);
    const one = (limit: number) => openSite({ bodyLimit: limit });
    expect((await ask(handler, '/v1/persona', { body, headers: JSON_TYPE })).status).toBe(413);
    const roomy = await one(Buffer.byteLength(body));
    expect((await ask(roomy.handler, '/v1/persona', { body, headers: JSON_TYPE })).status).toBe(201);
  });

  it('counts what comes and not what was announced', async () => {
    const { handler } = await openSite({ bodyLimit: 100 });
    const headers = { ...JSON_TYPE, 'content-length': '10' };
    expect((await ask(handler, '/v1/persona', { body: padded(101), headers })).status).toBe(413);
    for (const length of ['', 'abc', '-5', '1e1']) {
      const lying = { ...JSON_TYPE, 'content-length': length };
      expect((await ask(handler, '/v1/persona', { body: padded(101), headers: lying })).status).toBe(413);
      expect((await ask(handler, '/v1/persona', { body: padded(100), headers: lying })).status).toBe(201);
    }
  });

  it('reads a text that is cut anywhere', async () => {
    const bytes = Buffer.from('{"preset":"companion","identity":{"name":"Zoë 🐝 日本"}}');
    const chunks = Array.from(bytes, (byte) =>
      Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]),
    );
    const { status, text } = await write([
      wire('POST /v1/persona', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }),
      ...chunks,
      '0\r\n\r\n',
    ]);
    expect(status).toBe(201);
    expect(Buffer.from(text, 'latin1').toString()).toContain('"name":"Zoë 🐝 日本"');
  });

  it('reads no more from a stream than it has to', async () => {
    const { handler } = await openSite({ bodyLimit: 1000 });
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(100).fill(0x20));
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request('http://localhost/v1/persona', {
      method: 'POST',
      headers: JSON_TYPE,
      body,
      duplex: 'half',
    } as RequestInit);
    expect((await handler(request)).status).toBe(413);
    expect(pulled).toBe(11);
  });

  it('answers 200,000 unknown keys in work that grows as they do, and names twenty of them', async () => {
    const { handler } = await openSite({ bodyLimit: 10_000_000, dialects: undefined });
    const bodiesOf = (count: number): readonly [string, string][] => {
      const many = (inside: string) =>
        `{${inside}${Array.from({ length: count }, (_, index) => `"key${index}":1`).join()}`;
      return [
        ['/v1/turn', `${many('"session_id":"s",')}}`],
        ['/personas', `${many('"config":{')}}}`],
        ['/v1/persona', `${many('"preset":"companion","config":{')}}}`],
        ['/api/v1/agents', `${many('')}}`],
        ['/api/projects', `${many('')}}`],
        ['/v1/persona', `{"goals":[${Array.from({ length: count }, () => 1).join()}]}`],
      ];
    };
    const answerAll = async (count: number): Promise<number> => {
      const bodies = bodiesOf(count);
      const begun = process.cpuUsage();
      for (const [path, body] of bodies) {
        const { status, text, json } = await ask(handler, path, { body, headers: JSON_TYPE });
        expect({ path, status }).toEqual({ path, status: path.startsWith('/api/v1') ? 422 : 400 });
        expect(text.length).toBeLessThan(10_000);
        expect(text.match(/key\d+/g)?.length ?? 0).toBeLessThanOrEqual(61);
        if (json.errors) expect(json.errors.length).toBeLessThanOrEqual(20);
      }
      return process.cpuUsage(begun).user;
    };
    await answerAll(20_000);
    const [fewer, more] = [await answerAll(20_000), await answerAll(200_000)];
    // Ten times the keys; looking at each key for each of the others would be a hundred times the work.
    expect(more / fewer).toBeLessThan(50);
  });
});

describe('slowness', () => {
  it('cuts a body that does not end', async () => {
    const headers = { ...JSON_TYPE, 'Content-Length': '1000', Connection: 'keep-alive' };
    const { status, closed, tookMs } = await write([
      wire('POST /v1/persona', headers, '{'),
      100,
      '"',
      100,
      'p',
    ]);
    expect({ status, closed }).toEqual({ status: 408, closed: true });
    expect(tookMs).toBeLessThan(3000);
  });

  it('cuts chunks that do not end', async () => {
    const headers = { ...JSON_TYPE, 'Transfer-Encoding': 'chunked', Connection: 'keep-alive' };
    const { status, closed } = await write([
      wire('POST /v1/persona', headers, '1\r\n{\r\n'),
      200,
      '1\r\n}\r\n',
    ]);
    expect({ status, closed }).toEqual({ status: 408, closed: true });
  });

  it('cuts headers that do not end', async () => {
    const { status, closed } = await write(['GET /v1/health HTTP/1.1\r\nHost: x\r\n', 200, 'A: b\r\n']);
    expect({ status, closed }).toEqual({ status: 408, closed: true });
  });

  it('is not told as a failure, and neither is a client that goes away', async () => {
    const half = wire('POST /v1/persona', { ...JSON_TYPE, 'Content-Length': '1000' }, '{');
    await write([half], { patienceMs: 100 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told).toEqual([]);
    expect((await say('/v1/health')).status).toBe(200);
  });
});

describe('content types', () => {
  const bytes = { 'Content-Length': String(COMPANION.length) };

  it.each<[string, string]>([
    ['application/json', 'Content-Type: application/json'],
    ['upper case', 'Content-Type: APPLICATION/JSON'],
    ['a charset', 'Content-Type: application/json; charset=utf-8'],
    ['a charset in quotes', 'Content-Type: application/json;charset="UTF-8"'],
    ['blanks around it', 'Content-Type:   application/json  '],
    ['a header in lower case', 'content-type: application/json'],
    ['identity as encoding', 'Content-Type: application/json\r\nContent-Encoding: identity'],
    ['a byte order mark in front', 'Content-Type: application/json'],
  ])('takes %s', async (name, header) => {
    const mark = name.startsWith('a byte') ? '\ufeff' : '';
    const body = mark + COMPANION;
    const lines = `Host: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${header}\r\n\r\n`;
    expect((await write([`POST /v1/persona HTTP/1.1\r\n${lines}`, body])).status).toBe(201);
  });

  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['an empty one', { 'Content-Type': '' }],
    ['text', { 'Content-Type': 'text/plain' }],
    ['XML', { 'Content-Type': 'application/xml' }],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['two in one line', { 'Content-Type': 'application/json, application/json' }],
    ['two in one line, the second as a parameter', { 'Content-Type': 'application/json;a=b,text/plain' }],
    ['two', { 'Content-Type': 'application/json', 'content-type': 'application/json' }],
    ['two that differ', { 'Content-Type': 'application/json', 'content-type': 'text/plain' }],
    ['another JSON', { 'Content-Type': 'application/json-patch+json' }],
    ['a longer word', { 'Content-Type': 'application/jsonx' }],
    ['gzip', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
    ['an unknown encoding', { ...JSON_TYPE, 'Content-Encoding': 'x' }],
    ['an encoding and none', { ...JSON_TYPE, 'Content-Encoding': 'identity, gzip' }],
  ])('refuses %s with 415', async (_, headers) => {
    const { status, text } = await write([wire('POST /v1/persona', { ...headers, ...bytes }, COMPANION)]);
    expect(status).toBe(415);
    expect(text).toContain('"status":415');
  });

  it('refuses what is compressed without unpacking it, a bomb as well as a plain body', async () => {
    for (const size of [100, 10_000_000]) {
      const body = gzipSync(Buffer.alloc(size, 0x20));
      const { status, tookMs } = await persona(body, { ...JSON_TYPE, 'Content-Encoding': 'gzip' });
      expect(status).toBe(415);
      expect(tookMs).toBeLessThan(1000);
    }
  });

  it('repeats no more of a type than fits into a line', async () => {
    const { json } = await say('/v1/persona', {
      body: '{}',
      headers: { 'content-type': `text/${'x'.repeat(5000)}` },
    });
    expect(json.error.message.length).toBeLessThan(120);
  });
});

describe('bodies that are not there, or not asked for', () => {
  it('are told from empty objects where one is needed', async () => {
    for (const headers of [JSON_TYPE, {}, { 'Content-Length': '0' }, { 'Transfer-Encoding': 'chunked' }]) {
      const end = 'Transfer-Encoding' in headers ? '0\r\n\r\n' : '';
      const { status, text } = await write([wire('POST /v1/persona', headers, end)]);
      expect(status).toBe(400);
      expect(text).toContain('request body is required');
    }
  });

  it('are fine where they may be left out', async () => {
    for (const headers of [{}, JSON_TYPE, { ...JSON_TYPE, 'Content-Length': '0' }]) {
      const { status } = await write([wire(`POST /personas/${session}/prompt-context`, headers)]);
      expect(status).toBe(200);
    }
  });

  it('are ignored where none is asked for, with or without a type', async () => {
    const kept = (await engine.sessions.create({ preset: 'companion' })).id;
    const requests: readonly [string, Record<string, string>, string, number][] = [
      ['GET /v1/presets', JSON_TYPE, '', 200],
      ['GET /v1/presets', { 'Content-Type': 'text/xml', 'Content-Length': '3' }, '<a>', 200],
      ['GET /v1/presets', { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' }, '1\r\n{\r\n0\r\n\r\n', 200],
      [`DELETE /personas/${kept}`, JSON_TYPE, '', 200],
      [`POST /personas/${kept}/restore`, {}, '', 200],
      [`DELETE /personas/${kept}`, {}, '', 200],
      [`POST /personas/${kept}/restore`, JSON_TYPE, '', 200],
      [`DELETE /personas/${kept}`, { ...JSON_TYPE, 'Content-Length': '1' }, '{', 200],
      [`POST /personas/${kept}/restore`, { 'Content-Type': 'text/plain', 'Content-Length': '2' }, 'hi', 200],
      [`DELETE /v1/persona/${kept}`, { 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n', 200],
      [`DELETE /v1/persona/${kept}`, {}, '', 404],
    ];
    for (const [line, headers, body, status] of requests) {
      expect({ line, headers, status: (await write([wire(line, headers, body)])).status }).toEqual({
        line,
        headers,
        status,
      });
    }
  });

  it('serve the next request of the connection after a body that nobody read', async () => {
    const ignored = wire(
      'DELETE /v1/persona/none',
      { 'Content-Length': '5000', Connection: 'keep-alive' },
      'x'.repeat(5000),
    );
    const { text } = await write([ignored, wire('GET /v1/health')]);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['404', '200']);
  });
});

describe('texts', () => {
  it.each<[string, string | Uint8Array]>([
    ['half of an object', '{"preset":'],
    ['two values', '{} {}'],
    ['single quotes', "{'preset':'companion'}"],
    ['a comment', '{} // no'],
    ['NaN', '{"preset":NaN}'],
    ['a NUL', '{"preset":"a\u0000"}'],
    ['an escape that is none', '{"preset":"\\x41"}'],
    ['a byte that is no UTF-8', Buffer.from('{"preset":"\xff"}', 'latin1')],
    ['an overlong slash', Buffer.from('{"preset":"\xc0\xaf"}', 'latin1')],
    ['a surrogate as bytes', Buffer.from('{"preset":"\xed\xa0\x80"}', 'latin1')],
    ['a character that is cut', Buffer.from('{"preset":"\xf0\x9f\x90', 'latin1')],
    ['UTF-16', Buffer.from('\ufeff{"preset":"companion"}', 'utf16le')],
  ])('are refused as %s', async (_, body) => {
    const { status, text } = await persona(body);
    expect(status).toBe(400);
    expect(text).toContain('"code":"VALIDATION_ERROR"');
    expect(text).not.toContain('Unexpected token');
  });

  it.each(['null', '[]', '"text"', '7', 'true', '[{"preset":"companion"}]'])(
    'are refused as %s',
    async (body) => {
      const { status, text } = await persona(body);
      expect(status).toBe(400);
      expect(text).toContain('"code":"VALIDATION_ERROR"');
    },
  );

  it('may hold halves of surrogate pairs in escapes, which come back as data or are refused', async () => {
    for (const body of [
      '{"preset":"companion","identity":{"name":"\\ud800"}}',
      '{"preset":"\\udc00"}',
      '{"\\ud800":1}',
      '{"preset":"companion","config":{"\\ud83d":"\\ude00\\ud83d"}}',
    ]) {
      const { status, text } = await persona(body);
      expect([201, 400]).toContain(status);
      expect(() => JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).not.toThrow();
    }
    for (const message of ['\\ud800', '\\udfff hello', '\\u0000']) {
      const { status } = await say('/v1/turn/appraisal', {
        body: `{"session_id":"${session}","appraisal":${JSON.stringify(GIFT)},"message":"${message}"}`,
        headers: JSON_TYPE,
      });
      expect([200, 400]).toContain(status);
    }
  });
});

describe('prototypes', () => {
  it.each([
    '{"preset":"companion","__proto__":{"polluted":1}}',
    '{"preset":"companion","\\u005f\\u005fproto__":{"polluted":1}}',
    '{"preset":"companion","config":{"a":[{"__proto__":{"polluted":1}}]}}',
    '{"preset":"companion","config":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"preset":"companion","config":{"\\u0063onstructor":{"prototype":{"polluted":1}}}}',
    '{"__proto__":null}',
    '[{"__proto__":1}]',
  ])('are not named in %s', async (body) => {
    const { status, text } = await persona(body);
    expect(status).toBe(400);
    expect(text).toContain('prototype');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('are left alone by names that only look dangerous', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']) {
      const body = {
        preset: 'companion',
        identity: { name },
        user_id: name,
        config: { [`x_${name}`]: name },
      };
      const made = await say('/v1/persona', { body });
      expect(made.status).toBe(201);
      expect(made.json.persona.identity.name).toBe(name);
      const keyed = await say('/v1/persona', { body, headers: { 'idempotency-key': name } });
      expect(keyed.status).toBe(201);
      for (const path of [
        `/v1/persona/${name}`,
        `/personas/${name}/state`,
        `/api/v1/agents/${name}`,
        `/api/projects/${name}/personas`,
        `/${name}`,
      ]) {
        const { status, text } = await say(path);
        // An agent may be asked for by its name, where only one has it.
        expect(path.includes('agents') ? [200, 404] : [404]).toContain(status);
        expect(text).not.toContain('[native code]');
      }
      expect((await say(`/v1/persona?${name}=1`)).status).toBe(200);
      expect((await say('/v1/persona', { body: { preset: name } })).status).toBe(400);
    }
    const data = await say('/v1/persona', {
      body: '{"preset":"companion","config":{"constructor":"me","prototype":{"a":1},"toString":2}}',
      headers: JSON_TYPE,
    });
    expect(data.status).toBe(201);
    expect(data.text).toContain('"constructor":"me"');
  });
});

describe('methods', () => {
  it('HEAD says what GET says, without the body', async () => {
    for (const path of [
      '/v1/health',
      '/v1/presets',
      `/v1/persona/${session}`,
      '/v1/persona/none',
      '/openapi/sessions.json',
    ]) {
      const [head, get] = [await say(path, { method: 'HEAD' }), await say(path)];
      expect({ path, status: head.status, text: head.text }).toEqual({ path, status: get.status, text: '' });
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    }
  });

  it.each<[string, string, number, string | null]>([
    ['OPTIONS', '/v1/persona', 405, 'POST, GET, HEAD'],
    ['OPTIONS', '/v1/turn', 405, 'POST'],
    ['OPTIONS', '/nowhere', 404, null],
    ['PUT', '/v1/health', 405, 'GET, HEAD'],
    ['PATCH', '/v1/persona/x', 405, 'GET, DELETE, HEAD'],
    ['GET', '/v1/turn', 405, 'POST'],
    ['HEAD', '/v1/turn', 405, 'POST'],
    ['DELETE', '/personas', 405, 'POST, GET, HEAD'],
    ['POST', '/personas/x/snapshot', 405, 'GET, PUT, HEAD'],
    ['PROPFIND', '/v1/persona', 405, 'POST, GET, HEAD'],
    ['TRACE', '/v1/persona', 405, 'POST, GET, HEAD'],
    ['QUERY', '/v1/persona', 405, 'POST, GET, HEAD'],
    ['PROPFIND', '/v1/none', 404, null],
    ['POST', '/', 404, null],
  ])('%s %s is answered with %i', async (method, path, status, allow) => {
    const answer = await say(path, { method });
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status, allow });
    if (method !== 'HEAD')
      expect(answer.json.error.code).toBe(status === 404 ? 'NOT_FOUND' : 'METHOD_NOT_ALLOWED');
  });

  it.each(['BREW /v1/health', 'get /v1/health', 'GET', 'GET /v1/health HTTP/9.9\r\n', '\u0016\u0003\u0001'])(
    'what is no HTTP is refused by the server: %j',
    async (line) => {
      const { status, closed, text } = await write([
        `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      ]);
      expect([400, 0]).toContain(status);
      expect(closed).toBe(true);
      expect(text).not.toContain('    at ');
    },
  );

  it('two lengths, or a length and chunks, are refused', async () => {
    const lines = [
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
      'Content-Length: 5\r\nContent-Length: 6',
    ];
    for (const line of lines) {
      const { status, closed, text } = await write([
        `POST /v1/persona HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${line}\r\n\r\n0\r\n\r\nGET /v1/health HTTP/1.1\r\n\r\n`,
      ]);
      expect({ status, closed, answers: text.match(/^HTTP/gm)?.length }).toEqual({
        status: 400,
        closed: true,
        answers: 1,
      });
    }
  });
});

describe('paths', () => {
  it.each<[string, number, string?]>([
    ['/v1/persona/%2e%2e', 404],
    ['/v1/persona/..', 404],
    ['/v1/persona/../health', 200],
    ['/v1/persona/%2e%2e/health', 200],
    ['/v1/persona/.', 404],
    ['/v1/persona/%2e%2e%2fhealth', 404, 'Session not found: ../health'],
    ['/v1/persona/a%2Fb', 404, 'Session not found: a/b'],
    ['/v1/persona/a%252Fb', 404, 'Session not found: a%2Fb'],
    ['/v1/persona/%252e%252e', 404, 'Session not found: %2e%2e'],
    ['/v1/persona/%00', 404],
    ['/v1/persona/%zz', 404],
    ['/v1/persona/%', 404],
    ['/v1/persona/%ff', 404],
    ['/v1/persona/%ed%a0%80', 404],
    ['/v1/persona/%0d%0aSet-Cookie:%20a=b', 404],
    ['/v1/persona/%3Cscript%3E', 404],
    ['/v1/persona/', 404],
    ['//v1/health', 404],
    ['/v1//health', 404],
    ['/v1/health/', 404],
    ['/v1/health%3F', 404],
    ['/v1/health?%zz&%00=%ff', 200],
    ['/v1/health;a=b', 404],
    ['/%76%31/health', 200],
    ['/V1/health', 404],
    ['/v1/state/%2e', 404],
    ['/openapi/%2e%2e%2fsessions.json', 404],
    ['/openapi/..%2f..%2fpackage.json', 404],
    ['/', 404],
    ['/favicon.ico', 404],
  ])('%s is answered with %i', async (path, status, message) => {
    const answer = await say(path);
    expect(answer.status).toBe(status);
    if (message !== undefined) expect(answer.json.error.message).toBe(message);
    expect(answer.headers.get('content-type')).toContain('json');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('lead to the session that they name, however they are encoded', async () => {
    const encoded = [...session].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    expect((await say(`/v1/persona/${encoded}`)).json.sessionId).toBe(session);
  });

  it('may be long', async () => {
    expect((await say(`/v1/persona/${'x'.repeat(15_000)}`)).status).toBe(404);
    expect((await say(`/${'x/'.repeat(7000)}`)).status).toBe(404);
    expect((await say(`/v1/persona?cursor=${'x'.repeat(15_000)}`)).status).toBe(400);
    const { status, closed } = await write([wire(`GET /${'x'.repeat(20_000)}`)]);
    expect({ status, closed }).toEqual({ status: 431, closed: true });
    const { handler } = await openSite();
    const begun = performance.now();
    for (const part of ['x', '/', '%2F', '%zz', 'a/', '%', 'é']) {
      const { status: long } = await ask(handler, `/v1/persona/${part.repeat(100_000)}`);
      expect(long).toBe(404);
    }
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe('what comes back in headers', () => {
  it.each(['a', 'abc-123_X.y', 'x'.repeat(64), '01890a5d-ac96-774b-bcce-b302099a8057'])(
    'is the X-Request-Id %s',
    async (id) => {
      expect((await say('/v1/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toBe(
        id,
      );
    },
  );

  it.each<[string, string | readonly string[]]>([
    ['that is empty', ''],
    ['that is too long', 'x'.repeat(65)],
    ['with a blank', 'a b'],
    ['with markup', '<script>'],
    ['with another header in it', 'a%0d%0aSet-Cookie: a=b'],
    ['that is not ASCII', 'é'],
    ['that came twice', ['a', 'b']],
  ])('is no X-Request-Id %s', async (_, id) => {
    const { headers } = await say('/v1/health', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('is no header that somebody broke a line for', async () => {
    for (const [name, value] of [
      ['X-Request-Id', 'a\rX-Evil: 1'],
      ['X-Request-Id', 'a\nX-Evil: 1'],
      ['X-Request-Id', 'a\u0000b'],
      ['X-Request-Id', 'a\r\n X-Evil: 1'],
      ['Authorization', 'Bearer a\nX-Evil: 1'],
    ]) {
      const { text, status } = await write([
        `GET /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${name}: ${value}\r\n\r\n`,
      ]);
      const head = text.slice(0, text.indexOf('\r\n\r\n')).toLowerCase();
      expect([200, 400]).toContain(status);
      expect(head).not.toContain('x-evil');
    }
  });

  it('is another id for every request that brings none', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => say('/v1/health')));
    expect(new Set(ids.map(({ headers }) => headers.get('x-request-id'))).size).toBe(50);
  });
});

describe('values', () => {
  const turn = (number: string, field = 'goal_relevance') => {
    const appraisal = JSON.stringify({ ...GIFT, [field]: 0.123456789 }).replace('0.123456789', number);
    return say('/v1/turn/appraisal', {
      body: `{"session_id":"${session}","appraisal":${appraisal}}`,
      headers: JSON_TYPE,
    });
  };
  const BAD = [
    '1e400',
    '-1e400',
    '1e308',
    '9007199254740993',
    '"5"',
    '"0.5"',
    'null',
    'true',
    '[]',
    '[0.5]',
    '{}',
    '""',
    '1.0000001',
  ];
  const FINE = ['-0', '5e-324', '0', '1', '0.5', '1.0', '5e-1'];

  it('that are no number in range are refused with their place, and change nothing', async () => {
    const before = (await engine.sessions.get(session))!;
    for (const field of Object.keys(GIFT)) {
      for (const number of BAD) {
        const { status, json } = await turn(number, field);
        expect({ field, number, status, code: json.error.code }).toEqual({
          field,
          number,
          status: 400,
          code: 'INVALID_APPRAISAL',
        });
        expect(json.error.message).toContain(`body.appraisal.${field}`);
      }
    }
    expect((await engine.sessions.get(session))!.turns).toBe(before.turns);
  });

  it('that are odd and in range are fine', async () => {
    for (const number of FINE) {
      const { status, text } = await turn(number);
      expect(status).toBe(200);
      expect(text).not.toMatch(/NaN|Infinity|:-0[,}]/);
    }
  });

  it('of time are refused unless they are seconds', async () => {
    for (const seconds of ['-1', '1e400', '"60"', 'null', '[]']) {
      const { status } = await say(`/personas/${session}/tick`, {
        body: `{"seconds":${seconds}}`,
        headers: JSON_TYPE,
      });
      expect({ seconds, status }).toEqual({ seconds, status: 400 });
    }
  });

  it('of listings are refused unless they are what a page gave', async () => {
    for (const query of [
      'limit=0',
      'limit=-1',
      'limit=101',
      'limit=1e9',
      'limit=NaN',
      'limit=Infinity',
      'limit=1.5',
      'limit=%201',
      'limit=0x10',
      'limit=',
      'limit=١',
      `limit=${'9'.repeat(400)}`,
      'cursor=forged',
      'cursor=%00',
      'cursor=YWZ0ZXI6LTE',
      'cursor=YWZ0ZXI6MWU5',
      'cursor=YWZ0ZXI6MQ==',
      "cursor=' OR 1=1 --",
    ]) {
      const { status, text } = await say(
        `/v1/persona?${query.replaceAll(' ', '%20').replace('١', '%D9%A1')}`,
      );
      expect({ query, status }).toEqual({ query, status: 400 });
      expect(text).not.toContain('    at ');
    }
  });

  it('under one Idempotency-Key have one effect, however many come at once', async () => {
    const before = (await engine.sessions.get(session))!.turns;
    const once = (body: object) =>
      say('/v1/turn/appraisal', { headers: { 'idempotency-key': 'sixty-four' }, body });
    const body = { session_id: session, appraisal: GIFT };
    const answers = await Promise.all(Array.from({ length: 64 }, () => once(body)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect((await engine.sessions.get(session))!.turns).toBe(before + 1);
    const other = await once({ session_id: session, appraisal: { ...GIFT, agency: 1 } });
    expect(other.status).toBe(422);
    for (const key of ['', 'x'.repeat(201)]) {
      const { status } = await say('/v1/turn/appraisal', { headers: { 'idempotency-key': key }, body });
      expect(status).toBe(400);
    }
  });
});

describe('failures of the server', () => {
  const SECRET = 'postgres://root:hunter2@db.internal/prod';
  const nothingOf = (answer: Heard) => {
    for (const word of ['hunter2', 'db.internal', '    at ', '.ts:', 'node_modules', 'Driver', 'stack']) {
      expect(answer.text).not.toContain(word);
      expect(JSON.stringify([...answer.headers])).not.toContain(word);
    }
  };
  const requests: readonly [string, Said][] = [
    ['/v1/persona', { body: { preset: 'companion' } }],
    ['/v1/persona', {}],
    ['/personas', {}],
    ['/personas/x', {}],
    ['/personas/x', { method: 'DELETE' }],
    ['/v1/state/x', {}],
    ['/v1/turn/appraisal', { body: { session_id: 'x', appraisal: GIFT } }],
    ['/api/v1/agents', {}],
    ['/api/v1/agents/x', {}],
    ['/api/projects', {}],
    ['/api/projects', { body: { name: 'Bank' } }],
    ['/api/projects/x/personas', {}],
  ];

  it('hide what a store throws, in every dialect, and are told to onError', async () => {
    const thrown: readonly unknown[] = [
      new Error(SECRET),
      Object.assign(new Error(SECRET), {
        code: 'ECONNREFUSED',
        status: 418,
        getResponse: () => new Response(SECRET),
      }),
      new TypeError(SECRET),
      SECRET,
      { message: SECRET },
      null,
      undefined,
      new RequestRefused('invalid', 'a store may not say so'),
    ];
    for (const error of thrown) {
      const store = createFaultStore(createMemoryStore());
      const { handler, told: heard } = await openSite({ dialects: undefined }, { store });
      store.before = () => {
        throw error;
      };
      for (const [path, said] of requests) {
        const before = heard.length;
        const answer = await ask(handler, path, said);
        expect({ path, thrown: String(error), isOurs: answer.status >= 500 }).toEqual({
          path,
          thrown: String(error),
          isOurs: true,
        });
        nothingOf(answer);
        expect(heard.length).toBe(before + 1);
        expect(heard.at(-1)).toMatchObject({ requestId: answer.headers.get('x-request-id'), path });
      }
    }
  });

  it('hide what an appraiser throws or answers', async () => {
    const appraisers: readonly Appraiser[] = [
      async () => {
        throw new Error(SECRET);
      },
      () => {
        throw SECRET;
      },
      async () => SECRET as never,
      async () => ({ goalRelevance: Number.NaN, [SECRET]: 1 }) as never,
      async () => null as never,
    ];
    for (const appraiser of appraisers) {
      const { engine: failing, handler, told: heard } = await openSite({}, { appraiser });
      const { id } = await failing.sessions.create({ preset: 'companion' });
      const { port } = await serveHere(handler);
      for (const [path, body] of [
        ['/v1/turn', { session_id: id, message: 'Hello' }],
        [`/personas/${id}/perceive`, { message: 'Hello' }],
      ] as const) {
        const answer = await send(port, path, { body });
        expect(answer.status).toBe(502);
        expect(answer.json.error).toEqual({
          code: 'SERVICE_UNAVAILABLE',
          message: 'A service that this request needs did not answer as it should',
          status: 502,
        });
        nothingOf(answer);
      }
      expect(heard).toHaveLength(2);
      expect((await failing.sessions.get(id))!.turns).toBe(0);
    }
  });

  it('of a closed engine say when to come again', async () => {
    const { engine: closed, handler } = await openSite({ apiKeys: ['k'] });
    await closed.close();
    const answer = await ask(handler, '/v1/persona', { headers: { authorization: 'Bearer k' } });
    expect({ status: answer.status, wait: answer.headers.get('retry-after') }).toEqual({
      status: 503,
      wait: '1',
    });
  });

  it('are answered even when onError throws, or is asynchronous and fails', async () => {
    const store = createFaultStore(createMemoryStore());
    for (const onError of [
      () => {
        throw new Error(SECRET);
      },
      (() => Promise.reject(new Error(SECRET))) as () => void,
    ]) {
      const { handler } = await openSite({ onError }, { store });
      store.before = () => {
        throw new Error('down');
      };
      const answer = await ask(handler, '/v1/persona');
      expect(answer.status).toBe(500);
      nothingOf(answer);
      store.before = undefined;
    }
  });

  it('are not what a caller did who gave up', async () => {
    const gate = createGate();
    const appraiser: Appraiser = async () => {
      await gate.promise;
      throw new Error('too late');
    };
    for (const reason of [undefined, 'gone', new Error('gone'), 0]) {
      const { engine: slow, handler, told: heard } = await openSite({}, { appraiser });
      const { id } = await slow.sessions.create({ preset: 'companion' });
      const leaving = new AbortController();
      const answering = handler(
        new Request('http://localhost/v1/turn', {
          method: 'POST',
          headers: JSON_TYPE,
          body: JSON.stringify({ session_id: id, message: 'Hello' }),
          signal: leaving.signal,
        }),
      );
      setTimeout(() => leaving.abort(reason), 20);
      expect((await answering).status).toBe(500);
      expect(heard).toEqual([]);
    }
    gate.open();
  });
});

it('every answer carries what keeps browsers from guessing and caches from keeping', async () => {
  const store = createFaultStore(createMemoryStore());
  const { handler, engine: own } = await openSite(
    { apiKeys: ['k'], rateLimit: { perMinute: 10 }, bodyLimit: 100, dialects: undefined },
    { store },
  );
  const key = { authorization: 'Bearer k' };
  const answers = [
    await ask(handler, '/v1/health'),
    await ask(handler, '/openapi/personas.json'),
    await ask(handler, '/v1/presets'),
    await ask(handler, '/v1/presets', { headers: key }),
    await ask(handler, '/v1/persona', { headers: key, body: { preset: 'companion' } }),
    await ask(handler, '/v1/persona', { headers: key, body: { preset: 'x'.repeat(200) } }),
    await ask(handler, '/v1/persona', { headers: key, body: 'x' }),
    await ask(handler, '/v1/persona', { headers: { ...key, ...JSON_TYPE }, body: '{' }),
    await ask(handler, '/v1/persona/none', { headers: key }),
    await ask(handler, '/v1/health', { method: 'PUT' }),
    await ask(handler, '/v1/health', { method: 'HEAD' }),
    await ask(handler, '/v1/health', { method: 'OPTIONS' }),
    await ask(handler, '/nowhere'),
    await ask(handler, '/api/v1/agents/none', { headers: key }),
    await ask(handler, '/api/projects/none/personas', { headers: key }),
  ];
  store.before = () => {
    throw new Error('down');
  };
  answers.push(await ask(handler, '/v1/persona', { headers: key }));
  store.before = undefined;
  for (let i = 0; i < 3; i++) answers.push(await ask(handler, '/v1/presets', { headers: key }));
  await own.close();
  answers.push(await ask(handler, '/v1/health', { headers: key }));
  expect(new Set(answers.map(({ status }) => status))).toEqual(
    new Set([200, 201, 400, 401, 404, 405, 413, 415, 429, 500]),
  );
  for (const { status, headers } of answers) {
    expect({
      status,
      sniff: headers.get('x-content-type-options'),
      cache: headers.get('cache-control'),
      id: headers.has('x-request-id'),
      powered: headers.get('x-powered-by'),
    }).toEqual({ status, sniff: 'nosniff', cache: 'no-store', id: true, powered: null });
  }
});
