import type { SqliteDatabase, SqliteStatement } from './database';
import { EVENT_COLUMNS, type EventRow, RECORD_COLUMNS, type RecordRow } from './rows';

/** A statement that gives rows of a known shape. */
export interface Reader<Row> {
  get(...parameters: unknown[]): Row | undefined;
  all(...parameters: unknown[]): Row[];
}

/** A statement that gives nothing back. */
export interface Writer {
  run(...parameters: unknown[]): unknown;
}

/** What a commit must know of a record before it writes: position, revision, parent, name. */
export type HeadRow = readonly [position: number, revision: number, parent: string, name: string | null];

/** Every statement of the store, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Prepares the statements on a database that has the present schema. */
export function prepareStatements(database: SqliteDatabase) {
  const write = (source: string): Writer => database.prepare(source);
  const read = <Row>(source: string): Reader<Row> => toReader(prepareRead(database, source).raw(true));
  const pluck = <Value>(source: string): Reader<Value> => toReader(prepareRead(database, source).pluck(true));
  const scan = (condition: string): Reader<RecordRow> =>
    read(
      `SELECT ${RECORD_COLUMNS} FROM records WHERE ${condition} AND position > ? ORDER BY position LIMIT ?`,
    );
  const history = (condition: string, direction: 'ASC' | 'DESC'): Reader<EventRow> =>
    read(`SELECT ${EVENT_COLUMNS} FROM events
          WHERE collection = ? AND id = ? AND ${condition}
            AND sequence BETWEEN ? AND ? AND at_ms BETWEEN ? AND ?
          ORDER BY sequence ${direction} LIMIT ?`);

  return {
    readRecord: read<RecordRow>(`SELECT ${RECORD_COLUMNS} FROM records WHERE collection = ? AND id = ?`),
    readByName: read<RecordRow>(
      `SELECT ${RECORD_COLUMNS} FROM records WHERE collection = ? AND parent = ? AND name = ?`,
    ),
    readHead: read<HeadRow>(
      'SELECT position, revision, parent, name FROM records WHERE collection = ? AND id = ?',
    ),
    readHolder: pluck<string>('SELECT id FROM records WHERE collection = ? AND parent = ? AND name = ?'),
    readKeyRevisions: pluck<number>('SELECT revision FROM events WHERE key = ? ORDER BY number'),

    createRecord: write(
      'INSERT INTO records (collection, id, revision, parent, name, checksum, body) VALUES (?, ?, 1, ?, ?, ?, ?)',
    ),
    updateRecord: write(
      'UPDATE records SET revision = revision + 1, name = ?, checksum = ?, body = ? WHERE position = ?',
    ),
    releaseName: write('UPDATE records SET name = NULL WHERE position = ?'),
    removeRecord: write('DELETE FROM records WHERE position = ?'),
    // A key goes from the unit's events in other streams too: what is forgotten must not be found half.
    forgetKeys: write(
      `UPDATE events SET key = NULL
       WHERE key IN (SELECT key FROM events WHERE collection = ? AND id = ? AND key IS NOT NULL)`,
    ),
    removeEvents: write('DELETE FROM events WHERE collection = ? AND id = ?'),
    /** The stream stands twice among the parameters: collection, id, collection, id, type, … */
    appendEvent: write(
      `INSERT INTO events (collection, id, sequence, type, at_ms, revision, key, checksum, body)
       VALUES (?, ?, (SELECT ifnull(max(sequence), 0) + 1 FROM events WHERE collection = ? AND id = ?),
               ?, ?, ?, ?, ?, ?)`,
    ),

    scanCollection: scan('collection = ?'),
    scanParent: scan('collection = ? AND parent = ?'),
    historyForward: history('TRUE', 'ASC'),
    historyBackward: history('TRUE', 'DESC'),
    historyOfKeyForward: history('key = ?', 'ASC'),
    historyOfKeyBackward: history('key = ?', 'DESC'),
  };
}

function prepareRead(database: SqliteDatabase, source: string): SqliteStatement {
  // A database that was handed in may be set to give numbers as bigint.
  return database.prepare(source).safeIntegers(false);
}

function toReader<Row>(statement: SqliteStatement): Reader<Row> {
  return statement as Reader<Row>;
}
