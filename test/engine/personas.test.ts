import { describe, expect, it } from 'vitest';
import type { CreatePersonaInput, UpdatePersonaInput } from '../../src';
import { failureOf, NEUTRAL, START, STORE_KINDS } from '../support/engine-fixtures';
import { recordsOf, setUpPersonas } from '../support/persona-fixtures';

const AT = '2030-01-01T00:00:00.000Z';

describe.each(STORE_KINDS)('personas over $kind', (kind) => {
  it('are created, and read back as they were answered: absent fields are absent, blank ones are kept', async () => {
    const { personas, told } = await setUpPersonas(kind);
    const given = {
      name: 'Ruth Okafor',
      description: 'Retired teacher',
      systemPrompt: 'You ask\nwhen something is unclear.',
      headers: { 'X-Tenant': 'north' },
      blueprint: { personality: NEUTRAL, goals: ['get the money back'] },
    };
    const ruth = await personas.create(given);
    const { id } = ruth;
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect(ruth).toStrictEqual({
      ...given,
      id,
      projectId: 'p',
      createdAt: AT,
      updatedAt: AT,
      revision: 1,
    });
    const bare = await personas.create({ name: 'Bo', description: '', systemPrompt: '', headers: {} });
    expect(bare).toMatchObject({ description: '', systemPrompt: '', headers: {} });
    for (const field of ['imageUrl', 'blueprint', 'version']) expect(field in bare).toBe(false);
    expect(await personas.get(id)).toStrictEqual(ruth);
    expect(await personas.getByName('Ruth Okafor')).toStrictEqual(ruth);
    expect(await personas.get(bare.id)).toStrictEqual(bare);
    expect(told('persona.created')).toEqual([
      {
        type: 'persona.created',
        projectId: 'p',
        personaId: id,
        revision: 1,
        atMs: START,
        name: 'Ruth Okafor',
      },
      { type: 'persona.created', projectId: 'p', personaId: bare.id, revision: 1, atMs: START, name: 'Bo' },
    ]);
  });

  it('that are not there are undefined to get, and PERSONA_NOT_FOUND to everything that needs one', async () => {
    const { engine, personas, add, events } = await setUpPersonas(kind);
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const elsewhere = await engine.personas('q').create({ name: 'Ruth', systemPrompt: 'You are Ruth.' });
    const { id: gone } = await add('Gone');
    await personas.delete(gone);
    events.length = 0;
    for (const id of [
      'nope',
      '987fcdeb',
      elsewhere.id,
      elsewhere.id.slice(0, 8),
      gone,
      '../q',
      '__proto__',
    ]) {
      expect(await personas.get(id)).toBeUndefined();
      expect(await personas.delete(id)).toEqual({ deleted: false, id });
      for (const call of [
        personas.update(id, { name: 'Mine' }),
        personas.snapshot(id),
        personas.requestHeaders(id),
        personas.renderPrompt(id, { purpose: 'character' }),
        personas.nextMessage(id, { history: [] }),
        personas.generateImage(id),
      ]) {
        const error = await failureOf(call, 'PERSONA_NOT_FOUND');
        expect(error.details).toEqual({ projectId: 'p', id });
      }
    }
    expect(await personas.getByName('Ruth')).toBeUndefined();
    for (const call of [
      engine.characters.create({ personaId: gone }),
      engine.sessions.create({ personaId: gone }),
    ]) {
      expect((await failureOf(call, 'PERSONA_NOT_FOUND')).details).toEqual({ id: gone });
    }
    expect(await engine.personas('q').get(elsewhere.id)).toStrictEqual(elsewhere);
    expect(events).toEqual([]);
  });

  it('[defect 12] of a project that is not there: PROJECT_NOT_FOUND, whatever is asked', async () => {
    const { engine, add, events } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    events.length = 0;
    const personas = engine.personas('nothing');
    const images = engine.images('nothing');
    for (const call of [
      () => personas.create({ name: 'Ruth' }),
      () => personas.get(id),
      () => personas.getByName('Ruth'),
      () => personas.list(),
      () => personas.update(id, {}),
      () => personas.delete(id),
      () => personas.resolveMany([id]),
      () => personas.snapshot(id),
      () => personas.requestHeaders(id),
      () => personas.renderPrompt(id, { purpose: 'character' }),
      () => personas.nextMessage(id, { history: [] }),
      () => personas.generateImage(id),
      () => images.list({ role: 'upload' }),
    ]) {
      const error = await failureOf(call, 'PROJECT_NOT_FOUND');
      expect(error.details).toEqual({ id: 'nothing' });
      expect(error.retryable).toBe(false);
    }
    expect(events).toEqual([]);
  });

  it('from which characters were made are not deleted where that is refused: PERSONA_IN_USE', async () => {
    const { engine, personas, add, store, told } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    await engine.characters.create({ id: 'c', personaId: id });
    await engine.sessions.create({ personaId: id });
    const before = await recordsOf(store);
    const error = await failureOf(personas.delete(id, { characters: 'restrict' }), 'PERSONA_IN_USE');
    expect(error.details).toEqual({ id, characters: 2 });
    expect(await recordsOf(store)).toEqual(before);
    expect(told('persona.deleted')).toEqual([]);
  });

  it('are deleted once, and their name is free at once', async () => {
    const { personas, add, told } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    await personas.update(id, { description: 'Teacher' });
    expect(await personas.delete(id)).toEqual({ deleted: true, id });
    expect(await personas.delete(id)).toEqual({ deleted: false, id });
    expect(await personas.getByName('Ruth')).toBeUndefined();
    const again = await add('Ruth');
    expect(again.id).not.toBe(id);
    expect(told('persona.deleted')).toEqual([
      {
        type: 'persona.deleted',
        projectId: 'p',
        personaId: id,
        revision: 2,
        atMs: START,
        characters: 0,
      },
    ]);
  });

  it('refuse what is no persona, name each place that is wrong, and keep nothing of it', async () => {
    const { personas, add, store, events } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const before = await recordsOf(store);
    events.length = 0;
    const bad: readonly (readonly [input: unknown, ...path: readonly string[]])[] = [
      [{ name: 'a', description: 5 }, 'description'],
      [{ name: 'a', description: 'a\u0000b' }, 'description'],
      [{ name: 'a', description: '\ud800' }, 'description'],
      [{ name: 'a', description: 'a'.repeat(10_001) }, 'description'],
      [{ name: 'a', systemPrompt: ['a'] }, 'systemPrompt'],
      [{ name: 'a', systemPrompt: 'a'.repeat(100_001) }, 'systemPrompt'],
      [{ name: 'a', imageUrl: '' }, 'imageUrl'],
      [{ name: 'a', imageUrl: 5 }, 'imageUrl'],
      [{ name: 'a', headers: 'abc' }, 'headers'],
      [{ name: 'a', headers: { A: 5 } }, 'headers'],
      [{ name: 'a', headers: ['b'] }, 'headers'],
      [{ name: 'a', blueprint: { personality: { O: 2 } } }, 'blueprint', 'personality', 'O'],
      [{ name: 'a', blueprint: { unknown: 1 } }, 'blueprint', 'unknown'],
      [{ name: 'a', id: 'mine' }, 'id'],
      [{ name: 'a', createdAt: AT }, 'createdAt'],
      [null],
      [[]],
      ['text'],
    ];
    for (const [input, ...path] of bad) {
      const calls = [
        () => personas.create(input as CreatePersonaInput),
        () => personas.update(id, input as UpdatePersonaInput),
      ];
      for (const call of calls) {
        const { details } = await failureOf(call, 'INPUT_INVALID');
        expect(details.issues.map((issue) => issue.path)).toEqual([path]);
      }
    }
    await failureOf(personas.create(undefined as never), 'INPUT_INVALID');
    await failureOf(personas.delete(id, { characters: 'shoot' as never }), 'INPUT_INVALID');
    for (const hostile of ['', 'a\u0000', 5, null, undefined, {}] as string[]) {
      await failureOf(personas.get(hostile), 'INPUT_INVALID');
      await failureOf(personas.update(hostile, {}), 'INPUT_INVALID');
      await failureOf(personas.delete(hostile), 'INPUT_INVALID');
      await failureOf(personas.snapshot(hostile), 'INPUT_INVALID');
      await failureOf(personas.generateImage(hostile), 'INPUT_INVALID');
      await failureOf(personas.resolveMany([hostile]), 'INPUT_INVALID');
    }
    expect(await recordsOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });
});
