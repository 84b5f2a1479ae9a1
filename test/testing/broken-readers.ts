import { EngineError } from '../../src/errors';
import type { Store, StoredRecord } from '../../src/ports';
import type { BrokenStores } from './broken-store';

/** Stores that read wrongly, or do not live and end as they should. */
export const BROKEN_READERS: BrokenStores = {
  'hands out the same object twice': [
    'aliasing',
    (store) => {
      const seen = new Map<string, StoredRecord>();
      return {
        load: async (keys) =>
          (await store.load(keys)).map((record) => {
            if (record === undefined) return undefined;
            const name = `${record.collection}/${record.id}/${record.revision}`;
            seen.set(name, seen.get(name) ?? record);
            return seen.get(name);
          }),
      };
    },
  ],
  'gives an undefined name': [
    'records',
    (store) => ({
      load: async (keys) =>
        (await store.load(keys)).map(
          (record) => record && ({ name: undefined, ...record } as unknown as StoredRecord),
        ),
    }),
  ],
  'compares names without their case': [
    'names',
    (store) => ({
      find: (names) => store.find(names.map((key) => ({ ...key, name: key.name.toLowerCase() }))),
    }),
  ],
  'finds names below any parent': [
    'names',
    (store) => ({
      find: async (names) => {
        const pages = await Promise.all(
          names.map(({ collection }) => store.scan({ collection, limit: 999 })),
        );
        return names.map(({ name }, index) => pages[index]?.records.find((record) => record.name === name));
      },
    }),
  ],
  'takes a parent for the beginning of a text': [
    'scans',
    (store) => ({
      scan: async ({ parent, ...request }) => {
        const page = await store.scan({ ...request, limit: 999 });
        const records = page.records.filter((record) => record.parent.startsWith(parent ?? ''));
        return { records: records.slice(0, request.limit), more: records.length > request.limit };
      },
    }),
  ],
  'scans in the order of ids': [
    'scans',
    (store) => ({
      scan: async (request) => {
        const page = await store.scan(request);
        return { ...page, records: [...page.records].sort((one, other) => (one.id < other.id ? -1 : 1)) };
      },
    }),
  ],
  'begins with the record it should begin after': [
    'scans',
    (store) => ({
      scan: ({ after = 0, ...request }) => store.scan({ ...request, after: Math.max(0, after - 1) }),
    }),
  ],
  'says more when a page is full': [
    'scans',
    (store) => ({
      scan: async (request) => {
        const page = await store.scan(request);
        return { ...page, more: page.records.length === request.limit };
      },
    }),
  ],
  'numbers records by how many there are': [
    'scans',
    (store) => ({
      load: async (keys) => {
        const [first] = await store.load(keys);
        const page = await store.scan({ collection: first?.collection ?? 'session', limit: 999 });
        const rank = new Map(page.records.map(({ id }, index) => [id, index + 1]));
        return (await store.load(keys)).map(
          (record) => record && { ...record, position: rank.get(record.id) ?? 0 },
        );
      },
    }),
  ],
  'takes bounds as exclusive': [
    'history',
    (store) => ({
      history: async (stream, range) =>
        (await store.history(stream, range)).filter(({ atMs }) => atMs !== range.untilMs),
    }),
  ],
  'counts the limit from the wrong end': [
    'history',
    (store) => ({
      history: async (stream, { order = 'oldest-first', ...range }) => {
        const events = await store.history(stream, range);
        return order === 'oldest-first' ? events : [...events].reverse();
      },
    }),
  ],
  'counts sequences from zero': [
    'history',
    (store) => ({
      history: async (stream, range) =>
        (await store.history(stream, range)).map((event) => ({ ...event, sequence: event.sequence - 1 })),
    }),
  ],
  'ignores the key of a range': [
    'keys',
    (store) => ({
      history: (stream, { key: _, ...range }) => store.history(stream, range),
    }),
  ],
  'works on after close': ['life', () => ({ close: async () => {} })],
  'cannot be closed twice': [
    'life',
    (store) => {
      let isClosed = false;
      return {
        close: async () => {
          if (isClosed) throw new EngineError('STORE_UNAVAILABLE', '', { store: '' });
          isClosed = true;
          await store.close();
        },
      };
    },
  ],
  'calls itself durable': ['life', (store) => ({ supports: { ...store.supports, durable: true } })],
  'denies what it does': ['history', (store) => ({ supports: { ...store.supports, history: false } })],
  'promises bytes and stores text': [
    'records',
    (store) => ({
      load: async (keys) =>
        (await store.load(keys)).map((record) => record && { ...record, body: `${record.body}` }),
    }),
  ],
  'asks for each key on its own': [
    'moments',
    (store) => ({
      load: async (keys) => {
        const records: (StoredRecord | undefined)[] = [];
        for (const key of keys) records.push(...(await store.load([key])));
        return records;
      },
    }),
  ],
  'asks for many keys in portions': [
    'moments',
    (store) => ({
      load: async (keys) => {
        const records: (StoredRecord | undefined)[] = [];
        for (let start = 0; start < keys.length; start += 100) {
          records.push(...(await store.load(keys.slice(start, start + 100))));
        }
        return records;
      },
    }),
  ],
  'takes % in a parent for anything': [
    'hostile texts',
    (store) => ({
      scan: (request) => {
        const { parent, ...everywhere } = request;
        return store.scan(parent?.includes('%') === true ? everywhere : request);
      },
    }),
  ],
  'shows a record after one that was made later': ['walks', showLate],
  'pages by how many records it has shown': [
    'walks',
    (store) => {
      const shown = new Map<number, number>();
      return {
        scan: async ({ after = 0, limit, ...request }) => {
          const skipped = shown.get(after) ?? 0;
          const { records } = await store.scan({ ...request, limit: 999 });
          const page = records.slice(skipped, skipped + limit);
          shown.set(page.at(-1)?.position ?? 0, skipped + page.length);
          return { records: page, more: records.length > skipped + limit };
        },
      };
    },
  ],
  'has half an upkeep': [
    'manifest',
    ({ upkeep }) => ({
      upkeep: { collections: upkeep?.collections } as unknown as NonNullable<Store['upkeep']>,
    }),
  ],
};

/** Positions are given out when a unit begins and are seen when it ends, and not every unit takes equally long. */
function showLate(store: Store): Partial<Store> {
  const hidden = new Set<string>();
  return {
    commit: async (units) => {
      const ids = units.flatMap(({ changes }) => changes.map(({ id }) => id));
      const isSlow = ids.length === 1 && /[02468]$/.test(ids[0] ?? '');
      for (const id of isSlow ? ids : []) hidden.add(id);
      const outcomes = await store.commit(units);
      for (let turn = 0; isSlow && turn < 20; turn += 1) await Promise.resolve();
      for (const id of ids) hidden.delete(id);
      return outcomes;
    },
    scan: async (request) => {
      const page = await store.scan(request);
      return { ...page, records: page.records.filter(({ id }) => !hidden.has(id)) };
    },
  };
}
