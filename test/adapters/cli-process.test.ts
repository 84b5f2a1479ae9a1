import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'animacy-cli-'));
const children: ChildProcess[] = [];
afterAll(() => {
  // After a test that failed a program may still be playing.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(...argv: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'adapters/cli/main.ts', ...argv], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '' },
  });
  children.push(child);
  return child;
}

const long = join(folder, 'long.txt');
writeFileSync(long, 'Ida: You were wonderful today.\nBo: I hate this.\n'.repeat(20_000));

it('plays the dialogue from standard input and ends with code 0', async () => {
  const child = start('play', '-', '--persona', 'docs/examples/persona.json');
  child.stdin.end('Callum: I am proud of you, Hanne.\nHanne: Go back to your herring.\n');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Hanne, sailmaker[\s\S]*^Callum I am proud of you/m);
});

it('ends quietly when nobody reads on', async () => {
  const child = start('play', long);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('closes its store on Ctrl-C, and the next run goes on from there', async () => {
  const store = join(folder, 'kept.db');
  const child = start('play', long, '--json', '--store', store);
  const out = text(child.stdout);
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGINT'), 200);
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect({ code, err }).toEqual({ code: 130, err: '' });
  const end = JSON.parse((await out).trimEnd().split('\n').at(-1) ?? '');
  expect(end).toMatchObject({ kind: 'end', interrupted: true });

  const again = start('play', '-', '--json', '--store', store);
  again.stdin.end('Ida: Hello.');
  const [first] = (await text(again.stdout)).split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({ turns: end.turns, sessionId: end.sessionId });
});
