import type { HistoryRange } from '../../ports';
import { same, show } from '../assertions';
import { commit, create, event, put, remove, sequences, session, unit } from '../fixtures';
import { needing, ruleGroup } from './rules';

// The times of the events 1 to 6: neither sorted nor unique, so that an order by time is told from the order of writing.
const TIMES: readonly number[] = [10, 20, 20, 15, 40, 50];

const RANGES: readonly (readonly [HistoryRange, readonly number[]])[] = [
  [{}, [1, 2, 3, 4, 5, 6]],
  [{ order: 'oldest-first' }, [1, 2, 3, 4, 5, 6]],
  [{ order: 'newest-first' }, [6, 5, 4, 3, 2, 1]],
  [{ limit: 2 }, [1, 2]],
  [{ limit: 99 }, [1, 2, 3, 4, 5, 6]],
  [{ limit: 2, order: 'newest-first' }, [6, 5]],
  [{ fromSequence: 3 }, [3, 4, 5, 6]],
  [{ toSequence: 3 }, [1, 2, 3]],
  [{ fromSequence: 2, toSequence: 2 }, [2]],
  [{ fromSequence: 4, toSequence: 3 }, []],
  [{ fromSequence: 7 }, []],
  [{ fromSequence: 0, toSequence: 99 }, [1, 2, 3, 4, 5, 6]],
  [{ sinceMs: 20 }, [2, 3, 5, 6]],
  [{ untilMs: 20 }, [1, 2, 3, 4]],
  [{ sinceMs: 15, untilMs: 20 }, [2, 3, 4]],
  [{ sinceMs: 20.5, untilMs: 39.5 }, []],
  [{ sinceMs: 20, limit: 1, order: 'newest-first' }, [6]],
  [{ untilMs: 20, limit: 2, order: 'newest-first' }, [4, 3]],
  [{ fromSequence: 3, untilMs: 40, order: 'newest-first' }, [5, 4, 3]],
];

/** Events are numbered and kept under their record, can be read in parts, and go when the record goes. */
export const historyRules = ruleGroup('history', (rule) => {
  const whereHistory = needing(rule, 'history');
  const [s, t] = [session('s'), session('t')];

  whereHistory(
    'numbers the events of each stream without gaps, and keeps them to the letter',
    async (store) => {
      const first = event(s, { type: 'born', atMs: 1.5, body: '{"é":"👩"}', checksum: 2 ** 32 - 1 });
      const second = event(t, { atMs: -1, body: '' });
      await commit(store, unit([create(s), create(t)], [first, second, event(s)]));
      await commit(store, unit([put(s, 7)], [event(s)]));
      await commit(store, unit([put(s, 1)], [event(s)]));
      const expected = [
        { ...first, sequence: 1, revision: 1 },
        { ...event(s), sequence: 2, revision: 1 },
        { ...event(s), sequence: 3, revision: 2 },
      ];
      same(await store.history(s, {}), expected, 'the history of the first');
      same(
        await store.history(t, {}),
        [{ ...second, sequence: 1, revision: 1 }],
        'the history of the second',
      );
    },
  );

  whereHistory('gives an empty history where there are no events, or no record', async (store) => {
    await commit(store, unit([create(s)]));
    same(await store.history(s, {}), [], 'a record without events');
    same(await store.history(t, { order: 'newest-first', limit: 1 }), [], 'a record that does not exist');
  });

  whereHistory('reads ranges: inclusive bounds, either order, a limit from its beginning', async (store) => {
    await commit(store, unit([create(s)]));
    for (const [index, atMs] of TIMES.entries()) {
      await commit(store, unit([put(s, index + 1)], [event(s, { atMs })]));
    }
    for (const [range, expected] of RANGES) {
      same(await sequences(store, s, range), expected, `the range ${show(range)}`);
    }
  });

  whereHistory('takes the history along when a record is removed', async (store) => {
    await commit(store, unit([create(s), create(t)], [event(s), event(s), event(t)]));
    await commit(store, unit([remove(s, 1)]));
    same(await store.history(s, {}), [], 'the history of the removed record');
    same(await sequences(store, t), [1], 'the history of the other one');
    await commit(store, unit([create(s)], [event(s)]));
    const numbers = (await store.history(s, {})).map(({ sequence, revision }) => [sequence, revision]);
    same(numbers, [[1, 1]], 'the history of the record that came after it');
  });
});
