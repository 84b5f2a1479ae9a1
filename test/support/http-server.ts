import { type IncomingHttpHeaders, request as nodeRequest } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  createHttpHandler,
  type DialectName,
  type HttpHandler,
  type HttpHandlerOptions,
} from '../../adapters/http';
import { type FetchHandler, type HttpServer, type ServeOptions, serve } from '../../adapters/http/node';
import { createEngine, type Engine, type EngineOptions } from '../../src';
import { createManualClock } from './engine-fixtures';

// One is enough for what all share; tests that are about more say so.
const SPOKEN: readonly DialectName[] = ['sessions'];

/** A failure that `onError` was told of. */
export interface Told {
  readonly error: unknown;
  readonly requestId: string;
  readonly path: string;
}

/** An engine behind a handler. */
export interface Site {
  readonly engine: Engine;
  readonly handler: HttpHandler;
  /** What `onError` was told, from the first. */
  readonly told: readonly Told[];
}

/** An engine behind a handler; both last as long as the test. */
export async function openSite(
  options: Partial<HttpHandlerOptions> = {},
  engineOptions: EngineOptions = {},
): Promise<Site> {
  const engine =
    options.engine ?? (await createEngine({ clock: createManualClock(), seed: 7, ...engineOptions }));
  onTestFinished(() => engine.close());
  const told: Told[] = [];
  const handler = await createHttpHandler({
    engine,
    dialects: SPOKEN,
    onError: (error, { requestId, path }) => told.push({ error, requestId, path }),
    ...options,
  });
  return { engine, handler, told };
}

/** Serves a handler on a port of its own for as long as the test lasts. */
export async function serveHere(handler: FetchHandler, options: ServeOptions = {}): Promise<HttpServer> {
  const server = await serve(handler, options);
  onTestFinished(() => server.close());
  return server;
}

/** An answer with its body read. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly json: any;
}

/** What is sent: an object goes as JSON with its content type, a text as it is. */
export interface Said {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function packed({ headers = {}, body }: Said): { headers: Record<string, string | string[]>; text?: string } {
  const all = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
  if (body === undefined) return { headers: all };
  if (typeof body === 'string') return { headers: all, text: body };
  return { headers: { 'content-type': 'application/json', ...all }, text: JSON.stringify(body) };
}

/** Asks a handler without a socket. */
export async function ask(handler: FetchHandler, path: string, said: Said = {}): Promise<Heard> {
  const { headers, text } = packed(said);
  const answer = await handler(
    new Request(`http://localhost${path}`, {
      method: said.method ?? (text === undefined ? 'GET' : 'POST'),
      headers: headers as Record<string, string>,
      ...(text !== undefined && { body: text }),
    }),
  );
  const body = await answer.text();
  return { status: answer.status, headers: answer.headers, text: body, json: parsed(body) };
}

/** Asks a server over a socket, with Node's own client, which sends paths and headers as they are. */
export function send(port: number, path: string, said: Said = {}): Promise<Heard> {
  const { headers, text } = packed(said);
  return new Promise((resolve, reject) => {
    const request = nodeRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method: said.method ?? (text === undefined ? 'GET' : 'POST'),
        headers: {
          ...(text !== undefined &&
            !('transfer-encoding' in headers) && { 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          resolve({
            status: answer.statusCode ?? 0,
            headers: headersOf(answer.headers),
            text: body,
            json: parsed(body),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}

function headersOf(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  return headers;
}

/** What came back over a socket that bytes were written to. */
export interface Exchange {
  readonly text: string;
  /** The status of the first answer; 0 when there was none. */
  readonly status: number;
  /** Whether the server ended the connection. */
  readonly closed: boolean;
  readonly tookMs: number;
}

/**
 * Writes bytes to a server as they are, and reads until the connection ends, an answer ends with `until`, or the time is over.
 * @param parts written one after the other; a number waits so many milliseconds
 */
export async function exchange(
  port: number,
  parts: readonly (string | Uint8Array | number)[],
  { until, patienceMs = 5000 }: { readonly until?: string; readonly patienceMs?: number } = {},
): Promise<Exchange> {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let closed = false;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.on('error', () => {});
    socket.on('close', () => {
      closed = true;
      end();
    });
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (until !== undefined && text.includes(until)) end();
    });
  });
  for (const part of parts) {
    if (typeof part === 'number') await new Promise((resolve) => setTimeout(resolve, part));
    else if (!socket.destroyed) socket.write(part);
  }
  await over;
  const isClosed = closed;
  socket.destroy();
  const [, status = '0'] =
    /^HTTP\/1\.1 (\d+)/m.exec(text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')) ?? [];
  return { text, status: Number(status), closed: isClosed, tookMs: performance.now() - begun };
}

/** A request as bytes. */
export function wire(line: string, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const lines = Object.entries({ Host: '127.0.0.1', Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = 5000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
