import type { NameKey, NewRecord, RecordKey, Store } from '../../ports';
import { same } from '../assertions';
import { commit, committed, create, idsOf, put, remove, taken, unit } from '../fixtures';
import { ruleGroup } from './rules';

/** A name belongs to one record of a collection and parent, from the unit that claims it to the one that gives it up. */
export const nameRules = ruleGroup('names', (rule) => {
  rule('finds by collection, parent and name, by position', async (store) => {
    await commit(
      store,
      unit([create(persona('1'), below('n'))]),
      unit([create(persona('2'), below('n', 'pq'))]),
      unit([create({ collection: 'character', id: '3' }, below('n'))]),
      unit([create(persona('4'), below('N'))]),
      unit([create(persona('5'), { parent: 'p' })]),
    );
    const found = await store.find([
      named('n', 'pq'),
      named('x'),
      named('n'),
      { ...named('n'), collection: 'character' },
      named('N'),
    ]);
    same(idsOf(found), ['2', undefined, '1', '3', '4'], 'the ids');
    same(found[2], (await store.load([persona('1')]))[0], 'the found record and the loaded one');
  });

  rule('reports a name that another record holds', async (store) => {
    await commit(store, unit([create(persona('1'), below('n'))]), unit([create(persona('2'), below('m'))]));
    const refused = [taken('persona', 'p', 'n')];
    same(await commit(store, unit([create(persona('3'), below('n'))])), refused, 'a creation');
    same(await commit(store, unit([put(persona('2'), 1, below('n'))])), refused, 'a renaming');
    const unchanged = unit([put(persona('1'), 1, below('n'))]);
    same(await commit(store, unchanged), [committed(2)], 'a put that keeps its name');
    same(await findIds(store, 'n', 'm'), ['1', '2'], 'the holders');
    same(await store.load([persona('3')]), [undefined], 'the refused record');
  });

  rule('lets go of a name on renaming and on removal', async (store) => {
    await commit(store, unit([create(persona('1'), below('old'))]));
    await commit(store, unit([put(persona('1'), 1, below('new'))]));
    const second = unit([create(persona('2'), below('old'))]);
    same(await commit(store, second), [committed(1)], 'the name given up');
    await commit(store, unit([remove(persona('1'), 2)]));
    const third = unit([create(persona('3'), below('new'))]);
    same(await commit(store, third), [committed(1)], 'the name of a removed record');
    same(await findIds(store, 'old', 'new'), ['2', '3'], 'the holders');
  });

  rule('judges names by how things stand after the unit', async (store) => {
    await commit(store, unit([create(persona('1'), below('a'))]), unit([create(persona('2'), below('b'))]));
    const swap = unit([put(persona('1'), 1, below('b')), put(persona('2'), 1, below('a'))]);
    same(await commit(store, swap), [committed(2, 2)], 'two records that change names');
    same(await findIds(store, 'a', 'b'), ['2', '1'], 'the holders');
    const heir = unit([create(persona('3'), below('b')), remove(persona('1'), 2)]);
    same(await commit(store, heir), [committed(1, 0)], 'a record that takes the name of one that goes');
    const twice = unit([create(persona('4'), below('c')), create(persona('5'), below('c'))]);
    same(await commit(store, twice), [taken('persona', 'p', 'c')], 'two records that claim one name');
    same(await findIds(store, 'a', 'b', 'c'), ['2', '3', undefined], 'the holders in the end');
  });
});

function persona(id: string): RecordKey {
  return { collection: 'persona', id };
}

function below(name: string, parent = 'p'): Pick<NewRecord, 'parent' | 'name'> {
  return { parent, name };
}

function named(name: string, parent = 'p'): NameKey {
  return { collection: 'persona', parent, name };
}

async function findIds(store: Store, ...names: readonly string[]): Promise<readonly (string | undefined)[]> {
  return idsOf(await store.find(names.map((name) => named(name))));
}
