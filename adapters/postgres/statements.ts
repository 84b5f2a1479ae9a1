import { createHash } from 'node:crypto';
import type { PostgresQuery } from './pool';
import { quoteName } from './quoting';

/** A statement without its values. */
export type Statement = Omit<PostgresQuery, 'values'>;

/** Every statement of a store, by what it is for. */
export type Statements = ReturnType<typeof writeStatements>;

// Numbers as text: a host may have told the driver to make bigints of them. Bytes as base64: it is shorter than hex.
const RECORD_COLUMNS = `r.id, r.revision::text, r.position::text, r.parent, r.name, r.checksum::text, r.body,
  encode(r.bytes, 'base64') AS bytes`;
const EVENT_COLUMNS = `e.type, e.at_ms::text, e.body, e.checksum::text, e.sequence::text, e.revision::text, k.key`;

/** Writes the statements for the tables of a schema. */
export function writeStatements(schema: string) {
  const own = quoteName(schema);
  const collection = (parameter: number): string =>
    `(SELECT number FROM ${own}.collections WHERE digest = sha256(convert_to($${parameter}, 'UTF8')))`;

  const scan = (condition: string): Statement =>
    prepare(`SELECT ${RECORD_COLUMNS} FROM ${own}.records r
      WHERE r.collection::bigint = ${collection(1)} AND r.position > $2 ${condition} ORDER BY r.position LIMIT $3`);

  const history = (join: string, stream: string, condition: string, direction: 'ASC' | 'DESC'): Statement =>
    prepare(`SELECT ${EVENT_COLUMNS} FROM ${own}.events e ${join} JOIN ${own}.keys k ON k.number = e.key
      WHERE ${stream} = (SELECT position FROM ${own}.records WHERE collection = ${collection(1)} AND id = $2)
        AND e.sequence BETWEEN $3 AND $4 AND e.at_ms BETWEEN $5 AND $6 ${condition}
      ORDER BY e.sequence ${direction} LIMIT $7`);
  const all = (direction: 'ASC' | 'DESC') => history('LEFT', 'e.stream', '', direction);
  // As a sum, so that the events are found by their key, which has few, and not by their stream, which has many.
  const ofKey = (direction: 'ASC' | 'DESC') =>
    history('', 'e.stream + 0', `AND k.digest = sha256(convert_to($8, 'UTF8'))`, direction);

  // Each record is looked for by itself (OFFSET 0 keeps it so): of new tables the planner knows nothing, and a join could go through all of
  // a collection for each. The arrays stand in queries of their own because otherwise it counts what is in them and makes another plan for
  // every call, which takes longer than the call.
  const each = (columns: readonly string[], condition: string): Statement => {
    const arrays = columns.map((_, index) => `(SELECT $${index + 1}::text[])`);
    return prepare(`SELECT w.place::text, found.*
      FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS w (${columns.join(', ')}, place)
      CROSS JOIN LATERAL (
        SELECT ${RECORD_COLUMNS} FROM ${own}.records r
        WHERE r.collection = (SELECT number FROM ${own}.collections WHERE digest = sha256(convert_to(w.collection, 'UTF8')))
          AND ${condition}
        OFFSET 0
      ) AS found`);
  };

  return {
    load: each(['collection', 'id'], 'r.id = w.id'),
    find: each(['collection', 'parent', 'name'], 'r.parent = w.parent AND r.name = w.name'),
    scanCollection: scan(''),
    scanParent: scan('AND r.parent = $4'),
    historyForward: all('ASC'),
    historyBackward: all('DESC'),
    historyOfKeyForward: ofKey('ASC'),
    historyOfKeyBackward: ofKey('DESC'),

    commit: prepare(
      `SELECT outcome::text FROM ${own}.commit_units($1::text[], $2::boolean[], $3::integer[], $4::text[], $5::jsonb) AS outcome`,
    ),
    restore: prepare(
      `SELECT outcome::text FROM ${own}.restore_entries($1::text[], $2::boolean[], $3::integer[], $4::text[], $5::jsonb) AS outcome`,
    ),
    trim: prepare(
      `SELECT gone::text FROM ${own}.trim_streams($1::text[], $2::integer[], $3::text[], $4::bigint[]) AS gone`,
    ),
    collections: prepare(`SELECT c.name FROM ${own}.collections c
      WHERE EXISTS (SELECT FROM ${own}.records r WHERE r.collection::bigint = c.number)`),
    vacuum: { text: `VACUUM ${own}.records, ${own}.events, ${own}.keys` },
  };
}

/** A statement that a connection prepares once. Its name is short, because PostgreSQL cuts names, and its text's own. */
function prepare(text: string): Statement {
  return { name: `animacy_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`, text };
}
