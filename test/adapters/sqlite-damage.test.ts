import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { SCHEMA_VERSION } from '../../adapters/sqlite/schema';
import { codeOf, fillFile, folder, newPath, readAll, session, unitOf } from '../support/sqlite-fixtures';

describe('a file that is not ours', () => {
  const foreignFiles: Readonly<Record<string, (path: string) => void>> = {
    'a text file': (path) => writeFileSync(path, 'Dear diary, '.repeat(1_000)),
    'a short text file': (path) => writeFileSync(path, 'x'),
    'random bytes': (path) =>
      writeFileSync(
        path,
        Uint8Array.from({ length: 9_000 }, (_, index) => (index * 7919) % 251),
      ),
    'a cut header': (path) => writeFileSync(path, 'SQLite format 3\0'),
    'a database of another program': (path) => {
      const database = new Database(path);
      database.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
      database.close();
    },
    'a database with the mark of another program': (path) => {
      const database = new Database(path);
      database.pragma('application_id = 7');
      database.close();
    },
    'a database with a version of its own and no tables': (path) => {
      const database = new Database(path);
      database.pragma('user_version = 3');
      database.close();
    },
  };

  it.each(Object.entries(foreignFiles))('is refused and left as it was: %s', async (_, make) => {
    const path = newPath();
    make(path);
    const before = readFileSync(path);
    const store = createSqliteStore({ path });
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_FAILED');
    expect(await codeOf(store.commit([unitOf('a', 0)]))).toBe('STORE_FAILED');
    await store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
  });

  it('is left as it was even when another program has not yet moved its log into it', async () => {
    const path = newPath();
    const other = new Database(path);
    other.pragma('journal_mode = WAL');
    other.exec('CREATE TABLE notes (text TEXT); PRAGMA wal_checkpoint(TRUNCATE)');
    other.exec("INSERT INTO notes VALUES ('mine')");
    const read = (): Buffer[] => [path, `${path}-wal`].map((file) => readFileSync(file));
    const before = read();
    const store = createSqliteStore({ path });
    expect(await codeOf(store.load([]))).toBe('STORE_FAILED');
    await store.close();
    expect(read()).toEqual(before);
    other.close();
  });

  it('is made ours when it is a database without tables', async () => {
    const path = newPath();
    const empty = new Database(path);
    empty.pragma('journal_mode = WAL');
    empty.close();
    const store = createSqliteStore({ path });
    expect((await store.commit([unitOf('a', 0)]))[0]?.status).toBe('committed');
    await store.close();
  });

  it('is refused when a newer animacy wrote it', async () => {
    const path = await fillFile(1);
    const database = new Database(path);
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const before = readFileSync(path);
    const store = createSqliteStore({ path });
    await expect(store.load([])).rejects.toMatchObject({
      code: 'STATE_VERSION_UNSUPPORTED',
      details: { found: SCHEMA_VERSION + 1, supported: SCHEMA_VERSION },
    });
    await store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is refused when it is a directory', async () => {
    const store = createSqliteStore({ path: folder });
    expect(await codeOf(store.load([session('a')]))).toBe('STORE_UNAVAILABLE');
    await store.close();
  });
});

describe('a damaged file', () => {
  const TYPED: readonly string[] = ['none', 'RECORD_CORRUPT', 'STORE_FAILED', 'STORE_UNAVAILABLE'];

  async function useEverything(path: string): Promise<readonly string[]> {
    const store = createSqliteStore({ path });
    const calls = [
      store.load([session('s1'), session('s150')]),
      store.find([{ collection: 'session', parent: '', name: 'n9' }]),
      readAll(store),
      store.commit([unitOf('s2', 1), unitOf('new', 0)]),
    ];
    const codes = await Promise.all(calls.map(codeOf));
    await store.close();
    return codes;
  }

  it('gives typed errors wherever it was cut', async () => {
    const whole = readFileSync(await fillFile(200));
    const cuts = [10, 99, 100, 512, 4_095, 4_096, 8_192, whole.length >> 1, whole.length - 4_096];
    for (const length of cuts) {
      const path = newPath();
      writeFileSync(path, whole);
      truncateSync(path, length);
      const codes = await useEverything(path);
      expect(codes.filter((code) => !TYPED.includes(code))).toEqual([]);
      expect(codes.filter((code) => code !== 'none').length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });

  it('gives typed errors or whole values wherever bytes were changed', async () => {
    const whole = readFileSync(await fillFile(200));
    const patches = fc.record({
      at: fc.nat(whole.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    });
    const property = fc.asyncProperty(fc.array(patches, { minLength: 1, maxLength: 4 }), async (list) => {
      const path = newPath();
      const damaged = Buffer.from(whole);
      for (const { at, bytes } of list) damaged.set(bytes.subarray(0, whole.length - at), at);
      writeFileSync(path, damaged);
      const codes = await useEverything(path);
      expect(codes.filter((code) => ![...TYPED, 'STATE_VERSION_UNSUPPORTED'].includes(code))).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
