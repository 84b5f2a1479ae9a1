import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, STORE_KINDS, type StoreKind, settled } from '../support/engine-fixtures';
import { countOf, createFakeGenerator, imageOf, setUpPersonas } from '../support/persona-fixtures';

/** How long one engine hesitates, in turns of the event loop: from not at all to longer than what the other one does. */
const HESITATIONS = Array.from({ length: 12 }, (_, turns) => turns);

/** Two engines on the same records; the second can be told to hesitate before its next commit. */
async function setUpTwo(kind: StoreKind) {
  const bench = await setUpPersonas(kind, { imageGenerator: createFakeGenerator() });
  const store = createFaultStore(bench.disk.open());
  const other = await createEngine({ store, seed: 9, clock: createManualClock() });
  onTestFinished(() => other.close());
  function hesitate(turns: number): void {
    store.before = async (method) => {
      if (method !== 'commit') return;
      store.before = undefined;
      for (let turn = 0; turn < turns; turn++) await settled();
    };
  }
  return { ...bench, other, hesitate };
}

describe.each(STORE_KINDS)('two engines over $kind', (kind) => {
  it.each([
    ['detach', 'the one that makes it'],
    ['restrict', 'the one that makes it'],
    ['detach', 'the one that deletes'],
    ['restrict', 'the one that deletes'],
  ] as const)(
    '[defect 17] leave no character of a persona that is gone: %s, while %s hesitates',
    async (characters, hesitating) => {
      const { engine, other, hesitate, personas, add } = await setUpTwo(kind);
      const [maker, deleter] = hesitating === 'the one that deletes' ? [engine, other] : [other, engine];
      for (const turns of HESITATIONS) {
        const { id: personaId } = await add(`Ruth ${turns}`);
        hesitate(turns);
        await Promise.allSettled([
          deleter.personas('p').delete(personaId, { characters }),
          maker.characters.create({ id: `c${turns}`, personaId }),
          maker.sessions.create({ personaId }),
        ]);
        if (await personas.get(personaId)) continue;
        for (const character of (await engine.characters.list({ limit: 100 })).characters) {
          expect([turns, character.personaId]).not.toEqual([turns, personaId]);
        }
      }
    },
  );

  it.each(['the one that makes them', 'the one that deletes'])(
    '[defect 16] leave nothing in a project that is gone, while %s hesitates',
    async (hesitating) => {
      const { engine, other, hesitate, personas, images, store } = await setUpTwo(kind);
      const [maker, deleter] = hesitating === 'the one that deletes' ? [engine, other] : [other, engine];
      for (const turns of HESITATIONS) {
        hesitate(turns);
        await Promise.allSettled([
          deleter.projects.delete('p'),
          maker.personas('p').create({ name: `Ruth ${turns}` }),
          maker.images('p').create({ bytes: imageOf('png'), role: 'upload' }),
        ]);
        expect([turns, await countOf(store, 'persona'), await countOf(store, 'image')]).toEqual([
          turns,
          0,
          0,
        ]);
        await engine.projects.create({ id: 'p', name: 'Again' });
        expect(await personas.list()).toStrictEqual({ personas: [] });
        expect(await images.list({ role: 'upload' })).toStrictEqual({ ids: [] });
      }
    },
  );

  it('[defect 16] leave no portrait of a persona that the other has deleted', async () => {
    const { engine, other, hesitate, add, store } = await setUpTwo(kind);
    for (const turns of HESITATIONS) {
      const { id } = await add(`Ruth ${turns}`);
      hesitate(turns);
      await Promise.allSettled([engine.personas('p').generateImage(id), other.personas('p').delete(id)]);
      expect([turns, await countOf(store, 'persona'), await countOf(store, 'image')]).toEqual([turns, 0, 0]);
    }
  });
});
