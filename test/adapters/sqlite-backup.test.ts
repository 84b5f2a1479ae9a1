import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backupSqlite, createSqliteStore } from '../../adapters/sqlite';
import {
  checkBackupWhileWriting,
  leftovers,
  readPrefix,
  removeLeftovers,
  write,
} from '../support/backup-law';
import { codeOf, fillFile, folder, newPath, readAll } from '../support/sqlite-fixtures';

const BACKUP_CHILD = fileURLToPath(new URL('../support/sqlite-backup-child.ts', import.meta.url));

async function fillWithUnits(units: number): Promise<string> {
  const path = newPath();
  const store = createSqliteStore({ path });
  await write(store, units);
  await store.close();
  return path;
}

describe('a backup', () => {
  it('holds the beginning of what is written while it is made', async () => {
    for (let round = 0; round < 3; round += 1) await checkBackupWhileWriting({ path: newPath() }, newPath());
  });

  it('is the same to the letter when nobody writes, and passes the check of SQLite', async () => {
    const [path, to] = [await fillFile(50), newPath()];
    await backupSqlite({ path }, to);
    const stores = [path, to].map((file) => createSqliteStore({ path: file }));
    const [original, copy] = await Promise.all(stores.map(readAll));
    expect(copy).toEqual(original);
    await Promise.all(stores.map((store) => store.close()));
    const database = new Database(to, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  it('also has what stands in the log alone', async () => {
    const [path, to] = [newPath(), newPath()];
    const store = createSqliteStore({ path });
    await write(store, 3);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await backupSqlite({ path }, to);
    await store.close();
    expect(await readPrefix({ path: to })).toBe(3);
  });

  it('is whole or not there when its maker is killed, whenever that is, and the file goes on', async () => {
    const [path, to] = [await fillWithUnits(300), newPath()];
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', BACKUP_CHILD, path, to], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const closed = once(child, 'close');
      await once(createInterface(child.stdout), 'line');
      await sleep(6 * round);
      child.kill('SIGKILL');
      await closed;
      if (existsSync(to)) expect(await readPrefix({ path: to })).toBeGreaterThanOrEqual(300);
      removeLeftovers(to);
      const store = createSqliteStore({ path });
      await write(store, 1);
      await store.close();
      expect(await readPrefix({ path })).toBe(301 + round);
    }
    await backupSqlite({ path }, to, { overwrite: true });
    expect(await readPrefix({ path: to })).toBe(304);
  });

  it('replaces a file only when it is told to', async () => {
    const [path, to] = [await fillWithUnits(2), await fillWithUnits(1)];
    expect(await codeOf(backupSqlite({ path }, to))).toBe('ALREADY_EXISTS');
    expect(await readPrefix({ path: to })).toBe(1);
    await backupSqlite({ path }, to, { overwrite: true });
    expect(await readPrefix({ path: to })).toBe(2);
    expect(leftovers(to)).toEqual([]);
  });

  it('never replaces a file that is open, or the one that it copies', async () => {
    const [path, to] = [await fillWithUnits(2), await fillWithUnits(1)];
    const store = createSqliteStore({ path: to });
    await write(store, 1);
    expect(await codeOf(backupSqlite({ path }, to, { overwrite: true }))).toBe('STORE_UNAVAILABLE');
    await store.close();
    expect(await readPrefix({ path: to })).toBe(2);
    expect(await codeOf(backupSqlite({ path }, path, { overwrite: true }))).toBe('STORE_FAILED');
    expect(await readPrefix({ path })).toBe(2);
  });

  it('ends when it is told to, and leaves nothing', async () => {
    const [path, to] = [await fillWithUnits(300), newPath()];
    const stop = new AbortController();
    const copying = backupSqlite({ path }, to, { signal: stop.signal });
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(copying).rejects.toThrow('enough');
    await expect(backupSqlite({ path }, to, { signal: stop.signal })).rejects.toThrow('enough');
    expect([existsSync(to), leftovers(to)]).toEqual([false, []]);
  });

  it('of a damaged, foreign or absent file is refused, and a backup that was there stays', async () => {
    const to = await fillWithUnits(1);
    const damaged = newPath();
    const bytes = readFileSync(await fillFile(200));
    // Amid the rows: the pages that SQLite reads when it opens stay whole.
    bytes.fill(0x5a, bytes.length - 40_000, bytes.length - 20_000);
    writeFileSync(damaged, bytes);
    const cut = newPath();
    writeFileSync(cut, readFileSync(damaged));
    truncateSync(cut, 50);
    const foreign = newPath();
    const database = new Database(foreign);
    database.exec('CREATE TABLE notes (text TEXT)');
    database.close();
    const codes = [];
    for (const path of [damaged, cut, foreign, newPath(), ':memory:', folder]) {
      codes.push(await codeOf(backupSqlite({ path }, to, { overwrite: true })));
    }
    const [failed, unavailable] = ['STORE_FAILED', 'STORE_UNAVAILABLE'];
    expect(codes).toEqual(['RECORD_CORRUPT', failed, failed, unavailable, unavailable, unavailable]);
    expect(await codeOf(backupSqlite({ path: to }, `${folder}/nowhere/b.db`))).toBe(unavailable);
    expect([await readPrefix({ path: to }), leftovers(to)]).toEqual([1, []]);
  });

  it.each([
    [{ path: '' }, 'b.db'],
    [{ path: 'a.db' }, ' '],
    [{ path: 'a.db', driver: 'sqlite3' }, 'b.db'],
  ])('refuses %j and %j', async (source, to) => {
    expect(await codeOf(backupSqlite(source as never, to))).toBe('CONFIG_INVALID');
  });
});
