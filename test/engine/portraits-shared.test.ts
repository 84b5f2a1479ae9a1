import { describe, expect, it } from 'vitest';
import { STORE_KINDS } from '../support/engine-fixtures';
import { countOf, createFakeGenerator, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('a portrait that two personas show over $kind', (kind) => {
  async function begin() {
    const bench = await setUpPersonas(kind, { imageGenerator: createFakeGenerator() });
    const ruth = await bench.add('Ruth');
    const { imageUrl } = await bench.personas.generateImage(ruth.id);
    const bo = await bench.add('Bo', { imageUrl });
    return { ...bench, ruth: ruth.id, bo: bo.id, imageUrl: imageUrl! };
  }

  it('stays when one of them is deleted, and goes with the last', async () => {
    const { personas, images, ruth, bo, imageUrl } = await begin();
    await personas.delete(bo);
    expect((await images.get(imageUrl))?.id).toBe(imageUrl);
    await personas.delete(ruth);
    expect(await images.get(imageUrl)).toBeUndefined();
  });

  it('stays when one of them is drawn anew', async () => {
    const { personas, images, ruth, bo, imageUrl } = await begin();
    const { imageUrl: fresh } = await personas.generateImage(bo);
    expect(fresh).not.toBe(imageUrl);
    expect((await images.get(imageUrl))?.id).toBe(imageUrl);
    expect((await personas.get(ruth))?.imageUrl).toBe(imageUrl);
  });

  it('goes with the project', async () => {
    const { engine, store } = await begin();
    await engine.projects.delete('p');
    expect([await countOf(store, 'image'), await countOf(store, 'persona')]).toEqual([0, 0]);
  });
});
