import { EngineError } from '../../src/errors';
import { createFailed, readCode } from './failures';
import { FIRST_FUNCTIONS } from './first-functions';
import { FIRST_TABLES } from './first-tables';
import { FIRST_UPKEEP } from './first-upkeep';
import type { PostgresPool } from './pool';
import { quoteName, quoteText } from './quoting';
import { runUntilSettled } from './retry';

// Index i leads from version i to version i + 1.
const MIGRATIONS: readonly string[] = [FIRST_TABLES + FIRST_FUNCTIONS + FIRST_UPKEEP];

/** The version of the tables that this code reads and writes; it stands in the table `animacy_store`. */
export const SCHEMA_VERSION = MIGRATIONS.length;

// PostgreSQL gives no error of its own the letters AN.
const FOREIGN = 'AN001';
const WRONG_ENCODING = 'AN002';
const UNDEFINED_TABLE = '42P01';

/**
 * Brings a schema to the present version, and makes it when it is not there; several processes may do so at once.
 * Errors: STORE_FAILED when the schema holds something of somebody else (it is then left as it was), or the database is not in UTF-8;
 * STATE_VERSION_UNSUPPORTED when a newer version of the package wrote it; and what the driver throws.
 */
export async function openSchema(pool: PostgresPool, schema: string): Promise<void> {
  // Looking first lets a role work that may not create anything.
  const version = (await readVersion(pool, schema)) ?? 0;
  if (version < SCHEMA_VERSION) return migrate(pool, schema);
  if (version > SCHEMA_VERSION) throw createTooNew(schema, version);
}

/** Takes the steps that are missing, in one transaction; a version that is newer by then stays as it is. */
async function migrate(pool: PostgresPool, schema: string): Promise<void> {
  try {
    await runUntilSettled(() => pool.query({ text: writeMigration(schema) }));
  } catch (error) {
    if (readCode(error) === FOREIGN) throw createForeign(schema, error);
    if (readCode(error) === WRONG_ENCODING) {
      throw createFailed('The PostgreSQL database is not in UTF-8, so it cannot keep every text.', {
        cause: error,
      });
    }
    throw error;
  }
  const version = (await readVersion(pool, schema)) ?? 0;
  if (version > SCHEMA_VERSION) throw createTooNew(schema, version);
}

/**
 * One statement that takes all steps that a schema lacks: PostgreSQL runs it wholly or not at all, whatever becomes of the connection.
 * Whoever comes second waits for the first and finds nothing left to do.
 */
export function writeMigration(schema: string, steps: readonly string[] = MIGRATIONS): string {
  const taken = steps.map((step, index) => `IF reached < ${index + 1} THEN ${step} END IF;`);
  return `DO ${quoteText(`
    DECLARE
      own_name CONSTANT text := ${quoteText(schema)};
      reached integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('animacy:' || own_name, 0));
      IF to_regclass(format('%I.animacy_store', own_name)) IS NULL THEN
        IF current_setting('server_encoding') <> 'UTF8' THEN
          RAISE 'the encoding is %', current_setting('server_encoding') USING ERRCODE = '${WRONG_ENCODING}';
        END IF;
        IF EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(own_name)))
          OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = to_regnamespace(quote_ident(own_name))) THEN
          RAISE 'the schema holds something else' USING ERRCODE = '${FOREIGN}';
        END IF;
        -- Not IF NOT EXISTS alone, which asks for the right to create although there is nothing to be created.
        IF to_regnamespace(quote_ident(own_name)) IS NULL THEN
          CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)};
        END IF;
        CREATE TABLE ${quoteName(schema)}.animacy_store (version integer NOT NULL);
        INSERT INTO ${quoteName(schema)}.animacy_store VALUES (0);
      END IF;
      PERFORM set_config('search_path', quote_ident(own_name) || ', pg_temp', true);
      SELECT version INTO STRICT reached FROM animacy_store;
      ${taken.join('\n')}
      IF reached < ${steps.length} THEN
        UPDATE animacy_store SET version = ${steps.length};
      END IF;
    END
  `)}`;
}

/** The version of our tables in a schema, undefined when there are none. */
async function readVersion(pool: PostgresPool, schema: string): Promise<number | undefined> {
  try {
    const { rows } = await pool.query({
      text: `SELECT version::text AS version FROM ${quoteName(schema)}.animacy_store`,
    });
    const [row] = rows as { version: string }[];
    // Without a row the migration finds out, under its lock, that there is none.
    return Number(row?.version ?? 0);
  } catch (error) {
    if (readCode(error) === UNDEFINED_TABLE) return undefined;
    throw error;
  }
}

function createForeign(schema: string, cause: unknown): EngineError<'STORE_FAILED'> {
  return createFailed(
    `The PostgreSQL schema ${quoteName(schema)} was not made by animacy and already holds something: give the store a schema of its own.`,
    { cause },
  );
}

function createTooNew(schema: string, found: number): EngineError<'STATE_VERSION_UNSUPPORTED'> {
  return new EngineError(
    'STATE_VERSION_UNSUPPORTED',
    `The PostgreSQL schema ${quoteName(schema)} has version ${found} and this animacy knows versions up to ${SCHEMA_VERSION}: update animacy.`,
    { found, supported: SCHEMA_VERSION },
  );
}
