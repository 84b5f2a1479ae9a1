import { Client, type Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { createPostgresStore } from '../../adapters/postgres';
import { SCHEMA_VERSION, writeMigration } from '../../adapters/postgres/schema';
import { codeOf, newSchema, useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';

const key = { collection: 'session', id: 'a' } as const;
const put = {
  kind: 'put',
  ...key,
  expectedRevision: 0,
  record: { parent: '', body: '', checksum: 0 },
} as const;
const unit = { changes: [put], events: [] };

/** Everything that a schema holds, by kind and name. */
async function contentsOf(pool: Pool, schema: string): Promise<unknown[]> {
  const { rows } = await pool.query(
    `SELECT relkind::text AS kind, relname::text AS name FROM pg_class WHERE relnamespace = to_regnamespace($1)
     UNION ALL SELECT 'function', proname::text FROM pg_proc WHERE pronamespace = to_regnamespace($1)
     ORDER BY 1, 2`,
    [schema],
  );
  return rows;
}

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'the schema on a server', () => {
  const { server, newPool } = useServer(['fsync=off']);

  it('is made once when many stores come to it at once, each with connections of its own', async () => {
    const schema = newSchema();
    const stores = Array.from({ length: 8 }, () =>
      createPostgresStore({ pool: newPool({ max: 2 }), schema }),
    );
    const outcomes = await Promise.all(stores.map((store) => store.commit([unit])));
    expect(outcomes.flat().filter(({ status }) => status === 'committed')).toHaveLength(1);
    const { rows } = await newPool().query(`SELECT version FROM ${schema}.animacy_store`);
    expect(rows).toEqual([{ version: SCHEMA_VERSION }]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('goes from version to version, and whoever comes second finds nothing left to do', async () => {
    const pool = newPool();
    const schema = newSchema();
    const steps = [
      'CREATE TABLE one (n integer);',
      'ALTER TABLE one ADD m integer;',
      'CREATE TABLE two (n integer);',
    ];
    await pool.query(writeMigration(schema, steps.slice(0, 1)));
    await pool.query(`INSERT INTO ${schema}.one VALUES (1)`);
    const migration = writeMigration(schema, steps);
    await Promise.all([pool.query(migration), pool.query(migration), pool.query(migration)]);
    // An older program that comes late leaves it as it is.
    await pool.query(writeMigration(schema, steps.slice(0, 1)));
    expect((await pool.query(`SELECT * FROM ${schema}.one, ${schema}.animacy_store`)).rows).toEqual([
      { n: 1, m: null, version: 3 },
    ]);
    expect((await pool.query(`SELECT * FROM ${schema}.two`)).rows).toEqual([]);
  });

  it('of a newer version is refused and left alone, also by a store that had looked before', async () => {
    const pool = newPool();
    const schema = newSchema();
    await createPostgresStore({ pool, schema }).commit([unit]);
    await pool.query(`UPDATE ${schema}.animacy_store SET version = ${SCHEMA_VERSION + 1}`);
    const store = createPostgresStore({ pool, schema });
    await expect(store.load([key])).rejects.toMatchObject({
      code: 'STATE_VERSION_UNSUPPORTED',
      details: { found: SCHEMA_VERSION + 1, supported: SCHEMA_VERSION },
    });
    await pool.query(`UPDATE ${schema}.animacy_store SET version = ${SCHEMA_VERSION}`);
    expect((await store.load([key]))[0]?.revision).toBe(1);
  });

  it.each([
    ['a table', 'CREATE TABLE S.records (note text)'],
    ['a view', 'CREATE VIEW S.notes AS SELECT 1 AS one'],
    ['a function', 'CREATE FUNCTION S.one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$'],
  ])('that holds %s of somebody else is refused and left as it was', async (_, statement) => {
    const pool = newPool();
    const schema = newSchema();
    await pool.query(`CREATE SCHEMA ${schema}`);
    await pool.query(statement.replaceAll('S.', `${schema}.`));
    const before = await contentsOf(pool, schema);
    expect(before).toHaveLength(1);
    const store = createPostgresStore({ pool, schema });
    await expect(store.commit([unit])).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining(schema),
    });
    expect(await contentsOf(pool, schema)).toEqual(before);
  });

  it('in a database that is not in UTF-8 is refused', async () => {
    await newPool().query("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    const pool = newPool({ connectionString: server().connectionString.replace(/postgres$/, 'latin') });
    const store = createPostgresStore({ pool });
    await expect(store.load([key])).rejects.toMatchObject({
      code: 'STORE_FAILED',
      message: expect.stringContaining('UTF-8'),
    });
    expect(await contentsOf(pool, 'animacy')).toEqual([]);
  });

  it('may be made by a role that owns nothing but the schema, and used by one that may not create', async () => {
    const admin = newPool();
    const schema = newSchema();
    await admin.query(`CREATE ROLE maker LOGIN; CREATE ROLE clerk LOGIN; CREATE ROLE nobody LOGIN;
      CREATE SCHEMA ${schema} AUTHORIZATION maker; GRANT USAGE ON SCHEMA ${schema} TO clerk`);
    const as = (user: string) =>
      createPostgresStore({
        pool: newPool({ connectionString: server().connectionString.replace('postgres@', `${user}@`) }),
        schema,
      });
    await as('maker').commit([unit]);
    await admin.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO clerk`);
    const clerk = as('clerk');
    const event = { stream: key, type: 't', atMs: 1, body: '', checksum: 1 };
    const changes = [{ ...put, expectedRevision: 1 }, { ...put, collection: 'image', id: 'new' } as const];
    expect(await clerk.commit([{ key: 'k', changes, events: [event] }])).toEqual([
      { status: 'committed', revisions: [2, 1] },
    ]);
    expect(await clerk.history(key, {})).toHaveLength(1);
    expect(await codeOf(as('nobody').load([key]))).toBe('STORE_FAILED');
  });

  it('that is cut off in the middle of being made is not there, wherever it was cut', async () => {
    const admin = newPool();
    // Whoever makes the n-th thing waits for the lock that the test holds.
    await admin.query(`
      CREATE SCHEMA brake;
      CREATE SEQUENCE brake.made;
      CREATE TABLE brake.at (n integer);
      INSERT INTO brake.at VALUES (0);
      CREATE FUNCTION brake.pull() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('brake.made') = (SELECT n FROM brake.at) THEN PERFORM pg_advisory_xact_lock(7); END IF;
      END $$;
      CREATE EVENT TRIGGER brake ON ddl_command_end EXECUTE FUNCTION brake.pull()`);
    const holder = new Client(server().connectionString);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(7)');
    const schema = newSchema();
    const pool = newPool();
    const store = createPostgresStore({ pool, schema });
    for (const step of [1, 2, 3, 5, 8, 13]) {
      await admin.query('SELECT setval($1, 1, false)', ['brake.made']);
      await admin.query('UPDATE brake.at SET n = $1', [step]);
      const call = codeOf(store.load([key]));
      const cut = async (): Promise<number> => {
        const { rowCount } = await admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted`,
        );
        return rowCount ?? 0;
      };
      while ((await cut()) === 0);
      expect(await call).toBe('STORE_UNAVAILABLE');
      expect(await contentsOf(admin, schema)).toEqual([]);
    }
    await holder.end();
    await admin.query('DROP EVENT TRIGGER brake');
    expect(await store.load([key])).toEqual([undefined]);
    expect((await contentsOf(admin, schema)).length).toBeGreaterThan(13);
    await store.close();
  });
});
