import { FORBIDDEN_HEADERS, HEADER_LIMITS } from '../constants/headers';
import { LIMITS } from '../constants/limits';
import type { InputIssue } from '../errors';

/** Headers by name. */
export type HeaderRecord = Readonly<Record<string, string>>;

// A token of RFC 9110 5.6.2.
const TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/;

// RFC 9110 5.5 without the control characters that ISO 8859-1 has above 127; further up a client would fail on its way out.
const PRINTABLE = /^[\t\x20-\x7e\xa0-\xff]*$/;

/**
 * What is wrong with a header, in words that repeat neither its name nor its value.
 *
 * A name is a token of RFC 9110 of 1 to 200 characters and none of {@link FORBIDDEN_HEADERS} in any case; Content-Type is
 * allowed. A value has 0 to 8,192 printable characters of ISO 8859-1, blanks and tabs: no CR, LF, NUL or other control
 * character. Whatever passes, fetch and Node's own client accept.
 * @returns undefined for a header that may be sent
 * Effects: pure; total.
 */
export function headerProblem(name: string, value: string): string | undefined {
  const { nameLength, valueLength } = HEADER_LIMITS;
  if (name.length > nameLength) return `the name must have at most ${nameLength} characters`;
  if (!TOKEN.test(name)) return "the name must consist of letters, digits and !#$%&'*+-.^_`|~";
  if (FORBIDDEN_HEADERS.has(name.toLowerCase()))
    return 'the name belongs to the connection and cannot be set';
  if (value.length > valueLength) return `the value must have at most ${valueLength} characters`;
  if (!PRINTABLE.test(value))
    return 'the value must consist of printable ISO 8859-1 characters, blanks and tabs';
  return undefined;
}

/**
 * What is wrong with a set of headers: what {@link headerProblem} says of each, names that differ in case only, and too many.
 * @param headers a record of strings; only its own enumerable names count, `__proto__` among them
 * @returns the issues, at most `LIMITS.issues`, with the name as their path; no value is repeated; empty when all is well
 * Effects: pure; total.
 */
export function headersProblems(headers: HeaderRecord): readonly InputIssue[] {
  const names = Object.keys(headers);
  if (names.length > HEADER_LIMITS.count) {
    return [{ path: [], message: `must not have more than ${HEADER_LIMITS.count} headers` }];
  }
  const issues: InputIssue[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const message = headerProblem(name, headers[name]!) ?? (seen.has(name.toLowerCase()) ? TWICE : undefined);
    if (message !== undefined) issues.push({ path: [name.slice(0, LIMITS.idLength)], message });
    seen.add(name.toLowerCase());
  }
  return issues.slice(0, LIMITS.issues);
}

const TWICE = 'the name is there already in another case';

/**
 * Headers with others laid over them. Names are compared without regard to case, because servers do: a plain merge would send
 * `Authorization` and `authorization` both.
 *
 * Model: each name comes out once, in the spelling of the header that won; headers of `own` win over those of `base`, and
 * of two in one record the later wins. Names of `base` come first, in their order, then the new ones; names that
 * are whole numbers stand before all others, as in every object of the language.
 * @param base any record of strings, valid or not; it is not checked
 * @returns a new plain object in which every header is an own property, one named `__proto__` too
 * Effects: pure; total.
 */
export function mergeHeaders(base: HeaderRecord, own: HeaderRecord): Record<string, string> {
  const merged = new Map<string, readonly [name: string, value: string]>();
  for (const headers of [base, own]) {
    for (const name of Object.keys(headers)) merged.set(name.toLowerCase(), [name, headers[name]!]);
  }
  return Object.fromEntries(merged.values());
}
