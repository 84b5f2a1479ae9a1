import { Pool } from 'pg';
import { createPostgresStore, type PostgresPool } from '../../adapters/postgres';
import { startPostgres } from '../../test/support/postgres-server';
import { type Compared, compare } from './pairs';
import { makeRows, unitOf } from './turns';

/** What a load and a commit cost on a PostgreSQL of this machine, beside bare statements of as many bytes, and how many round trips they are. */
export async function benchPostgres(): Promise<{
  readonly lines: Compared[];
  readonly roundTrips: Readonly<Record<'load' | 'commit', number>>;
}> {
  const server = await startPostgres();
  const pool = new Pool({ connectionString: server.connectionString, max: 1 });
  try {
    let queries = 0;
    const counting: PostgresPool = {
      query: ({ values = [], ...query }) => {
        queries += 1;
        return pool.query({ ...query, values });
      },
    };
    const store = createPostgresStore({ pool: counting });
    const rows = await makeRows(store);
    const key = { collection: 'session', id: rows.id } as const;
    let revision = (await store.load([key]))[0]?.revision ?? 0;
    const load = () => store.load([key, { collection: 'character', id: rows.characterId }]);
    const commit = async () => {
      const [outcome] = await store.commit([unitOf(rows, revision++)]);
      if (outcome?.status !== 'committed') throw new Error('a unit was not committed');
    };
    const count = async (work: () => Promise<unknown>) => {
      const before = queries;
      await work();
      return queries - before;
    };
    const roundTrips = { load: await count(load), commit: await count(commit) };

    await pool.query(
      'CREATE TABLE bare_records (id text PRIMARY KEY, revision bigint, body text, checksum float8)',
    );
    await pool.query(
      'CREATE TABLE bare_events (id text, sequence bigint, body text, checksum float8, PRIMARY KEY (id, sequence))',
    );
    await pool.query({
      text: "INSERT INTO bare_records VALUES ('s', 1, $1, 7), ('c', 1, $1, 7)",
      values: [rows.body],
    });
    let sequence = 0;
    const lines = [
      await compare({
        what: 'PostgreSQL: load two records',
        against: 'one bare select of both',
        ours: load,
        theirs: () =>
          pool.query({
            name: 'read',
            text: 'SELECT * FROM bare_records WHERE id = ANY ($1)',
            values: [['s', 'c']],
          }),
        block: 2,
        pairs: 300,
      }),
      await compare({
        what: 'PostgreSQL: one unit',
        against: 'BEGIN, UPDATE, INSERT, COMMIT',
        ours: commit,
        theirs: async () => {
          await pool.query('BEGIN');
          await pool.query({
            name: 'write',
            text: "UPDATE bare_records SET revision = revision + 1, body = $1 WHERE id = 's'",
            values: [rows.body],
          });
          await pool.query({
            name: 'append',
            text: "INSERT INTO bare_events VALUES ('s', $1, $2, 7)",
            values: [++sequence, rows.event],
          });
          await pool.query('COMMIT');
        },
        block: 2,
        pairs: 200,
      }),
    ];
    await store.close();
    return { lines, roundTrips };
  } finally {
    await pool.end();
    await server.stop();
  }
}
