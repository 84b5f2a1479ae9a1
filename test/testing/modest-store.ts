import { createMemoryStore } from '../../adapters/memory';
import { EngineError } from '../../src/errors';
import type { Store, StoreManifest, StoreUpkeep } from '../../src/ports';
import { damageStore } from './broken-store';

/** A store that lacks some of what others can do, and refuses it. */
export function createModestStore(lacks: Partial<StoreManifest>): Store {
  const memory = createMemoryStore();
  const supports: StoreManifest = { ...memory.supports, ...lacks };
  const need = (capability: keyof StoreManifest, isNeeded: boolean): void => {
    if (supports[capability] || !isNeeded) return;
    throw new EngineError('STORE_CAPABILITY_MISSING', capability, { store: 'modest', capability });
  };
  const needFor = (
    bodies: readonly unknown[],
    keys: readonly (string | undefined)[],
    events: readonly unknown[],
  ): void => {
    need(
      'blobs',
      bodies.some((body) => typeof body === 'object'),
    );
    need(
      'deduplication',
      keys.some((key) => key !== undefined),
    );
    need('history', events.length > 0);
  };
  return damageStore(memory, (store) => ({
    supports,
    commit: async (units) => {
      for (const { changes, events, key } of units) {
        const bodies = changes.map((change) => (change.kind === 'put' ? change.record.body : ''));
        needFor(bodies, [key], events);
      }
      return store.commit(units);
    },
    history: async (stream, range) => {
      need('history', true);
      return store.history(stream, range);
    },
    ...(store.upkeep === undefined ? {} : { upkeep: modestUpkeep(store.upkeep) }),
  }));

  function modestUpkeep(upkeep: StoreUpkeep): StoreUpkeep {
    return {
      ...upkeep,
      restore: async (restorations) => {
        for (const { record, events } of restorations) {
          needFor(
            [record.body],
            events.map(({ key }) => key),
            events,
          );
        }
        return upkeep.restore(restorations);
      },
      trim: async (trims) => {
        need('history', true);
        return upkeep.trim(trims);
      },
    };
  }
}
