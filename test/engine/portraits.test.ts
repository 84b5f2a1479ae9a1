import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineError } from '../../src';
import { failureOf, START, STORE_KINDS } from '../support/engine-fixtures';
import { createFakeGenerator, imageOf, recordsOf, setUpPersonas } from '../support/persona-fixtures';

const SETTINGS = {
  provider: 'openai',
  apiKey: 'sk-test-0123456789',
  model: 'm',
  baseUrl: 'http://127.0.0.1:9',
};

describe.each(STORE_KINDS)('portraits over $kind', (kind) => {
  it('are drawn, kept, and are the persona’s from then on', async () => {
    const imageGenerator = createFakeGenerator();
    const { personas, images, add, clock, told, events } = await setUpPersonas(kind, { imageGenerator });
    const { id } = await add('Ruth');
    clock.advance(60);
    events.length = 0;
    const drawn = await personas.generateImage(id);
    expect(drawn).toMatchObject({ id, name: 'Ruth', revision: 2, updatedAt: '2030-01-01T00:01:00.000Z' });
    expect(drawn.imageUrl).toMatch(/^[0-9a-f-]{36}\.png$/);
    expect(await personas.get(id)).toStrictEqual(drawn);
    const image = await images.get(drawn.imageUrl!);
    expect(image).toMatchObject({ id: drawn.imageUrl, mediaType: 'image/png' });
    expect([...image!.bytes]).toEqual([...imageOf('png', '1')]);
    expect(await images.list({ role: 'persona-avatar' })).toEqual({ ids: [drawn.imageUrl] });
    expect(told('portrait.generated')).toEqual([
      {
        type: 'portrait.generated',
        projectId: 'p',
        personaId: id,
        revision: 2,
        atMs: START + 60_000,
        imageUrl: drawn.imageUrl,
      },
    ]);
    expect(events).toHaveLength(1);
  });

  it('are refused in the order and the words of the contract, before anybody is paid', async () => {
    const imageGenerator = createFakeGenerator('openai');
    const { engine, personas, add, store, events } = await setUpPersonas(kind, { imageGenerator });
    await failureOf(personas.generateImage('nobody'), 'PERSONA_NOT_FOUND');
    const silent = await personas.create({ name: 'Silent', systemPrompt: '' });
    const never = await personas.create({ name: 'Never' });
    const ruth = await add('Ruth');
    for (const { id } of [silent, never]) {
      const error = await failureOf(personas.generateImage(id), 'INPUT_INVALID');
      expect(error.details.issues).toEqual([
        { path: ['systemPrompt'], message: 'Persona must have a system prompt to generate an image' },
      ]);
    }
    const before = (await recordsOf(store)).filter(({ collection }) => collection !== 'project');
    events.length = 0;
    const missing = async (text: string) => {
      const error = await failureOf(personas.generateImage(ruth.id), 'IMAGE_PROVIDER_MISSING');
      expect(error.message).toBe(text);
      expect(error.details).toEqual({ projectId: 'p' });
    };
    await missing('No LLM provider configured. Configure one in Settings > LLM Providers.');
    await engine.projects.update('p', { imageProvider: { provider: 'openai' } });
    await missing('No LLM provider configured. Configure one in Settings > LLM Providers.');
    await engine.projects.update('p', { imageProvider: { provider: 'anthropic', apiKey: 'sk-ant' } });
    await missing(
      'Image generation requires an OpenAI provider. Switch to OpenAI in Settings > LLM Providers.',
    );
    // No system prompt is said first.
    await failureOf(personas.generateImage(silent.id), 'INPUT_INVALID');
    expect(imageGenerator.requests).toEqual([]);
    expect((await recordsOf(store)).filter(({ collection }) => collection !== 'project')).toEqual(before);
    expect(events.map(({ type }) => type)).toEqual(['project.updated', 'project.updated']);
    await engine.projects.update('p', { imageProvider: SETTINGS });
    expect((await personas.generateImage(ruth.id)).imageUrl).toBeDefined();
    expect(imageGenerator.requests.map(({ provider }) => provider)).toEqual([SETTINGS]);
  });

  it('[defect 5] are bytes: an address in place of them is followed by nobody', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(imageOf('png')));
    onTestFinished(() => fetched.mockRestore());
    const imageGenerator = createFakeGenerator();
    const { personas, add, store } = await setUpPersonas(kind, { imageGenerator });
    const { id } = await add('Ruth', { imageUrl: 'http://127.0.0.1:9/old.png' });
    const before = await recordsOf(store);
    const url = 'http://127.0.0.1:9/new.png';
    for (const answer of [{ url }, { b64_json: 'aGk=' }, { bytes: url, mediaType: 'image/png' }]) {
      imageGenerator.answer = () => answer;
      await failureOf(personas.generateImage(id), 'IMAGE_GENERATION_FAILED');
    }
    expect(await recordsOf(store)).toEqual(before);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('need a generator: IMAGE_PROVIDER_MISSING without one', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    await failureOf(personas.generateImage(id), 'IMAGE_PROVIDER_MISSING');
  });

  it('[defect 7] fail with IMAGE_GENERATION_FAILED: nothing is changed, and portrait.failed tells the cause', async () => {
    const imageGenerator = createFakeGenerator();
    const { personas, add, store, events, told } = await setUpPersonas(kind, { imageGenerator });
    const { id } = await add('Ruth');
    await personas.generateImage(id);
    const before = await recordsOf(store);
    const failures: readonly (readonly [answer: () => unknown, words: string])[] = [
      [() => Promise.reject(new Error('429 {"error":{"message":"key sk-secret"}}')), 'could not be made'],
      [() => Promise.reject('a text'), 'could not be made'],
      [() => undefined, 'could not be made'],
      [() => ({}), 'Uint8Array'],
      [() => ({ bytes: 'aGVsbG8=', mediaType: 'image/png' }), 'Uint8Array'],
      [() => ({ bytes: new Uint8Array(), mediaType: 'image/png' }), 'PNG'],
      [() => ({ bytes: Buffer.from('<!doctype html>404'), mediaType: 'image/png' }), 'PNG'],
      [() => ({ bytes: Buffer.from('<svg/>'), mediaType: 'image/svg+xml' }), 'PNG'],
      [() => ({ bytes: Buffer.concat([imageOf('png'), Buffer.alloc(8 << 20)]) }), '8388608'],
      [
        () => {
          throw new EngineError('CONFIG_INVALID', 'resvg is not installed', { issues: [] });
        },
        'resvg is not installed',
      ],
    ];
    for (const [answer, words] of failures) {
      events.length = 0;
      imageGenerator.answer = answer;
      const error = await failureOf(personas.generateImage(id), 'IMAGE_GENERATION_FAILED');
      expect(error.message).toContain(words);
      expect(error.message).not.toContain('sk-secret');
      expect(error.retryable).toBe(true);
      expect(error.details).toEqual({ id });
      expect(told('portrait.failed')).toEqual([
        { type: 'portrait.failed', projectId: 'p', personaId: id, atMs: START, error: error.cause },
      ]);
      expect(events).toHaveLength(1);
    }
    expect(await recordsOf(store)).toEqual(before);
  });
});
