import type { Change, CommitOutcome } from '../../ports';
import { same, show } from '../assertions';
import {
  allSessions,
  commit,
  committed,
  conflict,
  create,
  idsOf,
  put,
  remove,
  session,
  taken,
  unit,
} from '../fixtures';
import { ruleGroup } from './rules';

/** A unit is stored as a whole or not at all; what stands in its way is an outcome, judged in a fixed order. */
export const outcomeRules = ruleGroup('outcomes', (rule) => {
  const [a, b, c] = [session('a'), session('b'), session('c')];
  const [s, x] = [session('s'), session('x')];

  rule('reports a revision that is not the expected one', async (store) => {
    await commit(store, unit([create(s)]), unit([put(s, 1)]));
    const cases: readonly (readonly [Change, CommitOutcome])[] = [
      [create(s), conflict(s, 0, 2)],
      [put(s, 1), conflict(s, 1, 2)],
      [put(s, 3), conflict(s, 3, 2)],
      [put(x, 3), conflict(x, 3, 0)],
      [remove(s, 1), conflict(s, 1, 2)],
      [remove(s, 0), conflict(s, 0, 2)],
      [remove(x, 1), conflict(x, 1, 0)],
    ];
    const before = await store.load([s, x]);
    for (const [change, expected] of cases) {
      same(await commit(store, unit([change])), [expected], `the outcome of ${show(change)}`);
      same(await store.load([s, x]), before, 'what is stored');
    }
  });

  rule('writes nothing at all when the last of several changes fails', async (store) => {
    const r = session('r');
    await commit(store, unit([create(s, { name: 'n' })]), unit([create(r)]));
    const before = await allSessions(store);
    const rest = [create(session('new'), { name: 'fresh' }), put(s, 1, { name: 'm' }), remove(r, 1)];
    same(await commit(store, unit([...rest, put(x, 1)])), [conflict(x, 1, 0)], 'the conflict');
    same(await allSessions(store), before, 'what is stored after a conflict');
    const [holder] = await commit(store, unit([create(session('holder'), { name: 'held' })]));
    same(holder?.status, 'committed', 'the holder of the name');
    const [refused] = await commit(store, unit([...rest, create(x, { name: 'held' })]));
    same(refused?.status, 'taken', 'the outcome of a taken name');
    const after = await allSessions(store);
    same(after.slice(0, 2), before, 'what is stored after a taken name');
    same(after.length, 3, 'the number of records');
    const found = await store.find([{ collection: 'session', parent: '', name: 'fresh' }]);
    same(found, [undefined], 'the name of the record that is not');
    same(
      await commit(store, unit(rest)),
      [committed(1, 2, 0)],
      'the same changes without the one that fails',
    );
  });

  rule('checks revisions in order, and all of them before any name', async (store) => {
    await commit(store, unit([create(a, { name: 'n' })]), unit([create(b)]));
    same(await commit(store, unit([put(b, 5), put(a, 6)])), [conflict(b, 5, 1)], 'the first conflict');
    same(await commit(store, unit([put(a, 6), put(b, 5)])), [conflict(a, 6, 1)], 'the other way round');
    const both = unit([create(c, { name: 'n' }), put(b, 5)]);
    same(await commit(store, both), [conflict(b, 5, 1)], 'a taken name before a conflict');
  });

  rule('keeps the units of one call independent, applied in order', async (store) => {
    const outcomes = await commit(
      store,
      unit([create(a, { name: 'n' })]),
      unit([create(b), put(a, 7)]),
      unit([put(a, 1, { name: 'n' })]),
      unit([create(c, { name: 'n' })]),
      unit([remove(a, 2)]),
      unit([create(c, { name: 'n' })]),
    );
    const expected = [
      committed(1),
      conflict(a, 7, 1),
      committed(2),
      taken('session', '', 'n'),
      committed(0),
      committed(1),
    ];
    same(outcomes, expected, 'the outcomes');
    same(idsOf(await allSessions(store)), ['c'], 'the records');
  });
});
