import type { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { EngineError, type InputIssue } from '../errors';

/** The issues of a refused value, bounded in number and length; the value itself is never repeated. */
export function issuesOf(error: z.ZodError): readonly InputIssue[] {
  return error.issues.slice(0, LIMITS.issues).flatMap(spread).slice(0, LIMITS.issues);
}

/** An issue about keys that nobody knows as one issue for each key: a path leads to what is wrong, not to what holds it. */
function spread(issue: z.core.$ZodIssue): InputIssue[] {
  const path = issue.path.map((step) =>
    typeof step === 'number' ? step : String(step).slice(0, LIMITS.idLength),
  );
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message.slice(0, 500) }];
  return issue.keys
    .slice(0, LIMITS.issues)
    .map((key) => ({ path: [...path, key.slice(0, LIMITS.idLength)], message: 'Unrecognized key' }));
}

/** One line that names the first issue. */
export function describeIssues(what: string, issues: readonly InputIssue[]): string {
  const first = issues[0];
  if (!first) return `${what} is not valid`;
  const place = first.path.length > 0 ? ` at ${first.path.join('.')}` : '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${what} is not valid${place}: ${first.message}${more}`;
}

/**
 * Parses an untrusted value, once, at the boundary.
 * @param what names the value in the message
 * @param code INPUT_INVALID for what callers hand in, STATE_INVALID for what was stored
 * @throws EngineError with that code; `details.issues` lists path and message of each place
 */
export function parseWith<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: string,
  code: 'INPUT_INVALID' | 'CONFIG_INVALID' | 'STATE_INVALID' = 'INPUT_INVALID',
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = issuesOf(result.error);
  throw new EngineError(code, describeIssues(what, issues), { issues });
}

/**
 * Refuses a value that says of itself that it is of a newer version than this release knows.
 * @throws EngineError STATE_VERSION_UNSUPPORTED
 */
export function refuseNewer(value: unknown, supported: number, what: string): void {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined;
  if (typeof found === 'number' && found > supported) {
    throw new EngineError('STATE_VERSION_UNSUPPORTED', `${what} was written by a newer version of animacy`, {
      found,
      supported,
    });
  }
}
