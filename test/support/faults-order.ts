import type { CommitUnit, RecordKey, Store } from '../../src';
import { delegate } from './faults-deeds';

/** Records by name, each with a revision of it. */
export type Versions = ReadonlyMap<string, number>;

/** A deed as it was stored: which revisions its writer had read, and which it made. */
export interface StoredDeed {
  readonly tag: string;
  readonly reads: Versions;
  readonly writes: Versions;
}

/** The book of what is stored, in the order in which it was. */
export interface Book {
  readonly deeds: readonly StoredDeed[];
  /** The store that writes the book; it stands where things are stored for good. */
  keep(store: Store): Store;
  /** What one writer does; it stands beside the writer, before anything can go wrong. `forget` is for the beginning of each deed. */
  follow(store: Store): { readonly store: Store; forget(): void };
}

/** A book in which nothing stands yet. */
export function createBook(): Book {
  const deeds: StoredDeed[] = [];
  const readBefore = new WeakMap<CommitUnit, Versions>();
  return {
    deeds,
    keep: (store) => ({
      ...delegate(store),
      async commit(units) {
        const outcomes = await store.commit(units);
        units.forEach((unit, index) => {
          const tag = tagOf(unit);
          if (outcomes[index]?.status !== 'committed' || tag === undefined) return;
          const writes = new Map(unit.changes.map((change) => [nameOf(change), change.expectedRevision + 1]));
          deeds.push({ tag, reads: readBefore.get(unit) ?? new Map(), writes });
        });
        return outcomes;
      },
    }),
    follow(store) {
      const reads = new Map<string, number>();
      return {
        forget: () => reads.clear(),
        store: {
          ...delegate(store),
          async load(keys) {
            const records = await store.load(keys);
            keys.forEach((key, index) => void reads.set(nameOf(key), records[index]?.revision ?? 0));
            return records;
          },
          commit(units) {
            for (const unit of units) readBefore.set(unit, new Map(reads));
            return store.commit(units);
          },
        },
      };
    },
  };
}

/**
 * Puts deeds in an order in which a single writer could have done them: after whoever wrote what they read, before whoever overwrote it.
 * @returns the deeds in that order, or those of which each had to come before another of them
 */
export function putInOrder(
  deeds: readonly StoredDeed[],
): { readonly order: readonly StoredDeed[] } | { readonly circle: readonly StoredDeed[] } {
  const order: StoredDeed[] = [];
  let left = [...deeds];
  while (left.length > 0) {
    const next = left.find((deed) => !left.some((other) => other !== deed && comesBefore(other, deed)));
    if (next === undefined) return { circle: left };
    order.push(next);
    left = left.filter((deed) => deed !== next);
  }
  return { order };
}

/** Whether a deed wrote what the other read or overwrote, or read what the other overwrote. */
function comesBefore(one: StoredDeed, other: StoredDeed): boolean {
  for (const [record, revision] of one.writes) {
    if ((other.reads.get(record) ?? -1) >= revision || (other.writes.get(record) ?? -1) > revision)
      return true;
  }
  for (const [record, revision] of one.reads) {
    if ((other.writes.get(record) ?? -1) > revision && !one.writes.has(record)) return true;
  }
  return false;
}

function tagOf(unit: CommitUnit): string | undefined {
  for (const { body } of unit.events) {
    const tag = /deed ([^;]+);/.exec(body)?.[1];
    if (tag !== undefined) return tag;
  }
  return undefined;
}

function nameOf({ collection, id }: RecordKey): string {
  return `${collection} ${id}`;
}
