import { EngineError } from '../../src/errors';
import type {
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NameKey,
  RecordKey,
  ScanPage,
  ScanRequest,
  Store,
  StoredEvent,
  StoredRecord,
  StoreManifest,
  StoreUpkeep,
  StreamId,
} from '../../src/ports';
import { STORE_NAME } from './failures';
import { Link } from './link';
import type { PostgresPool } from './pool';
import { packUnits, toOutcome } from './requests';
import { type EventRow, type PlacedRow, type RecordRow, toEvent, toRecord } from './rows';
import { areKeepable, findTextFault } from './text-fault';
import { createUpkeep } from './upkeep';

const DEFAULT_SCHEMA = 'animacy';
// PostgreSQL cuts longer names, and two that differ at the end would be one.
const LONGEST_NAME_BYTES = 63;
// One more must still be a safe integer.
const NO_LIMIT = Number.MAX_SAFE_INTEGER - 1;

/** Where the store keeps its records. */
export interface PostgresStoreOptions {
  /** A pool of node-postgres, or anything that answers queries like one. */
  readonly pool: PostgresPool;
  /** The PostgreSQL schema for its tables, which is made when it is not there. `animacy` when absent. */
  readonly schema?: string;
}

/**
 * Makes a store on PostgreSQL, over a pool that the caller has opened and will close. It makes or updates its tables at first use: a
 * failure to do so rejects the call that caused it, and the next call tries again. Several processes may share a schema.
 * A load is one round trip, and so is a commit, which is one transaction.
 *
 * Errors: CONFIG_INVALID at once when `pool` or `schema` cannot be used. From every method: STORE_UNAVAILABLE (closed, not reachable,
 * restarting, out of connections or space; from a write with `details.outcome: 'unknown'` when it was sent and no answer came),
 * STORE_FAILED (refused rights, a schema that holds something else), RECORD_CORRUPT (damage), STATE_VERSION_UNSUPPORTED (written by a newer
 * animacy). From `commit` also INPUT_INVALID (NUL, a lone surrogate, an id too long to be indexed) and INVARIANT_BROKEN (a unit that
 * breaks the rules of the port); then nothing of the call is stored.
 *
 * @example
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * const engine = await createEngine({ store: createPostgresStore({ pool }) });
 */
export function createPostgresStore(options: PostgresStoreOptions): Store {
  const { pool, schema = DEFAULT_SCHEMA }: { readonly pool?: unknown; readonly schema?: unknown } =
    options ?? {};
  if (!isPool(pool)) refuse('pool', 'Must be a pool of node-postgres: something with a method query.');
  if (typeof schema !== 'string' || !isName(schema)) {
    refuse('schema', `Must be a name that is not blank, of at most ${LONGEST_NAME_BYTES} bytes.`);
  }
  return new PostgresStore(new Link(pool, schema));
}

function isPool(value: unknown): value is PostgresPool {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}

function isName(schema: string): boolean {
  const isShort = Buffer.byteLength(schema) <= LONGEST_NAME_BYTES;
  return schema.trim() !== '' && isShort && findTextFault(schema) === undefined;
}

function refuse(option: string, message: string): never {
  throw new EngineError('CONFIG_INVALID', `createPostgresStore: ${option}: ${message}`, {
    issues: [{ path: [option], message }],
  });
}

class PostgresStore implements Store {
  readonly name = STORE_NAME;
  readonly supports: StoreManifest = Object.freeze({
    durable: true,
    history: true,
    deduplication: true,
    blobs: true,
  });
  readonly upkeep: StoreUpkeep;

  constructor(private readonly link: Link) {
    this.upkeep = createUpkeep(link);
  }

  load(keys: readonly RecordKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    return this.link.use(async ({ sql, read }) => {
      const askable = keys.filter(({ collection, id }) => areKeepable(collection, id));
      const columns = [askable.map(({ collection }) => collection), askable.map(({ id }) => id)];
      const rows = askable.length > 0 ? await read<PlacedRow>(sql.load, columns) : [];
      return toPlaces(keys, askable, rows);
    });
  }

  find(names: readonly NameKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    return this.link.use(async ({ sql, read }) => {
      const askable = names.filter(({ collection, parent, name }) => areKeepable(collection, parent, name));
      const columns = [
        askable.map(({ collection }) => collection),
        askable.map(({ parent }) => parent),
        askable.map(({ name }) => name),
      ];
      const rows = askable.length > 0 ? await read<PlacedRow>(sql.find, columns) : [];
      return toPlaces(names, askable, rows);
    });
  }

  commit(units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
    return this.link.use(async ({ sql, write }) => {
      if (units.length === 0) return [];
      const rows = await write<{ outcome: string }>(sql.commit, packUnits(units));
      return units.map((unit, index) => toOutcome(unit, rows[index]?.outcome ?? ''));
    });
  }

  scan({ collection, parent, after = 0, limit }: ScanRequest): Promise<ScanPage> {
    return this.link.use(async ({ sql, read }) => {
      if (!areKeepable(collection, parent ?? '')) return { records: [], more: false };
      // One more than asked for tells whether another page follows.
      const bounds = [collection, Math.min(Math.floor(after), NO_LIMIT), Math.min(limit, NO_LIMIT) + 1];
      const rows = await (parent === undefined
        ? read<RecordRow>(sql.scanCollection, bounds)
        : read<RecordRow>(sql.scanParent, [...bounds, parent]));
      const records = rows.slice(0, limit).map((row) => toRecord(collection, row));
      return { records, more: rows.length > limit };
    });
  }

  history(stream: StreamId, range: HistoryRange): Promise<readonly StoredEvent[]> {
    return this.link.use(async ({ sql, read }) => {
      const { key, order = 'oldest-first', fromSequence = 1, toSequence = NO_LIMIT } = range;
      const { collection, id } = stream;
      if (!areKeepable(collection, id, key ?? '')) return [];
      const isForward = order === 'oldest-first';
      const bounds = [
        collection,
        id,
        Math.max(Math.ceil(fromSequence), 0),
        Math.min(Math.floor(toSequence), NO_LIMIT),
        range.sinceMs ?? -Infinity,
        // To PostgreSQL this is the greatest of all numbers.
        range.untilMs ?? Number.NaN,
        Math.min(range.limit ?? NO_LIMIT, NO_LIMIT),
      ];
      const rows = await (key === undefined
        ? read<EventRow>(isForward ? sql.historyForward : sql.historyBackward, bounds)
        : read<EventRow>(isForward ? sql.historyOfKeyForward : sql.historyOfKeyBackward, [...bounds, key]));
      return rows.map((row) => toEvent(stream, row));
    });
  }

  close(): Promise<void> {
    return this.link.close();
  }
}

/** What was read for the keys that could be asked for, by position of all keys. */
function toPlaces<Key extends { readonly collection: RecordKey['collection'] }>(
  keys: readonly Key[],
  askable: readonly Key[],
  rows: readonly PlacedRow[],
): (StoredRecord | undefined)[] {
  const found = new Map(rows.map((row) => [Number(row.place), row]));
  let place = 0;
  return keys.map((key) => {
    if (key !== askable[place]) return undefined;
    place += 1;
    const row = found.get(place);
    return row && toRecord(key.collection, row);
  });
}
