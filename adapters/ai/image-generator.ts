import type { InputIssue } from '../../src/errors';
import { IMAGE_BYTES } from '../../src/index';
import type { ImageBytes, ImageGenerator, ImageProviderSettings, ImageRequest } from '../../src/ports';
import { boundedFetch } from './bounded-fetch';
import { type Patience, patienceIssues, refuse } from './check-options';
import { withDeadline } from './deadline';
import { describeFailure } from './failures';
import { imageMediaType, NotAnImage, readImage } from './image-bytes';
import { loadAI, loadOpenAI } from './load-ai';

/** How portraits are asked for. */
export interface OpenAIImageGeneratorOptions extends Patience {
  /** A key that every request is made with. Without one the key comes from the provider settings of the project. */
  readonly apiKey?: string | undefined;
  /** Where the API is, with its version; that of OpenAI when absent. */
  readonly baseUrl?: string | undefined;
  /** `gpt-image-1` when absent. */
  readonly model?: string | undefined;
  /** Width and height in pixels, `1024x1024` when absent. */
  readonly size?: `${number}x${number}` | undefined;
  /** How much effort is made; the provider decides when absent. */
  readonly quality?: 'low' | 'medium' | 'high' | 'auto' | undefined;
  /** What sends the requests; the global fetch when absent. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const PROVIDER = 'openai';
const BASE_URL = 'https://api.openai.com/v1';
const TIMEOUT_MS = 120_000;
const RETRIES = 2;
const MOST_REFERENCES = 16;
// Base64 takes four bytes for three; the rest of the answer is short.
const MAX_ANSWER_BYTES = Math.ceil(IMAGE_BYTES / 3) * 4 + 65_536;
// What a header can carry: fetch would throw at anything else, and quote it. Without what JSON escapes, so that a key that an
// answer repeats is found in it.
const KEY = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Makes a generator that has portraits drawn by OpenAI's image models, or by whoever speaks their protocol. Without references
 * it asks for a new picture, with references for one in their style. It takes pictures that come inside the answer only, never
 * an address, and follows no redirects. A key of its own is never sent to an address out of a project's settings. The environment
 * is not read.
 *
 * @throws EngineError CONFIG_INVALID when an option cannot be used. `generate` rejects with CONFIG_INVALID when `ai` or
 * `@ai-sdk/openai` is not installed, with the signal's reason, and else with a plain error whose text is short and our own:
 * what the provider said is in its `cause`, and the key is nowhere
 *
 * @example
 * const engine = await createEngine({ imageGenerator: createOpenAIImageGenerator({ apiKey: process.env.OPENAI_API_KEY }) });
 */
export function createOpenAIImageGenerator(options: OpenAIImageGeneratorOptions = {}): ImageGenerator {
  refuse('createOpenAIImageGenerator', issuesOf(options));
  const { size = '1024x1024', quality, timeoutMs = TIMEOUT_MS, maxRetries = RETRIES } = options;

  async function generate(request: ImageRequest, signal?: AbortSignal): Promise<ImageBytes> {
    signal?.throwIfAborted();
    const { apiKey, baseURL, modelId } = accountOf(options, request.provider);
    const images = request.references.map(checkedReference);
    if (images.length > MOST_REFERENCES)
      throw new Error(`The image provider takes at most ${MOST_REFERENCES} pictures as references.`);
    const [{ generateImage }, { createOpenAI }] = await Promise.all([loadAI(), loadOpenAI()]);
    try {
      return await withDeadline(timeoutMs, signal, async (abortSignal) => {
        const openai = createOpenAI({
          apiKey,
          baseURL,
          fetch: boundedFetch(MAX_ANSWER_BYTES, options.fetch),
        });
        const { image } = await generateImage({
          model: openai.image(modelId),
          prompt: images.length === 0 ? request.prompt : { text: request.prompt, images },
          n: 1,
          size,
          maxRetries,
          abortSignal,
          ...(quality !== undefined && { providerOptions: { openai: { quality } } }),
        });
        return readImage(image.base64);
      });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NotAnImage)
        throw new Error('The image provider gave no PNG, JPEG or WebP picture of at most 8 MiB.', {
          cause: error,
        });
      throw describeFailure(error, { party: 'The image provider', timeoutMs, secret: apiKey });
    }
  }

  return options.apiKey === undefined ? { needsProvider: PROVIDER, generate } : { generate };
}

function accountOf(options: OpenAIImageGeneratorOptions, settings: ImageProviderSettings | undefined) {
  const ofProject = options.apiKey === undefined ? settings : undefined;
  if (ofProject && ofProject.provider !== PROVIDER)
    throw new Error(`The image provider must be ${PROVIDER}.`);
  const apiKey = options.apiKey ?? ofProject?.apiKey;
  if (!apiKey) throw new Error('The image provider has no API key.');
  if (!KEY.test(apiKey)) throw new Error('The API key of the image provider cannot be sent.');
  const baseURL = ofProject?.baseUrl ?? options.baseUrl ?? BASE_URL;
  if (!isBaseUrl(baseURL)) throw new Error('The address of the image provider cannot be used.');
  return { apiKey, baseURL, modelId: ofProject?.model ?? options.model ?? 'gpt-image-1' };
}

function checkedReference({ bytes }: ImageBytes): Uint8Array {
  if (imageMediaType(bytes) === undefined)
    throw new Error('A reference of a portrait must be a PNG, JPEG or WebP picture.');
  return bytes;
}

function issuesOf(options: OpenAIImageGeneratorOptions): InputIssue[] {
  const { apiKey, baseUrl, model, size, quality } = options;
  const issues = patienceIssues(options);
  const must = (holds: boolean, name: string, what: string): void => {
    if (!holds) issues.push({ path: [name], message: `must be ${what}` });
  };
  must(apiKey === undefined || KEY.test(apiKey), 'apiKey', 'a key of visible characters without quotes');
  must(
    baseUrl === undefined || isBaseUrl(baseUrl),
    'baseUrl',
    'an address with http or https and without query',
  );
  must(model === undefined || /\S/.test(model), 'model', 'a name that is not blank');
  must(size === undefined || /^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(size), 'size', 'like 1024x1024');
  must(
    quality === undefined || ['low', 'medium', 'high', 'auto'].includes(quality),
    'quality',
    'low, medium, high or auto',
  );
  return issues;
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');
}
