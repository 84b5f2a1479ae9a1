import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';

const CHILD = fileURLToPath(new URL('../support/sqlite-child.ts', import.meta.url));
const key = { collection: 'session', id: 'shared' } as const;
const folder = mkdtempSync(join(tmpdir(), 'animacy-sqlite-'));
const children: ChildProcess[] = [];
afterAll(() => {
  // After a test that failed a writer may still be at work.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(...parameters: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

/** The counter, with the proof that every step up to it is there exactly once. */
async function readCounter(path: string): Promise<number> {
  const store = createSqliteStore({ path });
  const [record] = await store.load([key]);
  const counter = record?.revision ?? 0;
  expect(record?.body).toBe(`${counter}`);
  const events = await store.history(key, {});
  expect(events.map(({ sequence, revision, body }) => [sequence, revision, body])).toEqual(
    Array.from({ length: counter }, (_, index) => [index + 1, index + 1, `${index + 1}`]),
  );
  await store.close();
  const database = new Database(path);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
  return counter;
}

describe('sqlite store among processes', () => {
  it('loses no update when four processes raise one counter a hundred times each, from a fresh file on', async () => {
    const path = join(folder, 'race.db');
    const racers = Array.from({ length: 4 }, () => start('increment', path, '100'));
    const codes = await Promise.all(racers.map(async (child) => (await once(child, 'close'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(await readCounter(path)).toBe(400);
  }, 15_000);

  it('loses nothing that was acknowledged when the writer is killed', async () => {
    const path = join(folder, 'kill.db');
    let last = 0;
    for (let round = 0; round < 10; round += 1) {
      const acknowledged = await writeUntilKilled(path, 3 * round);
      expect(acknowledged).toBeGreaterThan(last);
      last = await readCounter(path);
      // One commit more than was acknowledged may have been stored: the kill came before its line.
      expect([acknowledged, acknowledged + 1]).toContain(last);
    }
  }, 20_000);
});

/** Lets a process write, kills it that many milliseconds after its first line, and gives its last whole line. */
async function writeUntilKilled(path: string, delayMs: number): Promise<number> {
  const child = start('write', path);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
    output += text;
  });
  await once(child, 'close');
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  return Number(lines.at(-1));
}
