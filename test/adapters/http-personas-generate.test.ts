import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAIImageGenerator } from '../../adapters/ai';
import { createGate, STORE_KINDS } from '../support/engine-fixtures';
import { ANSWERS, type FakeOpenAI, startFakeOpenAI, TINY_PNG } from '../support/fake-openai';
import { IMAGES, NOBODY, PERSONAS, setUpHttp } from '../support/http-fixtures-personas';
import { countOf, createFakeGenerator } from '../support/persona-fixtures';

const KEY = 'sk-test-51cHmP0rtrait';
const CONFIG = '/api/projects/p/config';

let openai: FakeOpenAI;
beforeEach(async () => {
  openai = await startFakeOpenAI({ apiKey: KEY });
});
afterEach(() => openai.close());

describe.each(STORE_KINDS)('generate-image over HTTP on $kind', (kind) => {
  const begin = async (hasProvider = true) => {
    const imageGenerator = createOpenAIImageGenerator({ baseUrl: openai.baseUrl, maxRetries: 0 });
    const bench = await setUpHttp(kind, { imageGenerator });
    if (hasProvider) {
      const body = { llmSettings: { provider: 'openai', apiKey: KEY } };
      expect((await bench.ask('PUT', CONFIG, { body })).status).toBe(200);
    }
    const made = await bench.add('Ruth', { systemPrompt: 'A retired teacher.' });
    const path = `${PERSONAS}/${made['id']}`;
    return { ...bench, made, path, draw: () => bench.ask('POST', `${path}/generate-image`) };
  };

  it('draws a portrait with the provider of the project and answers the persona', async () => {
    const { ask, draw, made, path, clock } = await begin();
    clock.advance(60);
    const { status, body, headers } = await draw();
    expect(status).toBe(200);
    expect(body).toStrictEqual({
      ...made,
      imageUrl: expect.stringMatching(/^[0-9a-f-]{36}\.png$/),
      updatedAt: '2030-01-01T00:01:00.000Z',
    });
    expect(headers.get('etag')).toBe('"2"');
    expect((await ask('GET', path)).body).toStrictEqual(body);
    const [request] = openai.requests;
    expect(request).toMatchObject({
      path: '/v1/images/generations',
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect(request!.body).toMatchObject({ model: 'gpt-image-1', n: 1, size: '1024x1024' });
    const image = await ask('GET', `${IMAGES}/${body.imageUrl}?t=${body.updatedAt}`);
    expect(Buffer.from(image.bytes).equals(TINY_PNG)).toBe(true);
    expect((await ask('GET', `${IMAGES}?role=persona-avatar`)).body).toStrictEqual({ ids: [body.imageUrl] });
  });

  it.each([
    ['nothing', {}],
    ['an empty body of a JSON type', { body: '' }],
    ['options', { body: { size: '1x1', prompt: 'evil' } }],
    ['broken JSON', { body: '{' }],
    ['something else', { body: '<a/>', headers: { 'content-type': 'text/xml' } }],
  ])('reads no body: %s is fine', async (_, sending) => {
    const { ask, path } = await begin();
    expect((await ask('POST', `${path}/generate-image`, sending)).status).toBe(200);
    expect(openai.requests[0]!.body['size']).toBe('1024x1024');
  });

  it('sends the references of style along', async () => {
    const { ask, draw } = await begin();
    for (let i = 0; i < 2; i++) {
      const body = {
        imageBase64: Buffer.from(TINY_PNG).toString('base64'),
        role: 'persona-avatar-styleguide',
      };
      expect((await ask('POST', IMAGES, { body })).status).toBe(201);
    }
    expect((await draw()).status).toBe(200);
    expect(openai.requests[0]).toMatchObject({ path: '/v1/images/edits' });
    expect(openai.requests[0]!.files).toHaveLength(2);
  });

  it('says what is missing, in this order: persona, system prompt, settings, the right provider', async () => {
    const { ask, add, draw } = await begin(false);
    const lost = await ask('POST', `${PERSONAS}/${NOBODY}/generate-image`);
    expect([lost.status, lost.body]).toStrictEqual([404, { error: 'Persona not found' }]);
    for (const more of [{}, { systemPrompt: '' }]) {
      const { id } = await add(`blank ${Object.keys(more)}`, more);
      const { status, body } = await ask('POST', `${PERSONAS}/${id}/generate-image`);
      expect([status, body]).toStrictEqual([
        400,
        { error: 'Persona must have a system prompt to generate an image' },
      ]);
    }
    const none = await draw();
    expect([none.status, none.body]).toStrictEqual([
      400,
      { error: 'No LLM provider configured. Configure one in Settings > LLM Providers.' },
    ]);
    await ask('PUT', CONFIG, { body: { llmSettings: { provider: 'anthropic', apiKey: KEY } } });
    const other = await draw();
    expect([other.status, other.body]).toStrictEqual([
      400,
      {
        error: 'Image generation requires an OpenAI provider. Switch to OpenAI in Settings > LLM Providers.',
      },
    ]);
    expect(openai.requests).toHaveLength(0);
  });

  it('says that no provider is configured where the server has no generator at all', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A', { systemPrompt: 'x' });
    expect(await ask('POST', `${PERSONAS}/${id}/generate-image`)).toMatchObject({
      status: 400,
      body: { error: 'No LLM provider configured. Configure one in Settings > LLM Providers.' },
    });
  });

  it.each([
    ['an error of the server', ANSWERS.serverError],
    ['a limit that was reached', { status: 429, body: '{"error":{"message":"org-secret is over"}}' }],
    ['HTML', ANSWERS.html],
    ['no data', { status: 200, headers: { 'content-type': 'application/json' }, body: '{"created":1}' }],
    ['an address in place of a picture', ANSWERS.imageUrl('http://127.0.0.1:1/secret.png')],
    ['what is no picture', ANSWERS.image(Buffer.from('<svg onload="alert(1)"/>'))],
    ['a cut connection', 'drop'],
  ] as const)(
    '[defects 5, 7] answers 502 with a short text when the provider gives %s',
    async (_, answer) => {
      const { ask, draw, made, path, store } = await begin();
      openai.script(answer);
      const { status, body } = await draw();
      expect([status, body]).toStrictEqual([502, { error: 'Image generation failed' }]);
      expect((await ask('GET', path)).body).toStrictEqual(made);
      expect(await countOf(store, 'image')).toBe(0);
      expect((await draw()).status).toBe(200);
    },
  );

  it('[defect 16] leaves no portrait behind: not the one before, not that of a persona that is gone', async () => {
    const { ask, draw, path, store } = await begin();
    const first = (await draw()).body.imageUrl;
    const second = (await draw()).body.imageUrl;
    expect(second).not.toBe(first);
    expect(await countOf(store, 'image')).toBe(1);
    expect((await ask('GET', `${IMAGES}/${first}`)).status).toBe(404);
    await ask('DELETE', path);
    expect(await countOf(store, 'image')).toBe(0);
  });
});

describe.each(STORE_KINDS)('while a portrait is drawn, on $kind', (kind) => {
  const begin = async () => {
    const imageGenerator = createFakeGenerator();
    const gate = createGate();
    const usual = imageGenerator.answer;
    imageGenerator.answer = async (...asked) => {
      await gate.promise;
      return usual(...asked);
    };
    const bench = await setUpHttp(kind, { imageGenerator });
    const made = await bench.add('Ruth', { systemPrompt: 'x' });
    const path = `${PERSONAS}/${made['id']}`;
    const draw = () => bench.ask('POST', `${path}/generate-image`);
    const begun = async () => {
      while (imageGenerator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    return { ...bench, imageGenerator, gate, path, draw, begun };
  };

  it('[defect 12] a persona may be deleted: 404 then, and nothing of the picture stays', async () => {
    const { ask, draw, path, gate, begun, store } = await begin();
    const drawing = draw();
    await begun();
    expect((await ask('DELETE', path)).status).toBe(204);
    gate.open();
    expect(await drawing).toMatchObject({ status: 404, body: { error: 'Persona not found' } });
    expect(await countOf(store, 'image')).toBe(0);
  });

  it('its project may be deleted: 404 too', async () => {
    const { ask, draw, gate, begun, store } = await begin();
    const drawing = draw();
    await begun();
    expect((await ask('DELETE', '/api/projects/p')).status).toBe(204);
    gate.open();
    expect(await drawing).toMatchObject({
      status: 404,
      body: { error: 'Project "p" not found in workspace config' },
    });
    expect(await countOf(store, 'image')).toBe(0);
  });

  it('an edit holds, and nobody pays twice', async () => {
    const { ask, draw, path, gate, begun, imageGenerator } = await begin();
    const drawings = [draw(), draw(), draw()];
    await begun();
    await ask('PUT', path, { body: { description: 'edited' } });
    gate.open();
    const answers = await Promise.all(drawings);
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]!.body]);
    expect(answers[0]!.body).toMatchObject({ description: 'edited', imageUrl: expect.any(String) });
    expect(imageGenerator.requests).toHaveLength(1);
  });

  it('who asked may leave: the drawing is given up, nothing changes, and nobody is told of a failure', async () => {
    const told: unknown[] = [];
    const imageGenerator = createFakeGenerator();
    const gate = createGate();
    imageGenerator.answer = () => gate.promise;
    const { add, handler, ask } = await setUpHttp(
      kind,
      { imageGenerator },
      { onError: (error) => told.push(error) },
    );
    const { id } = await add('A', { systemPrompt: 'x' });
    const leaving = new AbortController();
    const url = `http://localhost${PERSONAS}/${id}/generate-image`;
    const drawing = handler(new Request(url, { method: 'POST', signal: leaving.signal }));
    while (imageGenerator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    leaving.abort();
    expect((await drawing).status).toBe(500);
    expect(told).toEqual([]);
    expect((await ask('GET', `${PERSONAS}/${id}`)).body).not.toHaveProperty('imageUrl');
  });
});
