import { AnswerTooLarge } from './bounded-fetch';
import { DeadlinePassed } from './deadline';

/** What there is to know of a call that failed. */
export interface FailedCall {
  /** Who was called, as a sentence begins with it: "The image provider". */
  readonly party: string;
  readonly timeoutMs: number;
  /** A text that must not be repeated anywhere. */
  readonly secret?: string | undefined;
}

/** Characters of an upstream text that are kept in a cause. */
const LONGEST_QUOTE = 4000;
const DEEPEST_CAUSE = 5;

/**
 * A plain error with a short text of our own for what a call ended with. What the other side said is in its `cause`, cut and
 * without the secret; the request is nowhere in it. A call that ran out of time ends with the name `TimeoutError`.
 */
export function describeFailure(error: unknown, call: FailedCall): Error {
  const known = lastOf(error);
  const failure = new Error(`${call.party} ${said(known, call)}.`, { cause: quoted(known, call.secret) });
  if (known instanceof DeadlinePassed) failure.name = known.name;
  return failure;
}

function said(error: unknown, { timeoutMs }: FailedCall): string {
  if (error instanceof DeadlinePassed) return `did not answer within ${timeoutMs / 1000} s`;
  if (isCausedBy(error, AnswerTooLarge)) return 'answered with more than is allowed';
  const { name, statusCode } = partsOf(error);
  if (name !== 'AI_APICallError') return 'gave no answer that can be used';
  if (statusCode === undefined) return 'cannot be reached';
  if (statusCode === 401 || statusCode === 403) return `refused the API key (${statusCode})`;
  if (statusCode === 429) return 'takes no more requests for now (429)';
  if (statusCode >= 500) return `failed (${statusCode})`;
  if (statusCode >= 400) return `refused the request (${statusCode})`;
  if (statusCode >= 300) return `answered with a redirect, which is not followed (${statusCode})`;
  return 'gave no answer that can be used';
}

/** After retries the SDK throws an error about the retries; what counts is the last of those it tells of. */
function lastOf(error: unknown): unknown {
  const { lastError } = (error ?? {}) as { readonly lastError?: unknown };
  return lastError === undefined ? error : lastError;
}

function isCausedBy(error: unknown, kind: new (message: string) => Error): boolean {
  let cause: unknown = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && cause !== undefined; depth++) {
    if (cause instanceof kind) return true;
    ({ cause } = partsOf(cause));
  }
  return false;
}

interface Parts {
  readonly name: string;
  readonly message: string;
  readonly statusCode: number | undefined;
  readonly responseBody: string | undefined;
  readonly cause: unknown;
}

function partsOf(error: unknown): Parts {
  const { name, message, statusCode, responseBody, cause } = (error ?? {}) as Record<string, unknown>;
  return {
    name: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : String(error),
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    responseBody: typeof responseBody === 'string' ? responseBody : undefined,
    cause,
  };
}

/** A copy of an error that holds nothing but what is safe to log. The original carries the request and its own stack. */
function quoted(error: unknown, secret: string | undefined, depth = 0): unknown {
  if (error === undefined || error === null || depth >= DEEPEST_CAUSE) return undefined;
  const clean = (text: string): string =>
    (secret ? text.replaceAll(secret, '[key]') : text).slice(0, LONGEST_QUOTE);
  const { name, message, statusCode, responseBody, cause } = partsOf(error);
  const inner = quoted(cause, secret, depth + 1);
  const copy = new Error(clean(message), inner === undefined ? undefined : { cause: inner });
  copy.name = clean(name);
  // Its own stack would show where it was copied, which helps nobody.
  copy.stack = `${copy.name}: ${copy.message}`;
  return Object.assign(
    copy,
    statusCode === undefined ? {} : { statusCode },
    responseBody === undefined ? {} : { responseBody: clean(responseBody) },
  );
}
