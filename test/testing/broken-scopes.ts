import type { RecordKey } from '../../src/ports';
import type { BrokenStores } from './broken-store';

/** Stores that confuse collections. */
export const BROKEN_SCOPES: BrokenStores = {
  'takes the collection of a scope for its kind': [
    'scopes',
    (store) => {
      const kindOf = <Key extends Pick<RecordKey, 'collection'>>(key: Key): Key => ({
        ...key,
        collection: key.collection.split('/').at(-1),
      });
      return {
        load: (keys) => store.load(keys.map(kindOf)),
        find: (names) => store.find(names.map(kindOf)),
        commit: (units) =>
          store.commit(
            units.map((unit) => ({
              ...unit,
              changes: unit.changes.map(kindOf),
              events: unit.events.map((event) => ({ ...event, stream: kindOf(event.stream) })),
            })),
          ),
        scan: (request) => store.scan(kindOf(request)),
        history: (stream, range) => store.history(kindOf(stream), range),
      };
    },
  ],
  'joins collection and id to one text': [
    'scopes',
    (store) => {
      const joined = <Key extends RecordKey>(key: Key): Key => {
        const [collection, ...rest] = `${key.collection}/${key.id}`.split('/');
        return { ...key, collection, id: rest.join('/') };
      };
      return {
        load: async (keys) =>
          (await store.load(keys.map(joined))).map(
            (record, index) => record && { ...record, ...keys[index] },
          ),
        commit: (units) =>
          store.commit(
            units.map((unit) => ({
              ...unit,
              changes: unit.changes.map(joined),
              events: unit.events.map((event) => ({ ...event, stream: joined(event.stream) })),
            })),
          ),
        history: async (stream, range) =>
          (await store.history(joined(stream), range)).map((event) => ({ ...event, stream })),
      };
    },
  ],
  'keeps one history for every scope of a kind': [
    'scopes',
    (store) => ({
      history: async ({ collection, id }, range) => {
        const kind = collection.split('/').at(-1) as RecordKey['collection'];
        const [own, kindred] = await Promise.all([
          store.history({ collection, id }, range),
          store.history({ collection: kind, id }, range),
        ]);
        return kind === collection ? own : [...own, ...kindred];
      },
    }),
  ],
  'scans every scope of a kind': [
    'scopes',
    (store) => ({
      scan: async (request) => {
        const kind = request.collection.split('/').at(-1) as RecordKey['collection'];
        const page = await store.scan(request);
        return page.records.length > 0 ? page : store.scan({ ...request, collection: kind });
      },
    }),
  ],
  'promises bytes and keeps them under one collection only': [
    'scopes',
    (store) => ({
      load: async (keys) =>
        (await store.load(keys)).map(
          (record) =>
            record && {
              ...record,
              body: record.collection === 'image' ? record.body : `${record.body}`,
            },
        ),
    }),
  ],
};
