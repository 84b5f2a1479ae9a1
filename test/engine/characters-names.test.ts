import { describe, expect, it } from 'vitest';
import { allOf } from '../character/stored';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('names of characters over $kind', (kind) => {
  it('that are asked for belong to one character alone', async () => {
    const { engine, store, events } = await setUp(kind);
    await engine.characters.create({ id: 'one', name: 'Ada', personality: NEUTRAL });
    const before = await allOf(store);
    events.length = 0;
    const error = await failureOf(
      engine.characters.create({ id: 'two', name: 'Ada', personality: NEUTRAL }),
      'NAME_TAKEN',
    );
    expect(error.details).toMatchObject({ collection: 'character', name: 'Ada' });
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
    expect(await engine.characters.get('two')).toBeUndefined();
  });

  it('of identities serve whoever comes first; the next one has none', async () => {
    const { engine } = await setUp(kind);
    const identity = { name: 'Ada' };
    const first = await engine.characters.create({ id: 'one', identity, personality: NEUTRAL });
    const second = await engine.characters.create({ id: 'two', identity, personality: NEUTRAL });
    expect(first.name).toBe('Ada');
    expect('name' in second).toBe(false);
    expect(second.identity).toEqual(identity);
    expect(await engine.characters.getByName('Ada')).toMatchObject({ id: 'one' });
    await engine.characters.delete('one');
    expect(await engine.characters.getByName('Ada')).toBeUndefined();
    const third = await engine.characters.create({ id: 'three', identity, personality: NEUTRAL });
    expect(third.name).toBe('Ada');
  });

  it('that are asked for are what the character goes by, unless its identity says otherwise', async () => {
    const { engine } = await setUp(kind);
    const called = await engine.characters.create({ name: 'Luna', preset: 'rival' });
    const titled = await engine.characters.create({
      name: 'guard-7',
      identity: { name: 'Bram' },
      personality: NEUTRAL,
    });
    expect([called.identity.name, titled.identity.name]).toEqual(['Luna', 'Bram']);
    const { id } = await engine.sessions.create({ characterId: called.id });
    expect((await engine.sessions.promptData(id)).system).toContain('You are Luna.');
    expect((await engine.characters.personality(titled.id)).profile.name).toBe('Bram');
  });

  it('are compared in their composed form, to the letter, and found by either form', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'one', name: 'Zoe\u0301', personality: NEUTRAL });
    for (const name of ['Zoe\u0301', 'Zo\u00e9']) {
      expect(await engine.characters.getByName(name)).toMatchObject({ id: 'one', name: 'Zoe\u0301' });
      await failureOf(engine.characters.create({ name, personality: NEUTRAL }), 'NAME_TAKEN');
    }
    for (const name of ['zo\u00e9', 'Zoe', ' Zo\u00e9', '__proto__']) {
      expect(await engine.characters.getByName(name)).toBeUndefined();
      expect((await engine.characters.create({ name, personality: NEUTRAL })).name).toBe(name);
      expect(await engine.characters.getByName(name)).toMatchObject({ name });
    }
    for (const name of ['', 'a\nb', 5, undefined] as string[]) {
      await failureOf(engine.characters.getByName(name), 'INPUT_INVALID');
    }
  });

  it('change hands: a character that is renamed frees its old one', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'one', name: 'Ada', personality: NEUTRAL });
    await engine.characters.create({ id: 'two', name: 'Bea', personality: NEUTRAL });
    await failureOf(engine.characters.create({ id: 'two', name: 'Ada' }), 'NAME_TAKEN');
    expect(await engine.characters.get('two')).toMatchObject({ name: 'Bea', revision: 1 });
    expect(await engine.characters.create({ id: 'one', name: 'Cleo' })).toMatchObject({
      name: 'Cleo',
      created: false,
    });
    expect(await engine.characters.getByName('Ada')).toBeUndefined();
    expect(await engine.characters.create({ id: 'two', name: 'Ada' })).toMatchObject({ name: 'Ada' });
    expect(await engine.characters.getByName('Ada')).toMatchObject({ id: 'two' });
    expect(await engine.characters.getByName('Bea')).toBeUndefined();
  });

  it('that many ask for at once are given to one of them', async () => {
    const { engine } = await setUp(kind);
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        engine.characters.create({ id: `c${i}`, name: 'Ada', personality: NEUTRAL }),
      ),
    );
    const won = results.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'NAME_TAKEN' });
    }
    expect((await engine.characters.list({ limit: 100 })).characters).toHaveLength(1);
  });
});
