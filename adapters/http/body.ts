import { RequestRefused } from './failure';
import type { Operation } from './operation';

/** How deep a JSON body may be nested: deeper ones overflow the stack of whoever walks them. */
export const JSON_DEPTH = 32;

const JSON_TYPE = /^application\/json(?:\s*;[^,]*)?$/i;
const TEXT_TYPE = /^text\/plain(?:\s*;[^,]*)?$/i;

/**
 * Reads the JSON body of a request.
 * @param taking which bodies the operation takes; undefined comes out for none where none is fine
 * @param maxSize bytes, of which no more are read
 * @throws RequestRefused wrong-media-type, body-missing, body-malformed, body-too-large
 */
export async function readJson(
  request: Request,
  taking: Pick<Operation, 'isBodyOptional' | 'isBodyLoose'>,
  maxSize: number,
): Promise<unknown> {
  const { isBodyOptional, isBodyLoose } = taking;
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new RequestRefused('wrong-media-type', 'compressed bodies are not read');
  }
  const text = await readText(request, maxSize);
  const type = (request.headers.get('content-type') ?? '').trim();
  if (isBodyLoose && TEXT_TYPE.test(type)) return text;
  if (text === '') {
    if (isBodyOptional) return undefined;
    if (isBodyLoose && type === '') return null;
    throw new RequestRefused('body-missing', 'request body is required');
  }
  if (!JSON_TYPE.test(type)) {
    throw new RequestRefused(
      'wrong-media-type',
      `unsupported media type: ${type.slice(0, 80) || 'none given'}`,
    );
  }
  if (isDeeperThan(text, JSON_DEPTH)) throw malformed(`is nested deeper than ${JSON_DEPTH} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('is not valid JSON');
  }
  // Nobody means these keys, and somewhere below somebody might copy them into an object. An escape may hide them.
  if (/proto|\\u/.test(text) && holdsPrototype(value)) {
    throw malformed('is not valid JSON: it names a prototype');
  }
  return value;
}

async function readText(request: Request, maxSize: number): Promise<string> {
  if (Number(request.headers.get('content-length')) > maxSize) throw tooLarge();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength;
    if (size > maxSize) throw tooLarge();
    text += decode(decoder, chunk);
  }
  return text + decode(decoder);
}

/** The bytes of a body as they come. It is never cancelled: that would cut the connection before the answer is out. */
async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  try {
    if (request.headers.has('content-length')) {
      // Servers hold their clients to the length that was announced, and one read is faster than many.
      yield new Uint8Array(await request.arrayBuffer());
      return;
    }
    const reader = request.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
  } catch (error) {
    // Somebody before us read it: that is not the client's fault.
    if (error instanceof TypeError) throw error;
    throw malformed('did not arrive whole');
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw malformed('is not valid UTF-8');
  }
}

function tooLarge(): RequestRefused {
  return new RequestRefused('body-too-large', 'request body is too large');
}

function malformed(problem: string): RequestRefused {
  return new RequestRefused('body-malformed', `body ${problem}`, {
    issues: [{ path: ['body'], message: problem }],
  });
}

/** Whether brackets are nested deeper than this, told without parsing. */
function isDeeperThan(text: string, depth: number): boolean {
  let open = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isInText) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) isInText = false;
    } else if (unit === 0x22) isInText = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++open > depth) return true;
    } else if (unit === 0x7d || unit === 0x5d) open--;
  }
  return false;
}

function holdsPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  if (Object.hasOwn(value, 'constructor')) {
    const forged: unknown = value.constructor;
    if (typeof forged === 'object' && forged !== null && Object.hasOwn(forged, 'prototype')) return true;
  }
  return Object.values(value).some(holdsPrototype);
}
