import { describe, expect, it } from 'vitest';
import { createFaultStore } from '../support/engine-fault-store';
import { failureOf, GIFT, START, STORE_KINDS } from '../support/engine-fixtures';
import { countOf, createFakeGenerator, imageOf, recordsOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('deleting a project over $kind', (kind) => {
  it('takes its personas and images along, and nothing of another project', async () => {
    const { engine, store, personas, images, told } = await setUpPersonas(kind, {
      imageGenerator: createFakeGenerator(),
    });
    for (const id of ['q', 'p/', '/p', '1:p']) {
      await engine.projects.create({ id, name: 'Beside', headers: { A: '1' } });
      const { id: persona } = await engine
        .personas(id)
        .create({ name: 'Ruth', systemPrompt: 'You are Ruth.' });
      await engine.personas(id).generateImage(persona);
      await engine.images(id).create({ bytes: imageOf('gif'), role: 'upload' });
      await engine.characters.create({ id: `from ${id}`, personaId: persona });
    }
    const beside = (await recordsOf(store)).filter(({ id }) => id !== 'p');

    // More of each than a page holds.
    const made = await Promise.all(
      Array.from({ length: 120 }, (_, i) => personas.create({ name: `n${i}`, systemPrompt: 's' })),
    );
    for (const { id } of made.slice(0, 10)) await personas.generateImage(id);
    for (const role of ['upload', 'persona-avatar', 'persona-avatar-styleguide'] as const) {
      for (let i = 0; i < 10; i++) await images.create({ bytes: imageOf('jpg', `${i}`), role });
    }
    expect(await engine.projects.delete('p')).toEqual({ deleted: true, id: 'p' });
    expect(await recordsOf(store)).toEqual(beside);
    expect(told('project.deleted')).toEqual([{ type: 'project.deleted', projectId: 'p', atMs: START }]);
    expect(await engine.projects.get('p')).toBeUndefined();
    expect(await engine.projects.delete('p')).toEqual({ deleted: false, id: 'p' });
    await failureOf(personas.list(), 'PROJECT_NOT_FOUND');
    await failureOf(images.create({ bytes: imageOf('png'), role: 'upload' }), 'PROJECT_NOT_FOUND');
    // Whoever takes up the id begins with nothing.
    await engine.projects.create({ id: 'p', name: 'Again' });
    expect(await personas.list()).toStrictEqual({ personas: [] });
    expect(await images.list({ role: 'upload' })).toEqual({ ids: [] });
  });

  it('lets the characters that were made from its personas live on, on their own', async () => {
    const { engine, store, add } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth');
    await engine.characters.create({ id: 'c', personaId });
    const session = await engine.sessions.create({ personaId });
    await engine.projects.delete('p');
    expect(await countOf(store, 'link')).toBe(0);
    const character = await engine.characters.get('c');
    expect(character).toMatchObject({ id: 'c', name: 'Ruth' });
    expect('personaId' in character!).toBe(false);
    expect((await engine.sessions.perceive(session.id, { appraisal: GIFT })).revision).toBe(2);
  });

  it('leaves nothing behind that somebody creates in it meanwhile', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, personas, images } = await setUpPersonas(kind, { store });
    // A breath before each commit, at other places in each round.
    let calls = 0;
    let round = 0;
    store.before = async () => {
      calls += 1;
      for (let wait = (calls * 7 + round * 3) % 5; wait > 0; wait--) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    for (round = 0; round < 15; round++) {
      const results = await Promise.allSettled([
        personas.create({ name: `early ${round}` }),
        engine.projects.delete('p'),
        personas.create({ name: `late ${round}` }),
        images.create({ bytes: imageOf('png'), role: 'upload' }),
      ]);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'PROJECT_NOT_FOUND' });
      }
      await engine.projects.create({ id: 'p', name: 'Again' });
      expect([round, await personas.list(), await images.list({ role: 'upload' })]).toStrictEqual([
        round,
        { personas: [] },
        { ids: [] },
      ]);
    }
  });

  it('that was interrupted is finished by asking again', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, add, images, told } = await setUpPersonas(kind, { store });
    for (const name of ['Ruth', 'Bo', 'Mia']) await add(name);
    await images.create({ bytes: imageOf('png'), role: 'upload' });
    store.faults = ['fine', 'fail-before'];
    await failureOf(engine.projects.delete('p'), 'STORE_FAILED');
    expect(await engine.projects.get('p')).toBeDefined();
    expect(told('project.deleted')).toEqual([]);
    expect(await engine.projects.delete('p')).toEqual({ deleted: true, id: 'p' });
    expect(await recordsOf(store)).toEqual([]);
  });

  it('against writers who always win gives up with REVISION_CONFLICT', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, add } = await setUpPersonas(kind, { store });
    await add('Ruth');
    // Finite, so that a deletion which goes on for as long as others win comes to an end here.
    store.faults = Array(500).fill('lose');
    await failureOf(engine.projects.delete('p'), 'REVISION_CONFLICT');
  });
});
