import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { EngineError, isEngineError } from '../../src/errors';
import type { CommitUnit, RecordKey, Store, StoredRecord } from '../../src/ports';
import { storeContract } from '../../src/testing';

storeContract({ describe, it }, { name: 'memory', open: async () => createMemoryStore() });

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

/** Stores that are wrong in one way each: a contract that lets one pass would let the same mistake pass in an adapter. */
const BROKEN_STORES: Readonly<Record<string, (store: Store) => Partial<Store>>> = {
  'hands out the same object twice': (store) => {
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
  'keeps what was handed in': (store) => {
    const kept = new Map<string, object>();
    return {
      commit: (units) => {
        for (const change of units.flatMap(({ changes }) => changes)) {
          if (change.kind === 'put') kept.set(change.id, change.record);
        }
        return store.commit(units);
      },
      load: async (keys) =>
        (await store.load(keys)).map((record) =>
          record === undefined ? undefined : { ...record, ...kept.get(record.id) },
        ),
    };
  },
  'gives an undefined name': (store) => ({
    load: async (keys) =>
      (await store.load(keys)).map(
        (record) => record && ({ name: undefined, ...record } as unknown as StoredRecord),
      ),
  }),
  'forgets the last of many units': (store) => ({
    commit: async (units) => {
      const outcomes = await store.commit(units.length > 1 ? units.slice(0, -1) : units);
      return units.length > 1 ? [...outcomes, { status: 'committed', revisions: [1] }] : outcomes;
    },
  }),
  'applies units backwards': (store) => ({
    commit: async (units) => [...(await store.commit([...units].reverse()))].reverse(),
  }),
  'keeps the changes before the one that fails': (store) => ({
    commit: async ([first, ...rest]) => {
      if (first === undefined || rest.length > 0 || first.changes.length < 2) {
        return store.commit(first === undefined ? [] : [first, ...rest]);
      }
      const [outcome] = await store.commit([first]);
      if (outcome?.status === 'conflict')
        await store.commit([{ changes: first.changes.slice(0, 1), events: [] }]);
      return outcome === undefined ? [] : [outcome];
    },
  }),
  'throws when a race is lost': (store) => ({
    commit: async (units) => {
      const outcomes = await store.commit(units);
      if (outcomes.some(({ status }) => status === 'conflict'))
        throw new EngineError('REVISION_CONFLICT', '', { id: '', attempts: 1 });
      return outcomes;
    },
  }),
  'checks, waits, and writes without a check': (store) => ({
    commit: async (units) => {
      const [unit] = units;
      const [change] = unit?.changes ?? [];
      if (units.length !== 1 || unit?.changes.length !== 1 || change?.kind !== 'put')
        return store.commit(units);
      const [before] = await store.load([change]);
      if ((before?.revision ?? 0) !== change.expectedRevision) return store.commit(units);
      for (;;) {
        const [now] = await store.load([change]);
        const outcomes = await store.commit([
          { ...unit, changes: [{ ...change, expectedRevision: now?.revision ?? 0 }] },
        ]);
        if (outcomes[0]?.status !== 'conflict') return outcomes;
      }
    },
  }),
  'checks names before revisions': (store) => ({
    commit: async (units) => {
      const [unit] = units;
      for (const change of units.length === 1 ? (unit?.changes ?? []) : []) {
        if (change.kind !== 'put' || change.record.name === undefined) continue;
        const { parent, name } = change.record;
        const [holder] = await store.find([{ collection: change.collection, parent, name }]);
        const isOwn = holder?.id === change.id || unit?.changes.some(({ id }) => id === holder?.id);
        if (holder !== undefined && !isOwn)
          return [{ status: 'taken', collection: change.collection, parent, name }];
      }
      return store.commit(units);
    },
  }),
  'does not know a key again': (store) => ({
    commit: (units) => store.commit(units.map(({ changes, events }) => ({ changes, events }))),
  }),
  'never forgets a key': (store) => {
    const keys = new Set<string>();
    return {
      commit: async (units) => {
        const [unit] = units;
        if (units.length === 1 && unit?.key !== undefined && keys.has(unit.key)) {
          const [outcome] = await store.commit(units);
          return [
            outcome?.status === 'duplicate'
              ? outcome
              : { status: 'duplicate', key: unit.key, revisions: [1] },
          ];
        }
        for (const { key } of units) if (key !== undefined) keys.add(key);
        return store.commit(units);
      },
    };
  },
  'sorts the revisions of a duplicate': (store) => ({
    commit: async (units) =>
      (await store.commit(units)).map((outcome) =>
        outcome.status === 'duplicate' ? { ...outcome, revisions: [...outcome.revisions].sort() } : outcome,
      ),
  }),
  'compares names without their case': (store) => ({
    find: (names) => store.find(names.map((key) => ({ ...key, name: key.name.toLowerCase() }))),
  }),
  'finds names below any parent': (store) => ({
    find: async (names) => {
      const pages = await Promise.all(names.map(({ collection }) => store.scan({ collection, limit: 999 })));
      return names.map(({ name }, index) => pages[index]?.records.find((record) => record.name === name));
    },
  }),
  'normalises ids': (store) => {
    const normalise = <Key extends RecordKey>(key: Key): Key => ({ ...key, id: key.id.normalize('NFC') });
    return {
      load: (keys) => store.load(keys.map(normalise)),
      commit: (units) =>
        store.commit(units.map((unit) => ({ ...unit, changes: unit.changes.map(normalise) }))),
    };
  },
  'takes the collection of a scope for its kind': (store) => {
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
  'joins collection and id to one text': (store) => {
    const joined = <Key extends RecordKey>(key: Key): Key => {
      const [collection, ...rest] = `${key.collection}/${key.id}`.split('/');
      return { ...key, collection, id: rest.join('/') };
    };
    return {
      load: async (keys) =>
        (await store.load(keys.map(joined))).map((record, index) => record && { ...record, ...keys[index] }),
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
  'keeps one history for every scope of a kind': (store) => ({
    history: async ({ collection, id }, range) => {
      const kind = collection.split('/').at(-1) as RecordKey['collection'];
      const [own, kindred] = await Promise.all([
        store.history({ collection, id }, range),
        store.history({ collection: kind, id }, range),
      ]);
      return kind === collection ? own : [...own, ...kindred];
    },
  }),
  'scans every scope of a kind': (store) => ({
    scan: async (request) => {
      const kind = request.collection.split('/').at(-1) as RecordKey['collection'];
      const page = await store.scan(request);
      return page.records.length > 0 ? page : store.scan({ ...request, collection: kind });
    },
  }),
  'promises bytes and keeps them under one collection only': (store) => ({
    load: async (keys) =>
      (await store.load(keys)).map(
        (record) =>
          record && {
            ...record,
            body: record.collection === 'image' ? record.body : `${record.body}`,
          },
      ),
  }),
  'takes a parent for the beginning of a text': (store) => ({
    scan: async ({ parent, ...request }) => {
      const page = await store.scan({ ...request, limit: 999 });
      const records = page.records.filter((record) => record.parent.startsWith(parent ?? ''));
      return { records: records.slice(0, request.limit), more: records.length > request.limit };
    },
  }),
  'scans in the order of ids': (store) => ({
    scan: async (request) => {
      const page = await store.scan(request);
      return { ...page, records: [...page.records].sort((one, other) => (one.id < other.id ? -1 : 1)) };
    },
  }),
  'begins with the record it should begin after': (store) => ({
    scan: ({ after = 0, ...request }) => store.scan({ ...request, after: Math.max(0, after - 1) }),
  }),
  'says more when a page is full': (store) => ({
    scan: async (request) => {
      const page = await store.scan(request);
      return { ...page, more: page.records.length === request.limit };
    },
  }),
  'numbers records by how many there are': (store) => ({
    load: async (keys) => {
      const [first] = await store.load(keys);
      const page = await store.scan({ collection: first?.collection ?? 'session', limit: 999 });
      const rank = new Map(page.records.map(({ id }, index) => [id, index + 1]));
      return (await store.load(keys)).map(
        (record) => record && { ...record, position: rank.get(record.id) ?? 0 },
      );
    },
  }),
  'takes bounds as exclusive': (store) => ({
    history: async (stream, range) =>
      (await store.history(stream, range)).filter(({ atMs }) => atMs !== range.untilMs),
  }),
  'counts the limit from the wrong end': (store) => ({
    history: async (stream, { order = 'oldest-first', ...range }) => {
      const events = await store.history(stream, range);
      return order === 'oldest-first' ? events : [...events].reverse();
    },
  }),
  'counts sequences from zero': (store) => ({
    history: async (stream, range) =>
      (await store.history(stream, range)).map((event) => ({ ...event, sequence: event.sequence - 1 })),
  }),
  'ignores the key of a range': (store) => ({
    history: (stream, { key: _, ...range }) => store.history(stream, range),
  }),
  'works on after close': () => ({ close: async () => {} }),
  'cannot be closed twice': (store) => {
    let isClosed = false;
    return {
      close: async () => {
        if (isClosed) throw new EngineError('STORE_UNAVAILABLE', '', { store: '' });
        isClosed = true;
        await store.close();
      },
    };
  },
  'calls itself durable': (store) => ({ supports: { ...store.supports, durable: true } }),
  'denies what it does': (store) => ({ supports: { ...store.supports, history: false } }),
  'promises bytes and stores text': (store) => ({
    load: async (keys) =>
      (await store.load(keys)).map((record) => record && { ...record, body: `${record.body}` }),
  }),
};

describe('the store contract', () => {
  it.each(Object.entries(BROKEN_STORES))('fails a store that %s', async (_, damage) => {
    const tests: (() => Promise<void>)[] = [];
    const open = async (): Promise<Store> => {
      const store = createMemoryStore();
      const whole: Store = {
        name: store.name,
        supports: store.supports,
        load: (keys) => store.load(keys),
        find: (names) => store.find(names),
        commit: (units) => store.commit(units),
        scan: (request) => store.scan(request),
        history: (stream, range) => store.history(stream, range),
        close: () => store.close(),
      };
      return { ...whole, ...damage(store) };
    };
    storeContract(
      { describe: (_name, body) => body(), it: (_name, body) => tests.push(body) },
      { name: 'broken', open },
    );
    expect(await findFailure(tests)).toBeInstanceOf(Error);
  });
});

/** What the first test that fails throws; undefined when all pass. */
async function findFailure(tests: readonly (() => Promise<void>)[]): Promise<unknown> {
  for (const test of tests) {
    try {
      await test();
    } catch (error) {
      return error;
    }
  }
  return undefined;
}
