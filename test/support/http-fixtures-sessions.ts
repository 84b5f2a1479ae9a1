import { onTestFinished } from 'vitest';
import { createHttpHandler, type HttpHandler, type HttpHandlerOptions } from '../../adapters/http';
import { serve } from '../../adapters/http/node';
import { createLexiconAppraiser } from '../../adapters/lexicon';
import type { EngineOptions } from '../../src';
import { type Bench, type StoreKind, setUp } from './engine-fixtures';

/** An answer of the sessions dialect. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, parsed; undefined for no body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any;
  /** The body as it came. */
  readonly text: string;
}

/** Asks a handler; a body that is no text goes as JSON, and its type is sent with every request, as the clients of this dialect do. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** What a test may ask for beside an engine's options. */
export type SessionsOptions = EngineOptions & { readonly disk?: Bench['disk'] };

/** An engine that reads texts, behind the sessions dialect. */
export interface SessionsBench extends Bench {
  readonly handler: HttpHandler;
  readonly ask: Ask;
  /** Creates a session over `/v1` and gives its id. */
  begin(body?: object): Promise<string>;
}

/** Six dimensions of an event that nobody is glad of. */
export const WIRE_INSULT = {
  goal_relevance: 0.8,
  goal_congruence: -0.8,
  expectedness: 0.4,
  controllability: 0.4,
  agency: -1,
  norm_compatibility: -0.8,
};

/** All nine dimensions of an event that anybody is glad of. */
export const WIRE_GIFT = {
  goal_relevance: 0.9,
  goal_congruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  norm_compatibility: 0.5,
  internal_standards: 0.25,
  adjustment_potential: 0.75,
  urgency: 0.125,
};

const appraiser = createLexiconAppraiser();

/** Makes the way to ask a handler. */
export function askerOf(handler: HttpHandler): Ask {
  return async (method, path, body, headers) => {
    const response = await handler(
      new Request(`http://localhost${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
      text,
    };
  };
}

/** An engine that reads texts, behind the sessions dialect. */
export async function setUpSessions(
  kind?: StoreKind,
  options: SessionsOptions = {},
  http: Partial<HttpHandlerOptions> = {},
): Promise<SessionsBench> {
  const bench = await setUp(kind, { appraiser, ...options });
  const handler = await createHttpHandler({ engine: bench.engine, dialects: ['sessions'], ...http });
  const ask = askerOf(handler);
  return {
    ...bench,
    handler,
    ask,
    async begin(body = { preset: 'anxious_helper' }) {
      const { status, text, body: session } = await ask('POST', '/v1/persona', body);
      if (status !== 201) throw new Error(`could not begin a session: ${text}`);
      return session.sessionId;
    },
  };
}

/** One request as it went over the wire, and what was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly sent: string;
  readonly status: number;
  readonly answered: string;
}

/** The same behind a server on this machine, which is closed when the test has ended. */
export interface ServedBench extends SessionsBench {
  readonly url: string;
  /** Everything that went over the wire, in the order of the answers. */
  readonly exchanges: Exchange[];
}

/** An engine that reads texts, behind the sessions dialect and a server on 127.0.0.1. */
export async function serveSessions(
  kind?: StoreKind,
  options: SessionsOptions = {},
  http: Partial<HttpHandlerOptions> = {},
): Promise<ServedBench> {
  const bench = await setUpSessions(kind, options, http);
  const exchanges: Exchange[] = [];
  const server = await serve(async (request) => {
    const copy = request.clone();
    const response = await bench.handler(request);
    exchanges.push({
      method: request.method,
      path: new URL(request.url).pathname,
      headers: request.headers,
      sent: await copy.text(),
      status: response.status,
      answered: await response.clone().text(),
    });
    return response;
  });
  onTestFinished(() => server.close());
  return { ...bench, url: server.url, exchanges };
}
