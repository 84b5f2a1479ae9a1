import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { createKeyRing, keyOf } from './auth';
import { createPersonalityDialect } from './dialects/personality';
import { createPersonasDialect } from './dialects/personas';
import { createSessionsDialect } from './dialects/sessions';
import { failureOf, RequestRefused } from './failure';
import { checkOrigin } from './gate';
import { type Door, type Env, mountDialect, respond } from './mount';
import { openApiOf } from './openapi';
import { type Dialect, type Operation, ok } from './operation';
import { type CheckedOptions, checkOptions, type HttpHandlerOptions } from './options';
import { createRateLimiter } from './rate-limit';

/** Answers a request. Never rejects. */
export type HttpHandler = (request: Request) => Promise<Response>;

/**
 * Serves an engine over HTTP: up to three foreign APIs side by side. The handler is a plain function of the Fetch standard, so it mounts
 * in whatever speaks that; for Node's own server see `animacy/http/node`.
 *
 * @example
 * const handler = await createHttpHandler({ engine, apiKeys: [process.env.API_KEY] });
 * const answer = await handler(new Request('http://localhost/v1/presets'));
 *
 * @throws EngineError CONFIG_INVALID
 */
export async function createHttpHandler(options: HttpHandlerOptions): Promise<HttpHandler> {
  const checked = checkOptions(options);
  const dialects = dialectsOf(checked);
  const admit = await createDoor(checked);
  const app = new Hono<Env>();

  const sayNo = (c: Context<Env>, error: unknown): Response => {
    const failure = failureOf(error);
    const { signal } = c.req.raw;
    // What was given up by the one who asked is no failure.
    const isGivenUp = signal.aborted && error === signal.reason;
    if (
      !isGivenUp &&
      (failure.kind === 'internal' || failure.kind === 'upstream' || failure.kind === 'unavailable')
    ) {
      void tell(checked, error, c);
    }
    const { method, path, url } = c.req;
    const { pathname, search } = new URL(url);
    const reply = dialectAt(dialects, path).sayNo(failure, { method, path, target: pathname + search });
    return respond(c, { ...reply, headers: { ...reply.headers, ...failure.headers } });
  };
  app.onError((error, c) => sayNo(c, error));
  app.notFound((c) => sayNo(c, new RequestRefused('no-route', `no route ${c.req.method} ${c.req.path}`)));

  app.use(async (c, next) => {
    c.set('requestId', requestIdOf(c.req.raw.headers));
    checkOrigin(c.req.raw, checked.allowedHosts, checked.corsOrigins);
    try {
      await next();
    } catch (error) {
      // Only what is no Error comes this far, for example the reason of a signal.
      return sayNo(c, error);
    }
  });
  if (checked.corsOrigins.length > 0) {
    app.use(
      cors({
        origin: checked.corsOrigins.includes('*') ? '*' : [...checked.corsOrigins],
        exposeHeaders: ['X-Request-Id', 'Retry-After'],
      }),
    );
  }
  for (const dialect of dialects) {
    mountDialect(app, dialect, (request, operation) => admit(request, operation, dialect), checked.bodyLimit);
    const document = openApiOf(dialect);
    app.get(`/openapi/${dialect.name}.json`, (c) => respond(c, ok(document)));
  }
  return async (request) => app.fetch(request);
}

function dialectsOf(options: CheckedOptions): readonly Dialect[] {
  const makers = {
    sessions: createSessionsDialect,
    personality: createPersonalityDialect,
    personas: createPersonasDialect,
  };
  return options.dialects.map((name) => makers[name](options));
}

/** Makes the check that every request passes: its key, and how many it has made. */
async function createDoor({
  engine,
  apiKeys,
  rateLimit,
}: CheckedOptions): Promise<(request: Request, operation: Operation, dialect: Dialect) => Promise<Door>> {
  const ring = apiKeys.length > 0 ? await createKeyRing(apiKeys) : undefined;
  const limiter = rateLimit && createRateLimiter(rateLimit, () => performance.now());
  const root: Door = { engine, tenant: '' };

  return async (request, operation, dialect) => {
    if (operation.isOpen) return root;
    const caller = ring && (await ring.callerOf(keyOf(request.headers, dialect.keyHeaders) ?? ''));
    if (ring && !caller) {
      throw new RequestRefused('unauthorized', 'Invalid or missing API key', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    const wait = limiter?.take(caller?.account ?? '') ?? 0;
    if (wait > 0) {
      throw new RequestRefused('rate-limited', 'Too many requests', {
        headers: { 'Retry-After': String(wait) },
      });
    }
    return caller ? { engine: engine.scope(caller.tenant), tenant: caller.tenant } : root;
  };
}

/** Whose words an answer to this path is to be in: the dialect that it belongs to, or the first. */
function dialectAt(dialects: readonly Dialect[], path: string): Dialect {
  const isBelow = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  const candidates = dialects.flatMap((dialect) =>
    dialect.prefixes.filter(isBelow).map((prefix) => ({ dialect, prefix })),
  );
  candidates.sort((a, b) => b.prefix.length - a.prefix.length);
  return candidates[0]?.dialect ?? dialects[0]!;
}

const REQUEST_ID = /^[\w.-]{1,64}$/;

function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

async function tell({ onError }: CheckedOptions, error: unknown, c: Context<Env>): Promise<void> {
  try {
    await onError?.(error, { requestId: c.get('requestId'), method: c.req.method, path: c.req.path });
  } catch {
    // A logger that fails must not take the answer along, nor the process.
  }
}
