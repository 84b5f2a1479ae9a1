import { describe, expect, it } from 'vitest';
import { failureOf, NEUTRAL, STORE_KINDS } from '../support/engine-fixtures';
import { createFakeGenerator, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('reading personas over $kind', (kind) => {
  it('[defect 14] lists them in the order of their creation, which no update and no portrait changes', async () => {
    const { engine, personas, add } = await setUpPersonas(kind, { imageGenerator: createFakeGenerator() });
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const ids: string[] = [];
    for (let i = 0; i < 120; i++) {
      ids.push((await add(`n${(i * 7) % 120}`)).id);
      if (i % 10 === 0) await engine.personas('q').create({ name: `n${i}` });
    }
    for (const id of [ids[0]!, ids[119]!, ids[3]!, ids[0]!]) {
      await personas.update(id, { description: `${Math.random()}`, name: `renamed ${id}` });
      await personas.generateImage(id);
    }
    const listed = async (limit?: number) => {
      const seen: string[] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
        const page = await personas.list({ cursor, limit });
        seen.push(...page.personas.map(({ id }) => id));
        expect(page.personas.length).toBeLessThanOrEqual(limit ?? 20);
        cursor = page.cursor;
      }
      return seen;
    };
    expect(await listed()).toEqual(ids);
    expect(await listed(7)).toEqual(ids);
    expect(await listed(100)).toEqual(ids);
    await personas.delete(ids[1]!);
    expect(await listed()).toEqual(ids.filter((id) => id !== ids[1]));
  });

  it('lists page by page: a cursor survives the persona that it stands on, and each answer is whole', async () => {
    const { personas, add } = await setUpPersonas(kind);
    expect(await personas.list()).toStrictEqual({ personas: [] });
    const made = [await add('a'), await add('b'), await add('c')];
    const { cursor, personas: first } = await personas.list({ limit: 2 });
    expect(first).toStrictEqual(made.slice(0, 2));
    await personas.delete(made[1]!.id);
    expect(await personas.list({ cursor })).toStrictEqual({ personas: [made[2]] });
    for (const bad of [{ limit: 0 }, { limit: 101 }, { cursor: 'x' }, { cursor: 5 }, { search: 'a' }]) {
      await failureOf(personas.list(bad as never), 'INPUT_INVALID');
    }
  });

  it('[defect 17] says which of many are missing, in the order they were asked for', async () => {
    const { engine, personas, add } = await setUpPersonas(kind);
    const [a, b, gone] = [await add('a'), await add('b'), await add('gone')];
    await personas.delete(gone.id);
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const elsewhere = await engine.personas('q').create({ name: 'a' });
    const asked = [b.id, gone.id, 'nope', a.id, elsewhere.id, b.id];
    expect(await personas.resolveMany(asked)).toStrictEqual({
      personas: [b, a, b],
      missing: [gone.id, 'nope', elsewhere.id],
    });
    expect(await personas.resolveMany([])).toStrictEqual({ personas: [], missing: [] });
    await failureOf(personas.resolveMany(Array(1001).fill('a')), 'INPUT_INVALID');
    await failureOf(personas.resolveMany('a' as never), 'INPUT_INVALID');
  });

  it('[defect 17] gives a run a snapshot: frozen, and beyond the reach of edits and deletion', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const ruth = await add('Ruth', {
      headers: { A: '1' },
      blueprint: { personality: NEUTRAL, goals: ['win'] },
    });
    const snapshot = await personas.snapshot(ruth.id);
    expect(snapshot).toStrictEqual({ ...ruth, projectId: 'p', revision: 1 });
    for (const part of [snapshot, snapshot.headers, snapshot.blueprint, snapshot.blueprint?.goals]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    await personas.update(ruth.id, { name: 'Mia', headers: null });
    expect((await personas.snapshot(ruth.id)).revision).toBe(2);
    await personas.delete(ruth.id);
    expect(snapshot).toStrictEqual({ ...ruth, projectId: 'p' });
    // A persona that is gone is no generic user: it is an error.
    await failureOf(personas.snapshot(ruth.id), 'PERSONA_NOT_FOUND');
  });

  it('[defect 13] finds a persona by its whole id alone, and every other id is simply not there', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const others = [
      id.toUpperCase(),
      id.slice(0, 8),
      ` ${id}`,
      `${id}/`,
      `${id}.png`,
      'nope',
      '%',
      "' OR 1=1",
    ];
    for (const other of [
      ...others,
      '..',
      '__proto__',
      'ü'.repeat(200),
      '00000000-0000-0000-0000-000000000000',
    ]) {
      expect(await personas.get(other)).toBeUndefined();
      expect(await personas.delete(other)).toEqual({ deleted: false, id: other });
      await failureOf(personas.update(other, { name: 'Ruth' }), 'PERSONA_NOT_FOUND');
    }
    // What is missing is said before what is taken.
    await add('Taken');
    await failureOf(personas.update('nope', { name: 'Taken' }), 'PERSONA_NOT_FOUND');
    expect((await personas.get(id))?.name).toBe('Ruth');
  });

  it('hands out copies: what a caller does to an answer is the caller’s own affair', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { headers: { A: '1' }, blueprint: { goals: ['win'] } });
    const before = structuredClone(await personas.get(id));
    const answers = [
      await personas.get(id),
      (await personas.list()).personas[0],
      (await personas.resolveMany([id])).personas[0],
      await personas.update(id, {}),
      await personas.getByName('Ruth'),
    ];
    for (const answer of answers) {
      Object.assign(answer!, { name: 'spoiled' });
      Object.assign(answer!.headers!, { A: 'spoiled' });
      (answer!.blueprint!.goals as string[]).push('spoiled');
      expect(await personas.get(id)).toStrictEqual(before);
    }
    Object.assign(await personas.requestHeaders(id), { A: 'spoiled' });
    expect(await personas.requestHeaders(id)).toEqual({ A: '1' });
  });
});
