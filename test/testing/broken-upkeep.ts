import { EngineError } from '../../src/errors';
import type {
  Collection,
  Restoration,
  RestoreOutcome,
  Store,
  StoredEvent,
  StoreUpkeep,
  StreamId,
} from '../../src/ports';
import type { BrokenStores, Damage } from './broken-store';

const GROUP = 'upkeep';

/** Stores whose upkeep is wrong. */
export const BROKEN_UPKEEP: BrokenStores = {
  'restores every record at revision 1': [
    GROUP,
    changingEntries((entry) => ({ ...entry, record: { ...entry.record, revision: 1 } })),
  ],
  'restores without checksums': [
    GROUP,
    changingEntries((entry) => ({ ...entry, record: { ...entry.record, checksum: 0 } })),
  ],
  'restores without names': [
    GROUP,
    changingEntries(({ record: { name: _, ...record }, ...entry }) => ({ ...entry, record })),
  ],
  'restores without keys': [
    GROUP,
    changingEntries((entry) => ({ ...entry, events: entry.events.map(({ key: _, ...event }) => event) })),
  ],
  'numbers restored events anew': [
    GROUP,
    changingEntries((entry) => ({
      ...entry,
      events: entry.events.map((event, index) => ({ ...event, sequence: index + 1 })),
    })),
  ],
  'gives restored events the revision of their record': [
    GROUP,
    changingEntries((entry) => ({
      ...entry,
      events: entry.events.map((event) => ({ ...event, revision: entry.record.revision })),
    })),
  ],
  'overwrites whatever is there': [
    GROUP,
    upkeepWith((upkeep, store) => ({
      restore: async (restorations) => {
        const outcomes: RestoreOutcome[] = [];
        for (const restoration of restorations) {
          const [record] = await store.load([restoration.record]);
          const expectedRevision = record?.revision ?? 0;
          outcomes.push(...(await upkeep.restore([{ ...restoration, expectedRevision }])));
        }
        return outcomes;
      },
    })),
  ],
  'replaces a record by removing it first': [
    GROUP,
    upkeepWith((upkeep, store) => ({
      restore: async (restorations) => {
        const outcomes: RestoreOutcome[] = [];
        for (const restoration of restorations) {
          const { record, expectedRevision } = restoration;
          const { collection, id } = record;
          const [removed] = await store.commit([
            { changes: [{ kind: 'remove', collection, id, expectedRevision }], events: [] },
          ]);
          const isReplaced = expectedRevision > 0 && removed?.status === 'committed';
          outcomes.push(
            ...(await upkeep.restore([isReplaced ? { ...restoration, expectedRevision: 0 } : restoration])),
          );
        }
        return outcomes;
      },
    })),
  ],
  'keeps the old history when the new one is empty': [
    GROUP,
    upkeepWith((upkeep, store) => ({
      restore: async ([first, ...rest]) => {
        if (first === undefined || first.events.length > 0 || rest.length > 0) {
          return upkeep.restore(first === undefined ? [] : [first, ...rest]);
        }
        return upkeep.restore([{ ...first, events: await store.history(first.record, {}) }]);
      },
    })),
  ],
  'throws when a restoration is refused': [
    GROUP,
    upkeepWith((upkeep) => ({
      restore: async (restorations) => {
        const outcomes = await upkeep.restore(restorations);
        if (outcomes.every(({ status }) => status === 'restored')) return outcomes;
        throw new EngineError('REVISION_CONFLICT', '', { id: '', attempts: 1 });
      },
    })),
  ],
  'stops at the first restoration that is refused': [
    GROUP,
    upkeepWith((upkeep) => ({
      restore: async (restorations) => {
        const outcomes: RestoreOutcome[] = [];
        for (const restoration of restorations) {
          outcomes.push(...(await upkeep.restore([restoration])));
          if (outcomes.at(-1)?.status !== 'restored') break;
        }
        return outcomes;
      },
    })),
  ],
  'moves a record below another parent': [
    GROUP,
    upkeepWith((upkeep, store) => ({
      restore: async (restorations) => {
        const stored = await store.load(restorations.map(({ record }) => record));
        return upkeep.restore(
          restorations.map((restoration, index) => {
            const parent = stored[index]?.parent ?? restoration.record.parent;
            return { ...restoration, record: { ...restoration.record, parent } };
          }),
        );
      },
    })),
  ],
  'remembers the keys of a history that was replaced': [GROUP, rememberingKeys('restore')],
  'takes the newest event too': [
    GROUP,
    (store) => {
      const starts = new Map<string, number>();
      const startOf = ({ collection, id }: StreamId) => `${collection} ${id}`;
      return {
        ...upkeepWith((upkeep) => ({
          trim: (trims) => {
            for (const { stream, beforeSequence } of trims) starts.set(startOf(stream), beforeSequence);
            return upkeep.trim(trims);
          },
        }))(store),
        history: async (stream, range) =>
          (await store.history(stream, range)).filter(
            ({ sequence }) => sequence >= (starts.get(startOf(stream)) ?? 0),
          ),
      };
    },
  ],
  'leaves the keys of trimmed events': [GROUP, rememberingKeys('trim')],
  'counts what was to go and not what went': [
    GROUP,
    upkeepWith((upkeep) => ({
      trim: async (trims) => {
        await upkeep.trim(trims);
        return trims.map(({ beforeSequence }) => Math.max(0, beforeSequence - 1));
      },
    })),
  ],
  'trims one event too many': [
    GROUP,
    upkeepWith((upkeep) => ({
      trim: (trims) =>
        upkeep.trim(trims.map((trim) => ({ ...trim, beforeSequence: trim.beforeSequence + 1 }))),
    })),
  ],
  'trims the histories of every scope of a kind': [
    GROUP,
    upkeepWith((upkeep) => ({
      trim: async (trims) => {
        for (const { stream, ...trim } of trims) {
          const collection = `a/${stream.collection.split('/').at(-1)}` as Collection;
          await upkeep.trim([{ ...trim, stream: { ...stream, collection } }]);
        }
        return upkeep.trim(trims);
      },
    })),
  ],
  'counts sequences from the beginning that is left': [
    GROUP,
    (store) => ({
      history: async (stream, range) => {
        const [first] = await store.history(stream, { limit: 1 });
        const gone = (first?.sequence ?? 1) - 1;
        return (await store.history(stream, range)).map((event: StoredEvent) => ({
          ...event,
          sequence: event.sequence - gone,
        }));
      },
    }),
  ],
  'forgets scopes among its collections': [
    GROUP,
    upkeepWith((upkeep) => ({
      collections: async () => (await upkeep.collections()).filter((collection) => !collection.includes('/')),
    })),
  ],
  'names collections that are empty': [
    GROUP,
    (store) => {
      const seen = new Set<Collection>();
      return {
        commit: (units) => {
          for (const { collection } of units.flatMap(({ changes }) => changes)) seen.add(collection);
          return store.commit(units);
        },
        ...upkeepWith(() => ({ collections: async () => [...seen].sort() }))(store),
      };
    },
  ],
  'sorts collections by code points': [
    GROUP,
    upkeepWith((upkeep) => ({
      collections: async () => {
        const bytes = (text: string) => Buffer.from(text);
        return [...(await upkeep.collections())].sort((one, other) => bytes(one).compare(bytes(other)));
      },
    })),
  ],
  'numbers records anew when it gives back space': [
    GROUP,
    (store) => {
      let isAnew = false;
      return {
        ...upkeepWith(() => ({
          vacuum: async () => {
            isAnew = true;
          },
        }))(store),
        scan: async (request) => {
          const page = await store.scan(request);
          const records = page.records.map((record, index) => ({ ...record, position: index + 1 }));
          return isAnew ? { ...page, records } : page;
        },
      };
    },
  ],
  'keeps its upkeep open': [
    GROUP,
    upkeepWith((upkeep) => ({
      vacuum: async () => {
        await upkeep.vacuum().catch(() => undefined);
      },
    })),
  ],
};

/** A damage of some methods of the upkeep. */
function upkeepWith(change: (upkeep: StoreUpkeep, store: Store) => Partial<StoreUpkeep>): Damage {
  return (store) => {
    const { upkeep } = store;
    if (upkeep === undefined) throw new Error('the memory store has an upkeep');
    return { upkeep: { ...upkeep, ...change(upkeep, store) } };
  };
}

/** A damage of what is restored. */
function changingEntries(change: (restoration: Restoration) => Restoration): Damage {
  return upkeepWith((upkeep) => ({ restore: (restorations) => upkeep.restore(restorations.map(change)) }));
}

/** Every key that was ever in a history which this method changed is taken for one that is stored. */
function rememberingKeys(method: 'restore' | 'trim'): Damage {
  return (store) => {
    const keys = new Set<string>();
    const remember = async (stream: StreamId): Promise<void> => {
      for (const { key } of await store.history(stream, {})) if (key !== undefined) keys.add(key);
    };
    const methods = (upkeep: StoreUpkeep): StoreUpkeep => ({
      ...upkeep,
      restore: async (restorations) => {
        for (const { record } of restorations) await remember(record);
        return upkeep.restore(restorations);
      },
      trim: async (trims) => {
        for (const { stream } of trims) await remember(stream);
        return upkeep.trim(trims);
      },
    });
    return {
      ...upkeepWith((upkeep) => ({ [method]: methods(upkeep)[method] }))(store),
      commit: async (units) => {
        const [unit] = units;
        const outcomes = await store.commit(units);
        const isRemembered = unit?.key !== undefined && keys.has(unit.key);
        return isRemembered
          ? units.map(() => ({ status: 'duplicate', key: unit.key ?? '', revisions: [1] }))
          : outcomes;
      },
    };
  };
}
