import type { CommitUnit, RecordKey, Store } from '../../ports';
import { same } from '../assertions';
import { committed, create, put, session, sessions, unit } from '../fixtures';
import { ruleGroup } from './rules';

// In two collections, so that a store that asks for each of them on its own is found out too.
const PAIR: readonly RecordKey[] = [session('a'), { collection: 'character', id: 'b' }];
const SMALL_READS = 100;
// As many keys as a large call has: a store that asks for them in portions has to ask within one moment.
const APART = sessions(998);
const LARGE_READS = 5;

/** What one call reads is one moment in the life of the store, whatever others are writing. */
export const momentRules = ruleGroup('moments', (rule) => {
  rule('loads two records as of one moment while a writer moves them together', async (store) => {
    await store.commit([unit(PAIR.map((key) => create(key, { body: '0' })))]);
    await readWhileMoving(store, PAIR, SMALL_READS);
  });

  rule(
    'loads a thousand records as of one moment while a writer moves two of them together',
    async (store) => {
      await store.commit([unit([...PAIR, ...APART].map((key) => create(key, { body: '0' })))]);
      const [first, last] = PAIR;
      if (first !== undefined && last !== undefined) {
        await readWhileMoving(store, [first, ...APART, last], LARGE_READS);
      }
    },
  );
});

/** Reads this many times while a writer keeps moving the pair. */
async function readWhileMoving(store: Store, keys: readonly RecordKey[], reads: number): Promise<void> {
  let isReading = true;
  const write = async (): Promise<void> => {
    for (let revision = 1; isReading; revision += 1) {
      same(await store.commit([moveTo(revision)]), [committed(revision + 1, revision + 1)], 'a move');
    }
  };
  const read = async (): Promise<void> => {
    try {
      for (let count = 0; count < reads; count += 1) {
        const records = await store.load(keys);
        same(records.at(-1)?.body, records[0]?.body, 'the body of the second and of the first');
      }
    } finally {
      isReading = false;
    }
  };
  await Promise.all([write(), read()]);
}

function moveTo(revision: number): CommitUnit {
  return unit(PAIR.map((key) => put(key, revision, { body: `${revision}` })));
}
