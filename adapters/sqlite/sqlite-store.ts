import {
  type CommitOutcome,
  type CommitUnit,
  type HistoryRange,
  isWellFormed,
  type NameKey,
  type RecordKey,
  type ScanPage,
  type ScanRequest,
  type Store,
  type StoredEvent,
  type StoredRecord,
  type StoreManifest,
  type StoreUpkeep,
  type StreamId,
} from '../../src/ports';
import type { SqliteDatabase } from './database';
import { createUnavailable, STORE_NAME, toEngineError } from './failures';
import { openDatabase } from './open-database';
import { readStoreOptions, type SqliteStoreOptions } from './options';
import { type RecordRow, toEvent, toRecord } from './rows';
import { createSession, type Session } from './session';

import { createUpkeep } from './upkeep';
import { writeUnit } from './write-unit';

// SQLite takes no infinity for a limit, and no database holds this many rows.
const NO_LIMIT = Number.MAX_SAFE_INTEGER - 1;

/**
 * Makes a store on SQLite. It opens at first use: a failure to open rejects the call that caused it, and the next call tries again.
 * A file given by its path is made when it does not exist, is set to WAL with synchronous NORMAL (what was committed survives
 * the end of the process), and may be shared by several processes. A database that was handed in keeps its settings,
 * stays open after `close`, and must not be in a transaction while the store writes.
 *
 * better-sqlite3 is used where it works, otherwise node:sqlite where this Node has it (22.16 or newer); `driver` asks for one of them.
 * Files are the same for both. Node 22 prints a warning of its own when its node:sqlite is first used, and reads a text only up to a NUL,
 * so that there a text with NUL is refused like a lone surrogate.
 *
 * Errors: CONFIG_INVALID at once when neither `path` nor `database` can be used. From every method: STORE_UNAVAILABLE (closed,
 * locked, full, driver missing), STORE_FAILED (not a SQLite database, or one of another program, which is then left as it was),
 * RECORD_CORRUPT (damaged file), STATE_VERSION_UNSUPPORTED (written by a newer animacy). From `commit` and
 * `upkeep.restore` also INPUT_INVALID (a lone surrogate) and INVARIANT_BROKEN (what breaks the rules of the port); then nothing of the
 * call is stored.
 *
 * @example
 * const engine = await createEngine({ store: createSqliteStore({ path: 'characters.db' }) });
 */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const { database, file } = readStoreOptions(options);
  return database === undefined
    ? new SqliteStore(file.path.trim() !== ':memory:', () => openDatabase(file))
    : new SqliteStore(!database.memory, async () => createSession(database, () => {}));
}

/** Whether there can be rows with these texts: SQLite would look for others in the place of those that it cannot keep. */
function areWellFormed(...texts: readonly string[]): boolean {
  return texts.every(isWellFormed);
}

class SqliteStore implements Store {
  readonly name = STORE_NAME;
  readonly supports: StoreManifest;
  readonly upkeep: StoreUpkeep = createUpkeep(async (work) => {
    const session = this.use() ?? (await this.open());
    return translateFailures(session.database, () => work(session));
  });
  private session: Session | undefined;
  private opening: Promise<Session> | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    durable: boolean,
    private readonly connect: () => Promise<Session>,
  ) {
    this.supports = Object.freeze({ durable, history: true, deduplication: true, blobs: true });
  }

  async load(keys: readonly RecordKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    const session = this.use() ?? (await this.open());
    return readRows(session, keys, (key) =>
      areWellFormed(key.collection, key.id) ? session.sql.readRecord.get(key.collection, key.id) : undefined,
    );
  }

  async find(names: readonly NameKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    const session = this.use() ?? (await this.open());
    return readRows(session, names, ({ collection, parent, name }) =>
      areWellFormed(collection, parent, name)
        ? session.sql.readByName.get(collection, parent, name)
        : undefined,
    );
  }

  async commit(units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
    const session = this.use() ?? (await this.open());
    if (units.length === 0) return [];
    return translateFailures(session.database, () =>
      session.transactions.write(() => units.map((unit) => writeUnit(session, unit))),
    );
  }

  async scan({ collection, parent, after = 0, limit }: ScanRequest): Promise<ScanPage> {
    const { sql, database } = this.use() ?? (await this.open());
    if (!areWellFormed(collection, parent ?? '')) return { records: [], more: false };
    // One more than asked for tells whether another page follows.
    const atMost = Math.min(limit, NO_LIMIT) + 1;
    const rows = translateFailures(database, () =>
      parent === undefined
        ? sql.scanCollection.all(collection, after, atMost)
        : sql.scanParent.all(collection, parent, after, atMost),
    );
    return { records: rows.slice(0, limit).map(toRecord), more: rows.length > limit };
  }

  async history({ collection, id }: StreamId, range: HistoryRange): Promise<readonly StoredEvent[]> {
    const { sql, database } = this.use() ?? (await this.open());
    const { key, order = 'oldest-first', limit = NO_LIMIT, fromSequence = 1, toSequence = NO_LIMIT } = range;
    if (!areWellFormed(collection, id, key ?? '')) return [];
    const isForward = order === 'oldest-first';
    const bounds = [
      fromSequence,
      toSequence,
      range.sinceMs ?? -Infinity,
      range.untilMs ?? Infinity,
      Math.min(limit, NO_LIMIT),
    ];
    const rows = translateFailures(database, () => {
      if (key === undefined)
        return (isForward ? sql.historyForward : sql.historyBackward).all(collection, id, ...bounds);
      return (isForward ? sql.historyOfKeyForward : sql.historyOfKeyBackward).all(
        collection,
        id,
        key,
        ...bounds,
      );
    });
    return rows.map(toEvent);
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  /** The session when it is open. Errors: STORE_UNAVAILABLE after close. */
  private use(): Session | undefined {
    if (this.closing === undefined) return this.session;
    throw createUnavailable('The SQLite store was closed.', { retryable: false });
  }

  /** Opens once for all calls that wait for it; a failure is theirs, and the next call begins anew. */
  private open(): Promise<Session> {
    this.opening ??= this.connect()
      .then((session) => {
        this.session = session;
        return session;
      })
      .catch((error: unknown) => {
        throw toEngineError(error);
      })
      .finally(() => {
        this.opening = undefined;
      });
    return this.opening;
  }

  private async release(): Promise<void> {
    // Calls that were made before wait for the same promise and do their work first.
    await this.opening?.catch(() => undefined);
    const { session } = this;
    this.session = undefined;
    if (session !== undefined) translateFailures(session.database, () => session.release());
  }
}

/** Reads one row per key, all of them from one moment. */
function readRows<Key>(
  session: Session,
  keys: readonly Key[],
  readRow: (key: Key) => RecordRow | undefined,
): (StoredRecord | undefined)[] {
  const readAll = () => keys.map(readRow);
  // One statement is a moment of its own.
  const isOneMoment = keys.length < 2;
  const rows = translateFailures(session.database, () =>
    isOneMoment ? readAll() : session.transactions.read(readAll),
  );
  return rows.map((row) => (row === undefined ? undefined : toRecord(row)));
}

function translateFailures<Result>(database: SqliteDatabase, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toEngineError(error, database);
  }
}
