import { check, expectRejection, same } from '../assertions';
import { commit, committed, create, duplicate, event, keyed, put, remove, session, unit } from '../fixtures';
import { afterRestart, ruleGroup } from './rules';

/** A store works until it is closed, and what it holds is there again afterwards if it is durable. */
export const lifeRules = ruleGroup('life', (rule, subject, runner) => {
  const restartRule = afterRestart(rule, subject, runner);
  const [s, t, u] = [session('s'), session('t'), session('u')];

  rule('rejects every call after close, which may be called again', async (store) => {
    await commit(store, unit([create(s)]));
    await Promise.all([store.close(), store.close()]);
    await store.close();
    const calls: readonly (() => Promise<unknown>)[] = [
      () => store.load([s]),
      () => store.load([]),
      () => store.find([{ collection: 'session', parent: '', name: 'n' }]),
      () => store.find([]),
      () => store.commit([unit([create(t)])]),
      () => store.commit([]),
      () => store.scan({ collection: 'session', limit: 1 }),
      // A store without histories may say either.
      ...(store.supports.history ? [() => store.history(s, {})] : []),
    ];
    for (const call of calls) await expectRejection(call(), 'STORE_UNAVAILABLE');
  });

  rule('can be closed before it was used', async (store) => {
    await store.close();
    await expectRejection(store.load([s]), 'STORE_UNAVAILABLE');
  });

  restartRule('shows records, names and positions after it was opened again', async (store, reopen) => {
    await commit(store, unit([create(s, { name: 'n' })]), unit([create(t)]));
    const [, newest] = await store.load([s, t]);
    await commit(store, unit([remove(t, 1)]));
    const before = await store.load([s, t]);
    const again = await reopen();
    same(await again.load([s, t]), before, 'the records');
    same(
      await again.find([{ collection: 'session', parent: '', name: 'n' }]),
      before.slice(0, 1),
      'the name',
    );
    same(await commit(again, unit([put(s, 1, { name: 'n' })])), [committed(2)], 'the next put');
    await commit(again, unit([create(u)]));
    const [next] = await again.load([u]);
    const isNew = (next?.position ?? 0) > (newest?.position ?? 0);
    check(isNew, 'the position of a removed record is not given out again');
  });

  restartRule(
    'shows histories after it was opened again, and goes on with them',
    async (store, reopen) => {
      await commit(store, unit([create(s)], [event(s), event(s)]));
      const before = await store.history(s, {});
      const again = await reopen();
      same(await again.history(s, {}), before, 'the history');
      await commit(again, unit([put(s, 1)], [event(s)]));
      same((await again.history(s, {}))[2]?.sequence, 3, 'the next sequence number');
    },
    ['history'],
  );

  restartRule(
    'knows the keys of stored units after it was opened again',
    async (store, reopen) => {
      const first = keyed('k', [create(s)], [event(s)]);
      await commit(store, first);
      const again = await reopen();
      same(await commit(again, first), [duplicate('k', 1)], 'the same unit');
    },
    ['history', 'deduplication'],
  );

  restartRule(
    'shows bytes after it was opened again',
    async (store, reopen) => {
      const image = { collection: 'image', id: 'i' } as const;
      const body = Uint8Array.from({ length: 256 }, (_, index) => index);
      await commit(store, unit([create(image, { body })]));
      const again = await reopen();
      same((await again.load([image]))[0]?.body, body, 'the bytes');
    },
    ['blobs'],
  );
});
