import { EngineError, isEngineError } from '../errors';
import type { Store, StoreUpkeep } from '../ports';
import { expectNamed, expectPage, expectRecords } from './asked-for';

/**
 * The same store, but whatever it throws comes out as an EngineError: a foreign error becomes STORE_FAILED with that error as
 * `cause`. What it answers to a load, a find or a scan must be what it was asked for, or RECORD_CORRUPT is thrown.
 * `close` is left out, because the engine closes only a store that it made itself.
 */
export function guardStore(store: Store): Omit<Store, 'close'> {
  async function guard<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (cause) {
      throw asEngineError(store, cause);
    }
  }
  const { upkeep } = store;
  return {
    name: store.name,
    supports: store.supports,
    // These two are a part of every turn: written out, they make a promise less each.
    async load(keys) {
      try {
        return expectRecords(keys, await store.load(keys));
      } catch (cause) {
        throw asEngineError(store, cause);
      }
    },
    async commit(units) {
      try {
        return await store.commit(units);
      } catch (cause) {
        throw asEngineError(store, cause);
      }
    },
    find: (names) => guard(async () => expectNamed(names, await store.find(names))),
    scan: (request) => guard(async () => expectPage(request, await store.scan(request))),
    history: (stream, range) => guard(() => store.history(stream, range)),
    ...(upkeep && {
      upkeep: {
        collections: () => guard(() => upkeep.collections()),
        restore: (restorations) => guard(() => upkeep.restore(restorations)),
        trim: (trims) => guard(() => upkeep.trim(trims)),
        vacuum: () => guard(() => upkeep.vacuum()),
      },
    }),
  };
}

function asEngineError({ name }: Store, cause: unknown): EngineError {
  if (isEngineError(cause)) return cause;
  return new EngineError(
    'STORE_FAILED',
    `the ${name} store failed: ${messageOf(cause)}`,
    { store: name },
    { cause },
  );
}

/** The upkeep of a store. @throws EngineError STORE_CAPABILITY_MISSING when it offers none */
export function upkeepOf({ name, upkeep }: Pick<Store, 'name' | 'upkeep'>): StoreUpkeep {
  if (upkeep) return upkeep;
  throw new EngineError('STORE_CAPABILITY_MISSING', `the ${name} store offers no upkeep`, {
    store: name,
    capability: 'upkeep',
  });
}

/** A store as the engine sees it. */
export type GuardedStore = ReturnType<typeof guardStore>;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
