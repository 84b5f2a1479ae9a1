import { type EngineError, type ErrorCode, isEngineError } from '../../src/errors';

/** Why a request was not served, in words that all dialects translate into their own. */
export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'no-route'
  | 'wrong-method'
  | 'body-missing'
  | 'body-malformed'
  | 'body-too-large'
  | 'wrong-media-type'
  | 'invalid'
  | 'conflict'
  | 'rate-limited'
  | 'upstream'
  | 'unavailable'
  | 'internal';

/** One place of a request that is wrong. */
export interface RequestIssue {
  /** `body`, `query` or `path`, and the keys that lead to the place, for example `['body', 'big5', 'openness']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What stood there, when it is short and plain. */
  readonly value?: unknown;
}

/** A request that was not served. */
export interface Failure {
  readonly kind: FailureKind;
  readonly status: number;
  readonly message: string;
  readonly issues: readonly RequestIssue[];
  /** The engine's code, when it was the engine that refused. */
  readonly code?: ErrorCode;
  readonly headers?: Readonly<Record<string, string>>;
}

const STATUS: Readonly<Record<FailureKind, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'no-route': 404,
  'wrong-method': 405,
  'body-missing': 400,
  'body-malformed': 400,
  'body-too-large': 413,
  'wrong-media-type': 415,
  invalid: 400,
  conflict: 409,
  'rate-limited': 429,
  upstream: 502,
  unavailable: 503,
  internal: 500,
};

/** Thrown where a request cannot be served; its `failure` is what the dialect puts into words. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly failure: Failure;

  constructor(
    kind: FailureKind,
    message: string,
    more: Partial<Pick<Failure, 'issues' | 'headers' | 'code' | 'status'>> = {},
  ) {
    super(message);
    this.failure = { kind, status: STATUS[kind], issues: [], ...more, message };
  }
}

const KINDS: Partial<Readonly<Record<ErrorCode, FailureKind>>> = {
  INPUT_INVALID: 'invalid',
  PRESET_UNKNOWN: 'invalid',
  APPRAISER_MISSING: 'invalid',
  IMAGE_PROVIDER_MISSING: 'invalid',
  LANGUAGE_MODEL_MISSING: 'invalid',
  STATE_INVALID: 'invalid',
  STATE_VERSION_UNSUPPORTED: 'invalid',
  SESSION_NOT_FOUND: 'not-found',
  CHARACTER_NOT_FOUND: 'not-found',
  PERSONA_NOT_FOUND: 'not-found',
  PROJECT_NOT_FOUND: 'not-found',
  NAME_TAKEN: 'conflict',
  ALREADY_EXISTS: 'conflict',
  PERSONA_IN_USE: 'conflict',
  REVISION_CONFLICT: 'conflict',
  TIME_REVERSED: 'conflict',
  APPRAISAL_FAILED: 'upstream',
  IMAGE_GENERATION_FAILED: 'upstream',
  LANGUAGE_MODEL_FAILED: 'upstream',
  STORE_UNAVAILABLE: 'unavailable',
  ENGINE_CLOSED: 'unavailable',
};

// Words of ours: what a driver or a provider said belongs into the log, not into an answer.
const WORDS: Partial<Readonly<Record<FailureKind, string>>> = {
  upstream: 'A service that this request needs did not answer as it should',
  unavailable: 'The service cannot be reached at the moment',
  internal: 'Internal error',
};

/**
 * What a caught error means for the one who asked.
 * @returns a failure whose text may be shown to anybody; `internal` for whatever was not thrown on purpose
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestRefused) return error.failure;
  if (!isEngineError(error)) return { kind: 'internal', status: 500, message: WORDS.internal!, issues: [] };
  if (isReusedKey(error)) {
    return { kind: 'conflict', status: 422, message: error.message, issues: [], code: error.code };
  }
  const kind = KINDS[error.code] ?? 'internal';
  const details = error.details as { readonly issues?: readonly RequestIssue[] };
  return {
    kind,
    status: STATUS[kind],
    message: WORDS[kind] ?? error.message,
    issues: kind === 'invalid' ? (details.issues ?? []).map(inBody) : [],
    code: error.code,
    ...(kind === 'unavailable' && { headers: { 'Retry-After': '1' } }),
  };
}

// A key that came back with other content: what HTTP calls unprocessable rather than malformed.
function isReusedKey(error: EngineError): boolean {
  return isEngineError(error, 'INPUT_INVALID') && error.details.issues[0]?.path[0] === 'idempotencyKey';
}

function inBody({ path, message }: RequestIssue): RequestIssue {
  return { path: ['body', ...path], message };
}
