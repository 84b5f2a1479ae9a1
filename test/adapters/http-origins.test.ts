import { describe, expect, it } from 'vitest';
import { createHttpHandler, type HttpHandlerOptions } from '../../adapters/http';
import { createEngine } from '../../src';
import { failureOf } from '../support/engine-fixtures';
import { ask, exchange, openSite, send, serveHere, wire } from '../support/http-server';

const PAGE = 'https://app.example';
const KEY = { authorization: 'Bearer k' };
const CORS_HEADERS = [
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'access-control-expose-headers',
];
const corsOf = (headers: Headers) => CORS_HEADERS.filter((name) => headers.has(name));
const PREFLIGHT = {
  method: 'OPTIONS',
  headers: {
    origin: PAGE,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
  },
};

describe('CORS', () => {
  it('is off: nothing is said to any page, and nothing is kept from anybody else', async () => {
    const { handler } = await openSite({ apiKeys: ['k'] });
    for (const said of [{ headers: { ...KEY, origin: PAGE } }, PREFLIGHT, { headers: { origin: 'null' } }]) {
      const { headers, status } = await ask(handler, '/v1/presets', said);
      expect(corsOf(headers)).toEqual([]);
      expect([200, 401, 405]).toContain(status);
    }
    expect((await ask(handler, '/v1/presets', { headers: { ...KEY, origin: PAGE } })).status).toBe(200);
    const options = await ask(handler, '/v1/presets', PREFLIGHT);
    expect({ status: options.status, allow: options.headers.get('allow') }).toEqual({
      status: 405,
      allow: 'GET, HEAD',
    });
  });

  it('lets the pages in that are listed, and no others', async () => {
    const { handler } = await openSite({ apiKeys: ['k'], corsOrigins: [PAGE, 'http://localhost:5173'] });
    for (const origin of [PAGE, 'http://localhost:5173']) {
      const { headers, status } = await ask(handler, '/v1/presets', { headers: { ...KEY, origin } });
      expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({ status: 200, origin });
      expect(headers.get('vary')).toBe('Origin');
      expect(headers.get('access-control-expose-headers')).toBe('X-Request-Id,Retry-After');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
    for (const origin of [
      'https://app.example.evil',
      'https://evil.app.example',
      'http://app.example',
      'https://app.example:444',
      'https://app.exampl',
      'HTTPS://APP.EXAMPLE',
      'null',
      '*',
      '',
    ]) {
      const { headers } = await ask(handler, '/v1/presets', { headers: { ...KEY, origin } });
      expect({ origin, allowed: headers.get('access-control-allow-origin') }).toEqual({
        origin,
        allowed: null,
      });
      // A cache must not hand this answer to a page that is let in.
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('lets all pages in with a star', async () => {
    const { handler } = await openSite({ apiKeys: ['k'], corsOrigins: ['*'] });
    for (const origin of [PAGE, 'null', 'http://anything']) {
      const { headers } = await ask(handler, '/v1/presets', { headers: { ...KEY, origin } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('answers preflights without a key, for what is there and what is not', async () => {
    const { handler, told } = await openSite({
      apiKeys: ['k'],
      corsOrigins: [PAGE],
      rateLimit: { perMinute: 1 },
    });
    for (const path of ['/v1/persona', '/v1/turn', '/personas', '/nowhere', '/v1/health']) {
      const { status, headers, text } = await ask(handler, path, PREFLIGHT);
      expect({ status, text, origin: headers.get('access-control-allow-origin') }).toEqual({
        status: 204,
        text: '',
        origin: PAGE,
      });
      const methods = headers.get('access-control-allow-methods')?.split(',');
      expect(methods).toEqual(expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']));
      const allowed = headers.get('access-control-allow-headers')?.split(',');
      expect(allowed).toEqual(['authorization', 'content-type', 'idempotency-key']);
    }
    const stranger = await ask(handler, '/v1/persona', {
      ...PREFLIGHT,
      headers: { ...PREFLIGHT.headers, origin: 'https://evil' },
    });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    expect(told).toEqual([]);
  });

  it('lets pages read refusals, too', async () => {
    const { handler } = await openSite({
      apiKeys: ['k'],
      corsOrigins: [PAGE],
      bodyLimit: 100,
      rateLimit: { perMinute: 3 },
    });
    const said = [
      { headers: { origin: PAGE } },
      { headers: { origin: PAGE, ...KEY }, body: { preset: 'nobody' } },
      { headers: { origin: PAGE, ...KEY }, body: { preset: 'x'.repeat(200) } },
      { headers: { origin: PAGE, ...KEY }, body: 'x' },
      { headers: { origin: PAGE, ...KEY }, body: {} },
      { headers: { origin: PAGE }, method: 'PUT' },
    ];
    const statuses: number[] = [];
    for (const one of said) {
      const { status, headers } = await ask(handler, '/v1/persona', one);
      statuses.push(status);
      expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({
        status,
        origin: PAGE,
      });
    }
    expect(statuses).toEqual([401, 400, 413, 415, 429, 405]);
  });

  it('breaks no header by what a preflight asks for', async () => {
    const { handler } = await openSite({ corsOrigins: [PAGE] });
    const { port } = await serveHere(handler);
    const asked = 'x-a\tb, é, \u007f';
    const { text, status } = await exchange(port, [
      Buffer.from(
        wire('OPTIONS /v1/persona', {
          Origin: PAGE,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': asked,
        }),
        'latin1',
      ),
    ]);
    expect([204, 400]).toContain(status);
    expect(text).not.toContain('Error:');
  });
});

describe('a server for this machine alone', () => {
  const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

  it.each([
    'localhost',
    'localhost:8787',
    'LOCALHOST:8787',
    '127.0.0.1',
    '127.0.0.1:1',
    '[::1]',
    '[::1]:8787',
    '127.1',
    '0x7f.0.0.1',
  ])('is found at %s', async (host) => {
    const { handler } = await openSite({ allowedHosts: LOCAL });
    const { port } = await serveHere(handler);
    expect((await send(port, '/v1/health', { headers: { host } })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:8787',
    'localhost.evil.example',
    'localhost.',
    'evil-localhost',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    'user@localhost',
    'localhost@evil.example',
    'localhost/evil',
    'localhost:8787:1',
    'localhost#',
    'a b',
    '%6c%6fcalhost.evil',
  ])('is not found at %s', async (host) => {
    const { handler } = await openSite({ allowedHosts: LOCAL });
    const { port } = await serveHere(handler);
    const { status, json } = await send(port, '/v1/persona', { headers: { host } });
    expect([400, 403]).toContain(status);
    if (status === 403) expect(json.error.code).toBe('FORBIDDEN');
  });

  it('is not found without a host, at two of them, or at one in the path', async () => {
    const { handler } = await openSite({ allowedHosts: LOCAL });
    const { port } = await serveHere(handler);
    const requests: readonly [string, number][] = [
      ['GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
      ['GET /v1/health HTTP/1.0\r\n\r\n', 400],
      ['GET /v1/health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 400],
      ['GET http://evil.example/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 403],
      ['GET http://localhost/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 403],
      ['GET http://localhost/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 200],
      ['GET //evil.example/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 404],
    ];
    for (const [request, status] of requests) {
      expect({ request, status: (await exchange(port, [request])).status }).toEqual({ request, status });
    }
    const twice = await exchange(port, [
      'GET /v1/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ]);
    expect(twice.status).not.toBe(200);
  });

  it.each([
    'http://localhost',
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'http://[::1]:8080',
    'https://localhost',
  ])('may be called by pages of %s', async (origin) => {
    const { handler } = await openSite({ allowedHosts: LOCAL });
    const said = { headers: { origin }, body: { preset: 'companion' } };
    expect((await ask(handler, '/v1/persona', said)).status).toBe(201);
  });

  it.each([
    'null',
    '',
    'https://evil.example',
    'http://localhost.evil.example',
    'http://evil.example#localhost',
    'http://localhost@evil.example',
    'http://127.0.0.2',
    'file://',
    'about:blank',
    'localhost',
    'http://localhost, https://evil.example',
    'data:text/html,localhost',
  ])('may not be called by pages of %j', async (origin) => {
    const { handler, engine } = await openSite({ allowedHosts: LOCAL });
    const said = { headers: { origin }, body: { preset: 'companion' } };
    for (const path of ['/v1/persona', '/v1/health', '/openapi/sessions.json', '/nowhere']) {
      const { status, headers, json } = await ask(
        handler,
        path,
        path === '/v1/persona' ? said : { headers: { origin } },
      );
      expect({ path, status, code: json.error.code }).toEqual({ path, status: 403, code: 'FORBIDDEN' });
      expect(corsOf(headers)).toEqual([]);
    }
    expect(
      (await ask(handler, '/v1/persona', { ...PREFLIGHT, headers: { ...PREFLIGHT.headers, origin } })).status,
    ).toBe(403);
    expect((await engine.sessions.list()).sessions).toEqual([]);
  });

  it('may be called by the foreign pages that are listed', async () => {
    const { handler } = await openSite({ allowedHosts: LOCAL, corsOrigins: [PAGE] });
    const { headers, status } = await ask(handler, '/v1/presets', { headers: { origin: PAGE } });
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({
      status: 200,
      origin: PAGE,
    });
    expect((await ask(handler, '/v1/persona', PREFLIGHT)).status).toBe(204);
    const stranger = await ask(handler, '/v1/presets', { headers: { origin: 'https://evil.example' } });
    expect(stranger.status).toBe(403);
    const open = await openSite({ allowedHosts: LOCAL, corsOrigins: ['*'] });
    expect((await ask(open.handler, '/v1/presets', { headers: { origin: 'null' } })).status).toBe(200);
  });

  it('says no in the words of each dialect', async () => {
    const { handler } = await openSite({ allowedHosts: ['elsewhere'], dialects: undefined });
    const message = 'this host name is not served here';
    expect((await ask(handler, '/v1/health')).json.error).toMatchObject({ code: 'FORBIDDEN', message });
    expect((await ask(handler, '/api/v1/agents')).json).toMatchObject({ status: 403, detail: message });
    expect((await ask(handler, '/api/projects')).json).toEqual({ error: message });
  });
});

describe('options that look like lists and are none', () => {
  it.each<[keyof HttpHandlerOptions, unknown]>([
    ['corsOrigins', PAGE],
    ['allowedHosts', 'localhost'],
    ['dialects', 'sessions'],
    ['dialects', []],
    ['dialects', ['session']],
    ['bodyLimit', 0],
    ['bodyLimit', 1.5],
    ['bodyLimit', '1mb'],
  ])('%s %j is refused', async (name, value) => {
    const engine = await createEngine();
    const options = { engine, dialects: ['sessions'], [name]: value } as HttpHandlerOptions;
    const error = await failureOf(createHttpHandler(options), 'CONFIG_INVALID');
    expect(error.details.issues.map(({ path }) => path)).toEqual([[name]]);
    await engine.close();
  });
});
