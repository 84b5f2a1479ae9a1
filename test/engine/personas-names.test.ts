import { describe, expect, it } from 'vitest';
import { failureOf, STORE_KINDS } from '../support/engine-fixtures';
import { recordsOf, setUpPersonas } from '../support/persona-fixtures';

// One form with a letter and its accent apart, one with both in one character.
const [APART, COMPOSED] = ['Zoe\u0301', 'Zo\u00e9'] as const;

describe.each(STORE_KINDS)('names of personas over $kind', (kind) => {
  it('belong to one persona of a project, in the words of the contract', async () => {
    const { engine, personas, add, store, events } = await setUpPersonas(kind);
    await add('Ruth');
    const before = await recordsOf(store);
    events.length = 0;
    const error = await failureOf(add('Ruth'), 'NAME_TAKEN');
    expect(error.message).toBe('Persona with name "Ruth" already exists');
    expect(error.details).toEqual({ collection: 'persona', name: 'Ruth' });
    expect(await recordsOf(store)).toEqual(before);
    expect(events).toEqual([]);
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const other = await engine.personas('q').create({ name: 'Ruth' });
    expect(await engine.personas('q').getByName('Ruth')).toStrictEqual(other);
    expect((await personas.getByName('Ruth'))?.id).not.toBe(other.id);
    // Characters have names of their own.
    await engine.characters.create({ name: 'Ruth', preset: 'stoic' });
  });

  it('are compared in their composed form, and kept and found as they were given', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add(APART);
    for (const name of [APART, COMPOSED]) {
      expect(await personas.getByName(name)).toMatchObject({ id, name: APART });
      expect((await failureOf(add(name), 'NAME_TAKEN')).details.name).toBe(name);
    }
    const { id: other } = await add('Bo');
    await failureOf(personas.update(other, { name: COMPOSED }), 'NAME_TAKEN');
    // A persona may change the form of its own name.
    expect(await personas.update(id, { name: COMPOSED })).toMatchObject({ name: COMPOSED, revision: 2 });
    expect(await personas.getByName(APART)).toMatchObject({ id, name: COMPOSED });
  });

  it('are neither trimmed nor folded: what differs by a letter is another name', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const names = [
      'A',
      'a',
      ' A',
      'A ',
      ' A ',
      '\u00c5',
      'A\u030a\u030a',
      '\uff21',
      '__proto__',
      'constructor',
    ];
    for (const name of [...names, '👩‍🏫', "x' OR 1=1 --", '../../etc', 'ا ب']) {
      expect((await add(name)).name).toBe(name);
      expect(await personas.getByName(name)).toMatchObject({ name });
    }
    for (const name of names) await failureOf(add(name), 'NAME_TAKEN');
    for (const name of ['b', 'ａ', 'A  ']) expect(await personas.getByName(name)).toBeUndefined();
  });

  it('[defect 11] that are missing, blank, no text or too long are refused, on create and on update', async () => {
    const { personas, add, store } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const before = await recordsOf(store);
    const bad = ['', ' ', ' \u00a0\u2003', null, 0, 123, false, { x: 1 }, ['a'], 'a'.repeat(201)];
    for (const name of bad as string[]) {
      const refused = [() => personas.create({ name }), () => personas.update(id, { name })];
      for (const call of refused) {
        const { details } = await failureOf(call, 'INPUT_INVALID');
        expect(details.issues.map(({ path }) => path)).toContainEqual(['name']);
      }
      await failureOf(personas.getByName(name), 'INPUT_INVALID');
    }
    await failureOf(personas.create({} as never), 'INPUT_INVALID');
    expect(await recordsOf(store)).toEqual(before);
    expect((await add('a'.repeat(200))).name).toHaveLength(200);
  });

  it('hold no NUL, no control characters, no broken Unicode and nothing that turns the writing round', async () => {
    const { personas, add, store } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const before = await recordsOf(store);
    const hostile = ['\u0000', '\t', '\n', '\r', '\u001b', '\u007f', '\u0085', '\u009f', '\ud800', '\udc00'];
    for (let unit = 0x202a; unit <= 0x202e; unit++) hostile.push(String.fromCharCode(unit));
    for (let unit = 0x2066; unit <= 0x2069; unit++) hostile.push(String.fromCharCode(unit));
    hostile.push('\u061c', '\u200e', '\u200f');
    for (const sign of hostile) {
      for (const name of [`${sign}Ruth`, `Ru${sign}th`, `Ruth${sign}`]) {
        await failureOf(personas.create({ name }), 'INPUT_INVALID');
        await failureOf(personas.update(id, { name }), 'INPUT_INVALID');
      }
    }
    expect(await recordsOf(store)).toEqual(before);
  });

  it('change hands: what is renamed or deleted frees its name, and a refused rename changes nothing', async () => {
    const { personas, add, told } = await setUpPersonas(kind);
    const ruth = await add('Ruth');
    const bo = await add('Bo');
    const error = await failureOf(personas.update(bo.id, { name: 'Ruth', description: 'new' }), 'NAME_TAKEN');
    expect(error.details.name).toBe('Ruth');
    expect(await personas.get(bo.id)).toStrictEqual(bo);
    // Its own name is no other's.
    expect(await personas.update(bo.id, { name: 'Bo' })).toStrictEqual(bo);
    expect(told('persona.updated')).toEqual([]);
    await personas.update(ruth.id, { name: 'Mia' });
    expect(await personas.getByName('Ruth')).toBeUndefined();
    await personas.update(bo.id, { name: 'Ruth' });
    expect(await personas.getByName('Ruth')).toMatchObject({ id: bo.id });
    await personas.delete(bo.id);
    expect((await add('Ruth')).id).not.toBe(bo.id);
  });
});
