import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { backupSqlite, createSqliteStore, type SqliteFileOptions } from '../../adapters/sqlite';
import type { CommitUnit, Store } from '../../src/ports';

const counter = { collection: 'session', id: 'counter' } as const;
// More than a writer has the time for while a few hundred pages are copied.
const MANY = 5_000;
const BODY = 'x'.repeat(9_000);

/** The n-th unit of a writer: it raises the counter to n and makes the record n, so that a copy tells by its counter what else must be in it. */
function unitOf(n: number): CommitUnit {
  const record = { parent: '', body: BODY, checksum: n };
  return {
    key: `unit ${n}`,
    changes: [
      { kind: 'put', ...counter, expectedRevision: n - 1, record },
      { kind: 'put', collection: 'session', id: `r${n}`, expectedRevision: 0, record },
    ],
    events: [{ stream: counter, type: 'raised', atMs: n, body: `${n}`, checksum: n }],
  };
}

/** Commits that many units after those that are there. */
export async function write(store: Store, units: number): Promise<void> {
  const [record] = await store.load([counter]);
  const first = (record?.revision ?? 0) + 1;
  await store.commit(Array.from({ length: units }, (_, index) => unitOf(first + index)));
}

/** How many units a file holds, with the proof that it holds the first so many of them and nothing of any other. */
export async function readPrefix(options: SqliteFileOptions): Promise<number> {
  const store = createSqliteStore(options);
  const [record] = await store.load([counter]);
  const count = record?.revision ?? 0;
  const { records } = await store.scan({ collection: 'session', limit: 1_000_000 });
  const others = records.map(({ id }) => id).filter((id) => id !== counter.id);
  deepEqual(
    others,
    Array.from({ length: count }, (_, index) => `r${index + 1}`),
  );
  const events = await store.history(counter, {});
  deepEqual(
    events.map(({ sequence, key }) => [sequence, key]),
    Array.from({ length: count }, (_, index) => [index + 1, `unit ${index + 1}`]),
  );
  await store.close();
  return count;
}

/**
 * The law of backups: while a writer goes on, the copy holds the beginning of what it wrote: all that was answered before,
 * nothing that came after the end, and no half of anything.
 */
export async function checkBackupWhileWriting(source: SqliteFileOptions, to: string): Promise<void> {
  const store = createSqliteStore(source);
  let written = 200;
  await write(store, written);
  const before = written;
  let isCopying = true;
  const copying = backupSqlite(source, to).finally(() => {
    isCopying = false;
  });
  // Between two steps of the copying the writer has its turns.
  while (isCopying && written < MANY) {
    await write(store, 1);
    written += 1;
    await new Promise(setImmediate);
  }
  await copying;
  deepEqual([existsSync(to), leftovers(to)], [true, []]);
  const { driver } = source;
  const held = await readPrefix(driver === undefined ? { path: to } : { path: to, driver });
  ok(written > before, 'the writer had no turn');
  ok(written < MANY, 'the copying did not end while there was a writer');
  ok(held >= before && held <= written, `${held} units of ${before} before and ${written} after`);
  await store.close();
  deepEqual(await readPrefix(source), written);
}

/** What stands beside a file that ought to stand alone. */
export function leftovers(path: string): readonly string[] {
  return readdirSync(dirname(path)).filter(
    (name) => name.startsWith(`${basename(path)}`) && name !== basename(path),
  );
}

/** Removes what a killed process left. */
export function removeLeftovers(path: string): void {
  for (const name of leftovers(path)) rmSync(`${dirname(path)}/${name}`);
}
