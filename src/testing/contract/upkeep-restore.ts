import { check, same } from '../assertions';
import {
  allSessions,
  commit,
  committed,
  conflict,
  create,
  event,
  happened,
  idsOf,
  newRecord,
  put,
  remove,
  replacement,
  restoration,
  sequences,
  session,
  taken,
  unit,
} from '../fixtures';
import { needingUpkeep, ruleGroup } from './rules';

const RESTORED = { status: 'restored' } as const;

/** An entry is put in as it is, or not at all. */
export const restoreRules = ruleGroup('restore', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject);
  const whereHistory = needingUpkeep(rule, subject, 'history');
  const whereBytes = needingUpkeep(rule, subject, 'blobs');
  const [s, t, u] = [session('s'), session('t'), session('u')];

  upkeepRule('puts a record in as it is, with its revision and checksum', async (upkeep, store) => {
    await commit(store, unit([create(t)]));
    const record = { parent: 'p', name: 'n', body: 'b', checksum: 2 ** 32 - 1, revision: 7 };
    same(await upkeep.restore([restoration(s, record)]), [RESTORED], 'the outcome');
    const [, position] = (await allSessions(store)).map((one) => one.position);
    same(await store.load([s]), [{ ...s, ...record, position }], 'the record');
    same(idsOf(await allSessions(store)), ['t', 's'], 'the order of creation');
    same(idsOf(await store.find([{ collection: 'session', parent: 'p', name: 'n' }])), ['s'], 'the name');
    same(await commit(store, unit([put(s, 7, record)])), [committed(8)], 'the next put');
  });

  upkeepRule('has no name property on a restored record without a name', async (upkeep, store) => {
    await upkeep.restore([restoration(s)]);
    const [record] = await store.load([s]);
    same(record, { ...s, ...newRecord(), revision: 1, position: record?.position }, 'the record');
  });

  upkeepRule('puts a record in the place of another, which keeps its position', async (upkeep, store) => {
    await commit(store, unit([create(s, { name: 'old', body: 'old' })]), unit([create(t)]));
    await commit(store, unit([put(s, 1, { name: 'old' })]), unit([put(s, 2, { name: 'old' })]));
    const [before] = await store.load([s]);
    const record = { name: 'new', body: 'new', checksum: 1, revision: 2 };
    same(await upkeep.restore([replacement(3, s, record)]), [RESTORED], 'the outcome');
    const position = before?.position;
    same(
      await store.load([s]),
      [{ ...s, parent: '', ...record, position }],
      'the record, at an older revision',
    );
    const names = ['old', 'new'].map((name) => ({ collection: 'session', parent: '', name }) as const);
    same(idsOf(await store.find(names)), [undefined, 's'], 'the names');
    same(await upkeep.restore([replacement(2, s, { revision: 9 })]), [RESTORED], 'a second time');
    same(await store.find(names), [undefined, undefined], 'the names after one without a name');
    same(idsOf(await allSessions(store)), ['s', 't'], 'the order of creation');
    same(await commit(store, unit([put(s, 9)])), [committed(10)], 'the next put');
  });

  upkeepRule('never gives a restored record a position that was given out before', async (upkeep, store) => {
    await commit(store, unit([create(s)]), unit([create(t)]));
    const [, newest] = await store.load([s, t]);
    await commit(store, unit([remove(t, 1)]));
    await upkeep.restore([restoration(u)]);
    const [restored] = await store.load([u]);
    check((restored?.position ?? 0) > (newest?.position ?? 0), 'its position is new');
  });

  upkeepRule('reports conflicts and taken names, and stores nothing then', async (upkeep, store) => {
    await commit(store, unit([create(s, { name: 'n' })]), unit([put(s, 1, { name: 'n' })]));
    await commit(store, unit([create(t, { name: 'm' })]));
    const before = await allSessions(store);
    const attempts = [
      [restoration(s, { body: 'x' }), conflict(s, 0, 2)],
      [replacement(1, s, { body: 'x' }), conflict(s, 1, 2)],
      [replacement(3, s, { body: 'x' }), conflict(s, 3, 2)],
      [replacement(1, u, { body: 'x' }), conflict(u, 1, 0)],
      [restoration(u, { name: 'n' }), taken('session', '', 'n')],
      [replacement(1, t, { name: 'n' }), taken('session', '', 'n')],
      [replacement(1, s, { name: 'm' }), conflict(s, 1, 2)],
    ] as const;
    for (const [attempt, outcome] of attempts) {
      same(await upkeep.restore([attempt]), [outcome], 'an outcome');
      same(await allSessions(store), before, 'what is stored');
    }
    same(await upkeep.restore([replacement(2, s, { name: 'n' })]), [RESTORED], 'one that keeps its name');
  });

  upkeepRule('keeps restorations independent of each other, applied in order', async (upkeep, store) => {
    const outcomes = await upkeep.restore([
      restoration(s, { name: 'n', revision: 4 }),
      restoration(t, { name: 'n' }),
      restoration(s),
      replacement(4, s, { name: 'm', revision: 5 }),
      restoration(t, { name: 'n' }),
    ]);
    const expected = [RESTORED, taken('session', '', 'n'), conflict(s, 0, 4), RESTORED, RESTORED];
    same(outcomes, expected, 'the outcomes');
    const stored = (await allSessions(store)).map(({ id, revision, name }) => [id, revision, name]);
    same(stored, [['s', 5, 'm'], ['t', 1, 'n']], 'the records'); // biome-ignore format: a table
  });

  upkeepRule('does not move a record below another parent', async (upkeep, store) => {
    await commit(store, unit([create(s, { parent: 'p' })]));
    const before = await store.load([s]);
    const [moved] = await Promise.allSettled([upkeep.restore([replacement(1, s, { parent: 'q' })])]);
    same(moved?.status, 'rejected', 'the call');
    same(await store.load([s]), before, 'the record');
  });

  whereHistory('puts a history in as it is, and goes on from its end', async (upkeep, store) => {
    const events = [
      happened(s, 4, { type: 'born', atMs: 1.5, body: '{"é":1}', checksum: 2 ** 32 - 1, revision: 3 }),
      happened(s, 5, { atMs: -1, revision: 3 }),
      happened(s, 6, { revision: 7 }),
    ];
    same(await upkeep.restore([restoration(s, { revision: 7 }, events)]), [RESTORED], 'the outcome');
    same(await store.history(s, {}), events, 'the history');
    same(await sequences(store, s, { fromSequence: 5, limit: 1 }), [5], 'a part of it');
    await commit(store, unit([put(s, 7)], [event(s)]));
    same(await store.history(s, { fromSequence: 7 }), [happened(s, 7, { revision: 8 })], 'the next event');
  });

  whereHistory('puts a history in the place of another, and leaves others alone', async (upkeep, store) => {
    await commit(store, unit([create(s), create(t)], [event(s), event(t), event(s), event(s)]));
    await upkeep.restore([replacement(1, s, {}, [happened(s, 2, { body: 'new' })])]);
    same(await store.history(s, {}), [happened(s, 2, { body: 'new' })], 'the new history');
    same(await sequences(store, t), [1], 'the other history');
    await upkeep.restore([replacement(1, s, { revision: 5 })]);
    same(await store.history(s, {}), [], 'a history of nothing');
    await commit(store, unit([put(s, 5)], [event(s)]));
    same(await sequences(store, s), [1], 'the history after it');
    const lost = await upkeep.restore([replacement(1, s, {}, [happened(s, 9)])]);
    same([lost, await sequences(store, s)], [[conflict(s, 1, 6)], [1]], 'after a conflict');
  });

  whereHistory('gives back to the letter what was read, removed and restored', async (upkeep, store) => {
    await commit(store, unit([create(s, { name: 'n', parent: 'p' }), create(t)], [event(s), event(t)]));
    await commit(store, unit([put(s, 1, { name: 'm', parent: 'p' })], [event(s, { atMs: 0 })]));
    const [found] = await store.load([s]);
    check(found !== undefined, 'the record is there');
    const { position: _, ...record } = found;
    const events = await store.history(s, {});
    await commit(store, unit([remove(s, 2)]));
    same(await upkeep.restore([{ record, events, expectedRevision: 0 }]), [RESTORED], 'the outcome');
    const [again] = await store.load([s]);
    same(again, { ...record, position: again?.position }, 'the record');
    same(await store.history(s, {}), events, 'the history');
  });

  whereBytes('puts bytes in to the letter, and copies them', async (upkeep, store) => {
    const image = { collection: 'image', id: 'i' } as const;
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const expected = Uint8Array.from(body);
    await upkeep.restore([restoration(image, { body })]);
    body.fill(9);
    same((await store.load([image]))[0]?.body, expected, 'the bytes');
    await upkeep.restore([replacement(1, image, { body: 'text' })]);
    same((await store.load([image]))[0]?.body, 'text', 'a text in their place');
  });

  whereHistory('is not touched by changes to what was handed in', async (upkeep, store) => {
    const record = { ...s, parent: '', body: 'b', checksum: 1, revision: 3 };
    const handedIn = happened(s, 1);
    const events = [handedIn];
    await upkeep.restore([{ record, events, expectedRevision: 0 }]);
    Object.assign(record, { id: 'x', body: 'x', revision: 9 });
    Object.assign(handedIn, { body: 'x', sequence: 9 });
    events.length = 0;
    const [stored] = await store.load([s]);
    same([stored?.body, stored?.revision], ['b', 3], 'the record');
    same(await store.history(s, {}), [happened(s, 1)], 'the history');
  });
});
