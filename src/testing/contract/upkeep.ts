import type { Collection } from '../../ports';
import { expectRejection, same } from '../assertions';
import { allSessions, commit, committed, create, put, remove, restoration, session, unit } from '../fixtures';
import { needingUpkeep, type RuleGroup, ruleGroup } from './rules';
import { upkeepRaceRules } from './upkeep-races';
import { restoreRules } from './upkeep-restore';
import { restoredKeyRules } from './upkeep-restored-keys';
import { upkeepTextRules } from './upkeep-texts';
import { trimRules } from './upkeep-trim';

// In the order of their code units, which is that of code points only below U+D800: the one before the last stands for U+1F600.
const COLLECTIONS: readonly Collection[] = [
  '%/session',
  'A/session',
  'a/b/session',
  'a/character',
  'a/session',
  'character',
  'session',
  'session/session',
  'é/session',
  '😀/session',
  '\uffee/session',
];

const generalRules = ruleGroup('collections and vacuum', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject);

  upkeepRule(
    'names the collections that hold something, in the order of their code units',
    async (upkeep, store) => {
      same(await upkeep.collections(), [], 'the collections of an empty store');
      await store.load([{ collection: 'persona', id: 'p' }]);
      await store.scan({ collection: 'project', limit: 1 });
      same(await upkeep.collections(), [], 'the collections after asking for records that do not exist');
      const keys = [...COLLECTIONS].reverse().map((collection) => ({ collection, id: 's' }));
      await store.commit(keys.map((key) => unit([create(key)])));
      await commit(store, unit([create({ collection: 'a/session', id: 't' })]));
      same(await upkeep.collections(), COLLECTIONS, 'the collections');
    },
  );

  upkeepRule('no longer names a collection whose last record was removed', async (upkeep, store) => {
    const [s, t] = [session('s'), session('t')];
    await commit(store, unit([create(s), create(t), create({ collection: 'a/session', id: 's' })]));
    await commit(store, unit([remove(s, 1)]));
    same(await upkeep.collections(), ['a/session', 'session'], 'while one record is left');
    await commit(store, unit([remove(t, 1)]));
    same(await upkeep.collections(), ['a/session'], 'when none is left');
    same(await upkeep.restore([restoration(s)]), [{ status: 'restored' }], 'the outcome of a restoration');
    same(await upkeep.collections(), ['a/session', 'session'], 'the collections with the restored record');
  });

  upkeepRule('answers nothing with nothing', async (upkeep, { supports }) => {
    same(await upkeep.restore([]), [], 'restore');
    if (supports.history) same(await upkeep.trim([]), [], 'trim');
  });

  upkeepRule('changes nothing that can be seen when it gives back space', async (upkeep, store) => {
    const keys = COLLECTIONS.map((collection) => ({ collection, id: 's' }));
    await store.commit(keys.map((key) => unit([create(key, { name: 'n' })])));
    await commit(store, unit([create(session('t'))]), unit([remove(session('s'), 1)]));
    const before = [await store.load(keys), await allSessions(store), await upkeep.collections()];
    await upkeep.vacuum();
    same(
      [await store.load(keys), await allSessions(store), await upkeep.collections()],
      before,
      'what is stored',
    );
    same(await commit(store, unit([put(session('t'), 1)])), [committed(2)], 'the next put');
    await Promise.all([upkeep.vacuum(), upkeep.vacuum()]);
  });

  upkeepRule('rejects every call of the upkeep after close', async (upkeep, store) => {
    await store.close();
    const trims = [() => upkeep.trim([{ stream: session('s'), beforeSequence: 2 }]), () => upkeep.trim([])];
    const calls: readonly (() => Promise<unknown>)[] = [
      () => upkeep.collections(),
      () => upkeep.restore([restoration(session('s'))]),
      () => upkeep.restore([]),
      () => upkeep.vacuum(),
      // A store without histories may say either.
      ...(store.supports.history ? trims : []),
    ];
    for (const call of calls) await expectRejection(call(), 'STORE_UNAVAILABLE');
  });
});

/** The optional second port: what is there, putting back what was written down, forgetting what is old. */
export const upkeepRules: RuleGroup = (runner, subject) => {
  if (subject.capabilities?.upkeep === false) return;
  runner.describe('upkeep', () => {
    for (const register of [
      generalRules,
      restoreRules,
      restoredKeyRules,
      trimRules,
      upkeepTextRules,
      upkeepRaceRules,
    ]) {
      register(runner, subject);
    }
  });
};
