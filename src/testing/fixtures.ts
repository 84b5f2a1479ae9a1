import type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NewEvent,
  NewRecord,
  RecordKey,
  Restoration,
  ScanRequest,
  Store,
  StoredEntry,
  StoredEvent,
  StoredRecord,
} from '../ports';

/** What may stand in the way of a unit and of a restoration alike. */
type Refusal = Extract<CommitOutcome, { status: 'conflict' | 'taken' }>;

/** The key of a session, the collection of choice where a rule holds in all of them. */
export function session(id: string): RecordKey {
  return { collection: 'session', id };
}

/** The keys of this many sessions: s0, s1, s2 … */
export function sessions(count: number): readonly RecordKey[] {
  return Array.from({ length: count }, (_, index) => session(`s${index}`));
}

/** A record to be written, without a parent or a name unless they are given. */
export function newRecord(parts: Partial<NewRecord> = {}): NewRecord {
  return { parent: '', body: 'body', checksum: 7, ...parts };
}

/** A change that creates a record. */
export function create(key: RecordKey, parts?: Partial<NewRecord>): Change {
  return put(key, 0, parts);
}

/** A change that writes a record that is expected to be at a revision. */
export function put(
  { collection, id }: RecordKey,
  expectedRevision: number,
  parts?: Partial<NewRecord>,
): Change {
  return { kind: 'put', collection, id, expectedRevision, record: newRecord(parts) };
}

/** A change that removes a record that is expected to be at a revision. */
export function remove({ collection, id }: RecordKey, expectedRevision: number): Change {
  return { kind: 'remove', collection, id, expectedRevision };
}

/** An event to be written. */
export function event(stream: RecordKey, parts: Partial<NewEvent> = {}): NewEvent {
  return { stream, type: 'perceived', atMs: 1_000, body: '{}', checksum: 3, ...parts };
}

/** A unit of work without a key. */
export function unit(changes: readonly Change[], events: readonly NewEvent[] = []): CommitUnit {
  return { changes, events };
}

/** A unit of work with an idempotency key. */
export function keyed(key: string, changes: readonly Change[], events: readonly NewEvent[]): CommitUnit {
  return { key, changes, events };
}

/** An event as it stands in a history. */
export function happened(stream: RecordKey, sequence: number, parts: Partial<StoredEvent> = {}): StoredEvent {
  return { ...event(stream), sequence, revision: 1, ...parts };
}

/** An entry that is to be put in where there is nothing, at revision 1 unless another is given. */
export function restoration(
  { collection, id }: RecordKey,
  record: Partial<StoredEntry['record']> = {},
  events: readonly StoredEvent[] = [],
): Restoration {
  return { record: { collection, id, revision: 1, ...newRecord(), ...record }, events, expectedRevision: 0 };
}

/** An entry that is to be put in the place of a record at a revision. */
export function replacement(expectedRevision: number, ...entry: Parameters<typeof restoration>): Restoration {
  return { ...restoration(...entry), expectedRevision };
}

/** The outcome of a unit that was stored. */
export function committed(...revisions: readonly number[]): CommitOutcome {
  return { status: 'committed', revisions };
}

/** The outcome of a unit that expected a record at another revision than its own. */
export function conflict({ collection, id }: RecordKey, expected: number, actual: number): Refusal {
  return { status: 'conflict', collection, id, expected, actual };
}

/** The outcome of a unit that claimed the name of another record. */
export function taken(collection: Collection, parent: string, name: string): Refusal {
  return { status: 'taken', collection, parent, name };
}

/** The outcome of a unit whose key was stored before. */
export function duplicate(key: string, ...revisions: readonly number[]): CommitOutcome {
  return { status: 'duplicate', key, revisions };
}

/** Commits units of work, which can be given one by one. */
export function commit(store: Store, ...units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
  return store.commit(units);
}

/** The ids of what was read, undefined where there was nothing. */
export function idsOf(records: readonly (StoredRecord | undefined)[]): readonly (string | undefined)[] {
  return records.map((record) => record?.id);
}

/** The ids of one page of a scan. */
export async function scanIds(store: Store, request: ScanRequest): Promise<readonly (string | undefined)[]> {
  return idsOf((await store.scan(request)).records);
}

/** All sessions in the order of the store. The limit leaves room for far more than an example writes. */
export async function allSessions(store: Store): Promise<readonly StoredRecord[]> {
  return (await store.scan({ collection: 'session', limit: 999 })).records;
}

/** The sequence numbers of a part of one history. */
export async function sequences(
  store: Store,
  stream: RecordKey,
  range: HistoryRange = {},
): Promise<readonly number[]> {
  return (await store.history(stream, range)).map(({ sequence }) => sequence);
}

/** One text for one key, for maps and sets. JSON, as ids may contain any separator. */
export function identityOf({ collection, id }: RecordKey): string {
  return JSON.stringify([collection, id]);
}
