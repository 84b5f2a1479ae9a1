import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Environment } from '../../adapters/cli/io';
import { run } from '../../adapters/cli/program';
import { startFakeOpenAI } from '../support/fake-openai';
import { type Heard, type Said, send, until } from '../support/http-server';

const folder = mkdtempSync(join(tmpdir(), 'animacy-serve-'));
const children: ChildProcess[] = [];
afterAll(() => {
  // After a test that failed a program may still be serving.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
const newPath = (ending: string) => {
  files += 1;
  return join(folder, `${files}.${ending}`);
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const GIFT = {
  goal_relevance: 0.9,
  goal_congruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  norm_compatibility: 0.5,
};

class Screen extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs the program in this process. */
function runHere(argv: readonly string[], env: Environment = {}) {
  const [stdout, stderr, ending] = [new Screen(), new Screen(), new AbortController()];
  const exit = run(argv, {
    stdout,
    stderr,
    env,
    readFile: (path) => readFile(path, 'utf8'),
    readInput: async () => '',
    now: Date.now,
    signal: ending.signal,
  });
  return { stdout, stderr, exit, end: () => ending.abort('interrupted') };
}

/** A command that is wrong: what it says of that, and its exit code. */
async function refusalOf(argv: readonly string[], env: Environment = {}) {
  const { stdout, stderr, exit, end } = runHere(['serve', '--port', '0', ...argv], env);
  const timer = setTimeout(end, 5000);
  const exitCode = await exit;
  clearTimeout(timer);
  expect(stdout.text).toBe('');
  expect(stderr.text).toMatch(/^animacy: .*\n$/);
  return { exitCode, said: stderr.text.slice('animacy: '.length).trimEnd() };
}

/** Serves in this process for as long as the test lasts. */
async function serveWith(argv: readonly string[], env: Environment = {}) {
  const { stdout, stderr, exit, end } = runHere(['serve', '--port', '0', ...argv], env);
  onTestFinished(async () => {
    end();
    expect(await exit).toBe(0);
  });
  await until(() => stdout.text.endsWith('\n'));
  const [, url = '', port] = /^listening on (http:\/\/\S+:(\d+))\n$/.exec(stdout.text) ?? [];
  return {
    url,
    port: Number(port),
    stderr,
    say: (path: string, said: Said = {}): Promise<Heard> => send(Number(port), path, said),
  };
}

describe('flags', () => {
  it('serves all dialects from memory to this machine alone, when nothing is said', async () => {
    const { url, port, say, stderr } = await serveWith([]);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(stderr.text).toBe('animacy: no --api-key was given, so only this machine may come in\n');
    for (const path of ['/v1/presets', '/api/v1/agents', '/api/projects', '/openapi/personas.json']) {
      expect((await say(path)).status).toBe(200);
    }
    const { json } = await say('/v1/persona', { body: { preset: 'companion' } });
    // The offline appraiser is there.
    const felt = await say('/v1/turn', {
      body: { session_id: json.sessionId, message: 'You are wonderful.' },
    });
    expect(felt.json.emotion_delta.V).toBeGreaterThan(0);
    for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }]) {
      expect((await say('/v1/presets', { headers })).status).toBe(403);
    }
    const local = { host: `localhost:${port}`, origin: 'http://localhost:5173' };
    expect((await say('/v1/presets', { headers: local })).status).toBe(200);
  });

  it('listens on this machine alone without a key, whatever --host says', async () => {
    const foreign = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    for (const host of ['0.0.0.0', '::', '', 'example.org', foreign?.address ?? '10.0.0.1']) {
      const { url, port, stderr } = await serveWith(['--host', host]);
      expect(url).toBe(`http://127.0.0.1:${port}`);
      expect(stderr.text).toContain('only this machine may come in');
      if (!foreign) continue;
      const socket = connect(port, foreign.address);
      const [error] = await once(socket, 'error');
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  it.each(['localhost', '127.0.0.1', '127.0.0.2', '::1', '[::1]'])(
    'takes --host %s, and is found at it',
    async (host) => {
      const { url } = await serveWith(['--host', host]);
      expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    },
  );

  it('takes keys from the command line, from a file and from the environment', async () => {
    const file = newPath('txt');
    writeFileSync(
      file,
      '# keys of the team\r\n\r\n  from-file  \r\nteam:one\n#no-key\nteam:two:with:colons\n',
    );
    const { say, stderr } = await serveWith(
      ['--api-key', 'first', '--api-key', 'team:three', '--api-keys-file', file],
      { ANIMACY_API_KEYS: ' env-a,env-b\n team:env-c ' },
    );
    expect(stderr.text).toBe('');
    const as = (key: string, path = '/v1/persona', said: Said = {}) =>
      say(path, { ...said, headers: bearer(key) });
    const keys = ['first', 'three', 'from-file', 'one', 'two:with:colons', 'env-a', 'env-b', 'env-c'];
    for (const key of keys) expect((await as(key)).status).toBe(200);
    for (const key of ['team:one', '#no-key', 'no-key', 'team', 'with:colons', '#', 'FIRST', '']) {
      expect((await as(key)).status).toBe(401);
    }
    await as('one', '/v1/persona', { body: { preset: 'companion' } });
    const seen: number[] = [];
    for (const key of keys) seen.push((await as(key)).json.sessions.length);
    expect(seen).toEqual([0, 1, 0, 1, 1, 0, 0, 1]);
    // With keys a proxy may come with any host name.
    const proxied = { ...bearer('first'), host: 'characters.example' };
    expect((await say('/v1/presets', { headers: proxied })).status).toBe(200);
  });

  it('speaks the dialects that are named', async () => {
    const { say } = await serveWith(['--dialects', 'personas, sessions']);
    expect((await say('/v1/presets')).status).toBe(200);
    expect((await say('/api/projects')).status).toBe(200);
    expect((await say('/api/v1/agents')).status).toBe(404);
    expect((await say('/openapi/personality.json')).status).toBe(404);
  });

  it('limits each key to as many requests as a minute may have', async () => {
    const { say } = await serveWith(['--api-key', 'a', '--api-key', 'b', '--rate-limit', '3']);
    const statuses: number[] = [];
    for (const key of ['a', 'a', 'a', 'a', 'b']) {
      statuses.push((await say('/v1/presets', { headers: bearer(key) })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
    const unlimited = await serveWith(['--rate-limit', '0']);
    for (let i = 0; i < 100; i++) expect((await unlimited.say('/v1/presets')).status).toBe(200);
  });

  it('lets the pages of --cors in', async () => {
    const { say } = await serveWith(['--cors', 'https://a.example', '--cors', 'https://b.example']);
    for (const [origin, status] of [
      ['https://a.example', 200],
      ['https://b.example', 200],
      ['https://c.example', 403],
    ] as const) {
      const { status: got, headers } = await say('/v1/presets', { headers: { origin } });
      expect(got).toBe(status);
      expect(headers.get('access-control-allow-origin')).toBe(status === 200 ? origin : null);
    }
  });

  it('lets the same ups and downs follow from the same --seed', async () => {
    const moods: string[] = [];
    for (const seed of ['7', '-7', '8']) {
      const { say } = await serveWith(['--seed', seed]);
      const body = { preset: 'companion', emotion_config: { noise_per_hour: 0.5 } };
      // An id that is drawn holds the time, and ups and downs follow from the id.
      const made = await say('/v1/persona', { headers: { 'idempotency-key': 'one' }, body });
      const tick = await say(`/personas/${made.json.sessionId}/tick`, { body: { seconds: 7200 } });
      moods.push(JSON.stringify(tick.json.result.emotion.vad));
    }
    expect(moods[0]).toBe(moods[1]);
    expect(moods[0]).not.toBe(moods[2]);
  });

  it.each<[string, (key: string) => readonly [readonly string[], Environment]]>([
    ['the command line', (key) => [['--openai-api-key', key], {}]],
    ['the environment', (key) => [[], { ANIMACY_OPENAI_API_KEY: key }]],
    ['the project', () => [[], {}]],
  ])('draws portraits where --openai-base-url says, with the key of %s', async (from, setting) => {
    const openai = await startFakeOpenAI({ apiKey: 'sk-right' });
    onTestFinished(() => openai.close());
    const [argv, env] = setting('sk-right');
    const { say } = await serveWith(['--openai-base-url', openai.baseUrl, ...argv], env);
    const project = await say('/api/projects', { body: { name: 'Bank' } });
    const base = `/api/projects/${project.json.id}`;
    if (from === 'the project') {
      const body = { llmSettings: { provider: 'openai', apiKey: 'sk-right' } };
      expect((await say(`${base}/config`, { method: 'PUT', body })).status).toBe(200);
    }
    const body = { name: 'Ruth', systemPrompt: 'A retired teacher.' };
    const persona = await say(`${base}/personas`, { body });
    const drawn = await say(`${base}/personas/${persona.json.id}/generate-image`, { method: 'POST' });
    expect(drawn.status).toBe(200);
    expect(openai.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-right']);
  });

  it('continues what a SQLite file holds', async () => {
    const store = ['--store', `sqlite:${newPath('db')}`, '--api-key', 'k'];
    const said = { headers: bearer('k'), body: { preset: 'companion' } };
    const first = runHere(['serve', '--port', '0', ...store]);
    await until(() => first.stdout.text.endsWith('\n'));
    const port = Number(/:(\d+)\n/.exec(first.stdout.text)?.[1]);
    const { json } = await send(port, '/v1/persona', said);
    first.end();
    expect(await first.exit).toBe(0);
    const { say } = await serveWith(store);
    const again = await say(`/v1/persona/${json.sessionId}`, { headers: bearer('k') });
    expect(again.json).toEqual(json);
  });
});

describe('what cannot be served', () => {
  const withoutKeys = join(folder, 'no-keys.txt');
  writeFileSync(withoutKeys, '# nothing yet\n');
  const STORES = /^--store takes memory, sqlite:FILE or postgres:\/\/USER@HOST\/DATABASE$/;

  it.each<[readonly string[], number, RegExp]>([
    [['--store', 'redis:x'], 2, STORES],
    [['--store', 'sqlite'], 2, STORES],
    [['--store', 'sqlite:'], 2, STORES],
    [['--store', ''], 2, STORES],
    [['--store', 'postgres'], 2, STORES],
    [['--store', 'postgres:'], 2, /PostgreSQL is named by a URL/],
    [['--store', 'postgres:me:hunter2@db'], 2, /PostgreSQL is named by a URL/],
    [['--store', 'postgresql://me:hunter2@db:port/x'], 2, /PostgreSQL is named by a URL/],
    // Port 1 answers to nobody.
    [
      ['--store', 'postgres://me:hunter2@127.0.0.1:1/db'],
      1,
      /^PostgreSQL cannot be used now: .*ECONNREFUSED/,
    ],
    [['--store', `sqlite:${folder}`], 1, /./],
    [['--dialects', 'session'], 2, /There are sessions, personality, personas\./],
    [['--dialects', ''], 2, /There are/],
    [['--dialects', 'sessions,'], 2, /There are/],
    [['--port', '65536'], 2, /from 0 to 65535/],
    [['--port', '-1'], 2, /from 0 to 65535/],
    [['--port', 'http'], 2, /whole number/],
    [['--port', '1e3'], 2, /whole number/],
    [['--port', ''], 2, /whole number/],
    [['--rate-limit', '-5'], 2, /from 0 to/],
    [['--rate-limit', '1.5'], 2, /whole number/],
    [['--seed', 'x'], 2, /whole number/],
    [['--api-key', ':key'], 2, /KEY or TENANT:KEY/],
    [['--api-key', 'tenant:'], 2, /KEY or TENANT:KEY/],
    [['--api-key', ''], 1, /apiKeys\[0\] must be 1 to 1000 printable/],
    [['--api-key', 'a b'], 1, /apiKeys\[0\]/],
    [['--api-key', 'a', '--api-key', 'a'], 1, /apiKeys\[1\] is given twice/],
    [['--api-keys-file', join(folder, 'none.txt')], 1, /none\.txt: there is no such file$/],
    [['--api-keys-file', withoutKeys], 2, /there is no key in this file$/],
    [['--api-keys-file', folder], 1, /this is a directory, not a file$/],
    [['--host', '192.0.2.1', '--api-key', 'k'], 1, /EADDRNOTAVAIL/],
    [['--openai-base-url', 'ftp://x'], 1, /baseUrl/i],
    [['--openai-api-key', 'ключ'], 1, /apiKey/i],
    [['--unknown'], 2, /unknown option '--unknown'/],
    [['extra'], 2, /too many arguments/],
  ])('%j ends with %i', async (argv, code, words) => {
    const { exitCode, said } = await refusalOf(argv);
    expect({ exitCode, said }).toEqual({ exitCode: code, said: expect.stringMatching(words) });
    expect(said).not.toContain('hunter2');
  });

  it('a port that is taken ends with 1, and leaves the first server alone', async () => {
    const { port, say } = await serveWith([]);
    const { exitCode, said } = await refusalOf(['--port', String(port)]);
    expect(exitCode).toBe(1);
    expect(said).toMatch(/EADDRINUSE.*address already in use/);
    expect((await say('/v1/health')).status).toBe(200);
  });

  it('a key that is unset in the environment is no key', async () => {
    const { stderr } = await serveWith([], { ANIMACY_API_KEYS: ' , ' });
    expect(stderr.text).toContain('no --api-key was given');
  });
});

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly out: Promise<string>;
  readonly err: Promise<string>;
}

/** Starts the program as a process of its own. */
async function start(...argv: readonly string[]): Promise<Running> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'adapters/cli/main.ts', 'serve', '--port', '0', ...argv],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  children.push(child);
  const [out, err] = [child.stdout!, child.stderr!].map((stream) => text(stream).catch(() => 'not read'));
  const [line] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  const [, port] = /^listening on http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(String(line)) ?? [];
  if (port === undefined) throw new Error(`it said ${String(line)} ${await err}`);
  return { child, port: Number(port), out: out!, err: err! };
}

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s with code 0, whoever is still connected',
    async (signal) => {
      const { child, port, out, err } = await start();
      expect((await send(port, '/v1/health')).status).toBe(200);
      const idle = connect(port, '127.0.0.1');
      const alive = connect(port, '127.0.0.1');
      const halfway = connect(port, '127.0.0.1');
      for (const socket of [idle, alive, halfway]) socket.on('error', () => {});
      alive.write('GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n');
      halfway.write('POST /v1/persona HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{');
      await once(alive, 'data');
      const begun = performance.now();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(performance.now() - begun).toBeLessThan(3000);
      expect(await out).toBe(`listening on http://127.0.0.1:${port}\n`);
      expect(await err).toBe('animacy: no --api-key was given, so only this machine may come in\n');
    },
  );

  it('--help ends with 0 and names every flag', async () => {
    const { stdout, stderr, exit } = runHere(['serve', '--help']);
    expect(await exit).toBe(0);
    expect(stderr.text).toBe('');
    const flags = ['port', 'host', 'store', 'api-key', 'api-keys-file', 'dialects', 'rate-limit', 'cors'];
    for (const flag of [...flags, 'openai-base-url', 'openai-api-key', 'seed']) {
      expect(stdout.text).toContain(`--${flag} <`);
    }
    expect(stdout.text).not.toContain('default: []');
  });

  it('goes on when nobody reads what it prints', async () => {
    const { child, port } = await start();
    child.stdout!.destroy();
    child.stderr!.destroy();
    expect((await send(port, '/v1/health')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  /*
   * Twenty lives on two files. In each, four clients let sessions of theirs feel until the process is killed, and one creates
   * sessions. What was answered must be there in the next life; what was not is asked for again under its key, and has one effect.
   */
  it('loses nothing that it acknowledged when it is killed', { timeout: 120_000 }, async () => {
    await Promise.all([10, 10].map((lives) => liveAndDie(lives)));
  });
});

async function liveAndDie(lives: number): Promise<void> {
  const store = `sqlite:${newPath('db')}`;
  const writers = [0, 1, 2, 3].map((index) => ({ index, id: '', keys: 0 }));
  const created: string[] = [];
  let acknowledged = 0;

  const feel = (port: number, { index, id, keys }: (typeof writers)[0]) =>
    send(port, '/v1/turn/appraisal', {
      headers: { 'idempotency-key': `writer-${index}-${keys}` },
      body: { session_id: id, appraisal: GIFT, elapsed_seconds: 1 },
    });
  const create = async (port: number) => {
    const { status, json } = await send(port, '/v1/persona', { body: { preset: 'companion' } });
    expect(status).toBe(201);
    return json.sessionId as string;
  };
  const idsIn = async (port: number) => {
    const ids = new Set<string>();
    for (let cursor = ''; cursor !== null; ) {
      const { json } = await send(port, `/v1/persona?limit=100&cursor=${cursor}`);
      for (const { id } of json.sessions) ids.add(id);
      cursor = json.cursor;
    }
    return ids;
  };
  const turnsIn = async (port: number, id: string) => (await send(port, `/v1/state/${id}`)).json.turns;

  for (let life = 0; life < lives; life++) {
    const { child, port } = await start('--store', store);
    for (const writer of writers) {
      if (life === 0) writer.id = await create(port);
      else {
        // What was under way when the process died either has happened or has not.
        const found = await turnsIn(port, writer.id);
        expect([writer.keys - 1, writer.keys]).toContain(found);
        const { status } = await feel(port, { ...writer, keys: writer.keys - 1 });
        expect(status).toBe(200);
        expect(await turnsIn(port, writer.id)).toBe(writer.keys);
      }
    }
    const listed = await idsIn(port);
    expect(created.filter((id) => !listed.has(id))).toEqual([]);

    let isOver = false;
    const working = [
      ...writers.map(async (writer) => {
        while (!isOver) {
          const number = writer.keys;
          writer.keys += 1;
          const { status } = await feel(port, { ...writer, keys: number });
          expect(status).toBe(200);
          acknowledged += 1;
        }
      }),
      (async () => {
        while (!isOver) created.push(await create(port));
      })(),
    ];
    // The requests that the death of the process ends fail; nothing else may.
    const endings = Promise.allSettled(working);
    await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 160));
    child.kill('SIGKILL');
    isOver = true;
    for (const ending of await endings) {
      if (ending.status === 'rejected')
        expect(ending.reason.code).toMatch(/^(?:ECONNRESET|ECONNREFUSED|EPIPE)$/);
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  expect(acknowledged).toBeGreaterThan(lives * 4);
}
