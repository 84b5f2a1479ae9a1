import {
  type Change,
  type ChangeLookup,
  type Collection,
  type CommitOutcome,
  type CommitUnit,
  checkRestoration,
  findConflict,
  findRivals,
  type NewEvent,
  planUnit,
  type RecordKey,
  type Restoration,
  type RestoreOutcome,
  refuseNewParent,
  type StoredEvent,
  type Trim,
} from '../../src/ports';
import type { EventEntry, RecordEntry } from './entries';
import { Shelf } from './shelf';

type Taken = Extract<CommitOutcome, { status: 'taken' }>;
type Entries = readonly (RecordEntry | undefined)[];

/** Everything that a memory store holds, and the one way to change it. */
export class Vault {
  private readonly shelves = new Map<Collection, Shelf>();
  private readonly eventsByKey = new Map<string, EventEntry[]>();
  private lastPosition = 0;

  /** The shelf of a collection, when anything was ever put there: collections are many, and asking for one must not make it. */
  look(collection: Collection): Shelf | undefined {
    return this.shelves.get(collection);
  }

  /** The record with that key. */
  get(key: RecordKey): RecordEntry | undefined {
    return this.look(key.collection)?.get(key.id);
  }

  /** Writes a unit. Every check stands before the first write, so that there is never anything to undo. */
  commit(unit: CommitUnit): CommitOutcome {
    const lookup = planUnit(unit);
    const written = unit.key === undefined ? undefined : this.eventsByKey.get(unit.key);
    if (unit.key !== undefined && written !== undefined) {
      return { status: 'duplicate', key: unit.key, revisions: written.map((event) => event.revision) };
    }
    const entries: (RecordEntry | undefined)[] = [];
    for (const change of unit.changes) {
      const entry = this.get(change);
      const conflict = findConflict(change, entry === undefined ? 0 : entry.revision);
      if (conflict !== undefined) return conflict;
      if (entry !== undefined && change.kind === 'put') refuseNewParent(entry.parent, change.record.parent);
      entries.push(entry);
    }
    const taken = this.findTakenName(unit.changes, lookup);
    if (taken !== undefined) return taken;
    const revisions = this.write(unit.changes, entries);
    this.record(unit.events, unit.key);
    return { status: 'committed', revisions };
  }

  /** The collections that hold something, in the order of their code units. */
  collections(): Collection[] {
    return [...this.shelves.values()]
      .filter((shelf) => !shelf.isEmpty)
      .map(({ collection }) => collection)
      .sort();
  }

  /** Puts an entry in as it is, in place of what was there. */
  restore({ record, events, expectedRevision }: Restoration): RestoreOutcome {
    checkRestoration({ record, events });
    const before = this.get(record);
    const { collection, id, parent, name } = record;
    const conflict = findConflict({ collection, id, expectedRevision }, before?.revision ?? 0);
    if (conflict !== undefined) return conflict;
    if (before !== undefined) refuseNewParent(before.parent, parent);
    if (name !== undefined) {
      const holder = this.look(collection)?.findByName(parent, name);
      if (holder !== undefined && holder !== before) return { status: 'taken', collection, parent, name };
    }
    const shelf = this.shelf(collection);
    const entry = before ?? shelf.create(id, record, this.nextPosition());
    if (before !== undefined) shelf.update(before, record);
    entry.revision = record.revision;
    this.replaceEvents(entry, events);
    return { status: 'restored' };
  }

  /** Forgets the events of a stream before a sequence number, but for the newest. */
  trim({ stream, beforeSequence }: Trim): number {
    const entry = this.get(stream);
    const first = entry?.events[0];
    if (entry === undefined || first === undefined) return 0;
    const count = Math.min(Math.ceil(beforeSequence) - first.sequence, entry.events.length - 1);
    if (!(count > 0)) return 0;
    for (const { key } of entry.events.splice(0, count)) {
      if (key !== undefined) this.forgetKey(key);
    }
    return count;
  }

  private replaceEvents(entry: RecordEntry, events: readonly StoredEvent[]): void {
    const kept = new Set(events.map(({ key }) => key));
    for (const event of entry.events) {
      // A key that comes back with the new events stays on what its unit wrote elsewhere; any other is forgotten as a whole.
      if (event.key === undefined) continue;
      if (kept.has(event.key)) this.takeFromKey(event.key, event);
      else this.forgetKey(event.key);
    }
    entry.events.length = 0;
    for (const { type, atMs, body, checksum, sequence, revision, key } of events) {
      const event = { type, atMs, body, checksum, sequence, revision, key };
      entry.events.push(event);
      if (key !== undefined) this.addToKey(key, event);
    }
  }

  private takeFromKey(key: string, event: EventEntry): void {
    const others = this.eventsByKey.get(key)?.filter((other) => other !== event) ?? [];
    this.eventsByKey.set(key, others);
  }

  private addToKey(key: string, event: EventEntry): void {
    const written = this.eventsByKey.get(key);
    if (written === undefined) this.eventsByKey.set(key, [event]);
    else written.push(event);
  }

  private nextPosition(): number {
    this.lastPosition += 1;
    return this.lastPosition;
  }

  private findTakenName(changes: readonly Change[], lookup: ChangeLookup): Taken | undefined {
    const isClaimedTwice = findRivals(changes);
    for (const change of changes) {
      if (change.kind !== 'put' || change.record.name === undefined) continue;
      const { parent, name } = change.record;
      const holder = this.look(change.collection)?.findByName(parent, name);
      // A holder inside the unit either keeps its name, and then two claim it, or frees it.
      const isHeldOutside = holder !== undefined && lookup(holder) === undefined;
      if (isHeldOutside || isClaimedTwice(change.collection, change.record))
        return { status: 'taken', collection: change.collection, parent, name };
    }
    return undefined;
  }

  private write(changes: readonly Change[], entries: Entries): number[] {
    if (changes.length > 1) this.clearTheWay(changes, entries);
    return changes.map((change, index) => this.apply(change, entries[index]));
  }

  /** Frees the names that change hands inside a unit before any of them is taken up again. */
  private clearTheWay(changes: readonly Change[], entries: Entries): void {
    changes.forEach((change, index) => {
      const entry = entries[index];
      if (entry === undefined) return;
      if (change.kind === 'remove' || change.record.name !== entry.name) {
        this.shelf(entry.collection).releaseName(entry);
      }
    });
  }

  private apply(change: Change, entry: RecordEntry | undefined): number {
    const shelf = this.shelf(change.collection);
    if (change.kind === 'remove') {
      if (entry !== undefined) this.remove(shelf, entry);
      return 0;
    }
    if (entry === undefined) {
      return shelf.create(change.id, change.record, this.nextPosition()).revision;
    }
    shelf.update(entry, change.record);
    return entry.revision;
  }

  private shelf(collection: Collection): Shelf {
    const known = this.shelves.get(collection);
    if (known !== undefined) return known;
    const shelf = new Shelf(collection);
    this.shelves.set(collection, shelf);
    return shelf;
  }

  private remove(shelf: Shelf, entry: RecordEntry): void {
    shelf.remove(entry);
    for (const { key } of entry.events) {
      if (key !== undefined) this.forgetKey(key);
    }
  }

  private forgetKey(key: string): void {
    // The key goes from the unit's events in other streams too: what is forgotten must not be found half.
    for (const event of this.eventsByKey.get(key) ?? []) event.key = undefined;
    this.eventsByKey.delete(key);
  }

  private record(events: readonly NewEvent[], key: string | undefined): void {
    const written: EventEntry[] = [];
    for (const { stream, type, atMs, body, checksum } of events) {
      const entry = this.get(stream);
      if (entry === undefined) continue;
      const sequence = (entry.events.at(-1)?.sequence ?? 0) + 1;
      const event = { type, atMs, body, checksum, sequence, revision: entry.revision, key };
      entry.events.push(event);
      written.push(event);
    }
    if (key !== undefined) this.eventsByKey.set(key, written);
  }
}
