import { describe, expect, it } from 'vitest';
import { createFaultStore } from '../support/engine-fault-store';
import { failureOf, GIFT, START, STORE_KINDS, settled } from '../support/engine-fixtures';
import { countOf, createFakeGenerator, recordsOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('deleting a persona over $kind', (kind) => {
  /** A persona with more characters than a page holds, the first of them `c0`. */
  async function begin(count = 2, options: Parameters<typeof setUpPersonas>[1] = {}) {
    const bench = await setUpPersonas(kind, options);
    const { id: personaId } = await bench.add('Ruth');
    for (let i = 0; i < count; i++) await bench.engine.characters.create({ id: `c${i}`, personaId });
    const session = await bench.engine.sessions.create({ personaId });
    bench.events.length = 0;
    return { ...bench, personaId, session };
  }

  it('lets the characters that were made from it live on, on their own: detach, the default', async () => {
    const { engine, personas, personaId, session, store, told } = await begin(120);
    const { id: other } = await personas.create({ name: 'Bo' });
    await engine.characters.create({ id: 'from Bo', personaId: other });
    const before = await engine.characters.get('c7');
    expect(await personas.delete(personaId)).toEqual({ deleted: true, id: personaId });
    for (const id of ['c0', 'c7', 'c119', session.characterId]) {
      expect('personaId' in (await engine.characters.get(id))!).toBe(false);
    }
    const { personaId: _, revision, ...rest } = before!;
    expect(await engine.characters.get('c7')).toEqual({ ...rest, revision: revision + 1 });
    expect(await countOf(store, 'link')).toBe(1);
    expect((await engine.characters.get('from Bo'))?.personaId).toBe(other);
    expect(told('persona.deleted')).toEqual([
      { type: 'persona.deleted', projectId: 'p', personaId, revision: 1, atMs: START, characters: 121 },
    ]);
    await engine.characters.observe('c0', [{ trait: 'N', value: 1 }]);
    expect((await engine.sessions.perceive(session.id, { appraisal: GIFT })).revision).toBe(2);
    // They can be deleted and their ids used again.
    await engine.characters.delete('c0');
    await engine.sessions.delete(session.id);
    await engine.characters.create({ id: 'c0', personaId: other });
    expect(await countOf(store, 'link')).toBe(2);
  });

  it('leaves them naming a persona that is gone: keep', async () => {
    const { engine, personas, personaId, store, told } = await begin();
    const before = (await recordsOf(store)).filter(({ collection }) => collection !== 'persona');
    expect(await personas.delete(personaId, { characters: 'keep' })).toEqual({
      deleted: true,
      id: personaId,
    });
    expect(await recordsOf(store)).toEqual(before);
    expect((await engine.characters.get('c0'))?.personaId).toBe(personaId);
    expect(told('persona.deleted')).toMatchObject([{ characters: 3 }]);
    for (const id of ['c0', 'c1']) await engine.characters.delete(id);
    expect(await countOf(store, 'link')).toBe(1);
  });

  it('is refused while there are any: restrict; and goes on when the last is gone', async () => {
    const { engine, personas, personaId, session } = await begin(1);
    const restrict = { characters: 'restrict' } as const;
    expect((await failureOf(personas.delete(personaId, restrict), 'PERSONA_IN_USE')).details.characters).toBe(
      2,
    );
    await engine.characters.delete('c0');
    expect((await failureOf(personas.delete(personaId, restrict), 'PERSONA_IN_USE')).details.characters).toBe(
      1,
    );
    // The character of a session goes with the session.
    await engine.sessions.delete(session.id);
    expect(await personas.delete(personaId, restrict)).toEqual({ deleted: true, id: personaId });
    expect(await personas.delete(personaId, restrict)).toEqual({ deleted: false, id: personaId });
  });

  it('[defect 16] takes its portrait along, in one unit', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { personas, add, images } = await setUpPersonas(kind, {
      store,
      imageGenerator: createFakeGenerator(),
    });
    const [ruth, bo] = [await add('Ruth'), await add('Bo')];
    await personas.generateImage(ruth.id);
    const { imageUrl } = await personas.generateImage(bo.id);
    store.units.length = 0;
    await personas.delete(ruth.id);
    expect(
      store.units.map(({ changes }) => changes.map(({ kind, collection }) => [kind, collection])),
    ).toEqual([
      [
        ['remove', 'persona'],
        ['remove', 'image'],
      ],
    ]);
    expect(await images.list({ role: 'persona-avatar' })).toEqual({ ids: [imageUrl] });
  });

  it('tells how many characters there were, also when the race for it is lost at first', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { personas, personaId, told } = await begin(2, { store });
    // Three characters are detached, then somebody else writes the persona.
    store.faults = ['fine', 'fine', 'fine', 'lose'];
    await personas.delete(personaId);
    expect(told('persona.deleted')).toMatchObject([{ characters: 3 }]);
  });

  it('waits for no one: a character that is being written meanwhile keeps both changes', async () => {
    const { engine, personas, personaId } = await begin(10);
    const ids = Array.from({ length: 10 }, (_, i) => `c${i}`);
    await Promise.all([
      personas.delete(personaId),
      ...ids.flatMap((id) => [
        engine.characters.observe(id, [{ trait: 'N', value: 1, weight: 10 }]),
        engine.characters.create({ id, goals: ['win'] }),
      ]),
    ]);
    for (const id of ids) {
      const character = (await engine.characters.get(id))!;
      expect(character).toMatchObject({ goals: ['win'], revision: 4 });
      expect('personaId' in character).toBe(false);
      expect((await engine.characters.personality(id)).profile.hexaco.N).toBeGreaterThan(0.5);
    }
  });

  it.each(['restrict', 'detach'] as const)(
    'leaves no character that names it when one is made meanwhile: %s',
    async (characters) => {
      const store = createFaultStore(kind.newDisk().open());
      const { engine, personas, add } = await setUpPersonas(kind, { store });
      for (let breaths = 0; breaths < 8; breaths++) {
        const { id: personaId } = await add(`Ruth ${breaths}`);
        // The character takes a few breaths more before its commit than the persona does.
        let commits = 0;
        store.before = async (method) => {
          if (method !== 'commit') return;
          commits += 1;
          if (commits > 1) return;
          for (let breath = 0; breath < breaths; breath++) await settled();
        };
        const [made] = await Promise.allSettled([
          engine.characters.create({ id: `c${breaths}`, personaId }),
          personas.delete(personaId, { characters }),
        ]);
        store.before = undefined;
        const character = await engine.characters.get(`c${breaths}`);
        const persona = await personas.get(personaId);
        const dangles = character?.personaId !== undefined && persona === undefined;
        expect([breaths, made.status, dangles]).toEqual([breaths, made.status, false]);
      }
    },
  );

  it('that fails changes nothing but what was detached, and can be asked for again', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { personas, personaId, told } = await begin(2, { store });
    store.faults = ['fine', 'fine', 'fine', 'fail-before'];
    await failureOf(personas.delete(personaId), 'STORE_FAILED');
    expect(await personas.get(personaId)).toBeDefined();
    expect(told('persona.deleted')).toEqual([]);
    expect(await personas.delete(personaId)).toEqual({ deleted: true, id: personaId });
  });
});
