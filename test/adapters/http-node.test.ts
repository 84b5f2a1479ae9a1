import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { Agent, createServer, request as nodeRequest } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { HttpHandler } from '../../adapters/http';
import { type HttpServer, serve, toNodeListener } from '../../adapters/http/node';
import type { Appraiser, Engine } from '../../src';
import { createGate } from '../support/engine-fixtures';
import {
  ask,
  exchange,
  type Heard,
  openSite,
  send,
  serveHere,
  type Told,
  until,
  wire,
} from '../support/http-server';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FELT = {
  goalRelevance: 0.9,
  goalCongruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  normCompatibility: 0.5,
};

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
process.on('unhandledRejection', note);
afterAll(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** A server whose appraiser waits until the gate opens. */
async function openSlow(options: Parameters<typeof serve>[1] = {}): Promise<{
  readonly engine: Engine;
  readonly handler: HttpHandler;
  readonly server: HttpServer;
  readonly told: readonly Told[];
  readonly id: string;
  readonly gate: ReturnType<typeof createGate<void>>;
  /** How often the appraiser was asked. */
  readonly asked: () => number;
}> {
  const gate = createGate();
  onTestFinished(() => gate.open());
  let asked = 0;
  const appraiser: Appraiser = async () => {
    asked += 1;
    await gate.promise;
    return FELT;
  };
  const { engine, handler, told } = await openSite({}, { appraiser });
  const { id } = await engine.sessions.create({ preset: 'companion' });
  const server = await serveHere(handler, options);
  return { engine, handler, server, told, id, gate, asked: () => asked };
}

const turnOf = (id: string) => ({ body: { session_id: id, message: 'Well done.' } });
const turnsOf = async (engine: Engine, id: string) => (await engine.sessions.get(id))!.turns;

async function refusal(port: number): Promise<string> {
  try {
    await send(port, '/v1/health');
    return 'answered';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

describe('listening', () => {
  it('takes a free port by itself, on this machine alone', async () => {
    const { handler } = await openSite();
    const [one, other] = [await serveHere(handler), await serveHere(handler)];
    expect(one.port).toBeGreaterThan(0);
    expect(one.port).not.toBe(other.port);
    for (const { url, port } of [one, other]) {
      expect(url).toBe(`http://127.0.0.1:${port}`);
      expect((await (await fetch(`${url}/v1/health`)).json()) as object).toMatchObject({ status: 'ok' });
    }
  });

  it('tells an address of IPv6 as a URL has it', async () => {
    const { handler } = await openSite({ allowedHosts: ['[::1]'] });
    const server = await serveHere(handler, { host: '::1' }).catch((error) => {
      // Not every machine has it.
      expect(['EADDRNOTAVAIL', 'EAFNOSUPPORT']).toContain(error.code);
    });
    if (!server) return;
    expect(server.url).toBe(`http://[::1]:${server.port}`);
    expect((await fetch(`${server.url}/v1/health`)).status).toBe(200);
  });

  it('rejects for a port that is taken, and the first one goes on', async () => {
    const { handler } = await openSite();
    const { port } = await serveHere(handler);
    await expect(serve(handler, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await send(port, '/v1/health')).status).toBe(200);
  });

  it.each([
    [{ port: 65_536 }, 'ERR_SOCKET_BAD_PORT'],
    [{ port: -1 }, 'ERR_SOCKET_BAD_PORT'],
    [{ host: '192.0.2.1' }, 'EADDRNOTAVAIL'],
  ])('rejects for %j', async (options, code) => {
    const { handler } = await openSite();
    await expect(serve(handler, options)).rejects.toMatchObject({ code });
  });

  it('leaves the globals of its host alone', async () => {
    const [{ Request, Response }, { handler }] = [globalThis, await openSite()];
    await serveHere(handler);
    expect(globalThis.Request).toBe(Request);
    expect(globalThis.Response).toBe(Response);
  });
});

describe('closing', () => {
  it('may be asked for twice, and frees the port', async () => {
    const { handler } = await openSite();
    const server = await serve(handler);
    const closing = server.close();
    expect(server.close()).toBe(closing);
    await closing;
    await server.close();
    expect(await refusal(server.port)).toBe('ECONNREFUSED');
    const next = await serveHere(handler, { port: server.port });
    expect((await send(next.port, '/v1/health')).status).toBe(200);
  });

  it('finishes what was accepted, and takes nothing more', async () => {
    const { engine, server, id, gate, asked } = await openSlow({ graceMs: 10_000 });
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const answering = new Promise<Heard>((resolve, reject) => {
      const request = nodeRequest(
        `${server.url}/v1/turn`,
        { agent, method: 'POST', headers: JSON_TYPE },
        (answer) => {
          let text = '';
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode!, headers: new Headers(), text, json: JSON.parse(text) }),
          );
        },
      );
      request.on('error', reject);
      request.end(JSON.stringify(turnOf(id).body));
    });
    await until(() => asked() === 1);
    let isClosed = false;
    const closing = server.close().then(() => {
      isClosed = true;
    });
    await until(async () => (await refusal(server.port)) === 'ECONNREFUSED');
    expect(isClosed).toBe(false);
    gate.open();
    const { status, json } = await answering;
    expect({ status, session: json.session_id }).toEqual({ status: 200, session: id });
    const begun = performance.now();
    await closing;
    // The connection is kept alive by the client, and nobody waits for it.
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await turnsOf(engine, id)).toBe(1);
  });

  it('finishes all of many, with the writes of all in the store', async () => {
    const { engine, server, id, gate, asked } = await openSlow({ graceMs: 10_000 });
    const others = await Promise.all(
      Array.from({ length: 20 }, async () => (await engine.sessions.create({ preset: 'companion' })).id),
    );
    const answering = Promise.all([id, ...others].map((each) => send(server.port, '/v1/turn', turnOf(each))));
    await until(() => asked() === 21);
    const closing = server.close();
    gate.open();
    for (const { status } of await answering) expect(status).toBe(200);
    await closing;
    for (const each of [id, ...others]) expect(await turnsOf(engine, each)).toBe(1);
  });

  it('waits for no connection that is merely open', async () => {
    const { handler } = await openSite();
    const server = await serve(handler, { graceMs: 10_000 });
    const agent = new Agent({ keepAlive: true, maxSockets: 5 });
    onTestFinished(() => agent.destroy());
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const request = nodeRequest(`${server.url}/v1/presets`, { agent });
        request.end();
        const [answer] = await once(request, 'response');
        answer.resume();
        await once(answer, 'end');
      }),
    );
    const silent = connect(server.port, '127.0.0.1');
    const halfway = connect(server.port, '127.0.0.1');
    for (const socket of [silent, halfway]) {
      socket.on('error', () => {});
      onTestFinished(() => void socket.destroy());
      await once(socket, 'connect');
    }
    halfway.write('GET /v1/health HTT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const begun = performance.now();
    await server.close();
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('lets a slow reader have the whole of an answer that is written', async () => {
    const whole = 'x'.repeat(20_000_000);
    const server = await serve(async () => new Response(whole), { graceMs: 10_000 });
    const socket = connect(server.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let received = 0;
    socket.pause();
    socket.write(wire('GET /', { Connection: 'keep-alive' }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const closing = server.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
    socket.resume();
    await once(socket, 'close');
    await closing;
    expect(received).toBeGreaterThan(whole.length);
  });

  it('cuts off who is stuck once the grace is over', async () => {
    const { server, id, asked, told } = await openSlow({ graceMs: 200 });
    const stuck = send(server.port, '/v1/turn', turnOf(id)).then(
      () => 'answered',
      (error: NodeJS.ErrnoException) => error.code,
    );
    await until(() => asked() === 1);
    const half = exchange(server.port, [
      wire('POST /v1/turn', { ...JSON_TYPE, 'Content-Length': '1000', Connection: 'keep-alive' }, '{'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const begun = performance.now();
    await server.close();
    expect(performance.now() - begun).toBeGreaterThan(150);
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(await stuck).toBe('ECONNRESET');
    expect(await half).toMatchObject({ closed: true });
    expect(told).toEqual([]);
  });
});

describe('clients that go away', () => {
  it('have their request given up, and the next is served', async () => {
    const { engine, server, id, gate, asked, told } = await openSlow();
    const body = JSON.stringify(turnOf(id).body);
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(wire('POST /v1/turn', { ...JSON_TYPE, 'Content-Length': String(body.length) }, body));
    await until(() => asked() === 1);
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await turnsOf(engine, id)).toBe(0);
    expect((await send(server.port, '/v1/turn', turnOf(id))).status).toBe(200);
    expect(await turnsOf(engine, id)).toBe(1);
    expect(told).toEqual([]);
  });

  it('may do so at any moment of a request', async () => {
    const { engine, server, id, gate, told } = await openSlow();
    gate.open();
    const body = JSON.stringify(turnOf(id).body);
    const bytes = wire('POST /v1/turn', { ...JSON_TYPE, 'Content-Length': String(body.length) }, body);
    const cuts = Array.from({ length: 40 }, (_, index) => Math.ceil(((index + 1) / 40) * bytes.length));
    for (const [index, cut] of cuts.entries()) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(bytes.slice(0, cut));
      await new Promise((resolve) => setTimeout(resolve, index % 4));
      if (index % 2 === 0) socket.resetAndDestroy();
      else socket.end();
    }
    expect((await send(server.port, '/v1/turn', turnOf(id))).status).toBe(200);
    expect(await turnsOf(engine, id)).toBeGreaterThan(0);
    expect(told).toEqual([]);
  });
});

describe('a listener', () => {
  it('hangs in a server of node:http', async () => {
    const { handler } = await openSite();
    const listener = toNodeListener(handler);
    const server = createServer((request, response) => {
      if (request.url === '/own') response.end('own');
      else void listener(request, response);
    });
    await listening(server);
    await speaks(portOf(server));
    expect((await send(portOf(server), '/own')).text).toBe('own');
  });

  it('says nothing of what a handler throws that is not ours', async () => {
    for (const failing of [
      () => Promise.reject(new Error('hunter2')),
      () => {
        throw new Error('hunter2');
      },
      () => Promise.reject('hunter2'),
    ]) {
      const { port } = await serveHere(failing as HttpHandler);
      const answer = await send(port, '/');
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('hunter2');
    }
  });
});

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** Listens until the test has ended. */
async function listening(server: ReturnType<typeof createServer>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
}

/** Goes through a short life of a session below a prefix. */
async function speaks(
  port: number,
  prefix = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const say = (path: string, said: Parameters<typeof send>[2] = {}) =>
    send(port, `${prefix}${path}`, { ...said, headers: { ...headers, ...said.headers } });
  expect((await say('/v1/health')).json.status).toBe('ok');
  const { status, json } = await say('/v1/persona', { body: { preset: 'companion', user_id: 'Zoë 🐝' } });
  expect(status).toBe(201);
  const path = `/v1/persona/${json.sessionId}`;
  const chunked = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
  const body = JSON.stringify({ seconds: 60 });
  expect((await say(`/personas/${json.sessionId}/tick`, { headers: chunked, body })).status).toBe(200);
  expect((await say('/v1/persona?limit=1')).json.sessions).toHaveLength(1);
  expect((await say(path, { method: 'HEAD' })).status).toBe(200);
  expect((await say(path, { method: 'DELETE' })).status).toBe(200);
  expect((await say(path)).status).toBe(404);
  expect((await say('/v1/persona', { body: 'x' })).status).toBe(415);
}

describe('beside other routes', () => {
  // Its types are no dependency of this package.
  const require = createRequire(import.meta.url);
  // biome-ignore lint/suspicious/noExplicitAny: an app of a library without types
  const express: any = require('express');

  it('hangs in Express 5, at the root and below a prefix', async () => {
    const { handler } = await openSite();
    const app = express();
    // biome-ignore lint/suspicious/noExplicitAny: as above
    app.post('/own', express.json(), (request: any, response: any) => response.json({ got: request.body }));
    app.use('/below/it', toNodeListener(handler));
    app.use(toNodeListener(handler));
    const server = createServer(app);
    await listening(server);
    await speaks(portOf(server));
    await speaks(portOf(server), '/below/it');
    expect((await send(portOf(server), '/own', { body: { a: 1 } })).json).toEqual({ got: { a: 1 } });
    expect((await send(portOf(server), '/nowhere')).json.error.code).toBe('NOT_FOUND');
  });

  it('does not hang in Express behind a parser of bodies, and says so', async () => {
    const { handler, told } = await openSite();
    const app = express();
    app.use(express.json());
    app.use(toNodeListener(handler));
    const server = createServer(app);
    await listening(server);
    const answer = await send(portOf(server), '/v1/persona', { body: { preset: 'companion' } });
    expect(answer.status).toBe(500);
    expect(told).toHaveLength(1);
    expect(String(told[0]!.error)).toMatch(/body/i);
  });

  it('hangs in Hono, as a route and as a mounted app', async () => {
    const { handler } = await openSite();
    const app = new Hono();
    app.get('/own', (c) => c.text('own'));
    app.mount('/below', handler);
    app.all('*', (c) => handler(c.req.raw));
    const { port } = await serveHere(async (request) => app.fetch(request));
    await speaks(port);
    await speaks(port, '/below');
    expect((await send(port, '/own')).text).toBe('own');
  });

  it('is a route of Next.js as it is', async () => {
    const { handler } = await openSite();
    const route = { GET: handler, POST: handler, DELETE: handler };
    const made = await ask(route.POST, '/v1/persona', { body: { preset: 'companion' } });
    expect(made.status).toBe(201);
    const path = `/v1/persona/${made.json.sessionId}`;
    expect((await ask(route.GET, path)).json.sessionId).toBe(made.json.sessionId);
    expect((await ask(route.DELETE, path, { method: 'DELETE' })).status).toBe(200);
  });
});

/*
 * The examples use the built package. Needs `npm run build` first; `npm test` does that.
 */
describe.skipIf(!existsSync('dist/http.js'))('the examples', () => {
  const KEY = { authorization: 'Bearer mk_try_me' };
  const children: ChildProcess[] = [];
  afterAll(() => {
    // After a test that failed one may still be running.
    for (const child of children) child.kill('SIGKILL');
  });

  it.each([
    ['http-express.mjs', '/echo', { body: { a: 1 } }, '{"a":1}'],
    ['http-hono.mjs', '/hello', {}, 'hello'],
  ])('%s serves, and ends when it is told to', async (file, own, said, answer) => {
    const child = spawn(process.execPath, [`docs/examples/${file}`], {
      env: { ...process.env, PORT: '0', API_KEY: 'mk_try_me' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    const [, port] = /^listening on http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(String(line)) ?? [];
    if (port === undefined)
      throw new Error(`it said ${line}, with the build of ${statSync('dist/http.js').mtime.toISOString()}`);
    await speaks(Number(port), '', KEY);
    expect((await send(Number(port), own, said)).text).toBe(answer);
    expect((await send(Number(port), '/v1/presets')).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('http-next-route.mjs answers every method of a route', async () => {
    process.env['API_KEY'] = 'mk_try_me';
    onTestFinished(() => {
      delete process.env['API_KEY'];
    });
    const route = await import(pathToFileURL('docs/examples/http-next-route.mjs').href);
    expect(Object.keys(route).sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
    const made = await ask(route.POST, '/v1/persona', { headers: KEY, body: { preset: 'companion' } });
    expect(made.status).toBe(201);
    expect((await ask(route.GET, `/v1/persona/${made.json.sessionId}`, { headers: KEY })).status).toBe(200);
    expect((await ask(route.GET, '/v1/presets')).status).toBe(401);
  });
});
