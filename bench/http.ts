import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

/**
 * What HTTP costs: each request one after another over loopback against SQLite, and as many as go through at once; both beside a bare Hono
 * application that answers with a body of the same size. The server is a process of its own, this one only asks.
 */
const SECONDS = 3;
const CONNECTIONS = 32;
const SEQUENTIAL = 1500;

interface Target {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

async function ask(url: string, { method, path, body }: Target): Promise<string> {
  const headers =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sent = request(url + path, { method, agent, headers });
  sent.end(body);
  const [answer] = await once(sent, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
  return text;
}

async function percentiles(url: string, target: Target): Promise<readonly [number, number]> {
  const times: number[] = [];
  for (let i = -200; i < SEQUENTIAL; i++) {
    const begin = performance.now();
    await ask(url, target);
    if (i >= 0) times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return [times[Math.floor(SEQUENTIAL / 2)]!, times[Math.floor(SEQUENTIAL * 0.99)]!];
}

async function throughput(url: string, { method, path, body }: Target): Promise<number> {
  const result = await autocannon({
    url: url + path,
    method,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  });
  if (result.non2xx > 0) throw new Error(`${method} ${path}: ${result.non2xx} requests were refused`);
  return result.requests.average;
}

async function start(kind: 'bare' | 'animacy', store: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(new URL('./http-server.js', import.meta.url)), [kind, store]);
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const appraisal = {
  goal_relevance: 0.6,
  goal_congruence: -0.4,
  expectedness: 0.4,
  controllability: 0.5,
  agency: -0.5,
  norm_compatibility: -0.2,
};

const directory = mkdtempSync(join(tmpdir(), 'animacy-bench-'));
const bare = await start('bare', '');
const ours = await start('animacy', join(directory, 'bench.db'));
try {
  const create: Target = {
    name: 'create a session',
    method: 'POST',
    path: '/v1/persona',
    body: JSON.stringify({ preset: 'rival' }),
  };
  const { sessionId } = JSON.parse(await ask(ours.url, create)) as { sessionId: string };
  const targets: readonly Target[] = [
    create,
    { name: 'get a session', method: 'GET', path: `/v1/persona/${sessionId}` },
    {
      name: 'perceive an appraisal',
      method: 'POST',
      path: '/v1/turn/appraisal',
      body: JSON.stringify({ sessionId, appraisal }),
    },
    {
      name: 'perceive a text',
      method: 'POST',
      path: '/v1/turn',
      body: JSON.stringify({ sessionId, message: 'You are late again.' }),
    },
    { name: 'list presets (no store)', method: 'GET', path: '/v1/presets' },
  ];
  console.log(
    `Node ${process.version}, SQLite in WAL with synchronous NORMAL, two processes. Ratios hold better than times.\n`,
  );
  console.log('| request | p50 ms | p99 ms | bare Hono p50 | ratio | req/s | bare Hono req/s | share |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const target of targets) {
    const echo: Target = { ...target, path: target.method === 'GET' ? '/read' : '/echo' };
    const [barely] = await percentiles(bare.url, echo);
    const [p50, p99] = await percentiles(ours.url, target);
    const most = await throughput(bare.url, echo);
    const many = await throughput(ours.url, target);
    const cells = [
      p50.toFixed(2),
      p99.toFixed(2),
      barely.toFixed(2),
      (p50 / barely).toFixed(1),
      many.toFixed(0),
      most.toFixed(0),
      (many / most).toFixed(2),
    ];
    console.log(`| ${target.name} | ${cells.join(' | ')} |`);
  }
} finally {
  agent.destroy();
  await Promise.all([stop(bare.child), stop(ours.child)]);
  rmSync(directory, { recursive: true });
}
