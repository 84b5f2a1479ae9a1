import type { Collection, Store, StoredEvent, StoredRecord } from '../../src';

const COLLECTIONS: readonly Collection[] = ['character', 'overlay', 'session'];

/** Everything that a store holds of characters, in the order of creation, with the history of each record. */
export async function allOf(
  store: Store,
): Promise<readonly { readonly record: StoredRecord; readonly history: readonly StoredEvent[] }[]> {
  const all: { record: StoredRecord; history: readonly StoredEvent[] }[] = [];
  for (const collection of COLLECTIONS) {
    const page = await store.scan({ collection, limit: 100_000 });
    for (const record of page.records) all.push({ record, history: await store.history(record, {}) });
  }
  return all;
}

/** What a record says. */
export async function stateOf<T>(store: Store, collection: Collection, id: string): Promise<T | undefined> {
  const [record] = await store.load([{ collection, id }]);
  return record && (JSON.parse(record.body as string) as T);
}
