import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Engine } from '../../src/index';
import { readJson } from './body';
import { type RequestIssue, RequestRefused } from './failure';
import type { Call, Dialect, Operation, Reply } from './operation';

/** What the doors of the server leave with a request. */
export interface Door {
  readonly engine: Engine;
  readonly tenant: string;
}

/** The Hono application's own types. */
export interface Env {
  Variables: { requestId: string; door: Door };
}

const MOST_ISSUES = 20;
const LONGEST_KEY = 100;

/**
 * Mounts the operations of a dialect. A request goes through the door before a byte of its body is read.
 * @param admit lets a request in, or throws why not
 * @param maxSize bytes of a body, where an operation names no other number
 */
export function mountDialect(
  app: Hono<Env>,
  dialect: Dialect,
  admit: (request: Request, operation: Operation) => Promise<Door>,
  maxSize: number,
): void {
  const paths = new Map<string, string[]>();
  for (const entry of dialect.operations) {
    const path = entry.path.replace(/\{(\w+)\}/g, ':$1');
    app.on(
      entry.method.toUpperCase(),
      path,
      async (c, next) => {
        c.set('door', await admit(c.req.raw, entry));
        await next();
      },
      async (c) => respond(c, await serve(c, entry, entry.bodyLimit ?? maxSize)),
    );
    paths.set(path, [...(paths.get(path) ?? []), entry.method.toUpperCase()]);
  }
  for (const [path, methods] of paths) {
    const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    app.all(path, () => {
      throw new RequestRefused('wrong-method', 'method not allowed', {
        headers: { Allow: allow.join(', ') },
      });
    });
  }
}

async function serve(c: Context<Env>, entry: Operation, maxSize: number): Promise<Reply> {
  const request = c.req.raw;
  const json = entry.body ? await readJson(request, entry, maxSize) : undefined;
  const call: Call = {
    ...c.get('door'),
    params: c.req.param(),
    query: undefined,
    body: undefined,
    headers: request.headers,
    signal: request.signal,
  };
  await entry.before?.(call);
  const query =
    entry.query && check(entry.query, Object.fromEntries(new URL(request.url).searchParams), 'query');
  const body = entry.body && check(entry.body, json === undefined ? {} : json, 'body');
  return entry.handle({ ...call, query, body });
}

/** @throws RequestRefused `invalid` that names up to twenty wrong places */
function check(schema: z.ZodType, value: unknown, place: 'query' | 'body'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => issuesOf(issue, place, value)).slice(0, MOST_ISSUES);
  const [first] = issues;
  throw new RequestRefused(
    'invalid',
    first ? `${first.path.join('.')}: ${first.message}` : 'validation failed',
    { issues },
  );
}

function issuesOf(issue: z.core.$ZodIssue, place: string, root: unknown): RequestIssue[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_ISSUES)
      .map((key) => ({ path: [place, ...path.map(cut), cut(key)], message: 'unexpected property' }));
  }
  const value = valueAt(root, path);
  if (value === undefined && path.length > 0) {
    return [{ path: [place, ...path.map(cut)], message: 'is required' }];
  }
  return [{ path: [place, ...path.map(cut)], message: issue.message, ...(isPlain(value) && { value }) }];
}

// A key is the caller's and as long as they like.
function cut<K extends string | number>(key: K): K | string {
  return typeof key === 'string' ? key.slice(0, LONGEST_KEY) : key;
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

// Long values and objects are not worth sending back.
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 100;
  return value === null || typeof value === 'boolean' || Number.isFinite(value);
}

/** Writes a reply out. */
export function respond(c: Context<Env>, { status, body, bytes, headers }: Reply): Response {
  const all = new Headers(headers);
  all.set('X-Request-Id', c.get('requestId'));
  all.set('X-Content-Type-Options', 'nosniff');
  if (!all.has('Cache-Control')) all.set('Cache-Control', 'no-store');
  if (bytes) return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers: all });
  if (body === undefined) return new Response(null, { status, headers: all });
  if (!all.has('Content-Type')) all.set('Content-Type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(body), { status, headers: all });
}
