import type { CommitUnit, RecordKey, Store } from '../../ports';
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
  sequences,
  session,
  sessions,
  unit,
} from '../fixtures';
import { needing, ruleGroup } from './rules';
import { findOneWinner } from './winner';

const FIFTY = sessions(50);
const WRITERS = sessions(10);
const ROUNDS = 5;

/** Many calls at once have one winner, and each loser is told. */
export const raceRules = ruleGroup('races', (rule) => {
  const whereHistory = needing(rule, 'history');
  const whereKeys = needing(rule, 'history', 'deduplication');
  const [s, t] = [session('s'), session('t')];

  rule('lets one of fifty creations of one record win', async (store) => {
    const race = FIFTY.map((_, index) => commit(store, unit([create(s, { body: `${index}` })])));
    const winner = findOneWinner(await Promise.all(race), 'conflict');
    same((await store.load([s]))[0]?.body, `${winner}`, 'the body of the winner');
  });

  rule('lets one of fifty creations of one name win', async (store) => {
    const race = FIFTY.map((key) => commit(store, unit([create(key, { name: 'n' })])));
    const winner = findOneWinner(await Promise.all(race), 'taken');
    same(
      (await allSessions(store)).map(({ id }) => id),
      [`s${winner}`],
      'the records',
    );
    const [holder] = await store.find([{ collection: 'session', parent: '', name: 'n' }]);
    same(holder?.id, `s${winner}`, 'the holder of the name');
  });

  rule('lets one of fifty renamings to one name win', async (store) => {
    await store.commit(FIFTY.map((key) => unit([create(key, { name: key.id })])));
    const race = FIFTY.map((key) => commit(store, unit([put(key, 1, { name: 'n' })])));
    findOneWinner(await Promise.all(race), 'taken');
    const names = (await allSessions(store)).map(({ name }) => name);
    same(names.filter((name) => name === 'n').length, 1, 'how many records have the name');
    same(new Set(names).size, FIFTY.length, 'how many names there are');
  });

  rule('lets one of fifty writers of one revision win', async (store) => {
    await commit(store, unit([create(s)]));
    const race = FIFTY.map((_, index) => commit(store, unit([put(s, 1, { body: `${index}` })])));
    const winner = findOneWinner(await Promise.all(race), 'conflict');
    same((await store.load([s]))[0]?.body, `${winner}`, 'the body of the winner');
  });

  whereHistory('loses none of fifty additions whose writers try again, and no event', async (store) => {
    await commit(store, unit([create(s, { body: '0' })]));
    await Promise.all(WRITERS.map(() => repeatedly(store, s, addOne)));
    const [record] = await store.load([s]);
    const count = WRITERS.length * ROUNDS;
    same([record?.body, record?.revision], [`${count}`, count + 1], 'the sum and the revision');
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    same(await sequences(store, s), numbers, 'the sequence numbers');
  });

  rule('lets units that touch the same records in opposite orders pass one another', async (store) => {
    await commit(store, unit([create(s), create(t)]));
    await Promise.all(
      WRITERS.map((_, index) =>
        repeatedly(store, s, ({ revision }) => {
          const both = [put(s, revision), put(t, revision)];
          return unit(index % 2 === 0 ? both : both.reverse());
        }),
      ),
    );
    const revisions = (await store.load([s, t])).map((record) => record?.revision);
    const last = WRITERS.length * ROUNDS + 1;
    same(revisions, [last, last], 'the revisions');
  });

  whereKeys('stores one of fifty units with one key', async (store) => {
    const race = FIFTY.map((key) => commit(store, keyed('k', [create(key)], [event(key)])));
    const winner = findOneWinner(await Promise.all(race), 'duplicate');
    same(
      (await allSessions(store)).map(({ id }) => id),
      [`s${winner}`],
      'the records',
    );
  });

  whereKeys('answers fifty repetitions of one unit with what the first of them did', async (store) => {
    await commit(store, unit([create(s)]));
    const race = FIFTY.map(() => commit(store, keyed('k', [put(s, 1)], [event(s)])));
    const outcomes = (await Promise.all(race)).flat();
    const answers = new Set(outcomes.map((outcome) => JSON.stringify(outcome)));
    const expected = [committed(2), duplicate('k', 2)].map((outcome) => JSON.stringify(outcome));
    same([...answers].sort(), expected.sort(), 'the different outcomes');
    same(outcomes.filter(({ status }) => status === 'committed').length, 1, 'how many were committed');
    same(await sequences(store, s), [1], 'the events');
  });
});

/** Reads, changes and commits this often, and each time until it is not beaten to it. */
async function repeatedly(
  store: Store,
  key: RecordKey,
  next: (record: { readonly revision: number; readonly body: string }) => CommitUnit,
): Promise<void> {
  for (let done = 0; done < ROUNDS; ) {
    const [record] = await store.load([key]);
    check(record !== undefined, 'the record is there');
    const [outcome] = await commit(store, next({ revision: record.revision, body: String(record.body) }));
    check(
      outcome?.status === 'committed' || outcome?.status === 'conflict',
      'it is committed or in conflict',
    );
    if (outcome.status === 'committed') done += 1;
  }
}

function addOne({ revision, body }: { readonly revision: number; readonly body: string }): CommitUnit {
  const key = session('s');
  return unit([put(key, revision, { body: `${Number(body) + 1}` })], [event(key)]);
}
