import { check, same } from '../assertions';
import { commit, create, event, remove, sequences, session, sessions, unit } from '../fixtures';
import { needing, ruleGroup } from './rules';

const THOUSAND = sessions(1000);

/** Large calls are calls like any other. */
export const scaleRules = ruleGroup('scale', (rule) => {
  const whereHistory = needing(rule, 'history');

  rule('takes a thousand units in one call and a thousand keys in another', async (store) => {
    const units = THOUSAND.map((key, index) => unit([create(key, { body: `${index}` })]));
    const areCommitted = (await store.commit(units)).every(({ status }) => status === 'committed');
    check(areCommitted, 'all are committed');
    const loaded = await store.load(THOUSAND);
    const areInPlace = loaded.every((record, index) => record?.body === `${index}`);
    check(areInPlace, 'all are loaded by position');
    const page = await store.scan({ collection: 'session', limit: 1000 });
    same([page.records.length, page.more], [1000, false], 'the number of records in one page');
  });

  rule('takes a thousand changes in one unit, and a thousand names in one call', async (store) => {
    await commit(store, unit(THOUSAND.map((key, index) => create(key, { name: `n${index}` }))));
    const names = THOUSAND.map(
      (_, index) => ({ collection: 'session', parent: '', name: `n${index}` }) as const,
    );
    const found = await store.find(names);
    const areInPlace = found.every((record, index) => record?.id === `s${index}`);
    check(areInPlace, 'all are found by position');
    const [outcome] = await commit(store, unit(THOUSAND.map((key) => remove(key, 1))));
    same(outcome?.status, 'committed', 'the outcome of the removal');
    same(await store.scan({ collection: 'session', limit: 1 }), { records: [], more: false }, 'what is left');
  });

  whereHistory('takes a thousand events in one unit', async (store) => {
    const s = session('s');
    await commit(
      store,
      unit(
        [create(s)],
        THOUSAND.map((_, index) => event(s, { body: `${index}` })),
      ),
    );
    const events = await store.history(s, {});
    check(
      events.every(({ sequence, body }, index) => sequence === index + 1 && body === `${index}`),
      'the events stand in their order',
    );
    same(events.length, 1000, 'the number of events');
    same(await sequences(store, s, { order: 'newest-first', limit: 2 }), [1000, 999], 'the newest');
  });
});
