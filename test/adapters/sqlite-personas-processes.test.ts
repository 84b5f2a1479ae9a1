import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, type Persona } from '../../src';

const CHILD = fileURLToPath(new URL('../support/persona-child.ts', import.meta.url));
const COUNT = 150;
const folder = mkdtempSync(join(tmpdir(), 'animacy-personas-'));
const children: ChildProcess[] = [];
afterAll(() => {
  // After a test that failed a writer may still be at work.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** One write that a process says was acknowledged. */
type Line =
  | { readonly kind: 'created'; readonly id: string; readonly name: string }
  | { readonly kind: 'edited'; readonly id: string }
  | { readonly kind: 'shared'; readonly revision: number }
  | { readonly kind: 'won'; readonly name: string };

/** Lets a process write, and gives what it told. */
async function write(path: string, who: string): Promise<readonly Line[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, path, who, `${COUNT}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect([who, code]).toEqual([who, 0]);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** All personas of the project. */
async function readAll(path: string): Promise<readonly Persona[]> {
  const store = createSqliteStore({ path });
  const engine = await createEngine({ store });
  const all: Persona[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const page = await engine.personas('p').list({ cursor, limit: 100 });
    all.push(...page.personas);
    cursor = page.cursor;
  }
  await engine.close();
  await store.close();
  return all;
}

describe('personas in one SQLite file, written by two processes', () => {
  it(`[defects 10, 19] of ${COUNT} each, with edits and names that both want, no acknowledged write is lost`, async () => {
    const path = join(folder, 'personas.db');
    const store = createSqliteStore({ path });
    const engine = await createEngine({ store });
    await engine.projects.create({ id: 'p', name: 'Bank' });
    await engine.personas('p').create({ name: 'shared' });
    await engine.close();
    await store.close();

    const told = (await Promise.all(['left', 'right'].map((who) => write(path, who)))).flat();
    const of = <K extends Line['kind']>(kind: K) =>
      told.filter((line): line is Extract<Line, { kind: K }> => line.kind === kind);
    const stored = await readAll(path);
    const byId = new Map(stored.map((persona) => [persona.id, persona]));

    expect(of('created')).toHaveLength(2 * COUNT);
    for (const { id, name } of of('created')) {
      expect(byId.get(id)).toMatchObject({ name, description: `edited by ${name.split(' ')[0]}` });
    }
    expect(of('edited')).toHaveLength(2 * COUNT);
    for (const { id } of of('edited')) expect(byId.get(id)?.revision).toBe(2);

    // Every edit of the one that both write: each got a revision of its own, and both fields are the last ones.
    const revisions = of('shared').map(({ revision }) => revision);
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * COUNT }, (_, i) => i + 2));
    expect(stored[0]).toMatchObject({
      name: 'shared',
      description: `left ${COUNT - 1}`,
      systemPrompt: `right ${COUNT - 1}`,
      revision: 2 * COUNT + 1,
    });

    // Each name that both wanted has one owner.
    const wanted = Array.from({ length: COUNT }, (_, i) => `wanted ${i}`);
    expect(
      of('won')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...wanted].sort());
    const names = stored.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(stored).toHaveLength(3 * COUNT + 1);

    const database = new Database(path);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  }, 30_000);
});
