import type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NameKey,
  RecordKey,
  Restoration,
  RestoreOutcome,
  ScanRequest,
  StoredEvent,
  StoredRecord,
  Trim,
} from '../ports';
import { committed, conflict, duplicate, identityOf, taken } from './fixtures';

/** A record of the model. `birth` stands for the position, of which only the order is known beforehand. */
export interface ModelRecord extends Omit<StoredRecord, 'position'> {
  readonly birth: number;
}

// A map keeps an entry in its place when it is updated, so that this one is in order of creation.
type Records = ReadonlyMap<string, ModelRecord>;

/** What a store is, said with a map and an array: the plainest thing that keeps the rules of the port. */
export class ModelStore {
  private byIdentity: Records = new Map();
  private events: readonly StoredEvent[] = [];
  private births = 0;

  /** All records in order of creation. */
  get records(): readonly ModelRecord[] {
    return [...this.byIdentity.values()];
  }

  /** The records that have a history, once for each of their events. */
  get streams(): readonly RecordKey[] {
    return this.events.map(({ stream }) => stream);
  }

  /** The record with this key. */
  get(key: RecordKey): ModelRecord | undefined {
    return this.byIdentity.get(identityOf(key));
  }

  /** The record that holds a name. */
  find(name: NameKey): ModelRecord | undefined {
    return holdersOf(this.byIdentity, name)[0];
  }

  /** What a scan walks through, from its beginning to its end. */
  list({ collection, parent }: Pick<ScanRequest, 'collection' | 'parent'>): readonly ModelRecord[] {
    return this.records.filter(
      (record) => record.collection === collection && record.parent === (parent ?? record.parent),
    );
  }

  /** A part of one history. */
  history(stream: RecordKey, range: HistoryRange): readonly StoredEvent[] {
    const { fromSequence = 0, toSequence = Infinity, sinceMs = -Infinity, untilMs = Infinity, key } = range;
    const found = this.events.filter(
      (stored) =>
        isOf(stored, stream) &&
        stored.sequence >= fromSequence &&
        stored.sequence <= toSequence &&
        stored.atMs >= sinceMs &&
        stored.atMs <= untilMs &&
        (key === undefined || stored.key === key),
    );
    return (range.order === 'newest-first' ? found.reverse() : found).slice(0, range.limit);
  }

  /** Does what the port says about one unit. */
  commit(unit: CommitUnit): CommitOutcome {
    const refusal = this.findDuplicate(unit) ?? this.findConflict(unit);
    if (refusal !== undefined) return refusal;
    const records = new Map(this.byIdentity);
    const revisions = unit.changes.map((change) => this.apply(change, records));
    const claimed = findTaken(unit, records);
    if (claimed !== undefined) return claimed;
    this.byIdentity = records;
    for (const change of unit.changes) {
      if (change.kind === 'remove') this.forget((stored) => isOf(stored, change));
    }
    this.events = append(this.events, unit, records);
    return committed(...revisions);
  }

  /** The collections that hold something. */
  collections(): readonly Collection[] {
    return [...new Set(this.records.map(({ collection }) => collection))].sort();
  }

  /** Does what the port says about one restoration. */
  restore({ record, events, expectedRevision }: Restoration): RestoreOutcome {
    const before = this.get(record);
    const actual = before?.revision ?? 0;
    if (actual !== expectedRevision) return conflict(record, expectedRevision, actual);
    const { collection, parent, name } = record;
    const holder = name === undefined ? undefined : this.find({ collection, parent, name });
    if (name !== undefined && holder !== undefined && holder !== before)
      return taken(collection, parent, name);
    if (before === undefined) this.births += 1;
    this.byIdentity = new Map(this.byIdentity).set(identityOf(record), {
      ...record,
      birth: before?.birth ?? this.births,
    });
    const kept = new Set(events.map(({ key }) => key));
    this.forget((stored) => isOf(stored, record), kept);
    this.events = [...this.events, ...events];
    return { status: 'restored' };
  }

  /** Does what the port says about one trim. */
  trim({ stream, beforeSequence }: Trim): number {
    const before = this.events.length;
    const newest = this.history(stream, { order: 'newest-first', limit: 1 })[0];
    this.forget((stored) => isOf(stored, stream) && stored.sequence < beforeSequence && stored !== newest);
    return before - this.events.length;
  }

  /** Drops events; what their units wrote elsewhere stays, but loses its key unless the key is kept. */
  private forget(isGone: (stored: StoredEvent) => boolean, kept: ReadonlySet<unknown> = new Set()): void {
    const keys = this.events.filter(isGone).map(({ key }) => key);
    const forgotten = new Set(keys.filter((key) => !kept.has(key)));
    this.events = this.events
      .filter((stored) => !isGone(stored))
      .map((stored) => {
        const { key, ...rest } = stored;
        return forgotten.has(key) ? rest : stored;
      });
  }

  private findDuplicate({ key }: CommitUnit): CommitOutcome | undefined {
    if (key === undefined) return undefined;
    const written = this.events.filter((stored) => stored.key === key);
    return written.length === 0 ? undefined : duplicate(key, ...written.map(({ revision }) => revision));
  }

  private findConflict({ changes }: CommitUnit): CommitOutcome | undefined {
    for (const change of changes) {
      const actual = this.get(change)?.revision ?? 0;
      if (actual !== change.expectedRevision) return conflict(change, change.expectedRevision, actual);
    }
    return undefined;
  }

  private apply(change: Change, records: Map<string, ModelRecord>): number {
    const identity = identityOf(change);
    if (change.kind === 'remove') {
      records.delete(identity);
      return 0;
    }
    const { collection, id, record } = change;
    const before = records.get(identity);
    if (before === undefined) this.births += 1;
    const revision = (before?.revision ?? 0) + 1;
    records.set(identity, { ...record, collection, id, revision, birth: before?.birth ?? this.births });
    return revision;
  }
}

function isOf(stored: StoredEvent, stream: RecordKey): boolean {
  return identityOf(stored.stream) === identityOf(stream);
}

function holdersOf(records: Records, { collection, parent, name }: NameKey): readonly ModelRecord[] {
  return [...records.values()].filter(
    (record) => record.collection === collection && record.parent === parent && record.name === name,
  );
}

function findTaken({ changes }: CommitUnit, records: Records): CommitOutcome | undefined {
  for (const change of changes) {
    if (change.kind === 'remove' || change.record.name === undefined) continue;
    const { collection } = change;
    const { parent, name } = change.record;
    if (holdersOf(records, { collection, parent, name }).length > 1) return taken(collection, parent, name);
  }
  return undefined;
}

function append(
  events: readonly StoredEvent[],
  { key, events: news }: CommitUnit,
  records: Records,
): readonly StoredEvent[] {
  const all = [...events];
  for (const one of news) {
    const newest = all.findLast((stored) => isOf(stored, one.stream));
    const sequence = (newest?.sequence ?? 0) + 1;
    const revision = records.get(identityOf(one.stream))?.revision ?? 0;
    all.push({ ...one, sequence, revision, ...(key === undefined ? {} : { key }) });
  }
  return all;
}
