import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { STORE_KINDS } from '../support/engine-fixtures';
import { PERSONAS, setUpHttp } from '../support/http-fixtures-personas';
import { createFakeGenerator } from '../support/persona-fixtures';

const CONFIG = '/api/projects/p/config';
const KEY = 'sk-test-0123456789abcdefgh';
const MASK = 'sk-t...efgh';

describe.each(STORE_KINDS)('projects over HTTP on $kind', (kind) => {
  it('are created, listed, read and deleted with all that is in them', async () => {
    const { ask, engine } = await setUpHttp(kind);
    const made = await ask('POST', '/api/projects', { body: { name: 'Shop', other: 1 } });
    expect(made.status).toBe(201);
    expect(made.body).toStrictEqual({ id: expect.any(String), name: 'Shop' });
    expect((await ask('GET', '/api/projects')).body).toStrictEqual([{ id: 'p', name: 'Bank' }, made.body]);
    const path = `/api/projects/${made.body.id}`;
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: made.body });
    const persona = await ask('POST', `${path}/personas`, { body: { name: 'A' } });
    const gone = await ask('DELETE', path);
    expect([gone.status, gone.headers.get('content-type'), gone.bytes.length]).toEqual([204, null, 0]);
    const error = `Project "${made.body.id}" not found in workspace config`;
    for (const [method, below] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/personas'],
      ['GET', `/personas/${persona.body.id}`],
      ['GET', '/config'],
    ] as const) {
      expect(await ask(method, path + below)).toMatchObject({ status: 404, body: { error } });
    }
    expect((await engine.projects.list()).projects).toHaveLength(1);
  });

  it('are listed without pages, and may share a name', async () => {
    const { ask, engine } = await setUpHttp(kind);
    for (let i = 0; i < 130; i++) await engine.projects.create({ name: 'Same' });
    expect((await ask('GET', '/api/projects?limit=3')).body).toHaveLength(131);
  });

  it.each([
    [{}, 'Name is required'],
    [{ name: '' }, 'Name is required'],
    [[], 'Name is required'],
    [{ name: 5 }, 'Name must be a string'],
    [{ name: '  ' }, 'Name must not be blank'],
  ])('need a name: %j', async (body, error) => {
    const { ask } = await setUpHttp(kind);
    expect(await ask('POST', '/api/projects', { body })).toMatchObject({ status: 400, body: { error } });
  });
});

describe.each(STORE_KINDS)('the settings of a project over HTTP on $kind', (kind) => {
  const begin = async () => {
    const imageGenerator = createFakeGenerator('openai');
    const bench = await setUpHttp(kind, { imageGenerator });
    const put = (body: unknown) => bench.ask('PUT', CONFIG, { body });
    /** The key that a portrait is drawn with now. */
    const keyInUse = async () => {
      const { id } = await bench.add(`sitter ${imageGenerator.requests.length}`, { systemPrompt: 'x' });
      const { status, body } = await bench.ask('POST', `${PERSONAS}/${id}/generate-image`);
      return status === 200 ? imageGenerator.requests.at(-1)!.provider : body.error;
    };
    return { ...bench, put, keyInUse };
  };

  it('are read and written with the key masked', async () => {
    const { ask, put } = await begin();
    expect(await ask('GET', CONFIG)).toMatchObject({ status: 200, body: { name: 'Bank' } });
    const llmSettings = { provider: 'openai', apiKey: KEY };
    const set = await put({ name: 'Shop', llmSettings });
    expect(set.status).toBe(200);
    expect(set.body).toStrictEqual({ name: 'Shop', llmSettings: { provider: 'openai', apiKey: MASK } });
    expect((await ask('GET', CONFIG)).body).toStrictEqual(set.body);
    expect((await put({ llmSettings: { ...llmSettings, apiKey: '12345678' } })).body.llmSettings.apiKey).toBe(
      '****',
    );
    expect((await put({ llmSettings: null })).body).toStrictEqual({ name: 'Shop' });
    expect((await put({ name: null })).body).toStrictEqual({ name: 'Shop' });
    expect((await put([])).body).toStrictEqual({ name: 'Shop' });
  });

  it('[defect 8] keep a key that is left out or written back masked, and never across providers', async () => {
    const { put, keyInUse } = await begin();
    await put({ llmSettings: { provider: 'openai', apiKey: KEY } });
    for (const apiKey of [undefined, null, '', MASK]) {
      expect((await put({ llmSettings: { provider: 'openai', apiKey } })).status).toBe(200);
      expect(await keyInUse()).toStrictEqual({ provider: 'openai', apiKey: KEY });
    }
    const moved = await put({ llmSettings: { provider: 'anthropic' } });
    expect([moved.status, moved.body]).toStrictEqual([400, { error: 'LLM provider API key is required' }]);
    const masked = await put({ llmSettings: { provider: 'anthropic', apiKey: MASK } });
    expect([masked.status, masked.body.error]).toEqual([
      400,
      expect.stringMatching(/^LLM provider API key is the mask of another key/),
    ]);
    const foreign = await put({ llmSettings: { provider: 'openai', apiKey: 'sk-x...9999' } });
    expect(foreign.status).toBe(400);
    expect(await keyInUse()).toStrictEqual({ provider: 'openai', apiKey: KEY });
  });

  it('leave alone what they cannot name: an address, and the model unless another is named', async () => {
    const { engine, put } = await begin();
    const provider = {
      provider: 'openai',
      apiKey: KEY,
      baseUrl: 'https://proxy.test/v1',
      model: 'gpt-image-1',
    };
    await engine.projects.update('p', { imageProvider: provider });
    const settings = async () => (await engine.projects.get('p'))!.imageProvider;
    const read = await put({ llmSettings: { provider: 'openai' } });
    expect(read.body.llmSettings).toStrictEqual({
      provider: 'openai',
      apiKey: MASK,
      models: { image: 'gpt-image-1' },
    });
    expect(await settings()).toStrictEqual({ ...provider, apiKey: MASK });
    await put({ llmSettings: { ...read.body.llmSettings, models: { image: 'gpt-image-2' } } });
    expect(await settings()).toStrictEqual({ ...provider, apiKey: MASK, model: 'gpt-image-2' });
    // Another provider is another address.
    await put({ llmSettings: { provider: 'anthropic', apiKey: 'sk-ant-012345678' } });
    expect(await settings()).toStrictEqual({ provider: 'anthropic', apiKey: 'sk-a...5678' });
  });

  it.each([
    [{ llmSettings: {} }, 'LLM provider type is required'],
    [{ llmSettings: { provider: '', apiKey: 'x' } }, 'LLM provider type is required'],
    [{ llmSettings: { provider: 'openai' } }, 'LLM provider API key is required'],
    [{ llmSettings: { provider: 'acme', apiKey: KEY } }, 'LLM provider type must be openai or anthropic'],
    [{ llmSettings: { provider: 'openai', apiKey: 5 } }, 'LLM provider API key must be a string'],
    [{ llmSettings: { provider: 'openai', apiKey: 'a\r\nb' } }, /^LLM provider API key must /],
    [{ llmSettings: 'openai' }, /^llmSettings: /],
    [
      { llmSettings: { provider: 'openai', apiKey: KEY, baseUrl: 'http://169.254.169.254/' } },
      'llmSettings.baseUrl: unexpected property',
    ],
    [{ maxConcurrency: 'many' }, /^maxConcurrency: /],
    [{ name: '' }, 'Name is required'],
    [{ name: ' ' }, 'Name must not be blank'],
    [null, 'Request body is required'],
  ])('refuse %j', async (body, error) => {
    const { ask, put } = await begin();
    const before = (await ask('GET', CONFIG)).body;
    const answer = await put(body);
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: typeof error === 'string' ? error : expect.stringMatching(error) },
    ]);
    expect((await ask('GET', CONFIG)).body).toStrictEqual(before);
  });

  it('keep for the client what only it understands, beside what others keep there', async () => {
    const { ask, engine, put } = await begin();
    await engine.projects.update('p', { metadata: { theirs: 1 } });
    const models = { evaluation: 'gpt-4o', persona: 'gpt-4o-mini' };
    const llmSettings = { provider: 'openai', apiKey: KEY, models };
    const { body } = await put({ llmSettings, maxConcurrency: 5, styleReferenceImageIds: ['a.png'] });
    expect(body).toStrictEqual({
      name: 'Bank',
      llmSettings: { provider: 'openai', apiKey: MASK, models },
      maxConcurrency: 5,
      styleReferenceImageIds: ['a.png'],
    });
    expect((await ask('GET', CONFIG)).body).toStrictEqual(body);
    // What is absent stays, what is null goes, and settings are replaced as a whole.
    const next = await put({ llmSettings: { provider: 'openai' }, maxConcurrency: null });
    expect(next.body).toStrictEqual({
      name: 'Bank',
      llmSettings: { provider: 'openai', apiKey: MASK },
      styleReferenceImageIds: ['a.png'],
    });
    expect((await engine.projects.get('p'))?.metadata).toMatchObject({ theirs: 1 });
  });

  it('take a form that was left empty', async () => {
    const { put } = await begin();
    const llmSettings = { provider: 'openai', apiKey: KEY, models: { evaluation: '', persona: null } };
    expect((await put({ llmSettings, maxConcurrency: null, styleReferenceImageIds: null })).status).toBe(200);
  });
});

describe('the status', () => {
  it('is told without a key', async () => {
    const { ask } = await setUpHttp(undefined, {}, { apiKeys: ['secret'] });
    const { status, body } = await ask('GET', '/api/status');
    expect(status).toBe(200);
    expect(body).toStrictEqual({
      name: 'animacy',
      version,
      status: 'ok',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      node: expect.stringMatching(/^v\d+$/),
    });
    const closed = await ask('GET', '/api/projects');
    expect([closed.status, closed.body]).toStrictEqual([401, { error: 'Invalid or missing API key' }]);
  });
});
