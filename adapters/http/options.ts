import { EngineError, type InputIssue } from '../../src/errors';
import type { Engine } from '../../src/index';
import type { ApiKey } from './auth';
import { DIALECT_NAMES, type DialectName } from './operation';
import type { RateLimit } from './rate-limit';

/** What a handler is made of. */
export interface HttpHandlerOptions {
  /** Whose characters are spoken of. With keys, each tenant sees `engine.scope(tenant)` and nothing else; without, the engine itself. */
  readonly engine: Engine;
  /** The APIs that are spoken; all three when absent. */
  readonly dialects?: readonly DialectName[] | undefined;
  /** Keys that open the server. None means that everybody may come in: only for servers that nobody else can reach. */
  readonly apiKeys?: readonly ApiKey[] | undefined;
  /** How many requests each key may make; any number when absent. */
  readonly rateLimit?: RateLimit | undefined;
  /** Bytes of a request body; 1 MiB when absent. */
  readonly bodyLimit?: number | undefined;
  /** Origins whose pages may call the server from a browser, `*` for all; none when absent. */
  readonly corsOrigins?: readonly string[] | undefined;
  /**
   * Host names (without port) that requests may be addressed to, and that pages they come from may live on; any when absent. What keeps
   * foreign pages from a server on this machine: give `['localhost', '127.0.0.1', '[::1]']`.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Whether errors of the personality dialect carry `error`, `message` and `field`, which its clients read; true when absent. */
  readonly problemExtensions?: boolean | undefined;
  /** Told of every failure that is not the caller's fault. May be asynchronous; what it throws is swallowed. */
  readonly onError?:
    | ((
        error: unknown,
        request: { readonly requestId: string; readonly method: string; readonly path: string },
      ) => unknown)
    | undefined;
}

/** The options with nothing left open. */
export interface CheckedOptions extends HttpHandlerOptions {
  readonly dialects: readonly DialectName[];
  readonly apiKeys: readonly ApiKey[];
  readonly bodyLimit: number;
  readonly corsOrigins: readonly string[];
  readonly problemExtensions: boolean;
}

/** @throws EngineError CONFIG_INVALID with every option that cannot be used */
export function checkOptions(options: HttpHandlerOptions): CheckedOptions {
  const {
    engine,
    dialects = DIALECT_NAMES,
    apiKeys = [],
    rateLimit,
    bodyLimit = 1_048_576,
    corsOrigins = [],
    problemExtensions = true,
  } = options;
  const issues: InputIssue[] = [];
  const demand = (isFine: boolean, path: string, message: string) => {
    if (!isFine) issues.push({ path: [path], message });
  };
  demand(typeof engine?.scope === 'function', 'engine', 'must be an engine');
  for (const name of ['apiKeys', 'corsOrigins', 'allowedHosts'] as const) {
    demand(options[name] === undefined || Array.isArray(options[name]), name, 'must be a list');
  }
  demand(
    Array.isArray(dialects) && dialects.length > 0 && dialects.every((name) => DIALECT_NAMES.includes(name)),
    'dialects',
    `must be some of ${DIALECT_NAMES.join(', ')}`,
  );
  demand(Number.isSafeInteger(bodyLimit) && bodyLimit > 0, 'bodyLimit', 'must be a whole number above 0');
  if (rateLimit) {
    const { perMinute, burst = perMinute } = rateLimit;
    demand(
      perMinute > 0 && Number.isFinite(perMinute) && burst >= 1,
      'rateLimit',
      'must allow at least one request',
    );
  }
  if (issues.length > 0) {
    throw new EngineError(
      'CONFIG_INVALID',
      `the options of createHttpHandler cannot be used: ${issues.map(({ path, message }) => `${path[0]} ${message}`).join('; ')}`,
      { issues },
    );
  }
  return { ...options, dialects, apiKeys, bodyLimit, corsOrigins, problemExtensions };
}
