import { createEngine, type Engine, type Store } from '../../src/index';
import { createOpenAIImageGenerator } from '../ai';
import { type ApiKey, createHttpHandler, type DialectName } from '../http';
import { serve as listen } from '../http/node';
import { createLexiconAppraiser } from '../lexicon';
import { createMemoryStore } from '../memory';
import { CliError, EXIT, failedAt, messageOf, usageError } from './failures';
import type { Io } from './io';
import { openKeptStore, whereOf } from './open-store';
import { cleanText } from './terminal-text';

/** What `animacy serve` is asked for, as the command line gives it. */
export interface ServeCommand {
  readonly port: number;
  readonly host: string;
  readonly store: string;
  readonly apiKey?: readonly string[];
  readonly apiKeysFile?: string;
  readonly dialects?: readonly DialectName[];
  readonly rateLimit: number;
  readonly cors?: readonly string[];
  readonly openaiBaseUrl?: string;
  readonly openaiApiKey?: string;
  readonly seed?: number;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Serves an engine over HTTP until it is told to end; requests that were accepted are answered first.
 * @returns the exit code
 */
export async function serve(command: ServeCommand, io: Io): Promise<number> {
  const apiKeys = await keysOf(command, io);
  const isOpen = apiKeys.length === 0;
  const asked = command.host.replace(/^\[(.*)\]$/, '$1');
  const host = isOpen && !isLoopback(asked) ? '127.0.0.1' : asked;
  const { store, close } = await openStore(command.store);
  try {
    const openaiKey = command.openaiApiKey ?? io.env.ANIMACY_OPENAI_API_KEY;
    const engine = await createEngine({
      store,
      appraiser: createLexiconAppraiser(),
      imageGenerator: createOpenAIImageGenerator({
        ...(command.openaiBaseUrl !== undefined && { baseUrl: command.openaiBaseUrl }),
        ...(openaiKey !== undefined && { apiKey: openaiKey }),
      }),
      ...(command.seed !== undefined && { seed: command.seed }),
    });
    await serveEngine(engine, { ...command, host }, apiKeys, io);
    await engine.close();
    return EXIT.ok;
  } finally {
    await close();
  }
}

async function serveEngine(
  engine: Engine,
  { port, host, dialects, rateLimit, cors = [] }: ServeCommand,
  apiKeys: readonly ApiKey[],
  io: Io,
): Promise<void> {
  const handler = await createHttpHandler({
    engine,
    apiKeys,
    ...(dialects && { dialects }),
    ...(rateLimit > 0 && { rateLimit: { perMinute: rateLimit } }),
    corsOrigins: cors,
    // With keys a foreign page has nothing to gain, and a proxy in front may pass any host name on.
    ...(apiKeys.length === 0 && { allowedHosts: [...LOOPBACK, host] }),
    onError: (error, { requestId, method, path }) =>
      io.stderr.write(`animacy: ${cleanText(`${requestId} ${method} ${path}: ${messageOf(error)}`)}\n`),
  });
  const server = await listen(handler, { port, host }).catch((error: Error) => {
    // In its own words: as the problem of a file it would be told wrongly.
    throw new CliError(error.message, EXIT.failure, { cause: error });
  });
  if (apiKeys.length === 0) {
    io.stderr.write('animacy: no --api-key was given, so only this machine may come in\n');
  }
  io.stdout.write(`listening on ${server.url}\n`);
  await aborted(io.signal);
  await server.close();
}

/** The keys of the command line, of its file and of the environment. */
async function keysOf({ apiKey = [], apiKeysFile }: ServeCommand, io: Io): Promise<readonly ApiKey[]> {
  const file = apiKeysFile === undefined ? '' : await readKeys(apiKeysFile, io);
  const lines = file.split(/\r?\n/);
  const listed = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (apiKeysFile !== undefined && listed.length === 0)
    throw usageError(`${apiKeysFile}: there is no key in this file`);
  const environment = (io.env.ANIMACY_API_KEYS ?? '').split(/[\s,]+/).filter((key) => key !== '');
  return [...apiKey, ...listed, ...environment].map(keyOf);
}

async function readKeys(path: string, io: Io): Promise<string> {
  try {
    return await io.readFile(path);
  } catch (error) {
    throw failedAt(path, error);
  }
}

// `tenant:key`, or a key that is a tenant of its own.
function keyOf(text: string): ApiKey {
  const colon = text.indexOf(':');
  if (colon < 0) return text;
  const [tenant, key] = [text.slice(0, colon), text.slice(colon + 1)];
  if (tenant === '' || key === '') throw usageError('an API key is written KEY or TENANT:KEY');
  return { tenant, key };
}

// A file has to be called one: a server that is told `redis` must not keep everything in a file of that name.
const KEPT = /^(?:sqlite:.|postgres(?:ql)?:)/;

async function openStore(where: string): Promise<{ readonly store: Store; close(): Promise<void> }> {
  if (where === 'memory') {
    const store = createMemoryStore();
    return { store, close: () => store.close() };
  }
  if (!KEPT.test(where)) {
    throw usageError('--store takes memory, sqlite:FILE or postgres://USER@HOST/DATABASE');
  }
  return openKeptStore(whereOf(where), { mayBeNew: true });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
