import { createHttpHandler, type HttpHandler, type HttpHandlerOptions } from '../../adapters/http';
import type { EngineOptions } from '../../src';
import { type Bench, setUp } from './engine-fixtures';

/** An answer of the personality dialect. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any;
}

/** Asks a handler; a body that is no text goes as JSON, and its type is sent with every request, as the clients of this dialect do. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** An engine behind the personality dialect. */
export interface PersonalityBench extends Bench {
  readonly handler: HttpHandler;
  /** Paths are given from `/api/v1` on. */
  readonly ask: Ask;
}

/** All five in the middle, on the scale of the dialect. */
export const MIDDLE = {
  openness: 50,
  conscientiousness: 50,
  extraversion: 50,
  agreeableness: 50,
  neuroticism: 50,
};

/** Makes the way to ask a handler. */
export function askerOf(handler: HttpHandler): Ask {
  return async (method, path, body, headers) => {
    const response = await handler(
      new Request(`http://localhost/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  };
}

/** An engine behind the personality dialect, with a memory store and a clock that stands still. */
export async function setUpPersonality(
  http: Partial<HttpHandlerOptions> = {},
  options: EngineOptions = {},
): Promise<PersonalityBench> {
  const bench = await setUp(undefined, options);
  const handler = await createHttpHandler({ engine: bench.engine, dialects: ['personality'], ...http });
  return { ...bench, handler, ask: askerOf(handler) };
}
