import { createHttpHandler, type HttpHandler, type HttpHandlerOptions } from '../../adapters/http';
import type { EngineOptions } from '../../src';
import { type Bench, type StoreKind, setUp } from './engine-fixtures';

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, parsed; undefined for any other body and for none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any;
  readonly bytes: Uint8Array;
}

/** What is sent: an object goes as JSON, a text or bytes as they are. */
export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a handler as a client of the personas dialect does: a JSON content type only with a body. */
export type Ask = (method: string, path: string, sending?: Sending) => Promise<Answer>;

/** Makes the way to ask a handler. */
export function askerOf(handler: HttpHandler): Ask {
  return async (method, path, { body, headers } = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await handler(
      new Request(`http://localhost${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
      }),
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && bytes.length > 0 ? JSON.parse(new TextDecoder().decode(bytes)) : undefined,
      bytes,
    };
  };
}

/** An engine behind HTTP, with the project `p`. */
export interface HttpBench extends Bench {
  readonly handler: HttpHandler;
  readonly ask: Ask;
  /** Creates a persona of `p`. */
  add(name: string, more?: object): Promise<Record<string, string>>;
}

/** Where the personas of `p` are. */
export const PERSONAS = '/api/projects/p/personas';
/** Where the images of `p` are. */
export const IMAGES = '/api/projects/p/images';
/** An id that nothing goes by. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** An engine behind HTTP, with the project `p`. */
export async function setUpHttp(
  kind?: StoreKind,
  options: EngineOptions & { readonly disk?: Bench['disk'] } = {},
  http: Partial<HttpHandlerOptions> = {},
): Promise<HttpBench> {
  const bench = await setUp(kind, options);
  await bench.engine.projects.create({ id: 'p', name: 'Bank' });
  const handler = await createHttpHandler({ engine: bench.engine, dialects: ['personas'], ...http });
  const ask = askerOf(handler);
  return {
    ...bench,
    handler,
    ask,
    async add(name, more) {
      const { status, body } = await ask('POST', PERSONAS, { body: { name, ...more } });
      if (status !== 201) throw new Error(`could not create "${name}": ${JSON.stringify(body)}`);
      return body;
    },
  };
}
