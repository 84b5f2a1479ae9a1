import { createMemoryStore } from '../../adapters/memory';
import { EngineError } from '../../src/errors';
import type { Store } from '../../src/ports';
import type { StoreContractSubject } from '../../src/testing';
import { type Damage, damageStore } from './broken-store';

/** A subject that calls itself durable: its memory outlives the closing of a store. Damage is done to what is opened again. */
export function durableSubject(damage: Damage = () => ({})): StoreContractSubject {
  let memory = createMemoryStore();
  return {
    name: 'durable memory',
    open: async () => {
      memory = createMemoryStore();
      return openOn(memory);
    },
    reopen: async () => damageStore(openOn(memory), damage),
  };
}

/** A store on a memory that it does not close. */
function openOn(memory: Store): Store {
  let isOpen = true;
  const refuseWhenClosed = (): void => {
    if (!isOpen) throw new EngineError('STORE_UNAVAILABLE', 'closed', { store: 'durable memory' });
  };
  const guard = <Method extends (...given: never[]) => Promise<unknown>>(method: Method): Method =>
    (async (...given: Parameters<Method>) => {
      refuseWhenClosed();
      return method(...given);
    }) as Method;
  const { upkeep } = memory;
  return {
    name: 'durable memory',
    supports: { ...memory.supports, durable: true },
    load: guard((keys) => memory.load(keys)),
    find: guard((names) => memory.find(names)),
    commit: guard((units) => memory.commit(units)),
    scan: guard((request) => memory.scan(request)),
    history: guard((stream, range) => memory.history(stream, range)),
    ...(upkeep === undefined
      ? {}
      : {
          upkeep: {
            collections: guard(upkeep.collections),
            restore: guard(upkeep.restore),
            trim: guard(upkeep.trim),
            vacuum: guard(upkeep.vacuum),
          },
        }),
    close: async () => {
      isOpen = false;
    },
  };
}
