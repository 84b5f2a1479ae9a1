import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'animacy-simulate-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

// As it is shipped, because its threads start the program again: one file.
const program = join(folder, 'program', 'cli.cjs');
beforeAll(() =>
  build({
    config: false,
    entry: { cli: 'adapters/cli/main.ts' },
    outDir: join(folder, 'program'),
    format: ['cjs'],
    target: 'node20',
    platform: 'node',
    shims: true,
    noExternal: [/./],
    external: ['better-sqlite3', 'ai', '@ai-sdk/openai', '@resvg/resvg-js'],
    silent: true,
  }),
);

const ASKED = [
  '--characters',
  '4200',
  '--years',
  '0.05',
  '--events',
  'docs/examples/village.json',
  '--quiet',
];

function start(out: string, ...more: readonly string[]) {
  const argv = [program, 'simulate', ...ASKED, '--out', join(folder, out), ...more];
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  children.push(child);
  return child;
}

async function finish(out: string, ...more: readonly string[]) {
  const child = start(out, ...more);
  const [said, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return said;
}

const contentsOf = (out: string) => {
  const directory = join(folder, out);
  return Object.fromEntries(
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'latin1')]),
  );
};

it('ends in the same bytes with one thread, with two, and after being killed five times', async () => {
  const begun = performance.now();
  const said = await finish('alone');
  const took = performance.now() - begun;
  const whole = contentsOf('alone');
  expect(Object.keys(whole)).toHaveLength(4);

  expect((await finish('threads', '--workers', '2')).replaceAll('threads', 'alone')).toBe(said);
  expect(contentsOf('threads')).toEqual(whole);

  // At any moment, from before it has begun to after its outputs are there.
  for (let life = 0; life < 5; life++) {
    const child = start('killed', '--snapshot-every', '4', '--workers', String(1 + (life % 2)));
    const ended = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * took * 1.2);
    await ended;
    clearTimeout(timer);
  }
  await finish('killed', '--workers', '2');
  expect(contentsOf('killed')).toEqual(whole);
});

it('stops on SIGTERM with code 130 and goes on', async () => {
  const child = start('stopped', '--workers', '2', '--step', '0.1', '--snapshot-every', '50');
  const err = text(child.stderr);
  const isThere = () => {
    try {
      return readdirSync(join(folder, 'stopped')).length > 0;
    } catch {
      return false;
    }
  };
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([130, null]);
  expect(await err).toBe('animacy: stopped; the same command goes on from here\n');
  expect(Object.keys(contentsOf('stopped'))).toEqual(['simulation.snapshot']);
  expect(await finish('stopped', '--step', '0.1')).toContain('4,200 characters');
});
