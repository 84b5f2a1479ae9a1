import { hashText } from '../maths/hash';
import type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  NewEvent,
  Restoration,
  RestoreOutcome,
  Store,
  StoredEvent,
  StoredRecord,
  StoreUpkeep,
} from '../ports';

const TWO_TO_32 = 4294967296;

/**
 * The path of a scope: the names that lead to it, which may hold any character, so that no two scopes share one.
 * @param outer the path of the scope that it lies in, `''` when it lies in none
 */
export function scopePath(outer: string, name: string): string {
  // Encoded, no name holds the slash that stands between them.
  const encoded = encodeURIComponent(name);
  return outer === '' ? encoded : `${outer}/${encoded}`;
}

/**
 * The part of a store that belongs to one scope, as a store of its own: collections and keys of units are those of the scope,
 * and everything that the store answers is told in the words in which it was asked. What belongs to other scopes, or to none, can be
 * neither seen nor named. The checksum covers the scope too, so that a record which stands under another scope is noticed as damage.
 * @param path what {@link scopePath} made
 */
export function scopeStore(store: Store, path: string): Store {
  const salt = hashText(path);
  const collections = new Map<Collection, Collection>();
  const beginning = `${path}/`;
  // A path holds no colon, and no key of the engine's own begins with this word.
  const keyBeginning = `scope:${path}:`;

  function inwards(collection: Collection): Collection {
    const known = collections.get(collection);
    if (known !== undefined) return known;
    const made: Collection = `${beginning}${collection}` as Collection;
    collections.set(collection, made);
    return made;
  }

  /** What a store gives that was not asked for stays recognisable as such. */
  function outwards(collection: Collection): Collection {
    return collection.startsWith(beginning) ? (collection.slice(beginning.length) as Collection) : collection;
  }

  /** Mixes the scope into a checksum, or takes it out again; beyond 32 bits a checksum is none of the engine's and stays. */
  function salted(checksum: number): number {
    return Math.floor(checksum / TWO_TO_32) * TWO_TO_32 + ((checksum ^ salt) >>> 0);
  }

  const located = <K extends { readonly collection: Collection }>(key: K): K => ({
    ...key,
    collection: inwards(key.collection),
  });

  function storedChange(change: Change): Change {
    if (change.kind === 'remove') return located(change);
    const { record } = change;
    return { ...located(change), record: { ...record, checksum: salted(record.checksum) } };
  }

  function storedEvent(event: NewEvent): NewEvent {
    return { ...event, stream: located(event.stream), checksum: salted(event.checksum) };
  }

  function storedUnit({ key, changes, events }: CommitUnit): CommitUnit {
    const unit = { changes: changes.map(storedChange), events: events.map(storedEvent) };
    return key === undefined ? unit : { key: keyBeginning + key, ...unit };
  }

  function toldRecord(record: StoredRecord | undefined): StoredRecord | undefined {
    return (
      record && {
        ...record,
        collection: outwards(record.collection),
        checksum: salted(record.checksum),
      }
    );
  }

  function toldEvent(event: StoredEvent): StoredEvent {
    const { stream, key } = event;
    return {
      ...event,
      stream: { ...stream, collection: outwards(stream.collection) },
      checksum: salted(event.checksum),
      ...(key !== undefined && { key: key.slice(keyBeginning.length) }),
    };
  }

  function storedEntry({ record, events, expectedRevision }: Restoration): Restoration {
    return {
      record: { ...located(record), checksum: salted(record.checksum) },
      events: events.map((event) => ({
        ...event,
        ...storedEvent(event),
        ...(event.key !== undefined && { key: keyBeginning + event.key }),
      })),
      expectedRevision,
    };
  }

  function toldOutcome<O extends CommitOutcome | RestoreOutcome>(outcome: O): O {
    switch (outcome.status) {
      case 'conflict':
      case 'taken':
        return { ...outcome, collection: outwards(outcome.collection) };
      case 'duplicate':
        return { ...outcome, key: outcome.key.slice(keyBeginning.length) };
      default:
        return outcome;
    }
  }

  function scopedUpkeep(upkeep: StoreUpkeep): StoreUpkeep {
    return {
      async collections() {
        const all = await upkeep.collections();
        return all.filter((collection) => collection.startsWith(beginning)).map(outwards);
      },
      restore: async (restorations) => (await upkeep.restore(restorations.map(storedEntry))).map(toldOutcome),
      trim: (trims) => upkeep.trim(trims.map((trim) => ({ ...trim, stream: located(trim.stream) }))),
      vacuum: () => upkeep.vacuum(),
    };
  }

  return {
    name: store.name,
    supports: store.supports,
    ...(store.upkeep && { upkeep: scopedUpkeep(store.upkeep) }),
    load: async (keys) => (await store.load(keys.map(located))).map(toldRecord),
    find: async (names) => (await store.find(names.map(located))).map(toldRecord),
    commit: async (units) => (await store.commit(units.map(storedUnit))).map(toldOutcome),
    async scan(request) {
      const { records, more } = await store.scan(located(request));
      return { records: records.map((record) => toldRecord(record)!), more };
    },
    async history(stream, range) {
      const { key } = range;
      const asked = key === undefined ? range : { ...range, key: keyBeginning + key };
      return (await store.history(located(stream), asked)).map(toldEvent);
    },
    close: () => store.close(),
  };
}
