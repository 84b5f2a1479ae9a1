import { isEngineError } from '../../src/index';
import { cleanText } from './terminal-text';

/** How the program ended. */
export const EXIT = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** A failure that is told in one line. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failure,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** A command that asks for something that does not exist. */
export function usageError(message: string, cause?: unknown): CliError {
  return new CliError(message, EXIT.usage, { cause });
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a directory, not a file',
  ENOTDIR: 'a part of this path is not a directory',
  EEXIST: 'a part of this path is not a directory',
  EACCES: 'this file may not be read',
  EPERM: 'this file may not be read',
  ERR_STRING_TOO_LONG: 'this file is too large',
  ERR_FS_FILE_TOO_LARGE: 'this file is too large',
};

/** What went wrong, in plain words. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (isEngineError(error, 'PRESET_UNKNOWN'))
    return `${error.message}; there are ${error.details.known.join(', ')}`;
  return FILE_PROBLEMS[code] ?? error.message;
}

/** The same failure with a place in front; the original is its cause. */
export function failedAt(place: string, error: unknown): CliError {
  const exitCode = error instanceof CliError ? error.exitCode : EXIT.failure;
  return new CliError(`${place}: ${messageOf(error)}`, exitCode, { cause: error });
}

/** The one line that is printed of a failure; with `debug` what there is to know for a bug report. */
export function describeFailure(error: unknown, debug: boolean): string {
  const line = `animacy: ${cleanText(messageOf(error))}\n`;
  return debug ? `${line}${stackOf(error)}\n` : line;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`;
}
