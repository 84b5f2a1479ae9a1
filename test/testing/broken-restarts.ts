import type { BrokenStores } from './broken-store';

/** Stores that do not give back all of what was there before they were opened again. */
export const BROKEN_RESTARTS: BrokenStores = {
  'has lost its records': ['life', () => ({ load: async (keys) => keys.map(() => undefined) })],
  'has lost its names': ['life', () => ({ find: async (names) => names.map(() => undefined) })],
  'has lost its histories': ['life', () => ({ history: async () => [] })],
  'has lost its keys': [
    'life',
    (store) => ({ commit: (units) => store.commit(units.map(({ key: _, ...unit }) => unit)) }),
  ],
  'gives bytes back as text': [
    'life',
    (store) => ({
      load: async (keys) =>
        (await store.load(keys)).map((record) => record && { ...record, body: String(record.body) }),
    }),
  ],
  'gives positions out again': [
    'life',
    (store) => ({
      load: async (keys) => (await store.load(keys)).map((record) => record && { ...record, position: 1 }),
    }),
  ],
};
