import type { Collection } from '../../src/ports';
import type { SqliteDatabase, SqliteRunResult, SqliteStatement } from './database';
import { EVENT_COLUMNS, type EventRow, RECORD_COLUMNS, type RecordRow } from './rows';

/** A statement that gives rows of a known shape. */
export interface Reader<Row> {
  get(...parameters: unknown[]): Row | undefined;
  all(...parameters: unknown[]): Row[];
}

/** A statement that gives nothing back but how many rows it changed. */
export interface Writer {
  run(...parameters: unknown[]): SqliteRunResult;
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
      'INSERT INTO records (collection, id, revision, parent, name, checksum, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    /** Both checks and writes the put of a record that keeps its parent and its name. */
    updateInPlace: write(
      `UPDATE records SET revision = revision + 1, checksum = ?, body = ?
       WHERE collection = ? AND id = ? AND revision = ? AND parent = ? AND name IS ?`,
    ),
    updateRecord: write(
      'UPDATE records SET revision = ?, name = ?, checksum = ?, body = ? WHERE position = ?',
    ),
    releaseName: write('UPDATE records SET name = NULL WHERE position = ?'),
    removeRecord: write('DELETE FROM records WHERE position = ?'),
    // A key goes from the unit's events in other streams too: what is forgotten must not be found half.
    forgetKeys: write(
      `UPDATE events SET key = NULL
       WHERE key IN (SELECT key FROM events WHERE collection = ? AND id = ? AND key IS NOT NULL)`,
    ),
    readKeys: pluck<string>('SELECT key FROM events WHERE collection = ? AND id = ? AND key IS NOT NULL'),
    forgetKey: write('UPDATE events SET key = NULL WHERE key = ?'),
    removeEvents: write('DELETE FROM events WHERE collection = ? AND id = ?'),
    forgetKeysBefore: write(
      `UPDATE events SET key = NULL
       WHERE key IN (SELECT key FROM events WHERE collection = ? AND id = ? AND sequence < ? AND key IS NOT NULL)`,
    ),
    removeEventsBefore: write('DELETE FROM events WHERE collection = ? AND id = ? AND sequence < ?'),
    /** The stream stands twice among the parameters: collection, id, collection, id, type, … */
    appendEvent: write(
      `INSERT INTO events (collection, id, sequence, type, at_ms, revision, key, checksum, body)
       VALUES (?, ?, (SELECT ifnull(max(sequence), 0) + 1 FROM events WHERE collection = ? AND id = ?),
               ?, ?, ?, ?, ?, ?)`,
    ),
    restoreEvent: write(
      `INSERT INTO events (collection, id, sequence, type, at_ms, revision, key, checksum, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    readLastSequence: pluck<number | null>(
      'SELECT max(sequence) FROM events WHERE collection = ? AND id = ?',
    ),
    /** The least collection after the one given, null after the last. */
    readNextCollection: pluck<Collection | null>('SELECT min(collection) FROM records WHERE collection > ?'),

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
