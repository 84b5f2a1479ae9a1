import type { Change } from '../../ports';
import { same } from '../assertions';
import { commit, committed, create, event, newRecord, put, session, unit } from '../fixtures';
import { needing, ruleGroup } from './rules';

/** Nobody who holds an object from before a write or from a read can reach into the store through it. */
export const aliasingRules = ruleGroup('aliasing', (rule) => {
  const whereBytes = needing(rule, 'blobs');
  const whereHistory = needing(rule, 'history');
  const key = session('s');

  rule('is not touched by changes to what was handed in', async (store) => {
    const record = { parent: 'p', name: 'n', body: 'b', checksum: 1 };
    const change = { kind: 'put' as const, ...key, expectedRevision: 0, record };
    const changes: Change[] = [change];
    await store.commit([{ changes, events: [] }]);
    const before = await store.load([key]);
    Object.assign(record, { parent: 'x', name: 'x', body: 'x', checksum: 9 });
    Object.assign(change, session('x'));
    changes.length = 0;
    same(await store.load([key]), before, 'the stored record');
    same(before[0]?.body, 'b', 'its body');
  });

  rule('is not touched by changes to what it handed out', async (store) => {
    await commit(store, unit([create(key, { name: 'n' })]));
    const reads: readonly (() => Promise<readonly unknown[]>)[] = [
      () => store.load([key]),
      () => store.find([{ collection: 'session', parent: '', name: 'n' }]),
      async () => (await store.scan({ collection: 'session', limit: 1 })).records,
    ];
    const damage = { id: 'x', revision: 99, position: 99, parent: 'x', name: 'x', body: 'x' };
    for (const read of reads) {
      const [first] = await read();
      const copy = JSON.stringify(first);
      Object.assign(first as object, damage);
      for (const readAgain of reads) same(JSON.stringify((await readAgain())[0]), copy, 'the record');
    }
  });

  whereBytes('copies bytes on their way in and out', async (store) => {
    const image = { collection: 'image', id: 'i' } as const;
    const handedIn = new Uint8Array([1, 2, 3]);
    await commit(store, unit([create(image, { body: handedIn })]));
    handedIn.fill(9);
    for (let round = 0; round < 2; round += 1) {
      const [record] = await store.load([image]);
      same(record?.body, new Uint8Array([1, 2, 3]), 'the bytes');
      if (typeof record?.body === 'object') record.body.fill(8);
    }
    await commit(store, unit([put(image, 1, { body: handedIn })]));
    handedIn.fill(7);
    same((await store.load([image]))[0]?.body, new Uint8Array([9, 9, 9]), 'the bytes of an update');
  });

  whereHistory('copies events on their way in and out', async (store) => {
    const stream = { ...key };
    const handedIn = { ...event(key), stream };
    await commit(store, unit([create(key)], [handedIn]));
    Object.assign(handedIn, { type: 'x', body: 'x', atMs: 99 });
    stream.id = 'x';
    for (let round = 0; round < 2; round += 1) {
      const [read] = await store.history(key, {});
      same(read, { ...event(key), sequence: 1, revision: 1 }, 'the event');
      Object.assign(read?.stream ?? {}, { id: 'y' });
      Object.assign(read ?? {}, { type: 'y', sequence: 9 });
    }
  });

  rule('takes frozen input', async (store) => {
    const record = Object.freeze(newRecord());
    const change = Object.freeze({ kind: 'put' as const, ...key, expectedRevision: 0, record });
    const frozen = Object.freeze({ changes: Object.freeze([change]), events: Object.freeze([]) });
    same(await store.commit(Object.freeze([frozen])), [committed(1)], 'the outcome');
  });
});
