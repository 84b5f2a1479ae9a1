import { joinKey, type StoredRecord } from '../../ports';
import { copyUnit, type DeferrableUnit, type Put } from './deferrable';
import type { Head } from './heads';

/** A unit that was accepted and is not stored yet. */
export interface PendingUnit {
  readonly unit: DeferrableUnit;
  /** Where it stands in the order of acceptance: 1, 2, 3 … */
  readonly place: number;
  /** What its records are called, by position of its changes. */
  readonly records: readonly string[];
  /** Whether it waits no longer, because it was stored or lost. */
  isOver: boolean;
  /** Whether it was handed to the store by a call that failed, so that nobody knows whether it was stored. */
  isDoubtful: boolean;
}

/** What was accepted and is not stored yet, in the order in which it was accepted, and what the records look like by it. */
export interface Pending {
  /** How many units wait. */
  readonly size: number;
  /** The place of the unit that was accepted last, 0 before the first. */
  readonly newest: number;
  /** The place of the first unit that waits; infinite when none does. */
  readonly oldest: number;
  /** Rises whenever a record may have ceased to wait, or may be written past what waits. */
  readonly age: number;
  /** Whether any unit that waits writes this record. */
  has(record: string): boolean;
  /** A record as the units that wait make it, as an object of its own; undefined when none of them writes it. */
  read(record: string): StoredRecord | undefined;
  /** What a put must agree with, of a record that units which wait write. */
  head(record: string): Head | undefined;
  /**
   * Takes in a unit that stands on what its records are now.
   * @param heads those of its records, by position of its changes
   * @returns what its records are called
   */
  accept(unit: DeferrableUnit, heads: readonly Head[]): readonly string[];
  /** Takes note that records are written past what waits, until the returned function is called. */
  hold(records: readonly string[]): () => void;
  isHeld(record: string): boolean;
  /** All that waits, in the order of acceptance. */
  all(): readonly PendingUnit[];
  /** Takes note that a unit was stored. */
  settle(unit: PendingUnit): void;
  /** Gives up a unit, and with it all that were made of what it would have made. @returns them in their order */
  lose(unit: PendingUnit): readonly PendingUnit[];
}

/** A record as it is made by the units that wait, and how many of them write it. */
interface Overlay {
  record: StoredRecord;
  waiting: number;
}

/** A line in which nobody waits yet. */
export function createPending(): Pending {
  let line: PendingUnit[] = [];
  let newest = 0;
  let size = 0;
  let age = 0;
  const overlays = new Map<string, Overlay>();
  const held = new Map<string, number>();

  function lay(change: Put, name: string, head: Head | undefined): void {
    const known = overlays.get(name);
    const before = known?.record ?? head;
    // Whoever hands in a unit has looked up the heads of its records.
    if (before === undefined) return;
    const record = recordAfter(change, before);
    if (known === undefined) overlays.set(name, { record, waiting: 1 });
    else {
      known.record = record;
      known.waiting += 1;
    }
  }

  function endUnit(unit: PendingUnit): void {
    unit.isOver = true;
    size -= 1;
    age += 1;
    // Taking them out one by one would cost the length of the line each time.
    if (line.length > 2 * size) line = line.filter(({ isOver }) => !isOver);
  }

  /** Makes overlays anew out of what still waits. */
  function layAgain(names: ReadonlySet<string>): void {
    const heads = new Map<string, Head>();
    for (const name of names) {
      const known = overlays.get(name);
      if (known) heads.set(name, known.record);
      overlays.delete(name);
    }
    for (const { unit, records, isOver } of line) {
      if (isOver) continue;
      records.forEach((name, index) => {
        if (names.has(name)) lay(unit.changes[index]!, name, heads.get(name));
      });
    }
  }

  return {
    get size() {
      return size;
    },
    get newest() {
      return newest;
    },
    get oldest() {
      return line.find(({ isOver }) => !isOver)?.place ?? Number.POSITIVE_INFINITY;
    },
    get age() {
      return age;
    },
    has: (record) => overlays.has(record),
    read(record) {
      const known = overlays.get(record);
      return known && { ...known.record };
    },
    head: (record) => overlays.get(record)?.record,
    accept(unit, heads) {
      const records = unit.changes.map(joinKey);
      const copy = copyUnit(unit);
      newest += 1;
      size += 1;
      line.push({ unit: copy, place: newest, records, isOver: false, isDoubtful: false });
      records.forEach((name, index) => {
        lay(copy.changes[index]!, name, heads[index]);
      });
      return records;
    },
    hold(records) {
      for (const record of records) held.set(record, (held.get(record) ?? 0) + 1);
      age += 1;
      return () => {
        age += 1;
        for (const record of records) {
          const others = (held.get(record) ?? 0) - 1;
          if (others > 0) held.set(record, others);
          else held.delete(record);
        }
      };
    },
    isHeld: (record) => held.has(record),
    all: () => line.filter(({ isOver }) => !isOver),
    settle(unit) {
      for (const name of unit.records) {
        const overlay = overlays.get(name);
        if (overlay === undefined) continue;
        overlay.waiting -= 1;
        if (overlay.waiting === 0) overlays.delete(name);
      }
      endUnit(unit);
    },
    lose(unit) {
      const touched = new Set(unit.records);
      const lost = line.filter((other) => {
        if (other.isOver || other.place < unit.place) return false;
        if (!other.records.some((name) => touched.has(name))) return false;
        for (const name of other.records) touched.add(name);
        return true;
      });
      for (const one of lost) endUnit(one);
      layAgain(touched);
      return lost;
    },
  };
}

function recordAfter({ collection, id, expectedRevision, record }: Put, { position }: Head): StoredRecord {
  const { parent, name, body, checksum } = record;
  const revision = expectedRevision + 1;
  if (name === undefined) return { collection, id, revision, position, parent, body, checksum };
  return { collection, id, revision, position, parent, name, body, checksum };
}
