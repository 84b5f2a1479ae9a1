import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * What the OpenAI API does with the four calls that the AI SDK makes here, on 127.0.0.1. It is as strict as the original:
 * gpt-image-1 refuses parameters that it does not know, and a strict schema must name all its properties as required.
 */

/** A file of a multipart request. */
export interface UploadedFile {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A request that the server was sent; `body` holds the fields of JSON or of a form. */
export interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
}

/** An answer given in place of the usual one. */
export type ScriptedAnswer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array;
    }
  /** The request is read and never answered. */
  | 'hang'
  /** The connection is cut. */
  | 'drop';

/** A running server. */
export interface FakeOpenAI {
  /** What to give a client as its base URL. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** The picture that is answered. */
  image: Uint8Array;
  /** The text that is answered. */
  text: string;
  /** Answers the next requests like this, one each; after them come usual answers again. */
  script(...answers: readonly ScriptedAnswer[]): void;
  /** Resolves when the server has been sent so many requests. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** The smallest PNG there is: one grey pixel. */
export const TINY_PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

const apiError = (status: number, message: string, code: string | null, param: string | null = null) =>
  json(status, { error: { message, type: 'invalid_request_error', param, code } });

/** Answers that clients are to cope with. */
export const ANSWERS = {
  rateLimited: (retryAfterSeconds: number): ScriptedAnswer =>
    json(
      429,
      {
        error: {
          message: 'Rate limit reached for org-secret.',
          type: 'requests',
          code: 'rate_limit_exceeded',
        },
      },
      { 'retry-after': String(retryAfterSeconds) },
    ),
  /** The original's 500; it says when to come back only so that tests need not wait. */
  serverError: json(
    500,
    { error: { message: 'The server had an error, see trace-77.', type: 'server_error', code: null } },
    { 'retry-after-ms': '5' },
  ) satisfies ScriptedAnswer,
  html: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><title>Sign in</title>',
  } satisfies ScriptedAnswer,
  /** A picture by address, as other models answer it. */
  imageUrl: (url: string): ScriptedAnswer => json(200, { created: 1, data: [{ url }] }),
  image: (bytes: Uint8Array): ScriptedAnswer =>
    json(200, { created: 1, data: [{ b64_json: Buffer.from(bytes).toString('base64') }] }),
  redirect: (location: string): ScriptedAnswer => ({ status: 307, headers: { location }, body: '' }),
};

const SHARED = [
  'background',
  'model',
  'n',
  'output_compression',
  'output_format',
  'partial_images',
  'prompt',
  'quality',
  'size',
  'stream',
  'user',
];
const KNOWN: Readonly<Record<string, ReadonlySet<string>>> = {
  '/v1/images/generations': new Set([...SHARED, 'moderation']),
  '/v1/images/edits': new Set([...SHARED, 'input_fidelity']),
};
const FILE_FIELDS = new Set(['image', 'image[]', 'mask']);
const FILE_TYPES = new Set(['image/png', 'image/jpeg', 'image/webp']);
const MOST_FILES = 16;
const VALUES: Readonly<Record<string, ReadonlySet<unknown>>> = {
  size: new Set(['1024x1024', '1024x1536', '1536x1024', 'auto']),
  quality: new Set(['low', 'medium', 'high', 'auto']),
  background: new Set(['transparent', 'opaque', 'auto']),
  output_format: new Set(['png', 'jpeg', 'webp']),
};

/** Starts a server on a free port. */
export async function startFakeOpenAI(options: { readonly apiKey?: string } = {}): Promise<FakeOpenAI> {
  const requests: RecordedRequest[] = [];
  const scripted: ScriptedAnswer[] = [];
  const waiting = new Set<() => void>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await record(request);
    requests.push(recorded);
    for (const look of [...waiting]) look();
    const given = scripted.shift() ?? usual(recorded);
    if (given === 'hang') return;
    if (given === 'drop') {
      request.socket.destroy();
      return;
    }
    response.writeHead(given.status, { ...given.headers });
    response.end(given.body);
  }

  function usual({ path, headers, body, files }: RecordedRequest): Exclude<ScriptedAnswer, string> {
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (key === undefined || (options.apiKey !== undefined && key !== options.apiKey))
      return apiError(401, `Incorrect API key provided: ${key ?? ''}.`, 'invalid_api_key');
    if (path in KNOWN) return refusalOfImage(path, body, files) ?? imageAnswer(fake.image, body);
    if (path === '/v1/chat/completions')
      return (
        refusalOfText(body, 'messages', formatOf(body['response_format'])) ?? chatAnswer(fake.text, body)
      );
    if (path === '/v1/responses') {
      const format = (body['text'] as { format?: unknown } | undefined)?.format;
      return refusalOfText(body, 'input', format) ?? responsesAnswer(fake.text, body);
    }
    return apiError(404, `Invalid URL (POST ${path})`, null);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const fake: FakeOpenAI = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    image: TINY_PNG,
    text: 'Well, hello there.',
    script: (...answers) => {
      scripted.push(...answers);
    },
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (requests.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { headers, url: path = '' } = request;
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data'))
    return { path, headers, body: type === 'application/json' ? JSON.parse(String(bytes)) : {}, files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const body: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') body[field] = value;
    else {
      const content = new Uint8Array(await value.arrayBuffer());
      files.push({ field, filename: value.name, type: value.type, bytes: content });
    }
  }
  return { path, headers, body, files };
}

function refusalOfImage(path: string, body: RecordedRequest['body'], files: readonly UploadedFile[]) {
  const unknown = Object.keys(body).find((name) => !KNOWN[path]!.has(name));
  if (unknown !== undefined)
    return apiError(400, `Unknown parameter: '${unknown}'.`, 'unknown_parameter', unknown);
  const { model, prompt, n = 1 } = body;
  if (typeof prompt !== 'string' || prompt === '')
    return apiError(400, "Missing required parameter: 'prompt'.", 'missing_required_parameter', 'prompt');
  if (!/^gpt-image-/.test(String(model)))
    return apiError(400, `The model '${String(model)}' does not exist.`, 'model_not_found', 'model');
  if (!(Number.isInteger(Number(n)) && Number(n) >= 1 && Number(n) <= 10))
    return apiError(400, 'Invalid value for n.', 'invalid_value', 'n');
  for (const [name, allowed] of Object.entries(VALUES))
    if (name in body && !allowed.has(body[name]))
      return apiError(400, `Invalid value: '${String(body[name])}'.`, 'invalid_value', name);
  if (!path.endsWith('/edits')) return undefined;
  const odd = files.find(({ field, filename }) => !FILE_FIELDS.has(field) || filename === '');
  if (odd) return apiError(400, `Unknown parameter: '${odd.field}'.`, 'unknown_parameter', odd.field);
  if (files.length === 0 || files.length > MOST_FILES)
    return apiError(400, `Expected 1 to ${MOST_FILES} images.`, 'invalid_value', 'image');
  const unsupported = files.find(({ type }) => !FILE_TYPES.has(type));
  return (
    unsupported &&
    apiError(400, `Invalid file: unsupported mimetype ('${unsupported.type}').`, 'unsupported_file_mimetype')
  );
}

function imageAnswer(image: Uint8Array, { n = 1 }: RecordedRequest['body']) {
  const one = { b64_json: Buffer.from(image).toString('base64') };
  return json(200, { created: 1_700_000_000, data: Array.from({ length: Number(n) }, () => one) });
}

/** The format inside the wrapping that chat completions have it in. */
function formatOf(wrapped: unknown): unknown {
  const { type, json_schema: inner } = (wrapped ?? {}) as { type?: unknown; json_schema?: object };
  return { type, ...inner };
}

function refusalOfText(body: RecordedRequest['body'], turns: 'messages' | 'input', format: unknown) {
  if (typeof body['model'] !== 'string')
    return apiError(400, "Missing required parameter: 'model'.", 'missing_required_parameter', 'model');
  if (!Array.isArray(body[turns]) || body[turns].length === 0)
    return apiError(400, `Invalid '${turns}'.`, 'invalid_value', turns);
  if (body['stream'] === true) return apiError(400, 'This server does not stream.', null, 'stream');
  const { schema, strict } = (format ?? {}) as { schema?: StrictSchema; strict?: boolean };
  if (schema === undefined || strict !== true) return undefined;
  const names = Object.keys(schema.properties ?? {}).sort();
  const complete = names.join() === [...(schema.required ?? [])].sort().join();
  if (complete && schema.additionalProperties === false) return undefined;
  return apiError(400, "Invalid schema for response_format 'response'.", 'invalid_json_schema', turns);
}

interface StrictSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

function chatAnswer(content: string, { model }: RecordedRequest['body']) {
  return json(200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
}

function responsesAnswer(text: string, { model }: RecordedRequest['body']) {
  const content = [{ type: 'output_text', text, annotations: [] }];
  return json(200, {
    id: 'resp_1',
    object: 'response',
    created_at: 1_700_000_000,
    status: 'completed',
    model,
    output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content }],
    incomplete_details: null,
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  });
}

/** What a mocked model of the AI SDK answers: a text, and why it ended there. */
export function modelAnswer(text: string, unified: 'stop' | 'length' | 'content-filter' = 'stop') {
  return {
    content: [{ type: 'text' as const, text }],
    finishReason: { unified, raw: undefined },
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: 1, text: 1, reasoning: undefined },
    },
    warnings: [],
  };
}
