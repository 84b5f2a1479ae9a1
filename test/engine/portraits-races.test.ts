import { describe, expect, it } from 'vitest';
import { createFaultStore } from '../support/engine-fault-store';
import { createGate, failureOf, STORE_KINDS, settled, setUp } from '../support/engine-fixtures';
import {
  countOf,
  createFakeGenerator,
  type FakeGenerator,
  imageOf,
  recordsOf,
  setUpPersonas,
} from '../support/persona-fixtures';

const PNG = { bytes: imageOf('png'), mediaType: 'image/png' };

/** Resolves when the generator has been asked so many times. */
async function asked(imageGenerator: FakeGenerator, count: number): Promise<void> {
  while (imageGenerator.requests.length < count) await settled();
}

describe.each(STORE_KINDS)('while a portrait is drawn over $kind', (kind) => {
  async function begin(options: Parameters<typeof setUpPersonas>[1] = {}) {
    const imageGenerator = createFakeGenerator();
    const bench = await setUpPersonas(kind, { imageGenerator, ...options });
    const { id } = await bench.add('Ruth');
    return { ...bench, imageGenerator, id };
  }

  it('[defect 6] no other of the persona is: whoever asks meanwhile gets that one, and others do not wait', async () => {
    const { personas, images, add, imageGenerator, id, told } = await begin();
    const other = await add('Bo');
    const gate = createGate<typeof PNG>();
    imageGenerator.answer = (count) =>
      imageGenerator.requests[count - 1]!.subject === id ? gate.promise : PNG;
    const early = [personas.generateImage(id), personas.generateImage(id)];
    await asked(imageGenerator, 1);
    const late = [personas.generateImage(id), personas.generateImage(id)];
    expect((await personas.generateImage(other.id)).revision).toBe(2);
    gate.open(PNG);
    const answers = await Promise.all([...early, ...late]);
    for (const answer of answers) expect(answer).toStrictEqual(await personas.get(id));
    expect(answers[0]!.revision).toBe(2);
    expect(imageGenerator.requests).toHaveLength(2);
    expect((await images.list({ role: 'persona-avatar' })).ids).toHaveLength(2);
    expect(told('portrait.generated').map(({ personaId }) => personaId)).toEqual([other.id, id]);
    // Once it is done, the next one is another.
    expect((await personas.generateImage(id)).revision).toBe(3);
    // Each caller has an answer of its own.
    Object.assign(answers[0]!, { name: 'spoiled' });
    expect(answers[1]!.name).toBe('Ruth');
  });

  it('its project is who may ask: another project’s caller hears that there is no such persona', async () => {
    const { engine, personas, imageGenerator, id } = await begin();
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const gate = createGate<typeof PNG>();
    imageGenerator.answer = () => gate.promise;
    const own = personas.generateImage(id);
    await asked(imageGenerator, 1);
    const foreign = failureOf(engine.personas('q').generateImage(id), 'PERSONA_NOT_FOUND');
    const nowhere = failureOf(engine.personas('nothing').generateImage(id), 'PROJECT_NOT_FOUND');
    await settled();
    gate.open(PNG);
    await Promise.all([own, foreign, nowhere]);
  });

  it('a failure is told once, to all who wait, and the next one is drawn', async () => {
    const { personas, imageGenerator, id, told } = await begin();
    imageGenerator.answer = (count) => {
      if (count === 1) throw new Error('busy');
      return PNG;
    };
    const failed = { status: 'rejected', reason: { code: 'IMAGE_GENERATION_FAILED' } };
    const calls = [personas.generateImage(id), personas.generateImage(id)];
    expect(await Promise.allSettled(calls)).toMatchObject([failed, failed]);
    expect(told('portrait.failed')).toHaveLength(1);
    expect((await personas.generateImage(id)).revision).toBe(2);
  });

  it('and the first who asked gives up, those who did not get theirs all the same', async () => {
    const { personas, imageGenerator, id } = await begin();
    imageGenerator.answer = (count) => (count === 1 ? new Promise(() => {}) : PNG);
    const controller = new AbortController();
    const first = personas.generateImage(id, { signal: controller.signal });
    const others = [personas.generateImage(id), personas.generateImage(id)];
    await asked(imageGenerator, 1);
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect((await Promise.all(others)).map(({ revision }) => revision)).toEqual([2, 2]);
    expect(imageGenerator.requests).toHaveLength(2);
  });

  it('[defects 12, 16] a persona that is deleted stays so: PERSONA_NOT_FOUND, and no image without a persona', async () => {
    const { engine, personas, imageGenerator, id, store, told } = await begin();
    for (const remove of [() => personas.delete(id), () => engine.projects.delete('p')]) {
      const gate = createGate<typeof PNG>();
      imageGenerator.answer = () => gate.promise;
      const { id: drawn } =
        (await personas.get(id)) ?? (await personas.create({ name: 'Bo', systemPrompt: 's' }));
      const call = personas.generateImage(drawn);
      const before = imageGenerator.requests.length;
      await asked(imageGenerator, before + 1);
      await remove();
      if (drawn !== id) expect(await engine.projects.get('p')).toBeUndefined();
      gate.open(PNG);
      await failureOf(call, drawn === id ? 'PERSONA_NOT_FOUND' : 'PROJECT_NOT_FOUND');
      expect(await countOf(store, 'image')).toBe(0);
      expect(await countOf(store, 'persona')).toBe(0);
    }
    expect(told('portrait.generated')).toEqual([]);
  });

  it('an edit made meanwhile survives', async () => {
    const { personas, imageGenerator, id, told } = await begin();
    const gate = createGate<typeof PNG>();
    imageGenerator.answer = () => gate.promise;
    const call = personas.generateImage(id);
    await asked(imageGenerator, 1);
    await personas.update(id, { name: 'Mia', systemPrompt: null, headers: { A: '1' } });
    gate.open(PNG);
    const drawn = await call;
    expect(drawn).toMatchObject({ name: 'Mia', headers: { A: '1' }, revision: 3 });
    expect('systemPrompt' in drawn).toBe(false);
    expect(await personas.get(id)).toStrictEqual(drawn);
    expect(told('portrait.generated')).toMatchObject([{ revision: 3 }]);
  });

  it('a lost race for the persona is tried again without drawing again, and leaves one image', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { personas, imageGenerator, id } = await begin({ store });
    await personas.generateImage(id);
    store.faults = ['lose', 'lose'];
    await personas.generateImage(id);
    expect(imageGenerator.requests).toHaveLength(2);
    expect(await countOf(store, 'image')).toBe(1);
    store.faults = Array(50).fill('lose');
    await failureOf(personas.generateImage(id), 'REVISION_CONFLICT');
    store.faults = ['fail-before'];
    await failureOf(personas.generateImage(id), 'STORE_FAILED');
    expect(await countOf(store, 'image')).toBe(1);
    expect((await personas.get(id))?.revision).toBe(3);
  });

  it('a signal ends the wait at once, with its reason; nothing is changed, and the next one is drawn', async () => {
    const { personas, imageGenerator, id, store, told } = await begin();
    const early = AbortSignal.abort(new Error('too late'));
    await expect(personas.generateImage(id, { signal: early })).rejects.toBe(early.reason);
    expect(imageGenerator.requests).toEqual([]);
    const before = await recordsOf(store);
    const controller = new AbortController();
    imageGenerator.answer = (_count, signal) => {
      expect(signal).toBe(controller.signal);
      return new Promise(() => {});
    };
    const waiting = personas.generateImage(id, { signal: controller.signal });
    const behind = personas.generateImage(id, { signal: controller.signal });
    await asked(imageGenerator, 1);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(behind).rejects.toThrow('enough');
    expect(await recordsOf(store)).toEqual(before);
    expect(told('portrait.failed')).toMatchObject([{ personaId: id }]);
    imageGenerator.answer = () => PNG;
    expect((await personas.generateImage(id)).revision).toBe(2);
    expect(imageGenerator.requests).toHaveLength(2);
  });

  it('a failure with foreign things in it is told all the same, and left as it was', async () => {
    const { personas, imageGenerator, id, told } = await begin();
    const response = { status: 500, body: new Uint8Array([1, 2]) };
    const cause = Object.assign(new Error('500'), { response });
    imageGenerator.answer = () => Promise.reject(cause);
    const error = await failureOf(personas.generateImage(id), 'IMAGE_GENERATION_FAILED');
    expect(error.cause).toBe(cause);
    expect(told('portrait.failed')).toMatchObject([{ personaId: id }]);
    // It belongs to whoever threw it, who may write to it still.
    expect(Object.isFrozen(response)).toBe(false);
    expect(Object.isFrozen(cause)).toBe(false);
  });

  it('after a restart with the seed and the clock of before, its image takes an id of its own', async () => {
    const disk = kind.newDisk();
    const { images, id } = await begin({ disk });
    const { id: kept } = await images.create({ bytes: imageOf('png', 'kept'), role: 'upload' });
    const { engine } = await setUp(kind, { disk, imageGenerator: createFakeGenerator() });
    const again = engine.personas('p');
    // As many ids as were given out before are met again here.
    for (let count = 0; count < 4; count++) {
      const { imageUrl } = await again.generateImage(id);
      expect(imageUrl).not.toBe(kept);
    }
    expect([...(await images.get(kept))!.bytes]).toEqual([...imageOf('png', 'kept')]);
  });
});
