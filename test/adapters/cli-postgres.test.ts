import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { findPostgresUrl, openPostgres, withoutSecrets } from '../../adapters/cli/postgres';
import { run } from '../../adapters/cli/program';
import { send, until } from '../support/http-server';
import { useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';

class Screen extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs the program in this process. */
function runHere(...argv: readonly string[]) {
  const [stdout, stderr, ending] = [new Screen(), new Screen(), new AbortController()];
  const exit = run(argv, {
    stdout,
    stderr,
    env: {},
    readFile: (path) => readFile(path, 'utf8'),
    readInput: async () => 'Sam: You are wonderful.',
    now: Date.now,
    signal: ending.signal,
  });
  return { stdout, stderr, exit, end: () => ending.abort('interrupted') };
}

describe('what --store says of PostgreSQL', () => {
  it.each([
    ['postgres://h/d', 'postgres://h/d'],
    ['postgresql://u:p@h:1/d?sslmode=require', 'postgresql://u:p@h:1/d?sslmode=require'],
    ['postgres:postgres://h/d', 'postgres://h/d'],
    ['postgres:postgresql://h/d', 'postgresql://h/d'],
    ['sqlite:postgres://h', undefined],
    ['memory', undefined],
    ['postgres.db', undefined],
  ])('%s', (where, url) => expect(findPostgresUrl(where)).toBe(url));

  it('is shown without what is secret', () => {
    const shown = withoutSecrets('postgres://me:hunter2@db.example:5433/animacy?password=hunter3');
    expect(shown).toBe('postgres://me@db.example:5433/animacy');
  });

  it('asks for the driver when it is not installed', async () => {
    const cause = Object.assign(new Error("Cannot find package 'pg'"), { code: 'ERR_MODULE_NOT_FOUND' });
    const opening = openPostgres('postgres://h/d', () => Promise.reject(cause));
    await expect(opening).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryable: false,
      message: expect.stringContaining('npm install pg'),
      cause,
    });
  });
});

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'the program on a server', () => {
  const { server, newPool } = useServer(['fsync=off']);
  // This server asks nobody for a password; it is there to be looked for in what is printed.
  const url = () => server().connectionString.replace('postgres@', 'postgres:hunter2@');

  it('serves the same characters when it is started again, and leaves no connection behind', async () => {
    const said = { headers: { authorization: 'Bearer k' } };
    const seen: unknown[] = [];
    for (const where of [`postgres:${url()}`, url().replace('postgres:', 'postgresql:')]) {
      const served = runHere('serve', '--port', '0', '--api-key', 'k', '--store', where);
      await until(() => served.stdout.text.endsWith('\n'));
      const port = Number(/:(\d+)\n/.exec(served.stdout.text)?.[1]);
      if (seen.length === 0) {
        const { json } = await send(port, '/v1/persona', { ...said, body: { preset: 'companion' } });
        seen.push(json);
      }
      const [first] = seen as { sessionId: string }[];
      seen.push((await send(port, `/v1/persona/${first?.sessionId}`, said)).json);
      served.end();
      expect(await served.exit).toBe(0);
      expect(served.stdout.text + served.stderr.text).not.toContain('hunter2');
    }
    expect(seen).toHaveLength(3);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    // A backend may take a moment to go after its client has.
    const pool = newPool({ max: 1 });
    const countOthers = async () => {
      const { rowCount } = await pool.query(
        `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      return rowCount;
    };
    while ((await countOthers()) !== 0);
  });

  it('plays on with the character that is there', async () => {
    const outputs: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const played = runHere('play', '-', '--json', '--store', url());
      expect(await played.exit).toBe(0);
      expect(played.stdout.text + played.stderr.text).not.toContain('hunter2');
      outputs.push(played.stdout.text.split('\n')[0] ?? '');
    }
    const [first, second] = outputs.map((line) => JSON.parse(line));
    expect(first.store).toBe(server().connectionString);
    expect([first.remembered, second.remembered === null]).toEqual([null, false]);
    expect([second.characterId, second.turns]).toEqual([first.characterId, 1]);
  });
});
