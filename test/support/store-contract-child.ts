// Holds the memory store to the contract under the test runner of Node. With the argument `forgetful` its store loses what it is given.
import { describe, it } from 'node:test';
import { createMemoryStore } from '../../adapters/memory';
import type { Store } from '../../src/ports';
import { storeContract } from '../../src/testing';

const isForgetful = process.argv.includes('forgetful');

storeContract(
  { describe, it },
  {
    name: 'memory',
    open: async (): Promise<Store> => {
      const store = createMemoryStore();
      if (isForgetful) store.load = async (keys) => keys.map(() => undefined);
      return store;
    },
    capabilities: { history: true, deduplication: true, blobs: true, upkeep: true },
  },
);
