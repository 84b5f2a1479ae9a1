import { check, expectRejection, same } from '../assertions';
import { commit, committed, create, put, remove, session, unit } from '../fixtures';
import { ruleGroup } from './rules';

/** A store says what it is, works until it is closed, and is there again afterwards if it is durable. */
export const lifeRules = ruleGroup('life', (rule, subject) => {
  const [s, t, u] = [session('s'), session('t'), session('u')];

  rule('has a name and a manifest, and is no promise', async (store) => {
    check(store.name.length > 0, 'the name is not empty');
    for (const capability of ['durable', 'history', 'deduplication', 'blobs'] as const) {
      same(typeof store.supports[capability], 'boolean', capability);
    }
    check(!('then' in store), 'awaiting the store gives the store');
  });

  rule('rejects every call after close, which may be called again', async (store) => {
    await commit(store, unit([create(s)]));
    await Promise.all([store.close(), store.close()]);
    await store.close();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.load([s]),
      () => store.load([]),
      () => store.find([{ collection: 'session', parent: '', name: 'n' }]),
      () => store.commit([unit([create(t)])]),
      () => store.commit([]),
      () => store.scan({ collection: 'session', limit: 1 }),
      () => store.history(s, {}),
    ];
    for (const call of calls) await expectRejection(call(), 'STORE_UNAVAILABLE');
  });

  rule('can be closed before it was used', async (store) => {
    await store.close();
    await expectRejection(store.load([s]), 'STORE_UNAVAILABLE');
  });

  rule('shows what was committed after it was opened again, if it is durable', async (store) => {
    if (!store.supports.durable) return;
    check(subject.reopen !== undefined, 'the subject of a durable store can be reopened');
    await commit(store, unit([create(s, { name: 'n' })]), unit([create(t)]));
    const [, newest] = await store.load([s, t]);
    await commit(store, unit([remove(t, 1)]));
    const before = await store.load([s, t]);
    await store.close();
    const again = await subject.reopen();
    try {
      same(await again.load([s, t]), before, 'the records');
      same(await commit(again, unit([put(s, 1, { name: 'n' })])), [committed(2)], 'the next put');
      await commit(again, unit([create(u)]));
      const [next] = await again.load([u]);
      const isNew = (next?.position ?? 0) > (newest?.position ?? 0);
      check(isNew, 'the position of a removed record is not given out again');
    } finally {
      await again.close();
    }
  });
});
