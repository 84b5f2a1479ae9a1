import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../adapters/cli/program';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine } from '../../src';
import { GIFT } from '../support/engine-fixtures';

const folder = mkdtempSync(join(tmpdir(), 'animacy-cli-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newPath = (ending: string) => {
  files += 1;
  return join(folder, `${files}.${ending}`);
};

class Screen extends Writable {
  text = '';
  constructor(readonly isTTY: boolean) {
    // As slow as a full pipe: every line has to be waited for.
    super({ decodeStrings: false, highWaterMark: 1 });
  }
  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk;
    setImmediate(done);
  }
}

async function animacy(
  argv: readonly string[],
  { isTTY = false, signal = new AbortController().signal } = {},
) {
  const stdout = new Screen(false);
  const stderr = new Screen(isTTY);
  const exitCode = await run(argv, {
    stdout,
    stderr,
    env: {},
    readFile: () => Promise.reject(new Error('no file is read whole')),
    readInput: () => Promise.reject(new Error('no input is read whole')),
    now: Date.now,
    signal,
  });
  for (const screen of [stdout, stderr]) await new Promise<void>((resolve) => screen.end(resolve));
  return { exitCode, out: stdout.text, err: stderr.text };
}

/** A file with some sessions of a user, one of them in a scope. */
async function household(sessions = 3) {
  const path = newPath('db');
  const store = createSqliteStore({ path });
  const engine = await createEngine({ store, seed: 7 });
  const ids: string[] = [];
  for (let i = 0; i < sessions; i++) {
    const { id } = await engine.sessions.create({ preset: 'rival', userId: `user-${i % 2}` });
    await engine.sessions.perceive(id, { appraisal: GIFT, text: 'a\u2028b' });
    ids.push(id);
  }
  await engine.scope('t').sessions.create({ preset: 'rival', userId: 'user-0' });
  await engine.close();
  await store.close();
  return { path, ids };
}

function damage(path: string, id: string) {
  const database = new Database(path);
  database
    .prepare('UPDATE records SET body = replace(body, ?, ?) WHERE id = ?')
    .run('"turns":1', '"turns":2', id);
  database.close();
}

const fine = async (...argv: readonly string[]) => {
  const ended = await animacy(['store', ...argv]);
  expect({ exitCode: ended.exitCode, err: ended.err }).toEqual({ exitCode: 0, err: '' });
  return ended.out;
};

describe('animacy store', () => {
  it('exports to a file or to the output, and imports it into a file of its own', async () => {
    const { path } = await household();
    const out = newPath('jsonl');
    expect(await fine('export', '--store', path, '--out', out)).toBe(`8 records exported to ${out}.\n`);
    const text = readFileSync(out, 'utf8');
    expect(await fine('export', '--store', `sqlite:${path}`)).toBe(text);
    const again = await animacy(['store', 'export', '--store', path, '--out', out]);
    expect(again).toMatchObject({ exitCode: 1, out: '' });
    expect(again.err).toContain('there is a file of that name already');

    const copy = join(newPath('folder'), 'copy.db');
    const trial = await fine('import', out, '--store', copy, '--dry-run', '--json');
    expect(JSON.parse(trial)).toEqual({
      kind: 'import',
      created: 8,
      replaced: 0,
      skipped: 0,
      events: 11,
      dryRun: true,
    });
    expect(await fine('import', out, '--store', copy)).toBe(
      '8 records created, 0 replaced, 0 left as they were.\n',
    );
    expect(await fine('export', '--store', copy)).toBe(text);
    expect(await fine('import', out, '--store', copy, '--on-existing', 'skip')).toContain(
      '8 left as they were',
    );
    const refused = await animacy(['store', 'import', out, '--store', copy]);
    expect(refused).toMatchObject({ exitCode: 1, out: '' });
    expect(refused.err).toMatch(/^animacy: .*which is there already\n$/);
  });

  it('imports nothing of a file that is not whole', async () => {
    const { path } = await household();
    const text = await fine('export', '--store', path);
    const cut = newPath('jsonl');
    writeFileSync(cut, text.slice(0, -2));
    const copy = newPath('db');
    const { exitCode, err } = await animacy(['store', 'import', cut, '--store', copy]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/line 10 of the import/);
    expect(await fine('check', '--store', copy)).toBe('0 records and 0 events: nothing is wrong.\n');
  });

  it('finds damage, names it, takes it out and keeps it', async () => {
    const { path, ids } = await household();
    const [id = ''] = ids;
    expect(await fine('check', '--store', path)).toBe('8 records and 11 events: nothing is wrong.\n');
    damage(path, id);
    const checked = await animacy(['store', 'check', '--store', path]);
    expect(checked.exitCode).toBe(1);
    expect(checked.out).toContain(`session "${id}": does not match its checksum`);
    const asked = await animacy(['store', 'repair', '--store', path]);
    expect(asked.exitCode).toBe(2);
    expect(asked.err).toContain('say --yes if it is to');
    const quarantine = `${path}.quarantine.jsonl`;
    expect(existsSync(quarantine)).toBe(false);
    const answer = JSON.parse(await fine('repair', '--store', path, '--yes', '--json'));
    const damages = [{ collection: 'session', id, what: 'checksum' }];
    expect(answer).toEqual({ kind: 'repair', records: 8, events: 11, damages, quarantine });
    expect(JSON.parse(readFileSync(quarantine, 'utf8'))).toMatchObject({ collection: 'session', id });
    expect(await fine('check', '--store', path)).toContain('nothing is wrong');
  });

  it('erases, trims, migrates, vacuums and backs up', async () => {
    const { path } = await household();
    for (const argv of [
      ['erase', 'user-0'],
      ['trim', '--keep-events', '1'],
    ]) {
      expect((await animacy(['store', ...argv, '--store', path])).exitCode).toBe(2);
    }
    const copy = newPath('db');
    expect(await fine('backup', '--store', path, '--out', copy)).toBe(`Copied to ${copy}.\n`);
    const before = await fine('export', '--store', path);
    expect(await fine('export', '--store', copy)).toBe(before);

    expect(await fine('trim', '--store', path, '--keep-events', '1', '--yes')).toBe('3 events forgotten.\n');
    expect(await fine('erase', 'user-0', '--store', path, '--yes')).toBe(
      '2 sessions, 2 characters and 0 overlays deleted, 0 histories rewritten.\n',
    );
    const left = await fine('export', '--store', path);
    expect(left.match(/user-0/g)).toHaveLength(2);
    expect(await fine('erase', 'user-0', '--store', path, '--scope', 't', '--yes', '--json')).toBe(
      '{"kind":"erase","sessions":1,"characters":1,"overlays":0,"histories":0}\n',
    );
    expect(await fine('export', '--store', path)).not.toContain('user-0');
    expect(await fine('migrate', '--store', path)).toBe('0 records rewritten.\n');
    expect(await fine('vacuum', '--store', path)).toContain('is given back');
  });

  it.each([
    [['check'], 2, /required option '--store <where>'/],
    [['check', '--store', 'memory'], 2, /^animacy: --store takes FILE/],
    [['check', '--store', ''], 2, /^animacy: --store takes FILE/],
    [['check', '--store', join(folder, 'none.db')], 1, /there is no such file/],
    [['trim', '--store', 'x.db', '--keep-events', '0', '--yes'], 2, /whole number from 1/],
    [['import', 'x', '--store', 'x.db', '--on-existing', 'maybe'], 2, /one of refuse, skip, replace/],
    [['import', 'x', '--store', 'x.db', '--on-existing', 'replace'], 2, /replaces records that are there/],
    [
      ['backup', '--store', 'postgres://me:hunter2@127.0.0.1:1/db', '--out', 'x'],
      2,
      /PostgreSQL has pg_dump/,
    ],
    [['shred'], 2, /unknown command/],
  ])('refuses %j in one line', async (argv, exitCode, words) => {
    const ended = await animacy(['store', ...argv]);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.err).toMatch(words);
    expect(ended.err).not.toContain('hunter2');
    expect(ended.out).toBe('');
  });

  it('counts on a terminal, and takes the count away', async () => {
    const { path } = await household(60);
    const { err, exitCode } = await animacy(['store', 'check', '--store', path], { isTTY: true });
    expect(exitCode).toBe(0);
    expect(err).toContain('\r100 records');
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('ends with 130 when it is interrupted, and writes no half file', async () => {
    const { path } = await household();
    const ending = new AbortController();
    ending.abort('interrupted');
    const out = newPath('jsonl');
    const { exitCode } = await animacy(['store', 'export', '--store', path, '--out', out], {
      signal: ending.signal,
    });
    expect(exitCode).toBe(130);
    expect(existsSync(out)).toBe(false);
  });
});
