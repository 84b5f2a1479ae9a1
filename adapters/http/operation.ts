import type { z } from 'zod';
import type { Engine } from '../../src/index';
import type { Failure } from './failure';

/** What an operation is told of a request. */
export interface Call<Query = unknown, Body = unknown> {
  /** The engine of the one who asks: it holds nothing of anybody else's. */
  readonly engine: Engine;
  /** Whose engine that is; empty when the server needs no key. */
  readonly tenant: string;
  /** Path segments by their names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Headers;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  /** Written as JSON; absent means that there is no body. */
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How an answer is described in OpenAPI. */
export interface AnswerSpec {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** `application/json` when absent. */
  readonly mediaType?: string;
}

/** One thing that can be asked in a dialect: how it is found, what it takes, what it answers. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces, for example `/v1/persona/{id}`. */
  readonly path: string;
  /** Its name in OpenAPI. */
  readonly id: string;
  readonly summary: string;
  /** Served without a key. */
  readonly isOpen?: boolean;
  /** What each path parameter is; text by default. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether an empty body counts as `{}`. */
  readonly isBodyOptional?: boolean;
  /** Whether plain text counts as a JSON string, and no body of no type as `null`: what becomes of them the schema says. */
  readonly isBodyLoose?: boolean;
  /** Bytes of its body, where the server's limit is not the right one. */
  readonly bodyLimit?: number;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** Checked before query and body are: what must exist for the request to make sense. */
  readonly before?: (call: Call) => Promise<void>;
  readonly handle: (call: Call) => Promise<Reply>;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

/** An operation whose `handle` knows what its schemas promise. */
export function operation<
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  spec: Omit<Operation, 'query' | 'body' | 'handle'> & {
    readonly query?: Q;
    readonly body?: B;
    readonly handle: (call: Call<OutputOf<Q>, OutputOf<B>>) => Promise<Reply>;
  },
): Operation {
  return spec as unknown as Operation;
}

/** What was asked for. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Path and query as they were sent, nothing decoded. */
  readonly target: string;
}

/** A foreign API: its operations and its way to say no. */
export interface Dialect {
  readonly name: DialectName;
  readonly title: string;
  readonly description: string;
  /** Everything below one of these paths is its own. */
  readonly prefixes: readonly string[];
  /** Where keys are looked for. */
  readonly keyHeaders: readonly ('authorization' | 'x-api-key')[];
  readonly operations: readonly Operation[];
  /** What every operation may answer when it refuses, for OpenAPI. */
  readonly failureSpec: AnswerSpec;
  readonly sayNo: (failure: Failure, route: Route) => Reply;
}

/** The names of the dialects. */
export const DIALECT_NAMES = ['sessions', 'personality', 'personas'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

/** 200 with a body. */
export const ok = (body: unknown): Reply => ({ status: 200, body });
/** 201 with a body. */
export const created = (body: unknown): Reply => ({ status: 201, body });
/** 204. */
export const noContent: Reply = { status: 204 };
