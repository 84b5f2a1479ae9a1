import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, type StoredRecord } from '../../src';
import { newFile } from '../support/engine-fixtures';
import { playTurn, SESSIONS, STORY } from '../support/write-behind-story';

const CHILD = fileURLToPath(new URL('../support/write-behind-child.ts', import.meta.url));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Lets a process play; kills it with its n-th line, or lets it come to its end. Gives its whole lines, and its code. */
async function play(
  task: string,
  path: string,
  lines = Infinity,
): Promise<[readonly string[], number | null]> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, task, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > lines) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return [output.split('\n').slice(0, -1), code];
}

/** What is stored of the sessions, in the order in which they were made; each must have one event for each revision. */
async function readStored(path: string): Promise<readonly StoredRecord[]> {
  const store = createSqliteStore({ path });
  const { records } = await store.scan({ collection: 'session', limit: SESSIONS });
  for (const record of records) {
    const events = await store.history(record, {});
    const revisions = Array.from({ length: record.revision }, (_, index) => index + 1);
    expect(events.map(({ revision }) => revision)).toEqual(revisions);
    expect(events.map(({ sequence }) => sequence)).toEqual(revisions);
  }
  await store.close();
  return records;
}

/** The same story, stored at once, as far as each session came: what must be stored of it. */
async function tellAgain(revisions: readonly number[]): Promise<readonly unknown[]> {
  const store = createMemoryStore();
  const engine = await createEngine({ clock: STORY.clock, seed: STORY.seed, store });
  const ids: string[] = [];
  for (const _ of revisions) ids.push((await engine.sessions.create({ preset: 'rival' })).id);
  for (let turn = 0; turn < SESSIONS * Math.max(...revisions); turn += 1) {
    const place = turn % SESSIONS;
    if (Math.floor(turn / SESSIONS) < revisions[place]! - 1) await playTurn(engine, ids[place]!, turn);
  }
  const { records } = await store.scan({ collection: 'session', limit: SESSIONS });
  return records.map(({ id, revision, body }) => [id, revision, body]);
}

describe('a process whose engine stores later', () => {
  it.each([40, 200, 777])(
    'loses no more than may wait when it is killed after %i lines, and of each session the end',
    async (lines) => {
      const path = newFile();
      const [said] = await play('play', path, lines);
      const records = await readStored(path);
      const revisions = records.map(({ revision }) => revision);
      expect(records.map(({ id, revision, body }) => [id, revision, body])).toEqual(
        await tellAgain(revisions),
      );

      const answered = said.filter((line) => line.startsWith('turn')).length;
      const stored = revisions.reduce((sum, revision) => sum + revision - 1, 0);
      expect(answered - stored).toBeLessThanOrEqual(STORY.maxPending);
      // What a flush has told to be stored is stored.
      const last = said.findLastIndex((line) => line.startsWith('waiting'));
      const before = said.slice(0, last + 1).filter((line) => line.startsWith('turn')).length;
      const waiting = Number(said[last]?.split(' ')[1] ?? before);
      expect(stored).toBeGreaterThanOrEqual(before - waiting);
      expect(said.length).toBeGreaterThanOrEqual(lines - 1);
    },
    60_000,
  );

  it('loses nothing when it ends because it has nothing more to do', async () => {
    const path = newFile();
    const [said, code] = await play('end', path);
    expect([code, said.filter((line) => line.startsWith('turn')).length]).toEqual([0, 30]);
    const records = await readStored(path);
    expect(records.reduce((sum, { revision }) => sum + revision - 1, 0)).toBe(30);
  }, 60_000);
});
