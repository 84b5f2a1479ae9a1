import { inspect } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createOpenAIImageGenerator } from '../../adapters/ai';
import { IMAGE_BYTES } from '../../src/constants/media';
import { isEngineError } from '../../src/errors';
import type { ImageRequest } from '../../src/ports';
import { ANSWERS, type FakeOpenAI, startFakeOpenAI, TINY_PNG } from '../support/fake-openai';

const KEY = 'sk-test-51cHmP0rtrait';
const REQUEST: ImageRequest = { prompt: 'A ferryman at dusk.', references: [], subject: 'p-1' };
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);
const WEBP = Uint8Array.from([...Buffer.from('RIFF....WEBPVP8 ')]);
const GIF = Uint8Array.from([...Buffer.from('GIF89a..')]);

/** So many bytes that begin like a PNG. */
function pngOf(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(TINY_PNG);
  return bytes;
}

let openai: FakeOpenAI;
beforeEach(async () => {
  openai = await startFakeOpenAI({ apiKey: KEY });
});
afterEach(() => openai.close());

// Nothing is ever written to the console, by us or by the SDK.
const written = vi.spyOn(console, 'log').mockName('console');
for (const method of ['info', 'warn', 'error', 'debug'] as const)
  vi.spyOn(console, method).mockImplementation(written);
afterEach(() => expect(written).not.toHaveBeenCalled());
afterAll(() => vi.restoreAllMocks());

const make = (options: Parameters<typeof createOpenAIImageGenerator>[0] = {}) =>
  createOpenAIImageGenerator({ apiKey: KEY, baseUrl: openai.baseUrl, ...options });

/** An error with the copy of what the provider answered. */
type Failure = Error & { readonly cause: { readonly statusCode?: number; readonly responseBody?: string } };

/** What a generation fails with; it must never tell the key. */
async function failureOf(generating: Promise<unknown>): Promise<Failure> {
  try {
    await generating;
  } catch (error) {
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(KEY);
    return error as Failure;
  }
  throw new Error('nothing was thrown');
}

describe('a request without references', () => {
  it('asks for one picture with exactly the documented parameters', async () => {
    await expect(make().generate(REQUEST)).resolves.toEqual({ bytes: TINY_PNG, mediaType: 'image/png' });
    const [{ path, headers, body }] = openai.requests as [(typeof openai.requests)[0]];
    expect(path).toBe('/v1/images/generations');
    expect(headers.authorization).toBe(`Bearer ${KEY}`);
    expect(body).toEqual({ model: 'gpt-image-1', prompt: REQUEST.prompt, n: 1, size: '1024x1024' });
  });

  it('passes on what was configured', async () => {
    await make({ model: 'gpt-image-1-mini', size: '1024x1536', quality: 'low' }).generate(REQUEST);
    expect(openai.requests[0]!.body).toMatchObject({
      model: 'gpt-image-1-mini',
      size: '1024x1536',
      quality: 'low',
    });
  });

  it('goes through a fetch that was handed in', async () => {
    const fetch = vi.fn(globalThis.fetch);
    await make({ fetch }).generate(REQUEST);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('a request with references', () => {
  it.each([
    [1, ['image']],
    [3, ['image[]', 'image[]', 'image[]']],
  ])('%i: uploads them with the type that their bytes tell', async (count, fields) => {
    const references = [JPEG, TINY_PNG, WEBP]
      .slice(0, count)
      .map((bytes) => ({ bytes, mediaType: 'image/gif' }));
    await make().generate({ ...REQUEST, references });
    const [{ path, body, files }] = openai.requests as [(typeof openai.requests)[0]];
    expect(path).toBe('/v1/images/edits');
    expect(body).toEqual({ model: 'gpt-image-1', prompt: REQUEST.prompt, n: '1', size: '1024x1024' });
    expect(files.map(({ field }) => field)).toEqual(fields);
    expect(files.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png', 'image/webp'].slice(0, count));
    expect(files.map(({ bytes }) => bytes)).toEqual(references.map(({ bytes }) => bytes));
  });

  it('asks nobody when one cannot be used', async () => {
    const gif = { bytes: GIF, mediaType: 'image/png' };
    const png = { bytes: TINY_PNG, mediaType: 'image/png' };
    await expect(make().generate({ ...REQUEST, references: [png, gif] })).rejects.toThrow(
      'A reference of a portrait must be a PNG, JPEG or WebP picture.',
    );
    await expect(make().generate({ ...REQUEST, references: Array(17).fill(png) })).rejects.toThrow(
      'at most 16',
    );
    expect(openai.requests).toHaveLength(0);
  });
});

describe('whose key is used', () => {
  it('its own, whatever the project has', async () => {
    const generator = make();
    expect(generator).not.toHaveProperty('needsProvider');
    const provider = {
      provider: 'openai',
      apiKey: 'sk-of-the-project',
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'm',
    };
    await generator.generate({ ...REQUEST, provider });
    expect(openai.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(openai.requests[0]!.body['model']).toBe('gpt-image-1');
  });

  it("the project's, with its address and model, when it has none", async () => {
    const generator = createOpenAIImageGenerator({ baseUrl: 'http://127.0.0.1:1/v1' });
    expect(generator.needsProvider).toBe('openai');
    const provider = { provider: 'openai', apiKey: KEY, baseUrl: openai.baseUrl, model: 'gpt-image-1.5' };
    await generator.generate({ ...REQUEST, provider });
    expect(openai.requests[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(openai.requests[0]!.body['model']).toBe('gpt-image-1.5');
  });

  it('never one of the environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', KEY);
    vi.stubEnv('OPENAI_BASE_URL', openai.baseUrl);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const generator = createOpenAIImageGenerator({ baseUrl: openai.baseUrl });
    await expect(generator.generate(REQUEST)).rejects.toThrow('The image provider has no API key.');
    const provider = { provider: 'openai' };
    await expect(generator.generate({ ...REQUEST, provider })).rejects.toThrow('has no API key');
    const elsewhere = vi.fn(async () => Response.json({ data: [] }));
    await createOpenAIImageGenerator({ apiKey: KEY, maxRetries: 0, fetch: elsewhere })
      .generate(REQUEST)
      .catch(() => {});
    expect(elsewhere).toHaveBeenCalledWith('https://api.openai.com/v1/images/generations', expect.anything());
    expect(openai.requests).toHaveLength(0);
  });

  it.each([
    [{ provider: 'anthropic', apiKey: KEY }, 'The image provider must be openai.'],
    [
      { provider: 'openai', apiKey: `${KEY}\r\nx-other: 1` },
      'The API key of the image provider cannot be sent.',
    ],
    [
      { provider: 'openai', apiKey: KEY, baseUrl: 'file:///etc' },
      'The address of the image provider cannot be used.',
    ],
  ])('refuses settings that cannot be used: %#', async (provider, message) => {
    const failure = await failureOf(createOpenAIImageGenerator().generate({ ...REQUEST, provider }));
    expect(failure.message).toBe(message);
  });
});

describe('failures', () => {
  it('tries again after a 429 and a 500', async () => {
    openai.script(ANSWERS.rateLimited(0), ANSWERS.serverError);
    await expect(make().generate(REQUEST)).resolves.toMatchObject({ mediaType: 'image/png' });
    expect(openai.requests).toHaveLength(3);
  });

  it.each([
    [
      '429',
      [ANSWERS.rateLimited(0), ANSWERS.rateLimited(0)],
      'takes no more requests for now (429).',
      'org-secret',
    ],
    ['500', [ANSWERS.serverError, ANSWERS.serverError], 'failed (500).', 'trace-77'],
  ])('gives up after the last retry: %s', async (_, answers, message, said) => {
    openai.script(...answers);
    const failure = await failureOf(make({ maxRetries: 1 }).generate(REQUEST));
    expect(failure.message).toBe(`The image provider ${message}`);
    expect(failure.cause.responseBody).toContain(said);
    expect(openai.requests).toHaveLength(2);
  });

  it('has a text of its own for a refused key, and keeps the key out of the cause', async () => {
    const wrong = 'sk-wrong-0123456789';
    const failure = await failureOf(make({ apiKey: wrong }).generate(REQUEST));
    expect(failure.message).toBe('The image provider refused the API key (401).');
    expect(failure.cause).toMatchObject({ statusCode: 401 });
    expect(failure.cause.responseBody).toContain('Incorrect API key provided: [key].');
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(wrong);
  });

  it('is refused by the fake like by the original for a parameter that gpt-image-1 does not know', async () => {
    const response = await fetch(`${openai.baseUrl}/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-1', prompt: 'x', response_format: 'b64_json' }),
    });
    expect(response.status).toBe(400);
    await expect(response.json()).resolves.toMatchObject({
      error: { message: "Unknown parameter: 'response_format'.", code: 'unknown_parameter' },
    });
  });

  it.each([
    ['a page of HTML', ANSWERS.html, 'gave no answer that can be used.'],
    ['an address', ANSWERS.imageUrl('http://127.0.0.1:1/portrait.png'), 'gave no answer that can be used.'],
    [
      'a redirect',
      ANSWERS.redirect('/v1/images/edits'),
      'answered with a redirect, which is not followed (307).',
    ],
    ['something else', ANSWERS.image(GIF), 'gave no PNG, JPEG or WebP picture of at most 8 MiB.'],
    [
      'an SVG',
      ANSWERS.image(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      'gave no PNG, JPEG or WebP picture of at most 8 MiB.',
    ],
    [
      'a picture that is too large',
      ANSWERS.image(pngOf(IMAGE_BYTES + 1)),
      'gave no PNG, JPEG or WebP picture of at most 8 MiB.',
    ],
    ['far too much', ANSWERS.image(new Uint8Array(2 * IMAGE_BYTES)), 'answered with more than is allowed.'],
    [
      'a 400',
      { status: 400, body: '{"error":{"message":"moderation_blocked xyz"}}' },
      'refused the request (400).',
    ],
  ] as const)('takes %s for no picture, and does not ask again', async (_, answer, message) => {
    openai.script(answer);
    const failure = await failureOf(make().generate(REQUEST));
    expect(failure.message).toBe(`The image provider ${message}`);
    expect(failure).not.toHaveProperty('requestBodyValues');
    expect(inspect(failure, { depth: 20 })).not.toContain(REQUEST.prompt);
    expect(openai.requests).toHaveLength(1);
  });

  it('takes the largest picture that is allowed', async () => {
    openai.image = pngOf(IMAGE_BYTES);
    const { bytes } = await make().generate(REQUEST);
    expect(bytes).toHaveLength(IMAGE_BYTES);
  });

  it.each([
    [JPEG, 'image/jpeg'],
    [WEBP, 'image/webp'],
  ])('tells the type by the bytes: %#', async (image, mediaType) => {
    openai.image = image;
    await expect(make().generate(REQUEST)).resolves.toEqual({ bytes: image, mediaType });
  });

  it('says that nobody can be reached', async () => {
    await openai.close();
    const failure = await failureOf(make({ maxRetries: 0 }).generate(REQUEST));
    expect(failure.message).toBe('The image provider cannot be reached.');
  });

  it('says so when the connection breaks', async () => {
    openai.script('drop');
    const failure = await failureOf(make({ maxRetries: 0 }).generate(REQUEST));
    expect(failure.message).toBe('The image provider cannot be reached.');
  });
});

describe('waiting', () => {
  it('ends when the time is up', async () => {
    openai.script('hang');
    const failure = await failureOf(make({ timeoutMs: 60 }).generate(REQUEST));
    expect(failure).toMatchObject({
      name: 'TimeoutError',
      message: 'The image provider did not answer within 0.06 s.',
    });
  });

  it('ends with the reason of the signal, and the request with it', async () => {
    openai.script('hang');
    const controller = new AbortController();
    const generating = make().generate(REQUEST, controller.signal);
    generating.catch(() => {});
    await openai.received(1);
    const reason = new Error('no longer needed');
    controller.abort(reason);
    await expect(generating).rejects.toBe(reason);
  });

  it('ends between two tries', async () => {
    openai.script(ANSWERS.rateLimited(30));
    const controller = new AbortController();
    const generating = make().generate(REQUEST, controller.signal);
    generating.catch(() => {});
    await openai.received(1);
    controller.abort();
    await expect(generating).rejects.toMatchObject({ name: 'AbortError' });
    expect(openai.requests).toHaveLength(1);
  });

  it('does not begin for a signal that has fired', async () => {
    const reason = new Error('too late');
    await expect(make().generate(REQUEST, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(openai.requests).toHaveLength(0);
  });

  it('ends even when a fetch minds no signal', async () => {
    const fetch = () => new Promise<Response>(() => {});
    const failure = await failureOf(make({ fetch, timeoutMs: 20 }).generate(REQUEST));
    expect(failure.name).toBe('TimeoutError');
  });
});

describe('options', () => {
  it.each([
    { apiKey: '' },
    { apiKey: `${KEY}\n` },
    { apiKey: `"${KEY}"` },
    { baseUrl: 'api.openai.com' },
    { baseUrl: 'ftp://api.openai.com' },
    { baseUrl: 'https://me:secret@api.openai.com/v1' },
    { baseUrl: 'https://api.openai.com/v1?x=1' },
    { model: ' ' },
    { size: '1024' },
    { quality: 'best' },
    { timeoutMs: 0 },
    { timeoutMs: Number.NaN },
    { timeoutMs: 2 ** 31 },
    { maxRetries: -1 },
    { maxRetries: 1.5 },
  ])('%j are refused at once', (options) => {
    expect(() => createOpenAIImageGenerator(options as never)).toThrow(
      expect.toSatisfy(
        (error: unknown) =>
          isEngineError(error, 'CONFIG_INVALID') &&
          error.details.issues[0]?.path[0] === Object.keys(options)[0] &&
          !error.message.includes(KEY),
      ),
    );
  });
});
