import { EngineError, isEngineError } from '../../src/errors';
import type { SqliteDatabase } from './database';

/** What this store is called in errors and to the engine. */
export const STORE_NAME = 'sqlite';

const DETAILS = { store: STORE_NAME };
// Result codes come with an extension, for example SQLITE_BUSY_SNAPSHOT.
const UNAVAILABLE = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|PROTOCOL)(?:_|$)/;
const CORRUPT = /^SQLITE_CORRUPT(?:_|$)/;
const CONTENDED = /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)(?:_|$)/;

// The result codes that are told apart here, by the number that node:sqlite gives in the place of better-sqlite3's name.
const NAMES_OF_CODES: ReadonlyMap<number, string> = new Map([
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [11, 'SQLITE_CORRUPT'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [15, 'SQLITE_PROTOCOL'],
  [26, 'SQLITE_NOTADB'],
]);
const PRIMARY_CODE = 0xff;

/** An error that says that the store cannot be used now. */
export function createUnavailable(
  message: string,
  options?: { cause?: unknown; retryable?: boolean },
): EngineError<'STORE_UNAVAILABLE'> {
  return new EngineError('STORE_UNAVAILABLE', message, DETAILS, options);
}

/** An error that says that the store did not do what it was asked. */
export function createFailed(message: string, options?: { cause?: unknown }): EngineError<'STORE_FAILED'> {
  return new EngineError('STORE_FAILED', message, DETAILS, options);
}

/** Whether a failure only says that another connection was faster. */
export function isContention(error: unknown): boolean {
  return CONTENDED.test(readCode(error));
}

/**
 * What the driver threw, as an error of the engine with the original as its `cause`:
 * STORE_UNAVAILABLE (locked, full, unreadable, closed), RECORD_CORRUPT (damage) or STORE_FAILED (everything else).
 */
export function toEngineError(error: unknown, database?: SqliteDatabase): EngineError {
  if (isEngineError(error)) return error;
  const code = readCode(error);
  const said = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  if (UNAVAILABLE.test(code))
    return createUnavailable(`SQLite cannot be used now: ${said} (${code}).`, options);
  if (CORRUPT.test(code))
    return new EngineError('RECORD_CORRUPT', `SQLite reports damage: ${said}.`, {}, options);
  if (code === 'SQLITE_NOTADB') return createFailed('The file is not a SQLite database.', options);
  if (database?.open === false) return createUnavailable(`The SQLite database was closed: ${said}.`, options);
  return createFailed(`SQLite failed: ${said}${code === '' ? '' : ` (${code})`}.`, options);
}

function readCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('errcode' in error) {
    // The extension stands in the higher bits.
    const number = Number(error.errcode);
    return NAMES_OF_CODES.get(number & PRIMARY_CODE) ?? `SQLite's code ${number}`;
  }
  return 'code' in error ? String(error.code) : '';
}
