import { EngineError, isEngineError } from '../../src/errors';

/** What this store is called in errors and to the engine. */
export const STORE_NAME = 'postgres';

// SQLSTATEs: connection, resources, input and output, operator's hand, read-only, in a lock's or another's way for too long.
const UNAVAILABLE = /^(?:08...|53...|57P0.|58030|57014|25006|25P03|55P03|40...)$/;
const CORRUPT = /^XX00[12]$/;
const TOO_LONG = '54000';
const NEW_PARENT = 'AN003';

// The server says so before it reads a statement, or after it has undone it.
const CERTAIN = /^(?:08001|08004|53...|57P03|58030|57014|25006|25P03|55P03|4000[12]|40P01)$/;
const UNREACHED = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET|ENOENT$)/;
// node-postgres says these in words only, and so does PGlite.
const LOST = /Connection terminated|Connection ended|not queryable|timeout|is closed|after calling end/i;
const NEVER_SENT = /not queryable|trying to connect|connection timeout|is closed|after calling end/i;

/** An error that says that the store cannot be used now. */
export function createUnavailable(
  message: string,
  options?: { cause?: unknown; retryable?: boolean; outcome?: 'unknown' },
): EngineError<'STORE_UNAVAILABLE'> {
  const details = { store: STORE_NAME, ...(options?.outcome && { outcome: options.outcome }) };
  return new EngineError('STORE_UNAVAILABLE', message, details, options);
}

/** An error that says that the store did not do what it was asked. */
export function createFailed(message: string, options?: { cause?: unknown }): EngineError<'STORE_FAILED'> {
  return new EngineError('STORE_FAILED', message, { store: STORE_NAME }, options);
}

/**
 * What the driver threw, as an error of the engine with the original as its `cause`: STORE_UNAVAILABLE (not reachable, cut off, out of
 * resources, in the way of others), RECORD_CORRUPT (damage) or STORE_FAILED (everything else); INVARIANT_BROKEN and INPUT_INVALID where only
 * the database could find out.
 * @param isWrite whether something was to be stored: then the error tells whether it may have been
 */
export function toEngineError(error: unknown, isWrite: boolean): EngineError {
  if (isEngineError(error)) return error;
  const code = readCode(error);
  const said = `${error instanceof Error ? error.message : String(error)}${code === '' ? '' : ` (${code})`}`;
  const options = { cause: error };
  if (isOutage(code, said)) {
    if (isWrite && !isCertain(error, code, said)) {
      return createUnavailable(
        `PostgreSQL was cut off: ${said}. Whether the units were stored is not known: ask again with their keys, or read.`,
        { ...options, outcome: 'unknown' },
      );
    }
    return createUnavailable(`PostgreSQL cannot be used now: ${said}.`, options);
  }
  if (CORRUPT.test(code))
    return new EngineError('RECORD_CORRUPT', `PostgreSQL reports damage: ${said}.`, {}, options);
  if (code === NEW_PARENT) return new EngineError('INVARIANT_BROKEN', said, {}, options);
  if (code === TOO_LONG) {
    const message = 'Must be shorter, an id, or a parent and a name together: PostgreSQL cannot index it.';
    const issues = [{ path: [], message }];
    return new EngineError('INPUT_INVALID', `A record cannot be stored: ${message}`, { issues }, options);
  }
  return createFailed(`PostgreSQL failed: ${said}.`, options);
}

/** The SQLSTATE of an error, or the code that Node gave it; `''` when it has none. */
export function readCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isOutage(code: string, said: string): boolean {
  return code === '' ? LOST.test(said) : UNAVAILABLE.test(code) || UNREACHED.test(code);
}

/** Whether an outage says of itself that nothing was stored. */
function isCertain(error: unknown, code: string, said: string): boolean {
  if (CERTAIN.test(code)) return true;
  if (code === '') return NEVER_SENT.test(said);
  const call = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return call === 'connect' || call === 'getaddrinfo' || code === 'ECONNREFUSED';
}
