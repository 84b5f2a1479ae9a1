import { same } from '../assertions';
import {
  commit,
  committed,
  create,
  duplicate,
  event,
  happened,
  keyed,
  put,
  remove,
  replacement,
  restoration,
  sequences,
  session,
  unit,
} from '../fixtures';
import { needingUpkeep, ruleGroup } from './rules';

/** Keys come and go with the histories that they are written in. */
export const restoredKeyRules = ruleGroup('keys of restored entries', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject, 'history', 'deduplication');
  const [s, t] = [session('s'), session('t')];

  upkeepRule(
    'knows the keys of restored events as if their units had been committed',
    async (upkeep, store) => {
      const events = [
        happened(s, 4, { revision: 2, key: 'k' }),
        happened(s, 5, { revision: 2, key: 'k' }),
        happened(s, 6, { revision: 3 }),
      ];
      await upkeep.restore([restoration(s, { revision: 3 }, events)]);
      same(await store.history(s, {}), events, 'the history');
      same(await sequences(store, s, { key: 'k' }), [4, 5], 'the events of the key');
      const again = keyed('k', [put(s, 3)], [event(s)]);
      same(await commit(store, again), [duplicate('k', 2, 2)], 'a unit with that key');
      await commit(store, unit([remove(s, 3)]));
      same(await commit(store, keyed('k', [create(t)], [event(t)])), [committed(1)], 'after the removal');
    },
  );

  upkeepRule('takes the entries of one unit one after the other', async (upkeep, store) => {
    const entryOf = (key: typeof s, revision: number) =>
      restoration(key, { revision }, [happened(key, 1, { revision, key: 'k' })]);
    await upkeep.restore([entryOf(s, 1), entryOf(t, 2)]);
    const [outcome] = await commit(store, keyed('k', [put(s, 1)], [event(s)]));
    // In which order the unit had its events no entry can tell.
    const revisions = outcome?.status === 'duplicate' ? [...outcome.revisions].sort() : outcome;
    same(revisions, [1, 2], 'the revisions of the duplicate');
  });

  upkeepRule(
    'forgets the keys of a history that was replaced, in other histories too',
    async (upkeep, store) => {
      await commit(store, keyed('gone', [create(s), create(t)], [event(s), event(t)]));
      await commit(store, keyed('kept', [put(s, 1), put(t, 1)], [event(s), event(t)]));
      await commit(store, keyed('other', [put(t, 2)], [event(t)]));
      await upkeep.restore([
        replacement(2, s, { revision: 2 }, [happened(s, 2, { revision: 2, key: 'kept' })]),
      ]);
      same(
        (await store.history(t, {})).map(({ key }) => key),
        [undefined, 'kept', 'other'],
        'the keys of the other history',
      );
      const outcomes = await commit(
        store,
        keyed('kept', [put(s, 2)], [event(s)]),
        keyed('other', [put(s, 2)], [event(s)]),
        keyed('gone', [put(s, 2)], [event(s)]),
      );
      same(outcomes, [duplicate('kept', 2, 2), duplicate('other', 3), committed(3)], 'units with those keys');
    },
  );

  upkeepRule('keeps all keys where a restoration is refused', async (upkeep, store) => {
    await commit(store, keyed('k', [create(s)], [event(s)]));
    await upkeep.restore([replacement(9, s, {}, [happened(s, 1, { key: 'new' })])]);
    same(await commit(store, keyed('k', [put(s, 1)], [event(s)])), [duplicate('k', 1)], 'the key of before');
    same(
      await commit(store, keyed('new', [put(s, 1)], [event(s)])),
      [committed(2)],
      'the key of the refused',
    );
  });
});
