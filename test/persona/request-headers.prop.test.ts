import { validateHeaderName, validateHeaderValue } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN_HEADERS } from '../../src/constants/headers';
import { headerProblem, headersProblems, mergeHeaders } from '../../src/persona/request-headers';
import { anything, records, tokens, values } from './header-arbitraries';

const RUNS = { numRuns: 5000 };
const anyRecord = records(fc.oneof(tokens, anything), fc.oneof(values, anything));
const pure = records(tokens, values);
/** Without names that differ in case only. */
const clean = pure.map((headers) => mergeHeaders({}, headers));

const lower = (name: string) => name.toLowerCase();

function accepts(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

describe('headerProblem', () => {
  it('lets nothing through that a client would stop on its way out', () => {
    fc.assert(
      fc.property(fc.oneof(tokens, anything), fc.oneof(values, anything), (name, value) => {
        fc.pre(headerProblem(name, value) === undefined);
        const sent = new Headers([[name, value]]);
        expect([...sent.keys()]).toEqual([lower(name)]);
        validateHeaderName(name);
        validateHeaderValue(name, value);
      }),
      RUNS,
    );
  });

  it('takes the names for names that clients take, less the forbidden ones', () => {
    fc.assert(
      fc.property(fc.oneof(tokens, anything), (name) => {
        const isName = accepts(() => validateHeaderName(name));
        expect(headerProblem(name, '') === undefined).toBe(isName && !FORBIDDEN_HEADERS.has(lower(name)));
      }),
      RUNS,
    );
  });

  it('takes the values that clients take, less control characters beyond 127', () => {
    fc.assert(
      fc.property(fc.oneof(values, anything), (value) => {
        const isSent = accepts(() => validateHeaderValue('X-Any', value)) && !/[\u0080-\u009f]/.test(value);
        expect(headerProblem('X-Any', value) === undefined).toBe(isSent);
      }),
      RUNS,
    );
  });

  it('repeats neither name nor value', () => {
    fc.assert(
      fc.property(fc.uuid(), anything, (secret, more) => {
        expect(headerProblem(secret + more, secret) ?? '').not.toContain(secret);
        expect(headerProblem('Host', secret + more) ?? '').not.toContain(secret);
        expect(headerProblem('X-Any', secret + more) ?? '').not.toContain(secret);
      }),
    );
  });
});

describe('headersProblems', () => {
  it('is content exactly when each header is and no two have one name', () => {
    fc.assert(
      fc.property(anyRecord, (headers) => {
        const names = Object.keys(headers);
        const isGood =
          names.every((name) => headerProblem(name, headers[name]!) === undefined) &&
          new Set(names.map(lower)).size === names.length;
        expect(headersProblems(headers).length === 0).toBe(isGood);
      }),
      RUNS,
    );
  });
});

describe('mergeHeaders', () => {
  it('gives each name once, from the record that wins, and loses none', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (base, own) => {
        const entries = [...Object.entries(base), ...Object.entries(own)];
        const merged = Object.entries(mergeHeaders(base, own));
        expect(new Set(merged.map(([name]) => lower(name))).size).toBe(merged.length);
        expect(new Set(merged.map(([name]) => lower(name)))).toEqual(
          new Set(entries.map(([name]) => lower(name))),
        );
        const last = [...entries].reverse();
        for (const [name, value] of merged) {
          expect(last.find(([other]) => lower(other) === lower(name))).toEqual([name, value]);
        }
      }),
      RUNS,
    );
  });

  it('keeps the order of the base and puts what is new behind it, but for names that are numbers', () => {
    fc.assert(
      fc.property(clean, clean, (base, own) => {
        const named = (names: readonly string[]) => names.map(lower).filter((name) => !/^\d+$/.test(name));
        const known = new Set(Object.keys(base).map(lower));
        expect(named(Object.keys(mergeHeaders(base, own)))).toEqual([
          ...named(Object.keys(base)),
          ...named(Object.keys(own)).filter((name) => !known.has(name)),
        ]);
      }),
      RUNS,
    );
  });

  it('is on the wire what the winner wrote, nothing joined', () => {
    fc.assert(
      fc.property(clean, clean, (base, own) => {
        const sent = new Headers(Object.entries(mergeHeaders(base, own)));
        for (const [name, value] of Object.entries(own))
          expect(sent.get(name)).toBe(value.replace(/^[\t ]+|[\t ]+$/g, ''));
      }),
      RUNS,
    );
  });

  it('groups as one likes, changes nothing when repeated, and has an empty record as neutral', () => {
    fc.assert(
      fc.property(clean, clean, clean, (one, two, three) => {
        const entries = (headers: Record<string, string>) => Object.entries(headers);
        const merged = mergeHeaders(one, two);
        expect(entries(mergeHeaders(merged, three))).toEqual(
          entries(mergeHeaders(one, mergeHeaders(two, three))),
        );
        expect(entries(mergeHeaders(merged, two))).toEqual(entries(merged));
        expect(entries(mergeHeaders(one, {}))).toEqual(entries(one));
        expect(entries(mergeHeaders({}, one))).toEqual(entries(one));
      }),
      RUNS,
    );
  });

  it('makes a valid set of valid sets, names in one case', () => {
    fc.assert(
      fc.property(clean, clean, (base, own) => {
        fc.pre(headersProblems(base).length + headersProblems(own).length === 0);
        expect(headersProblems(mergeHeaders(base, own))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('leaves both records alone, and a prototype is no header and no header a prototype', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (base, own) => {
        const before = [Object.entries(base), Object.entries(own)];
        const merged = mergeHeaders(Object.freeze(base), Object.freeze(own));
        expect([Object.entries(base), Object.entries(own)]).toEqual(before);
        expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
        for (const name of Object.keys(merged)) {
          expect(Object.getOwnPropertyDescriptor(merged, name)?.value).toBeTypeOf('string');
        }
      }),
    );
  });
});
