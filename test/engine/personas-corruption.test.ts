import { describe, expect, it } from 'vitest';
import type { Store } from '../../src';
import { failureOf, STORE_KINDS } from '../support/engine-fixtures';
import { imageOf, recordsOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('[defect 19] personas whose records are damaged over $kind', (kind) => {
  it('are RECORD_CORRUPT, each for itself: the others are read and written as ever', async () => {
    const { engine, personas, images, store, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const { id: image } = await images.create({ bytes: imageOf('png'), role: 'upload' });
    const bo = await add('Bo');
    await damage(store, 'persona', id);
    await damage(store, 'image', image);
    for (const call of [
      () => personas.get(id),
      () => personas.getByName('Ruth'),
      () => personas.update(id, { name: 'a' }),
      () => engine.characters.create({ personaId: id }),
      () => images.get(image),
    ]) {
      const error = await failureOf(call, 'RECORD_CORRUPT');
      expect(error.retryable).toBe(false);
    }
    expect(await personas.get(bo.id)).toStrictEqual(bo);
    expect((await personas.update(bo.id, { name: 'Mia' })).revision).toBe(2);
    await damage(store, 'project', 'p');
    await failureOf(engine.projects.get('p'), 'RECORD_CORRUPT');
    await failureOf(personas.get(bo.id), 'RECORD_CORRUPT');
  });
});

/** Writes something else where a record stands, behind the engine’s back. */
async function damage(store: Store, collection: 'persona' | 'image' | 'project', id: string): Promise<void> {
  const records = await recordsOf(store);
  const record = records.find((one) => one.collection === collection && one.id.endsWith(id))!;
  const body =
    typeof record.body === 'string' ? record.body.replace('R', 'r').replace('B', 'b') : new Uint8Array([1]);
  const change = { kind: 'put', collection, id: record.id, expectedRevision: record.revision } as const;
  const { parent, name, checksum } = record;
  await store.commit([
    {
      changes: [{ ...change, record: { parent, body, checksum, ...(name !== undefined && { name }) } }],
      events: [],
    },
  ]);
}
