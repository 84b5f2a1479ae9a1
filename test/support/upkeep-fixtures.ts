import { createMemoryStore } from '../../adapters/memory';
import type { Collection, Engine, Store } from '../../src';

/** All lines of an engine's export. */
export async function exported(engine: Engine): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of engine.upkeep.export()) lines.push(line);
  return lines;
}

/** A memory store whose records and events can be damaged behind the engine's back. */
export interface DamagedStore extends Store {
  /** Lets the body of a record be read as this from now on, until it is written again. */
  damageRecord(collection: Collection, id: string, body: (whole: string) => string | Uint8Array): void;
  /** The same for one event. */
  damageEvent(collection: Collection, id: string, sequence: number, body: (whole: string) => string): void;
}

/** A store that gives back what a damaged disk would. What is removed or restored is whole again. */
export function createDamagedStore(store: Store = createMemoryStore()): DamagedStore {
  const records = new Map<string, (whole: string) => string | Uint8Array>();
  const events = new Map<string, (whole: string) => string>();
  const { upkeep } = store;
  if (!upkeep) throw new Error('the store to be damaged offers no upkeep');
  const forget = (key: string) => {
    records.delete(key);
    for (const place of [...events.keys()]) if (place.startsWith(`${key}#`)) events.delete(place);
  };
  const keyOf = ({ collection, id }: { collection: string; id: string }) => `${collection} ${id}`;
  const worn = <R extends { collection: string; id: string; body: string | Uint8Array }>(record: R): R => {
    const damage = records.get(keyOf(record));
    return damage && typeof record.body === 'string' ? { ...record, body: damage(record.body) } : record;
  };
  return {
    name: store.name,
    supports: store.supports,
    load: async (keys) => (await store.load(keys)).map((record) => record && worn(record)),
    find: async (names) => (await store.find(names)).map((record) => record && worn(record)),
    commit: async (units) => {
      const outcomes = await store.commit(units);
      for (const change of units.flatMap(({ changes }) => changes)) {
        if (change.kind === 'remove') forget(keyOf(change));
      }
      return outcomes;
    },
    scan: async (request) => {
      const { records: found, more } = await store.scan(request);
      return { records: found.map(worn), more };
    },
    history: async (stream, range) =>
      (await store.history(stream, range)).map((event) => {
        const damage = events.get(`${keyOf(stream)}#${event.sequence}`);
        return damage ? { ...event, body: damage(event.body) } : event;
      }),
    upkeep: {
      ...upkeep,
      restore: async (restorations) => {
        const outcomes = await upkeep.restore(restorations);
        for (const [index, { record }] of restorations.entries()) {
          if (outcomes[index]?.status === 'restored') forget(keyOf(record));
        }
        return outcomes;
      },
    },
    close: () => store.close(),
    damageRecord: (collection, id, body) => void records.set(keyOf({ collection, id }), body),
    damageEvent: (collection, id, sequence, body) =>
      void events.set(`${keyOf({ collection, id })}#${sequence}`, body),
  };
}

/** A store without upkeep. */
export function withoutUpkeep(store: Store = createMemoryStore()): Store {
  const { upkeep: _, ...rest } = {
    name: store.name,
    supports: store.supports,
    upkeep: store.upkeep,
    load: store.load.bind(store),
    find: store.find.bind(store),
    commit: store.commit.bind(store),
    scan: store.scan.bind(store),
    history: store.history.bind(store),
    close: store.close.bind(store),
  };
  return rest;
}
