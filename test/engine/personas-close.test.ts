import { describe, expect, it } from 'vitest';
import { createGate, failureOf, STORE_KINDS, settled } from '../support/engine-fixtures';
import { createFakeGenerator, createFakeModel, imageOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('personas of an engine that is closed over $kind', (kind) => {
  it('are out of reach: ENGINE_CLOSED, whatever is asked', async () => {
    const { engine, personas, images, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    await engine.close();
    for (const call of [
      () => engine.projects.create({ name: 'Bank' }),
      () => engine.projects.get('p'),
      () => engine.projects.list(),
      () => engine.projects.update('p', {}),
      () => engine.projects.delete('p'),
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
      () => images.create({ bytes: imageOf('png'), role: 'upload' }),
      () => images.get('nothing'),
      () => images.list({ role: 'upload' }),
      () => images.delete('nothing'),
    ]) {
      await failureOf(call, 'ENGINE_CLOSED');
    }
  });

  it('are finished first: a portrait that is drawn and a line that is written', async () => {
    const imageGenerator = createFakeGenerator();
    const languageModel = createFakeModel();
    const { engine, personas, add } = await setUpPersonas(kind, { imageGenerator, languageModel });
    const { id } = await add('Ruth');
    const gate = createGate();
    imageGenerator.answer = async () => {
      await gate.promise;
      return { bytes: imageOf('png'), mediaType: 'image/png' };
    };
    languageModel.answer = async () => {
      await gate.promise;
      return 'Hello.';
    };
    const drawing = personas.generateImage(id);
    const writing = personas.nextMessage(id, { history: [] });
    let closed = false;
    const closing = engine.close().then(() => {
      closed = true;
    });
    for (let breath = 0; breath < 5; breath++) await settled();
    expect(closed).toBe(false);
    gate.open();
    expect((await drawing).revision).toBe(2);
    expect(await writing).toEqual({ content: 'Hello.' });
    await closing;
  });

  it.each(['projects', 'personas', 'images'] as const)(
    '%s are not begun when the signal was aborted',
    async (face) => {
      const { engine, personas, images, add, events } = await setUpPersonas(kind);
      const { id } = await add('Ruth');
      events.length = 0;
      const reason = new Error('too late');
      const options = { signal: AbortSignal.abort(reason) };
      const calls = {
        projects: [
          () => engine.projects.create({ name: 'Bank' }, options),
          () => engine.projects.update('p', { name: 'Shop' }, options),
          () => engine.projects.delete('p', options),
        ],
        personas: [
          () => personas.create({ name: 'Bo' }, options),
          () => personas.update(id, { name: 'Bo' }, options),
          () => personas.delete(id, {}, options),
          () => personas.list({}, options),
          () => personas.snapshot(id, options),
        ],
        images: [
          () => images.create({ bytes: imageOf('png'), role: 'upload' }, options),
          () => images.list({ role: 'upload' }, options),
        ],
      };
      for (const call of calls[face]) await expect(call()).rejects.toBe(reason);
      expect(events).toEqual([]);
    },
  );
});
