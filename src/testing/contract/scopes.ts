import type { Collection, RecordKey } from '../../ports';
import { same, show } from '../assertions';
import {
  commit,
  committed,
  conflict,
  create,
  event,
  idsOf,
  keyed,
  put,
  remove,
  scanIds,
  taken,
  unit,
} from '../fixtures';
import { needing, ruleGroup } from './rules';

// Collections that have a kind, a scope or a beginning in common, and look alike in one way or another.
const COLLECTIONS: readonly Collection[] = [
  'session',
  'a/session',
  'A/session',
  'a/b/session',
  'b/a/session',
  'a%2Fb/session',
  'session/session',
  'a/character',
  '%/session',
  '__proto__/session',
];

const EMPTY_COLLECTIONS: readonly Collection[] = [
  'persona',
  'c/session',
  'a/b/c/session',
  'a/persona',
  '/session',
  '_/session',
];

const KEYS: readonly RecordKey[] = COLLECTIONS.map((collection) => ({ collection, id: 'same' }));

/** A collection is a text like any other: what stands in one scope is seen and changed in that scope only. */
export const scopeRules = ruleGroup('scopes', (rule) => {
  const whereHistory = needing(rule, 'history');
  const whereKeys = needing(rule, 'history', 'deduplication');
  const whereBytes = needing(rule, 'blobs');

  rule('holds the same id, parent and name in every scope, each with a body of its own', async (store) => {
    const units = KEYS.map((key) =>
      unit([create(key, { parent: 'p', name: 'n', body: `in ${key.collection}` })]),
    );
    same(
      await store.commit(units),
      KEYS.map(() => committed(1)),
      'the outcomes',
    );
    const loaded = await store.load(KEYS);
    const names = KEYS.map(({ collection }) => ({ collection, parent: 'p', name: 'n' }));
    same(await store.find(names), loaded, 'the found records and the loaded ones');
    for (const [index, { collection }] of KEYS.entries()) {
      const record = loaded[index];
      same(
        [record?.collection, record?.body],
        [collection, `in ${collection}`],
        `the record in ${collection}`,
      );
      const { records } = await store.scan({ collection, limit: 9 });
      same(records, [record], `everything in ${collection}`);
      same(await scanIds(store, { collection, parent: 'p', limit: 9 }), ['same'], `below p in ${collection}`);
    }
  });

  rule('changes and removes in one scope and leaves the others alone', async (store) => {
    await store.commit(KEYS.map((key) => unit([create(key, { name: 'n' })])));
    for (const [index, key] of KEYS.entries()) {
      const others = KEYS.filter((other) => other !== key);
      const before = await store.load(others);
      same(await commit(store, unit([put(key, 1, { body: 'new' })])), [committed(2)], 'an update');
      same(await commit(store, unit([remove(key, 2)])), [committed(0)], 'a removal');
      same(await store.load(others), before, `the other scopes after ${key.collection}`);
      const again = unit([create(key, { name: 'n', body: `${index}` })]);
      same(await commit(store, again), [committed(1)], 'the name, free again');
    }
  });

  rule('finds nothing in a scope that holds nothing, whatever stands in others', async (store) => {
    await store.commit(KEYS.map((key) => unit([create(key, { parent: 'p', name: 'n' })])));
    for (const collection of EMPTY_COLLECTIONS) {
      same(await store.load([{ collection, id: 'same' }]), [undefined], `the record in ${collection}`);
      same(
        await store.find([{ collection, parent: 'p', name: 'n' }]),
        [undefined],
        `the name in ${collection}`,
      );
      const page = await store.scan({ collection, limit: 9 });
      same(page, { records: [], more: false }, `everything in ${collection}`);
    }
  });

  rule('says in which scope a unit met with a conflict or a name that is taken', async (store) => {
    const key = { collection: 'a/session', id: 's' } as const;
    await commit(store, unit([create(key, { parent: 'p', name: 'n' })]));
    same(await commit(store, unit([create(key)])), [conflict(key, 0, 1)], 'the conflict');
    const elsewhere = { ...key, collection: 'session' } as const;
    same(await commit(store, unit([put(elsewhere, 1)])), [conflict(elsewhere, 1, 0)], 'no such record there');
    const second = unit([create({ ...key, id: 't' }, { parent: 'p', name: 'n' })]);
    same(await commit(store, second), [taken('a/session', 'p', 'n')], 'the name');
  });

  rule('tells a scope from the beginning of an id, within one unit too', async (store) => {
    const keys: readonly RecordKey[] = [
      { collection: 'session', id: 'session/s' },
      { collection: 'session/session', id: 's' },
      { collection: 'a/session', id: 'b/session/s' },
      { collection: 'a/session/b/session', id: 's' },
    ];
    const all = unit(keys.map((key) => create(key, { body: show(key) })));
    same(await commit(store, all), [committed(1, 1, 1, 1)], 'the unit');
    for (const [index, record] of (await store.load(keys)).entries()) {
      same(record?.body, show(keys[index]), 'a body');
    }
  });

  rule('gives positions that rise within each scope', async (store) => {
    for (const id of ['z', 'a']) {
      await store.commit(COLLECTIONS.map((collection) => unit([create({ collection, id })])));
    }
    for (const collection of COLLECTIONS) {
      const { records } = await store.scan({ collection, limit: 1 });
      const after = records[0]?.position ?? 0;
      same(idsOf(records), ['z'], `the first in ${collection}`);
      same(await scanIds(store, { collection, after, limit: 9 }), ['a'], `what follows in ${collection}`);
    }
  });

  whereHistory('keeps a history in each scope, which goes with its own record', async (store) => {
    await store.commit(KEYS.map((key) => unit([create(key)], [event(key, { body: key.collection })])));
    for (const key of KEYS) {
      const expected = { ...event(key, { body: key.collection }), sequence: 1, revision: 1 };
      same(await store.history(key, {}), [expected], `the history in ${key.collection}`);
    }
    for (const [index, key] of KEYS.entries()) {
      await commit(store, unit([remove(key, 1)]));
      const left = await Promise.all(KEYS.map((other) => store.history(other, {})));
      const lengths = left.map(({ length }) => length);
      same(
        lengths,
        KEYS.map((_, place) => (place > index ? 1 : 0)),
        `the histories after ${key.collection}`,
      );
    }
  });

  whereKeys('forgets the key of a removed record, and of no other scope', async (store) => {
    const [one, other] = [KEYS[1]!, KEYS[2]!];
    await commit(store, keyed('k', [create(one)], [event(one)]), keyed('l', [create(other)], [event(other)]));
    await commit(store, unit([remove(one, 1)]));
    same(
      (await commit(store, keyed('k', [create(one)], [event(one)])))[0],
      committed(1),
      'the forgotten key',
    );
    const kept = await commit(store, keyed('l', [put(other, 1)], [event(other)]));
    same(kept[0]?.status, 'duplicate', 'the key of the other scope');
  });

  whereBytes('keeps bytes in a scope to the letter', async (store) => {
    const body = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);
    const key = { collection: 'a/image', id: 'i' } as const;
    await commit(store, unit([create(key, { body })]));
    same((await store.load([key]))[0]?.body, body, 'the body');
  });
});
