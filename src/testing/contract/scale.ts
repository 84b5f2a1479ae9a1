import type { CommitOutcome } from '../../ports';
import { check, same } from '../assertions';
import { allSessions, commit, create, event, keyed, put, remove, session, sessions, unit } from '../fixtures';
import { needing, ruleGroup } from './rules';

const FIFTY = sessions(50);
const THOUSAND = sessions(1000);

/** Many calls at once have one winner, and large calls are calls like any other. */
export const scaleRules = ruleGroup('scale', (rule) => {
  const whereKeys = needing(rule, 'history', 'deduplication');

  rule('lets one of fifty creations of one name win', async (store) => {
    const race = FIFTY.map((key) => commit(store, unit([create(key, { name: 'n' })])));
    expectOneWinner(await Promise.all(race), 'taken');
    same((await allSessions(store)).length, 1, 'the number of records');
  });

  rule('lets one of fifty writers of one revision win', async (store) => {
    const key = session('s');
    await commit(store, unit([create(key)]));
    const race = FIFTY.map((_, index) => commit(store, unit([put(key, 1, { body: `${index}` })])));
    const winner = expectOneWinner(await Promise.all(race), 'conflict');
    same((await store.load([key]))[0]?.body, `${winner}`, 'the body of the winner');
  });

  whereKeys('stores one of fifty units with one key', async (store) => {
    const race = FIFTY.map((key) => commit(store, keyed('k', [create(key)], [event(key)])));
    expectOneWinner(await Promise.all(race), 'duplicate');
  });

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

  rule('takes a thousand changes in one unit', async (store) => {
    await commit(store, unit(THOUSAND.map((key, index) => create(key, { name: `n${index}` }))));
    const [outcome] = await commit(store, unit(THOUSAND.map((key) => remove(key, 1))));
    same(outcome?.status, 'committed', 'the outcome of the removal');
    same(await store.scan({ collection: 'session', limit: 1 }), { records: [], more: false }, 'what is left');
  });
});

/** The index of the one that was committed, when all others have this status. */
function expectOneWinner(
  race: readonly (readonly CommitOutcome[])[],
  loss: Exclude<CommitOutcome['status'], 'committed'>,
): number {
  const statuses = race.flat().map(({ status }) => status);
  const count = (wanted: CommitOutcome['status']) => statuses.filter((status) => status === wanted).length;
  same([count('committed'), count(loss)], [1, race.length - 1], `committed and ${loss}`);
  return statuses.indexOf('committed');
}
