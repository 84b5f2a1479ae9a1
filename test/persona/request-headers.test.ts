import { describe, expect, it } from 'vitest';
import { FORBIDDEN_HEADERS, HEADER_LIMITS } from '../../src/constants/headers';
import { LIMITS } from '../../src/constants/limits';
import { headerProblem, headersProblems, mergeHeaders } from '../../src/persona/request-headers';

describe('headerProblem', () => {
  it.each([
    ['Authorization', 'Bearer abc.def=='],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Cookie', 'a=b; c="d"'],
    ['X-Empty', ''],
    ['X-Tab', 'a\tb'],
    ['X-Latin', 'café \u00ff'],
    ['__proto__', 'x'],
    ["!#$%&'*+-.^_`|~09azAZ", 'x'],
    ['a'.repeat(200), 'b'.repeat(8192)],
    ['X-Host', 'not Host itself'],
    ['Proxy-Connection-Id', 'nor this'],
  ])('has nothing against %s', (name, value) => {
    expect(headerProblem(name, value)).toBeUndefined();
  });

  it.each([...FORBIDDEN_HEADERS])('refuses %s in any case', (name) => {
    const capitalised = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
    for (const spelling of [name, name.toUpperCase(), capitalised]) {
      expect(headerProblem(spelling, 'x')).toMatch(/^the name belongs to the connection/);
    }
  });

  it.each([
    '',
    ' ',
    'a b',
    ' a',
    'a ',
    'a:',
    ':authority',
    'a\r\nb',
    'a\n',
    'a\0',
    '"a"',
    '(a)',
    'a/b',
    'a=b',
    'é',
    'ſ',
    '\u212a',
  ])('refuses the name %j', (name) => {
    expect(headerProblem(name, 'x')).toMatch(/^the name must consist of/);
  });

  it.each([
    '\r\nX-Injected: 1',
    'a\n',
    '\ra',
    'a\0b',
    '\u0001',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    'š',
    '日本',
    '😀',
    '\ud83d',
  ])('refuses the value %j', (value) => {
    expect(headerProblem('X-Any', value)).toMatch(/^the value must consist of/);
  });

  it('knows its limits', () => {
    expect(headerProblem('a'.repeat(HEADER_LIMITS.nameLength + 1), '')).toMatch(/at most 200 characters/);
    expect(headerProblem('a', 'b'.repeat(HEADER_LIMITS.valueLength + 1))).toMatch(/at most 8192 characters/);
  });
});

describe('headersProblems', () => {
  it('lists each header that is wrong, by its name and without its value', () => {
    const issues = headersProblems({ Good: '1', Host: 'secret', 'X-Line': 'secret\r\n', 'a b': 'secret' });
    expect(issues.map(({ path }) => path)).toEqual([['Host'], ['X-Line'], ['a b']]);
    expect(JSON.stringify(issues)).not.toContain('secret');
  });

  it('refuses names that differ in case only', () => {
    expect(headersProblems({ Accept: 'a', 'X-A': '1', ACCEPT: 'b', accept: 'c' })).toEqual([
      { path: ['ACCEPT'], message: 'the name is there already in another case' },
      { path: ['accept'], message: 'the name is there already in another case' },
    ]);
  });

  it('counts them', () => {
    const of = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, 'x'] as const));
    expect(headersProblems(of(32))).toEqual([]);
    expect(headersProblems(of(33))).toEqual([{ path: [], message: 'must not have more than 32 headers' }]);
  });

  it('stays short, however much is wrong', () => {
    const bad = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [' '.repeat(1000 + i), 'x']));
    const issues = headersProblems(bad);
    expect(issues).toHaveLength(LIMITS.issues);
    for (const { path } of issues) expect(String(path[0])).toHaveLength(LIMITS.idLength);
  });

  it('sees __proto__ as the name that it is', () => {
    expect(headersProblems(JSON.parse('{"__proto__":"x","__PROTO__":"y"}'))).toEqual([
      { path: ['__PROTO__'], message: 'the name is there already in another case' },
    ]);
    expect(headersProblems(JSON.parse('{"__proto__":"a\\nb"}'))).toHaveLength(1);
  });
});

describe('mergeHeaders', () => {
  it('lets the own header win whatever its case, in its spelling and at the place of the other', () => {
    const base = { 'Content-Type': 'application/json', Authorization: 'Bearer connector', Accept: '*/*' };
    const merged = mergeHeaders(base, { 'X-Persona': 'Ann', authorization: 'Bearer persona' });
    expect(Object.entries(merged)).toEqual([
      ['Content-Type', 'application/json'],
      ['authorization', 'Bearer persona'],
      ['Accept', '*/*'],
      ['X-Persona', 'Ann'],
    ]);
  });

  it('makes one header of two in the base that differ in case, the later one', () => {
    expect(Object.entries(mergeHeaders({ a: '1', b: '2', A: '3' }, {}))).toEqual([
      ['A', '3'],
      ['b', '2'],
    ]);
  });

  it('keeps a header called __proto__ as a header', () => {
    const merged = mergeHeaders(
      JSON.parse('{"__proto__":"base"}'),
      JSON.parse('{"__PROTO__":"own","a":"b"}'),
    );
    expect(Object.entries(merged)).toEqual([
      ['__PROTO__', 'own'],
      ['a', 'b'],
    ]);
    const back = mergeHeaders(merged, JSON.parse('{"__proto__":"again"}'));
    expect(Object.getOwnPropertyDescriptor(back, '__proto__')?.value).toBe('again');
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it('takes own headers only, not those of a prototype', () => {
    expect(mergeHeaders(Object.create({ inherited: 'x' }), Object.create(null))).toEqual({});
  });
});
