import { describe, expect, it } from 'vitest';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('names of characters over $kind', (kind) => {
  it('that are asked for belong to one character alone, and find it', async () => {
    const { engine } = await setUp(kind);
    const luna = await engine.characters.create({ name: 'Luna', personality: NEUTRAL });
    const error = await failureOf(
      engine.characters.create({ name: 'Luna', personality: NEUTRAL }),
      'NAME_TAKEN',
    );
    expect(error.details).toEqual({ collection: 'character', name: 'Luna' });
    expect((await engine.characters.getByName('Luna'))?.id).toBe(luna.id);
    expect(await engine.characters.getByName('luna')).toBeUndefined();
    expect((await engine.characters.list()).characters.map(({ id }) => id)).toEqual([luna.id]);
  });

  it('are one name when they look alike', async () => {
    const { engine } = await setUp(kind);
    const zoe = await engine.characters.create({ name: 'Zoe\u0308', personality: NEUTRAL });
    expect(zoe.name).toBe('Zoe\u0308');
    expect((await engine.characters.getByName('Zo\u00eb'))?.id).toBe(zoe.id);
    await failureOf(engine.characters.create({ name: 'Zo\u00eb', personality: NEUTRAL }), 'NAME_TAKEN');
  });

  it('of identities find the first who bears them; the others go without', async () => {
    const { engine } = await setUp(kind);
    const identity = { name: 'Guard' };
    const [first, second] = [
      await engine.characters.create({ identity, personality: NEUTRAL }),
      await engine.characters.create({ identity, personality: NEUTRAL }),
    ];
    expect([first.name, second.name]).toEqual(['Guard', undefined]);
    expect(second.identity.name).toBe('Guard');
    expect((await engine.characters.getByName('Guard'))?.id).toBe(first.id);
    await engine.characters.delete(first.id);
    expect(await engine.characters.getByName('Guard')).toBeUndefined();
  });

  it('are free again after a delete, and stay with who was brought up to date', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'a', name: 'Ines', personality: NEUTRAL });
    const again = await engine.characters.create({ id: 'a', goals: ['rest'], personality: NEUTRAL });
    expect(again).toMatchObject({ id: 'a', name: 'Ines', created: false, goals: ['rest'], revision: 2 });
    await engine.characters.delete('a');
    const other = await engine.characters.create({ id: 'b', name: 'Ines', personality: NEUTRAL });
    expect((await engine.characters.getByName('Ines'))?.id).toBe(other.id);
  });
});
