/**
 * The kinds of records that a store keeps. The bodies of an `image` and of a `population` are bytes, every other body is text; a `link` ties a
 * character to its persona.
 */
export type Kind =
  | 'project'
  | 'persona'
  | 'character'
  | 'overlay'
  | 'session'
  | 'image'
  | 'link'
  | 'population';

/**
 * What records are kept under: their kind, after the path of their scope when they have one. To a store it is a text like any other:
 * two texts are two collections, whatever they have in common, and how a body is to be kept is seen by the body.
 */
export type Collection = Kind | `${string}/${Kind}`;

/** Names one record. */
export interface RecordKey {
  readonly collection: Collection;
  readonly id: string;
}

/** Names one record by its unique name: a name is unique in its collection below one parent (`''` where there is none). */
export interface NameKey {
  readonly collection: Collection;
  readonly parent: string;
  readonly name: string;
}

/** What a writer hands in for one record. The body is opaque to the store: it comes back to the letter. */
export interface NewRecord {
  /** The record that this one belongs to, `''` when there is none. Never changes in the life of a record. */
  readonly parent: string;
  /** A name that must be unique in (collection, parent); absent means that the record cannot be found by name. */
  readonly name?: string;
  readonly body: string | Uint8Array;
  /** A checksum of the engine's making. The store keeps it beside the body and gives it back; it never interprets it. */
  readonly checksum: number;
}

/** A record as it is stored. Every read gives a fresh object that the store will not touch again. */
export interface StoredRecord extends NewRecord, RecordKey {
  /** Starts at 1 and rises by exactly one with each put. */
  readonly revision: number;
  /**
   * Where the record stands in the order of creation in its collection: positive, rising, never given out twice. Records can be read in
   * this order from the first moment on: who has seen one position will never meet a new record at a smaller one.
   */
  readonly position: number;
}

/** A record's history: events are kept under the record that they happened to. */
export type StreamId = RecordKey;

/** What a writer hands in for one event. */
export interface NewEvent {
  /** The record it happened to, which must be one that the same unit puts. */
  readonly stream: StreamId;
  readonly type: string;
  readonly atMs: number;
  readonly body: string;
  readonly checksum: number;
}

/** An event as it is stored. */
export interface StoredEvent extends NewEvent {
  /** 1, 2, 3 … within its stream, without gaps; the beginning may have been trimmed. */
  readonly sequence: number;
  /** The revision that the stream's record got from the unit that wrote this event. */
  readonly revision: number;
  /** The key of the unit that wrote this event, when it had one. */
  readonly key?: string;
}

/** One change of one record. `expectedRevision: 0` means that the record must not exist. */
export type Change =
  | ({ readonly kind: 'put'; readonly expectedRevision: number; readonly record: NewRecord } & RecordKey)
  | ({ readonly kind: 'remove'; readonly expectedRevision: number } & RecordKey);

/**
 * A unit of work: all of it is stored, or nothing.
 * `remove` takes the record's history along, and with it the keys of the units that wrote that history.
 */
export interface CommitUnit {
  /** An idempotency key. A unit with a key carries at least one event; a second unit with the same key changes nothing. */
  readonly key?: string;
  readonly changes: readonly Change[];
  readonly events: readonly NewEvent[];
}

/** What became of a unit. Lost races are outcomes, not exceptions. */
export type CommitOutcome =
  /** Stored. `revisions` stand by position of the unit's changes; 0 for a removed record. */
  | { readonly status: 'committed'; readonly revisions: readonly number[] }
  /** Nothing stored: a record is not at the expected revision (`actual: 0` when it does not exist). */
  | {
      readonly status: 'conflict';
      readonly collection: Collection;
      readonly id: string;
      readonly expected: number;
      readonly actual: number;
    }
  /** Nothing stored: another record holds that name. */
  | {
      readonly status: 'taken';
      readonly collection: Collection;
      readonly parent: string;
      readonly name: string;
    }
  /** Nothing stored: a unit with this key was stored before. `revisions` are those of its events, in their order. */
  | { readonly status: 'duplicate'; readonly key: string; readonly revisions: readonly number[] };

/** Asks for the records of one collection in their order of creation. */
export interface ScanRequest {
  readonly collection: Collection;
  /** Only records below this parent. */
  readonly parent?: string;
  /** Only records whose position is greater; 0 or absent starts at the beginning. */
  readonly after?: number;
  /** At most this many records, at least 1. */
  readonly limit: number;
}

/** One page of a scan. */
export interface ScanPage {
  readonly records: readonly StoredRecord[];
  /** Whether at least one more record followed when the page was read. */
  readonly more: boolean;
}

/** Asks for a part of one stream. Bounds are inclusive, and all that are given must hold. */
export interface HistoryRange {
  readonly fromSequence?: number;
  readonly toSequence?: number;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Only the events that were written by the unit with this key. */
  readonly key?: string;
  /** Oldest first unless `newest-first`. */
  readonly order?: 'oldest-first' | 'newest-first';
  /** At most this many events, counted from the end that `order` begins with. */
  readonly limit?: number;
}

/** What a store can do. What it cannot do it refuses with STORE_CAPABILITY_MISSING. */
export interface StoreManifest {
  /** What was committed is still there after the process ended. */
  readonly durable: boolean;
  /** Events are kept and can be read. */
  readonly history: boolean;
  /** Units with a key are stored once. */
  readonly deduplication: boolean;
  /** Bodies may be bytes. */
  readonly blobs: boolean;
}

/** A record with its whole history: what an export writes down and a restoration puts back. */
export interface StoredEntry {
  /** Without its position, which the store gives. */
  readonly record: Omit<StoredRecord, 'position'>;
  /** Oldest first, every one of this record's stream, sequences rising by one from whatever the first has. */
  readonly events: readonly StoredEvent[];
}

/** Puts an entry in as it is, where there is nothing (`expectedRevision: 0`) or in the place of a record and its whole history. */
export interface Restoration extends StoredEntry {
  readonly expectedRevision: number;
}

/** What became of a restoration. */
export type RestoreOutcome =
  | { readonly status: 'restored' }
  | Extract<CommitOutcome, { readonly status: 'conflict' | 'taken' }>;

/** Asks to forget the beginning of one history. */
export interface Trim {
  readonly stream: StreamId;
  /** Events with a smaller sequence number go. The newest event of a stream stays in any case, so that sequences go on from it. */
  readonly beforeSequence: number;
}

/**
 * What a store offers for its own upkeep: a second, optional port, for export and import, repair, retention and erasure.
 * The rules of {@link Store} hold here too: each restoration is all or nothing, lost races are outcomes.
 */
export interface StoreUpkeep {
  /** The collections that hold at least one record, in the order of their code units. */
  collections(): Promise<readonly Collection[]>;
  /**
   * Puts entries in as they are: revision, checksum, and events with their sequences, revisions and keys; outcomes by position.
   * A replaced record keeps its position and must keep its parent; its old events go, and their keys with them, from events in other
   * streams too, unless they are among the new ones. A key of an entry is then as stored as if its unit had been committed here.
   */
  restore(restorations: readonly Restoration[]): Promise<readonly RestoreOutcome[]>;
  /**
   * Forgets the oldest events of streams. A unit of which an event went is forgotten: its key goes from its events in other streams too.
   * @returns how many events went, by position; 0 for a stream that does not exist
   */
  trim(trims: readonly Trim[]): Promise<readonly number[]>;
  /** Gives back the space of what was removed, where that is work of its own. */
  vacuum(): Promise<void>;
}

/**
 * Where the engine keeps its records: a small port, so that an adapter is an afternoon's work.
 *
 * - Units of one `commit` call are independent of each other and applied in order; each is all or nothing.
 *   Within a unit the key is checked first, then the revisions in order, then the names.
 * - Conflict, taken name and duplicate are outcomes. A failure of the driver rejects the call; what the engine gets to see of
 *   that call is then unknown, and it will ask again.
 * - After `close` every method rejects with STORE_UNAVAILABLE, except `close`, which may be called again.
 */
export interface Store {
  /** A word for messages, for example `sqlite`. */
  readonly name: string;
  readonly supports: StoreManifest;
  /** Reads records, by position of the keys, all as of one moment; undefined for one that does not exist. */
  load(keys: readonly RecordKey[]): Promise<readonly (StoredRecord | undefined)[]>;
  /** Reads records by unique name, by position. */
  find(names: readonly NameKey[]): Promise<readonly (StoredRecord | undefined)[]>;
  /** Writes units of work, outcomes by position. */
  commit(units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]>;
  /** Walks one collection in the order of creation. */
  scan(request: ScanRequest): Promise<ScanPage>;
  /** Reads the events of one record. */
  history(stream: StreamId, range: HistoryRange): Promise<readonly StoredEvent[]>;
  /** Upkeep of what is stored, where the store offers it. What needs it refuses with STORE_CAPABILITY_MISSING where it is absent. */
  readonly upkeep?: StoreUpkeep;
  /** Releases what the store itself opened. What was handed to it stays open. */
  close(): Promise<void>;
}
