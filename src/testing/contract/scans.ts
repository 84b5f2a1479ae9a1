import type { Collection, Store, StoredRecord } from '../../ports';
import { check, same } from '../assertions';
import { allSessions, commit, create, idsOf, put, remove, scanIds, session, unit } from '../fixtures';
import { ruleGroup } from './rules';

// Neither sorted by text nor by number, so that no other order passes for the order of creation.
const IDS: readonly string[] = ['z', 'a', 'm', 'B', '10', '9'];

/** Scans walk in the order of creation, page by page, within one collection and below one parent. */
export const scanRules = ruleGroup('scans', (rule) => {
  rule(
    'scans in order of creation with rising positive positions, which updates leave alone',
    async (store) => {
      const before = await createAll(store);
      same(idsOf(before), IDS, 'the order');
      check((before[0]?.position ?? 0) > 0, 'the first position is positive');
      for (const [index, record] of before.entries()) {
        check(record.position > (before[index - 1]?.position ?? 0), 'positions rise');
      }
      await commit(store, unit([put(session('z'), 1, { body: 'new' })]));
      const after = await allSessions(store);
      same(after.map(placeOf), before.map(placeOf), 'the order after an update');
      const [loaded] = await store.load([session('z')]);
      same(after[0], loaded, 'the scanned record and the loaded one');
    },
  );

  rule('gives the records of one unit their positions in the order of its changes', async (store) => {
    await commit(store, unit([create(session('b')), create(session('a'))]));
    same(idsOf(await allSessions(store)), ['b', 'a'], 'the order');
  });

  rule('pages with limit and after, and says whether more follows', async (store) => {
    const all = await createAll(store);
    for (let limit = 1; limit <= IDS.length + 1; limit += 1) {
      for (let start = 0; start <= IDS.length; start += 1) {
        const after = start === 0 ? 0 : (all[start - 1]?.position ?? 0);
        const page = await store.scan({ collection: 'session', after, limit });
        same(page.records, all.slice(start, start + limit), `the page of ${limit} from ${start}`);
        same(page.more, start + limit < IDS.length, `whether more follows ${limit} from ${start}`);
      }
    }
  });

  rule('continues after a record that was removed, and over records that were', async (store) => {
    const all = await createAll(store);
    const request = { collection: 'session', after: all[1]?.position ?? 0, limit: 2 } as const;
    await commit(store, unit([remove(session('a'), 1)]), unit([remove(session('m'), 1)]));
    same(await store.scan(request), { records: all.slice(3, 5), more: true }, 'the page');
    await commit(store, unit([remove(session('9'), 1)]));
    same((await store.scan(request)).more, false, 'whether a removed record counts as more');
  });

  rule('never gives a position out again, not even that of the newest record', async (store) => {
    let last = 0;
    for (let round = 0; round < 4; round += 1) {
      await commit(store, unit([create(session('s'))]));
      const [record] = await store.load([session('s')]);
      check((record?.position ?? 0) > last, 'the new position is greater than every one before it');
      last = record?.position ?? 0;
      await commit(store, unit([remove(session('s'), 1)]));
    }
  });

  rule('scans one parent, and no parent whose name only begins alike', async (store) => {
    const parents = ['a', 'ab', '', 'a ', 'A', 'a/b', 'b'];
    for (const round of [1, 2]) {
      await store.commit(parents.map((parent) => unit([create(session(`${parent}#${round}`), { parent })])));
    }
    for (const parent of parents) {
      const request = { collection: 'session', parent, limit: 9 } as const;
      same(await scanIds(store, request), [`${parent}#1`, `${parent}#2`], `the records below "${parent}"`);
      same((await store.scan({ ...request, limit: 1 })).more, true, `whether "${parent}" has more`);
      const [first] = await store.load([session(`${parent}#1`)]);
      const after = first?.position ?? 0;
      same(await scanIds(store, { ...request, after }), [`${parent}#2`], `what follows below "${parent}"`);
    }
    same(await scanIds(store, { collection: 'session', parent: 'none', limit: 9 }), [], 'an unknown parent');
    same((await allSessions(store)).length, parents.length * 2, 'the number of all records');
  });

  rule('keeps collections apart', async (store) => {
    const collections: readonly Collection[] = ['project', 'persona', 'character', 'session'];
    await store.commit(
      collections.map((collection) => unit([create({ collection, id: 'same' }, { body: collection })])),
    );
    for (const collection of collections) {
      const bodies = (await store.scan({ collection, limit: 9 })).records.map(({ body }) => body);
      same(bodies, [collection], `the records of ${collection}`);
    }
  });
});

async function createAll(store: Store): Promise<readonly StoredRecord[]> {
  await store.commit(IDS.map((id) => unit([create(session(id))])));
  return allSessions(store);
}

function placeOf({ id, position }: StoredRecord): readonly [string, number] {
  return [id, position];
}
