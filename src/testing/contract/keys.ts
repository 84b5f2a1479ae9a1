import { check, same } from '../assertions';
import {
  commit,
  committed,
  create,
  duplicate,
  event,
  keyed,
  put,
  remove,
  sequences,
  session,
  unit,
} from '../fixtures';
import { needing, ruleGroup } from './rules';

/** A unit with an idempotency key is stored once, and its key lives as long as the history that it wrote. */
export const keyRules = ruleGroup('keys', (rule) => {
  const whereKeys = needing(rule, 'history', 'deduplication');
  const [s, t, x] = [session('s'), session('t'), session('x')];

  whereKeys('writes no event and keeps no key when a unit fails', async (store) => {
    await commit(store, unit([create(s, { name: 'n' })], [event(s)]));
    const lost = keyed('k', [put(s, 1), put(x, 1)], [event(s), event(x)]);
    same((await commit(store, lost))[0]?.status, 'conflict', 'the outcome');
    same((await store.history(s, {})).length, 1, 'the number of events');
    const kept = keyed('k', [put(s, 1)], [event(s)]);
    same(await commit(store, kept), [committed(2)], 'the next unit with that key');
    same(await sequences(store, s), [1, 2], 'the sequences');
  });

  whereKeys('checks the key before everything else', async (store) => {
    const first = keyed('k', [create(s, { name: 'n' })], [event(s)]);
    same(await commit(store, first), [committed(1)], 'the first unit');
    same(await commit(store, first), [duplicate('k', 1)], 'the same unit again');
    const other = keyed('k', [create(x, { name: 'n' })], [event(x)]);
    same(await commit(store, other), [duplicate('k', 1)], 'another unit with the same key');
    same(await store.load([x]), [undefined], 'the record of the other unit');
  });

  whereKeys('answers a duplicate with the revisions of its events, in their order', async (store) => {
    await commit(store, unit([create(t)]), unit([put(t, 1)]));
    const both = keyed('k', [create(s), put(t, 2)], [event(t), event(s), event(t)]);
    same(await commit(store, both), [committed(1, 3)], 'the unit');
    await commit(store, unit([put(t, 3)], [event(t)]));
    same(await commit(store, both), [duplicate('k', 3, 1, 3)], 'the duplicate');
  });

  whereKeys('stores only the first of two units with one key in the same call', async (store) => {
    const outcomes = await commit(
      store,
      keyed('k', [create(s)], [event(s)]),
      keyed('k', [create(t)], [event(t)]),
    );
    same(outcomes, [committed(1), duplicate('k', 1)], 'the outcomes');
    same(await store.load([t]), [undefined], 'the second record');
  });

  whereKeys('marks events with the key of their unit and reads by it, in this stream only', async (store) => {
    await commit(store, keyed('k', [create(s), create(t)], [event(s), event(t), event(s)]));
    await commit(store, unit([put(s, 1)], [event(s)]), keyed('kk', [put(s, 2)], [event(s)]));
    const history = await store.history(s, {});
    const keys = history.map(({ key }) => key);
    same(keys, ['k', 'k', undefined, 'kk'], 'the keys');
    check(history[2] !== undefined && !('key' in history[2]), 'an event without a key has no such property');
    same(await sequences(store, s, { key: 'k' }), [1, 2], 'the events of the first key');
    same(await sequences(store, s, { key: 'k', order: 'newest-first', limit: 1 }), [2], 'the newest of them');
    same(await sequences(store, s, { key: 'k', fromSequence: 2, toSequence: 9 }), [2], 'a part of them');
    same(await sequences(store, t, { key: 'kk' }), [], 'a key that wrote nothing here');
  });

  whereKeys('forgets the keys of the units that wrote the history of a removed record', async (store) => {
    await commit(store, keyed('shared', [create(s), create(t)], [event(s), event(t)]));
    await commit(store, keyed('kept', [put(t, 1)], [event(t)]));
    await commit(store, unit([remove(s, 1)]));
    same(await sequences(store, t), [1, 2], 'the history that stays');
    const again = keyed('shared', [put(t, 2)], [event(t)]);
    same(await commit(store, again), [committed(3)], 'a unit with the forgotten key');
    same(await sequences(store, t, { key: 'shared' }), [3], 'the events of that key');
    const kept = keyed('kept', [put(t, 3)], [event(t)]);
    same(await commit(store, kept), [duplicate('kept', 2)], 'the other key');
  });
});
