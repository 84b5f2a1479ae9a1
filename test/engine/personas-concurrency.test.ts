import { describe, expect, it } from 'vitest';
import { createEngine, type Persona, type Personas } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, STORE_KINDS, type StoreKind } from '../support/engine-fixtures';
import { setUpPersonas } from '../support/persona-fixtures';

/** How many calls won; the others must have been refused with `code`. */
function winners<T>(results: readonly PromiseSettledResult<T>[], code: string): readonly T[] {
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return [result.value];
    expect(result.reason).toMatchObject({ code });
    return [];
  });
}

/** Several engines on the same records, which get into each other's way. */
async function crowd(kind: StoreKind, count: number) {
  const bench = await setUpPersonas(kind);
  const others: Personas[] = [];
  for (let seed = 1; seed < count; seed++) {
    const store = createFaultStore(bench.disk.open());
    store.before = () => new Promise((resolve) => setImmediate(resolve));
    const engine = await createEngine({ store, seed, clock: createManualClock() });
    others.push(engine.personas('p'));
  }
  return { ...bench, crowd: [bench.personas, ...others] };
}

describe.each(STORE_KINDS)('[defect 10] many at once over $kind', (kind) => {
  it('creating one name fifty times: exactly one wins', async () => {
    for (const count of [1, 3]) {
      const { personas, crowd: engines } = await crowd(kind, count);
      for (const name of ['Ruth', 'Zo\u00e9']) {
        const results = await Promise.allSettled(
          Array.from({ length: 50 }, (_, i) =>
            engines[i % count]!.create({ name: i % 2 ? name : name.normalize('NFD') }),
          ),
        );
        const won = winners(results, 'NAME_TAKEN');
        expect(won).toEqual([await personas.getByName(name)]);
      }
      expect((await personas.list()).personas).toHaveLength(2);
    }
  });

  it('creating fifty names: all are kept, each once', async () => {
    const { personas, crowd: engines, told } = await crowd(kind, 2);
    const names = Array.from({ length: 50 }, (_, i) => `n${i}`);
    const made = await Promise.all(names.map((name, i) => engines[i % 2]!.create({ name })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(50);
    const listed = (await personas.list({ limit: 100 })).personas;
    expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(told('persona.created')).toHaveLength(25);
  });

  it('renaming to one name: never do two personas have it, and the losers keep theirs', async () => {
    for (const count of [1, 2]) {
      const { personas, crowd: engines, told } = await crowd(kind, count);
      const made: Persona[] = [];
      for (let i = 0; i < 20; i++) made.push(await personas.create({ name: `n${i}` }));
      const results = await Promise.allSettled(
        made.map(({ id }, i) => engines[i % count]!.update(id, { name: i % 2 ? 'Zoe\u0301' : 'Zo\u00e9' })),
      );
      const won = winners(results, 'NAME_TAKEN');
      expect(won).toHaveLength(1);
      const { personas: listed } = await personas.list({ limit: 100 });
      const losers = listed.filter(({ id }) => id !== won[0]!.id);
      expect(losers).toStrictEqual(made.filter(({ id }) => id !== won[0]!.id));
      if (count === 1) expect(told('persona.updated')).toHaveLength(1);
    }
  });

  it('swapping names in a ring while others create them: names stay unique', async () => {
    const { personas, crowd: engines } = await crowd(kind, 2);
    const names = ['a', 'b', 'c', 'd'];
    const ids: string[] = [];
    for (const name of names) ids.push((await personas.create({ name })).id);
    for (let round = 1; round <= 10; round++) {
      const calls = ids.map((id, i) => engines[i % 2]!.update(id, { name: names[(i + round) % 4]! }));
      winners(await Promise.allSettled([...calls, engines[1]!.create({ name: 'a' })]), 'NAME_TAKEN');
      const held = (await personas.list()).personas.map(({ name }) => name);
      expect(new Set(held).size).toBe(held.length);
      for (const name of held) expect((await personas.getByName(name))?.name).toBe(name);
    }
  });

  it('editing different fields in fifty pairs: all hundred edits survive', async () => {
    const { personas, crowd: engines, add } = await crowd(kind, 2);
    const ids = await Promise.all(Array.from({ length: 50 }, async (_, i) => (await add(`n${i}`)).id));
    await Promise.all(
      ids.flatMap((id, i) => [
        engines[0]!.update(id, { description: `d${i}` }),
        engines[i % 2]!.update(id, { headers: { A: `${i}` } }),
      ]),
    );
    for (const [i, id] of ids.entries()) {
      expect(await personas.get(id)).toMatchObject({
        description: `d${i}`,
        headers: { A: `${i}` },
        revision: 3,
      });
    }
  });

  it('editing one persona fifty times: every edit is acknowledged, and revisions have no gaps', async () => {
    const { engine, personas, add, told } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const updated = await Promise.all(
      Array.from({ length: 50 }, (_, i) => personas.update(id, { description: `d${i}` })),
    );
    const expected = Array.from({ length: 50 }, (_, i) => i + 2);
    expect(updated.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(expected);
    expect(told('persona.updated').map(({ revision }) => revision)).toEqual(expected);
    const projects = await Promise.all(
      Array.from({ length: 50 }, (_, i) => engine.projects.update('p', { name: `n${i}` })),
    );
    expect(projects.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(expected);
  });

  it('updating and deleting: whoever is late hears of it, and nothing comes back to life', async () => {
    const { personas, crowd: engines, add } = await crowd(kind, 2);
    for (let round = 0; round < 10; round++) {
      const { id } = await add('Ruth');
      const [, deleted] = await Promise.allSettled([
        engines[1]!.update(id, { description: 'd' }),
        personas.delete(id),
        engines[0]!.update(id, { headers: { A: '1' } }),
      ]);
      expect(deleted).toMatchObject({ status: 'fulfilled', value: { deleted: true } });
      expect(await personas.get(id)).toBeUndefined();
      expect((await personas.list()).personas).toEqual([]);
    }
  });
});
