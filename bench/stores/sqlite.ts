import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { type Compared, compare } from './pairs';
import { makeRows, type TurnRows, unitOf } from './turns';

const BATCH = 100;

/** What a unit, a batch and a load cost on SQLite, beside the prepared statements of the same rows in a file of the same tables. */
export async function benchSqlite(folder: string): Promise<Compared[]> {
  const store = createSqliteStore({ path: join(folder, 'ours.db') });
  const twin = createSqliteStore({ path: join(folder, 'theirs.db') });
  const rows = await makeRows(store);
  const bare = openBare(join(folder, 'theirs.db'), await makeRows(twin));
  await twin.close();
  const key = { collection: 'session', id: rows.id } as const;
  let revision = (await store.load([key]))[0]?.revision ?? 0;
  const nextUnit = () => unitOf(rows, revision++);
  const keys = [key, { collection: 'character', id: rows.characterId } as const];

  const lines = [
    await compare({
      what: 'one unit (record, event)',
      against: 'its prepared statements',
      ours: async () => expectCommitted(await store.commit([nextUnit()])),
      theirs: () => bare.commit(1),
      block: 8,
      pairs: 500,
      atMost: 1.3,
    }),
    await compare({
      what: `${BATCH} units in one call`,
      against: 'their statements in one transaction',
      ours: async () => expectCommitted(await store.commit(Array.from({ length: BATCH }, nextUnit))),
      theirs: () => bare.commit(BATCH),
      block: 1,
      pairs: 200,
      atMost: 1.25,
    }),
    await compare({
      what: 'load one record, parse it',
      against: 'select, parse',
      ours: async () => parse((await store.load([key]))[0]?.body),
      theirs: () => bare.read(1),
      block: 20,
      pairs: 500,
      atMost: 1.3,
    }),
    await compare({
      what: 'load two records, parse them',
      against: 'two selects of one moment, parse',
      ours: async () => (await store.load(keys)).map((record) => parse(record?.body)),
      theirs: () => bare.read(2),
      block: 12,
      pairs: 500,
      atMost: 1.3,
    }),
  ];
  bare.close();
  await store.close();
  return lines;
}

/** The same tables and rows through the driver and nothing else. */
function openBare(path: string, { id, body, event, characterId }: TurnRows) {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const update = database.prepare(
    'UPDATE records SET revision = revision + 1, checksum = ?, body = ? WHERE collection = ? AND id = ? AND revision = ?',
  );
  const append = database.prepare(
    `INSERT INTO events (collection, id, sequence, type, at_ms, revision, key, checksum, body)
     VALUES (?, ?, (SELECT ifnull(max(sequence), 0) + 1 FROM events WHERE collection = ? AND id = ?), ?, ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare(
    'SELECT collection, id, revision, position, parent, name, checksum, body FROM records WHERE collection = ? AND id = ?',
  );
  const [begin, beginRead, commit] = ['BEGIN IMMEDIATE', 'BEGIN', 'COMMIT'].map((sql) =>
    database.prepare(sql),
  );
  const readBody = (collection: string, of: string) =>
    parse((select.get(collection, of) as { body: string }).body);
  let revision = (select.get('session', id) as { revision: number }).revision;
  return {
    commit(units: number): void {
      begin!.run();
      for (let n = 0; n < units; n += 1) {
        if (update.run(7, body, 'session', id, revision).changes !== 1)
          throw new Error('a race of nobody was lost');
        revision += 1;
        append.run('session', id, 'session', id, 'session.perceived', 1.9e12, revision, null, 7, event);
      }
      commit!.run();
    },
    read(records: 1 | 2): unknown {
      if (records === 1) return readBody('session', id);
      beginRead!.run();
      const bodies = [readBody('session', id), readBody('character', characterId)];
      commit!.run();
      return bodies;
    },
    close: () => database.close(),
  };
}

function parse(body: unknown): unknown {
  if (typeof body !== 'string') throw new Error('a record is missing');
  return JSON.parse(body);
}

function expectCommitted(outcomes: readonly { readonly status: string }[]): void {
  if (outcomes.some(({ status }) => status !== 'committed')) throw new Error('a unit was not committed');
}
