import { check, same } from '../assertions';
import {
  allSessions,
  commit,
  committed,
  create,
  idsOf,
  newRecord,
  put,
  remove,
  session,
  sessions,
  unit,
} from '../fixtures';
import { needing, ruleGroup } from './rules';

const TEXT_BODIES: readonly string[] = [
  ...['', ' ', '1', '1.0', '007', '1e400', 'null', '{"a":[1,2]}', '\r\n\t', 'é/é', '👩‍👩‍👧‍👦'],
  'x'.repeat(100_000),
];
const CHECKSUMS: readonly number[] = [0, 1, 2 ** 31, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER];

/** What is put comes back to the letter, revisions count the puts, and a removal leaves nothing. */
export const recordRules = ruleGroup('records', (rule) => {
  const whereBytes = needing(rule, 'blobs');
  const key = session('s');

  rule('gives back what was put, at revision 1 and then one more with each put', async (store) => {
    const first = { parent: 'p', name: 'n', body: 'one', checksum: 11 };
    same(await commit(store, unit([create(key, first)])), [committed(1)], 'the outcome of a creation');
    const [created] = await store.load([key]);
    const position = created?.position;
    same(created, { ...key, ...first, revision: 1, position }, 'the created record');
    const second = { parent: 'p', name: 'm', body: 'two', checksum: 12 };
    same(await commit(store, unit([put(key, 1, second)])), [committed(2)], 'the outcome of an update');
    const [updated] = await store.load([key]);
    same(updated, { ...key, ...second, revision: 2, position }, 'the updated record');
  });

  rule('has no name property on a record without a name, also when it had one before', async (store) => {
    await commit(store, unit([create(key, { name: 'n' })]));
    await commit(store, unit([put(key, 1)]));
    const [record] = await store.load([key]);
    same(record, { ...key, ...newRecord(), revision: 2, position: record?.position }, 'the record');
    same(await store.find([{ collection: 'session', parent: '', name: 'n' }]), [undefined], 'the old name');
  });

  rule(
    'answers by position, undefined for what does not exist, the same for a key that is asked twice',
    async (store) => {
      await commit(store, unit([create(session('a'))]), unit([create(session('b'))]));
      const loaded = await store.load([session('b'), session('x'), session('a'), session('b')]);
      same(idsOf(loaded), ['b', undefined, 'a', 'b'], 'the ids');
      check(loaded[0] !== loaded[3], 'each answer is an object of its own');
      const elsewhere = await store.load([{ collection: 'persona', id: 'a' }]);
      same(elsewhere, [undefined], 'the same id in another collection');
    },
  );

  rule('answers nothing with nothing, and takes a unit without changes', async (store) => {
    same(await store.load([]), [], 'load');
    same(await store.find([]), [], 'find');
    same(await store.commit([]), [], 'commit');
    same(await commit(store, unit([])), [committed()], 'the empty unit');
    same(await store.scan({ collection: 'session', limit: 1 }), { records: [], more: false }, 'scan');
  });

  rule('keeps text bodies and checksums to the letter', async (store) => {
    const keys = sessions(TEXT_BODIES.length);
    const records = TEXT_BODIES.map((body, index) =>
      newRecord({ body, checksum: CHECKSUMS[index % CHECKSUMS.length] ?? 0 }),
    );
    await store.commit(keys.map((one, index) => unit([create(one, records[index])])));
    for (const [index, record] of (await store.load(keys)).entries()) {
      same(record?.body, records[index]?.body, 'a body');
      same(record?.checksum, records[index]?.checksum, 'a checksum');
    }
  });

  whereBytes('keeps bytes to the letter', async (store) => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    const bodies = [new Uint8Array(0), all, all.subarray(65, 70), new Uint8Array(100_000).fill(255)];
    const keys = bodies.map((_, index) => ({ collection: 'image', id: `i${index}` }) as const);
    await store.commit(keys.map((image, index) => unit([create(image, { body: bodies[index] ?? '' })])));
    const stored = (await store.load(keys)).map((record) => record?.body);
    same(stored, bodies, 'the bodies');
  });

  rule('removes nothing where nothing is and nothing is expected', async (store) => {
    await commit(store, unit([create(session('a'))]), unit([create(session('b'))]));
    const before = await allSessions(store);
    same(await commit(store, unit([remove(session('x'), 0)])), [committed(0)], 'the outcome');
    same(await allSessions(store), before, 'the records');
  });

  rule('removes a record, and the same id begins again', async (store) => {
    await commit(store, unit([create(key)]), unit([put(key, 1)]));
    same(await commit(store, unit([remove(key, 2)])), [committed(0)], 'the outcome of a removal');
    same(await store.load([key]), [undefined], 'the removed record');
    same(await commit(store, unit([create(key)])), [committed(1)], 'the second creation');
  });
});
