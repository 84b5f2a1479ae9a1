import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { isEngineError } from '../../src/errors';
import type { CommitUnit, StoredEntry, StoredEvent } from '../../src/ports';
import { storeContract } from '../../src/testing';

storeContract(
  { describe, it },
  {
    name: 'memory',
    open: async () => createMemoryStore(),
    capabilities: { durable: false, history: true, deduplication: true, blobs: true, upkeep: true },
  },
);

describe('memory store', () => {
  const key = { collection: 'session', id: 's' } as const;
  const record = { parent: 'p', body: 'b', checksum: 1 };
  const put = { kind: 'put', ...key, expectedRevision: 0, record } as const;
  const happened = { stream: key, type: 't', atMs: 0, body: '{}', checksum: 1 };

  it.each<[string, CommitUnit]>([
    ['changes a record twice', { changes: [put, { ...put, expectedRevision: 1 }], events: [] }],
    [
      'carries an event of another record',
      { changes: [put], events: [{ ...happened, stream: { ...key, id: 'x' } }] },
    ],
    [
      'carries an event of a removed record',
      { changes: [{ kind: 'remove', ...key, expectedRevision: 0 }], events: [happened] },
    ],
    ['has a key and no event', { key: 'k', changes: [put], events: [] }],
  ])('refuses a unit that %s', async (_, unit) => {
    const store = createMemoryStore();
    await expect(store.commit([unit])).rejects.toSatisfy((error) => isEngineError(error, 'INVARIANT_BROKEN'));
    expect(await store.load([key])).toEqual([undefined]);
  });

  it('refuses to move a record below another parent', async () => {
    const store = createMemoryStore();
    await store.commit([{ changes: [put], events: [] }]);
    const moved = { ...put, expectedRevision: 1, record: { ...record, parent: 'q' } };
    await expect(store.commit([{ changes: [moved], events: [] }])).rejects.toSatisfy((error) =>
      isEngineError(error, 'INVARIANT_BROKEN'),
    );
    expect((await store.load([key]))[0]?.revision).toBe(1);
  });

  it.each<[string, Partial<StoredEntry['record']>, readonly Partial<StoredEvent>[]]>([
    ['has a revision that no record can have', { revision: 0 }, []],
    ['carries an event of another record', {}, [{ stream: { ...key, id: 'x' } }]],
    ['leaves out an event', {}, [{ sequence: 2 }, { sequence: 4 }]],
    ['has a sequence number that no event can have', {}, [{ sequence: 0 }]],
  ])('refuses a restoration that %s', async (_, parts, events) => {
    const store = createMemoryStore();
    const restoration = {
      record: { ...key, ...record, revision: 1, ...parts },
      events: events.map((event) => ({ ...happened, sequence: 1, revision: 1, ...event })),
      expectedRevision: 0,
    };
    await expect(store.upkeep?.restore([restoration])).rejects.toSatisfy((error) =>
      isEngineError(error, 'INVARIANT_BROKEN'),
    );
    expect(await store.load([key])).toEqual([undefined]);
  });

  it('scans rightly after most of its records were removed', async () => {
    const store = createMemoryStore();
    const ids = Array.from({ length: 500 }, (_, index) => `s${index}`);
    await store.commit(ids.map((id) => ({ changes: [{ ...put, id }], events: [] })));
    const removed = ids.filter((_, index) => index % 10 !== 0);
    await store.commit(
      removed.map((id) => ({
        changes: [{ kind: 'remove', collection: 'session', id, expectedRevision: 1 }],
        events: [],
      })),
    );
    const kept = ids.filter((_, index) => index % 10 === 0);
    const seen: string[] = [];
    let after = 0;
    for (let more = true; more; ) {
      const page = await store.scan({ collection: 'session', parent: 'p', after, limit: 7 });
      seen.push(...page.records.map(({ id }) => id));
      after = page.records.at(-1)?.position ?? 0;
      more = page.more;
    }
    expect(seen).toEqual(kept);
    expect((await store.scan({ collection: 'session', limit: 99 })).records.map(({ id }) => id)).toEqual(
      kept,
    );
  });
});
