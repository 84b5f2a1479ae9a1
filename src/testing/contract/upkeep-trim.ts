import type { RecordKey, Store } from '../../ports';
import { check, same } from '../assertions';
import {
  allSessions,
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
import { needingUpkeep, ruleGroup } from './rules';

/** The oldest events of a stream can be forgotten; the newest stays, so that sequence numbers go on. */
export const trimRules = ruleGroup('trim', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject, 'history');
  const whereKeys = needingUpkeep(rule, subject, 'history', 'deduplication');
  const [s, t] = [session('s'), session('t')];

  upkeepRule('forgets the events before a sequence number and says how many went', async (upkeep, store) => {
    await writeEvents(store, s, 6);
    const before = await store.history(s, {});
    const record = await store.load([s]);
    same(await upkeep.trim([{ stream: s, beforeSequence: 3 }]), [2], 'how many went');
    same(await store.history(s, {}), before.slice(2), 'what is left');
    same(await upkeep.trim([{ stream: s, beforeSequence: 3 }]), [0], 'the same once more');
    same(await upkeep.trim([{ stream: s, beforeSequence: 5 }]), [2], 'how many went after that');
    same(await sequences(store, s), [5, 6], 'what is left then');
    same(await store.load([s]), record, 'the record');
  });

  upkeepRule(
    'keeps the newest event in any case, and sequence numbers go on from it',
    async (upkeep, store) => {
      await writeEvents(store, s, 3);
      for (const beforeSequence of [-1, 0, 1]) {
        same(await upkeep.trim([{ stream: s, beforeSequence }]), [0], `before ${beforeSequence}`);
      }
      for (const [beforeSequence, gone] of [
        [99, 2],
        [Number.MAX_SAFE_INTEGER, 0],
      ] as const) {
        // biome-ignore format: a table
        same(await upkeep.trim([{ stream: s, beforeSequence }]), [gone], `before ${beforeSequence}`);
        same(await sequences(store, s), [3], 'the newest');
      }
      await commit(store, unit([put(s, 3)], [event(s)]));
      same(await sequences(store, s), [3, 4], 'with the next event');
    },
  );

  upkeepRule('reads ranges of a history whose beginning was forgotten', async (upkeep, store) => {
    await writeEvents(store, s, 6);
    await upkeep.trim([{ stream: s, beforeSequence: 3 }]);
    same(await sequences(store, s, { limit: 2 }), [3, 4], 'the oldest');
    same(await sequences(store, s, { limit: 2, order: 'newest-first' }), [6, 5], 'the newest');
    same(await sequences(store, s, { fromSequence: 1, toSequence: 4 }), [3, 4], 'from a forgotten one');
    same(await sequences(store, s, { toSequence: 2 }), [], 'forgotten ones only');
    same(await sequences(store, s, { untilMs: 4 }), [3, 4], 'by time');
  });

  upkeepRule(
    'answers by position, 0 for what does not exist, and leaves others alone',
    async (upkeep, store) => {
      const scoped: RecordKey = { collection: 'a/session', id: 's' };
      const alike = session('s2');
      for (const key of [s, scoped, alike]) await writeEvents(store, key, 3);
      await commit(store, unit([create(t)]));
      const gone = await upkeep.trim([
        { stream: t, beforeSequence: 9 },
        { stream: session('none'), beforeSequence: 9 },
        { stream: s, beforeSequence: 2 },
        { stream: { collection: 'none/session', id: 's' }, beforeSequence: 9 },
        { stream: s, beforeSequence: 3 },
      ]);
      same(gone, [0, 0, 1, 0, 1], 'how many went');
      const left = await Promise.all([s, scoped, alike].map((key) => sequences(store, key)));
      same(left, [[3], [1, 2, 3], [1, 2, 3]], 'the histories'); // biome-ignore format: a table
    },
  );

  whereKeys('forgets a unit of which an event went, in other histories too', async (upkeep, store) => {
    await commit(store, keyed('both', [create(s), create(t)], [event(s), event(t), event(s)]));
    await commit(store, keyed('kept', [put(s, 1), put(t, 1)], [event(s), event(t)]));
    await upkeep.trim([{ stream: s, beforeSequence: 2 }]);
    const keys = async (key: RecordKey) => (await store.history(key, {})).map((one) => one.key);
    same(await keys(s), [undefined, 'kept'], 'the keys of the trimmed history');
    same(await keys(t), [undefined, 'kept'], 'the keys of the other one');
    const [plain] = await store.history(t, {});
    check(plain !== undefined && !('key' in plain), 'an event without a key has no such property');
    const again = [keyed('kept', [put(s, 2)], [event(s)]), keyed('both', [put(s, 2)], [event(s)])];
    same(await store.commit(again), [duplicate('kept', 2, 2), committed(3)], 'units with those keys');
    same(await sequences(store, s, { key: 'both' }), [4], 'the events of the key that is used again');
  });

  upkeepRule('removes the rest of a trimmed history with its record', async (upkeep, store) => {
    await writeEvents(store, s, 3);
    await upkeep.trim([{ stream: s, beforeSequence: 2 }]);
    await commit(store, unit([remove(s, 3)]));
    same(await store.history(s, {}), [], 'the history');
    await writeEvents(store, s, 1);
    same(await sequences(store, s), [1], 'the history of the record that came after it');
    same((await allSessions(store)).length, 1, 'the number of records');
  });
});

/** Writes a record with this many events, each at the time of its number and from a unit of its own. */
async function writeEvents(store: Store, key: RecordKey, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await commit(store, unit([put(key, number - 1)], [event(key, { atMs: number })]));
  }
}
