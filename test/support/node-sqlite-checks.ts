import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupSqlite, createSqliteStore, inspectSqliteDriver } from '../../adapters/sqlite';
import { INSTALLED } from '../../adapters/sqlite/better-sqlite3';
import { findNodeSqlite } from '../../adapters/sqlite/node-sqlite';
import { isEngineError } from '../../src/errors';
import type { CommitUnit, RecordKey } from '../../src/ports';
import type { StoreContractRunner } from '../../src/testing';
import { checkBackupWhileWriting, leftovers } from './backup-law';
import { openNodeDatabase } from './node-sqlite-database';

const session = (id: string): RecordKey => ({ collection: 'session', id });

function unitOf(id: string, expectedRevision: number, body = 'body'): CommitUnit {
  const record = { parent: '', body, checksum: 7 };
  const event = { stream: session(id), type: 't', atMs: 1.5, body: '{}', checksum: 3 };
  return { changes: [{ kind: 'put', ...session(id), expectedRevision, record }], events: [event] };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (error: unknown) => (isEngineError(error) ? error.code : `foreign: ${String(error)}`),
  );
}

/** What is particular to node:sqlite: its errors, its settings, and how it is chosen. */
export function registerNodeSqliteChecks({ describe, it }: StoreContractRunner, folder: string): void {
  let files = 0;
  const newPath = (): string => {
    files += 1;
    return join(folder, `check-${files}.db`);
  };
  async function fillFile(records: number): Promise<string> {
    const path = newPath();
    const store = createSqliteStore({ path, driver: 'node:sqlite' });
    const units = Array.from({ length: records }, (_, index) => unitOf(`s${index}`, 0, 'x'.repeat(1_000)));
    await store.commit(units);
    await store.close();
    return path;
  }

  describe('the failures of node:sqlite', () => {
    it('are damage, or a file of somebody else, wherever a file was cut', async () => {
      const whole = readFileSync(await fillFile(200));
      const seen = new Set<string>();
      for (const length of [10, 99, 512, 4_095, 8_192, whole.length >> 1, whole.length - 4_096]) {
        const path = newPath();
        writeFileSync(path, whole);
        truncateSync(path, length);
        const store = createSqliteStore({ path, driver: 'node:sqlite' });
        const calls = [
          store.load([session('s150')]),
          store.scan({ collection: 'session', limit: 1_000 }),
          store.commit([unitOf('new', 0)]),
        ];
        const codes = await Promise.all(calls.map(codeOf));
        await store.close();
        ok(
          codes.some((code) => code !== 'none'),
          `a file cut at ${length} is taken for a whole one`,
        );
        for (const code of codes) seen.add(code);
      }
      seen.delete('none');
      ok(seen.has('RECORD_CORRUPT') && seen.has('STORE_FAILED'), [...seen].join());
      deepEqual(
        [...seen].filter((code) => !/^(?:RECORD_CORRUPT|STORE_FAILED|STORE_UNAVAILABLE)$/.test(code)),
        [],
      );
    });

    it('say that a file is no database', async () => {
      const path = newPath();
      writeFileSync(path, 'Dear diary, '.repeat(1_000));
      const database = openNodeDatabase(path);
      await rejects(createSqliteStore({ database }).load([]), {
        code: 'STORE_FAILED',
        message: /not a SQLite/,
      });
      database.close();
    });

    it('say that a database is locked, full or read-only, and leave it as it was', async () => {
      const path = await fillFile(3);
      const database = openNodeDatabase(path, { timeout: 20 });
      const store = createSqliteStore({ database });
      const other = openNodeDatabase(path);
      other.exec('BEGIN IMMEDIATE');
      const busy = { code: 'STORE_UNAVAILABLE', retryable: true, message: /SQLITE_BUSY/ };
      await rejects(store.commit([unitOf('a', 0)]), busy);
      other.exec('ROLLBACK');
      other.close();
      database.exec('PRAGMA max_page_count = 1');
      const full = { code: 'STORE_UNAVAILABLE', retryable: true, message: /SQLITE_FULL/ };
      await rejects(store.commit([unitOf('a', 0), unitOf('b', 0, 'x'.repeat(100_000))]), full);
      deepEqual(await store.load([session('a'), session('b')]), [undefined, undefined]);
      database.close();
      const frozen = openNodeDatabase(path, { readOnly: true });
      const reader = createSqliteStore({ database: frozen });
      equal((await reader.load([session('s1')]))[0]?.revision, 1);
      await rejects(reader.commit([unitOf('a', 0)]), {
        code: 'STORE_UNAVAILABLE',
        message: /SQLITE_READONLY/,
      });
      frozen.close();
    });

    it('say that a path cannot be opened, and that a database was closed', async () => {
      equal(
        await codeOf(createSqliteStore({ path: folder, driver: 'node:sqlite' }).load([])),
        'STORE_UNAVAILABLE',
      );
      const database = openNodeDatabase(':memory:');
      const store = createSqliteStore({ database });
      await store.commit([unitOf('a', 0)]);
      database.close();
      await rejects(store.load([session('a')]), { code: 'STORE_UNAVAILABLE', message: /closed/ });
    });
  });

  describe('a database of node:sqlite that was handed in', () => {
    it('stays open, and may give its own readers bigints', async () => {
      const database = openNodeDatabase(newPath(), { readBigInts: true });
      const store = createSqliteStore({ database });
      equal(store.supports.durable, true);
      await store.commit([unitOf('a', 0)]);
      await store.commit([unitOf('a', 1)]);
      const [record] = await store.load([session('a')]);
      deepEqual([record?.revision, record?.position, record?.checksum], [2, 1, 7]);
      deepEqual(await store.upkeep?.trim([{ stream: session('a'), beforeSequence: 9 }]), [1]);
      await store.close();
      equal(database.isOpen, true);
      database.close();
    });

    it('is not written to, nor vacuumed, inside a transaction of its owner', async () => {
      const database = openNodeDatabase(':memory:');
      const store = createSqliteStore({ database });
      equal(store.supports.durable, false);
      await store.commit([unitOf('a', 0)]);
      database.exec('BEGIN');
      equal(await codeOf(store.commit([unitOf('b', 0)])), 'STORE_UNAVAILABLE');
      equal(await codeOf(store.upkeep?.vacuum() ?? Promise.resolve()), 'STORE_UNAVAILABLE');
      equal((await store.load([session('a')]))[0]?.revision, 1);
      database.exec('ROLLBACK');
      equal(await codeOf(store.commit([unitOf('b', 0)])), 'none');
      database.close();
    });
  });

  describe('a backup by node:sqlite', () => {
    it('holds the beginning of what is written while it is made', async () => {
      for (let round = 0; round < 2; round += 1) {
        await checkBackupWhileWriting({ path: newPath(), driver: 'node:sqlite' }, newPath());
      }
    });

    it('ends when it is told to, and leaves nothing', async () => {
      const [path, to] = [await fillFile(2_000), newPath()];
      const stop = new AbortController();
      const copying = backupSqlite({ path, driver: 'node:sqlite' }, to, { signal: stop.signal });
      setImmediate(() => stop.abort(new Error('enough')));
      await rejects(copying, /enough/);
      deepEqual([existsSync(to), leftovers(to)], [false, []]);
    });
  });

  describe('the texts of node:sqlite', () => {
    it('come back with their NUL or are refused', async () => {
      const store = createSqliteStore({ path: ':memory:', driver: 'node:sqlite' });
      const code = await codeOf(store.commit([unitOf('a', 0, 'b\0c')]));
      const [record] = await store.load([session('a')]);
      if (code === 'none') equal(record?.body, 'b\0c');
      else deepEqual([code, record], ['INPUT_INVALID', undefined]);
      await store.close();
    });
  });

  describe('the choice of node:sqlite', () => {
    it('is made where better-sqlite3 does not work', async () => {
      const importBetterSqlite3 = () => Promise.reject(new Error('not here'));
      const findings = await inspectSqliteDriver({ ...INSTALLED, findNodeSqlite, importBetterSqlite3 });
      deepEqual([findings.driver, findings.usable], ['node:sqlite', true]);
      match(findings.problem ?? '', /better-sqlite3/);
    });
  });
}
