import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../src';
import { createCharacterSchema } from '../../src/schema/characters-api';
import { metadataSchema } from '../../src/schema/metadata';
import { parseWith } from '../../src/schema/parse';
import { metadata } from '../support/engine-arbitraries';

const parse = (value: unknown) => parseWith(metadataSchema, value, 'metadata');

/** The path of the first thing that is wrong with a value. */
function refusalOf(value: unknown): readonly unknown[] {
  try {
    parse(value);
  } catch (error) {
    if (isEngineError(error, 'INPUT_INVALID')) return error.details.issues[0]!.path;
    throw error;
  }
  throw new Error('was taken');
}

/** An object in so many others. */
function nested(depth: number, innermost: unknown): unknown {
  return depth === 0 ? innermost : { a: nested(depth - 1, innermost) };
}

describe('metadata', () => {
  it('comes out as it is, as what JSON makes of it, and as a copy', () => {
    fc.assert(
      fc.property(metadata, (value) => {
        const parsed = parse(value);
        expect(parsed).toStrictEqual(value);
        expect(parsed).toStrictEqual(JSON.parse(JSON.stringify(value)));
        expect(Object.keys(parsed)).toEqual(Object.keys(value));
        expect(parsed).not.toBe(value);
      }),
    );
  });

  it('is refused with anything that JSON cannot say, wherever it stands', () => {
    const foreign = [
      () => 1,
      Symbol('s'),
      1n,
      NaN,
      Infinity,
      new Date(0),
      new Map([['a', 1]]),
      new Uint8Array(1),
      /a/,
      Object(1),
      Object.create({ inherited: 1 }),
    ];
    for (const value of foreign) {
      expect(refusalOf({ a: value })).toEqual(['a']);
      expect(refusalOf({ a: [1, { b: value }] })).toEqual(['a', 1, 'b']);
      expect(refusalOf(value)).toEqual([]);
    }
    expect(refusalOf({ a: [1, undefined] })).toEqual(['a', 1]);
    expect(refusalOf({ a: new Array(3) })).toEqual(['a', 0]);
    for (const value of [null, undefined, 'text', 5, true, [], [1]]) expect(refusalOf(value)).toEqual([]);
  });

  it('leaves out what stands there with undefined, and makes 0 of -0', () => {
    expect(parse({ a: undefined, b: { c: undefined } })).toStrictEqual({ b: {} });
    expect(parse({ a: [-0] })).toStrictEqual({ a: [0] });
    expect(parse(Object.assign(Object.create(null), { a: 1 }))).toStrictEqual({ a: 1 });
  });

  it('may be sixteen deep and no deeper', () => {
    expect(parse(nested(16, 1))).toEqual(nested(16, 1));
    expect(parse(nested(15, []))).toEqual(nested(15, []));
    expect(refusalOf(nested(17, 1))).toEqual(Array(16).fill('a'));
    expect(refusalOf(nested(16, []))).toEqual(Array(16).fill('a'));
    expect(refusalOf(nested(1000, 1))).toEqual(Array(16).fill('a'));
    const round: Record<string, unknown> = {};
    round['a'] = round;
    expect(refusalOf(round)).toEqual(Array(16).fill('a'));
  });

  it('may take 64 KiB of UTF-8 as JSON and not a byte more', () => {
    const around = '{"a":""}'.length;
    for (const [unit, bytes] of [
      ['x', 1],
      ['é', 2],
      ['日', 3],
      ['\u0001', 6],
      ['"', 2],
    ] as const) {
      const fits = Math.floor((65_536 - around) / bytes);
      expect(parse({ a: unit.repeat(fits) })).toEqual({ a: unit.repeat(fits) });
      expect(refusalOf({ a: unit.repeat(fits + 1) })).toEqual([]);
    }
  });

  it('is refused soon when it is endless', () => {
    const start = performance.now();
    let wide: unknown = 1;
    for (let depth = 0; depth < 14; depth++) wide = Array(1000).fill(wide);
    for (const value of [wide, new Array(2 ** 32 - 1), Array(1_000_000).fill(0), 'x'.repeat(1e7)]) {
      refusalOf({ a: value });
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('has no key that reaches for what all objects inherit from', () => {
    for (const text of ['{"__proto__":{"polluted":true}}', '{"__proto__":1}']) {
      expect(refusalOf(JSON.parse(text))).toEqual(['__proto__']);
      expect(refusalOf({ a: [JSON.parse(text)] })).toEqual(['a', 0, '__proto__']);
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const odd = JSON.parse('{"constructor":{"prototype":{"polluted":true}},"toJSON":"text"}');
    expect(JSON.stringify(parse(odd))).toBe(JSON.stringify(odd));
  });

  it('is named in the refusal of what it belongs to', () => {
    const create = () => parseWith(createCharacterSchema, { metadata: { a: [NaN] } }, 'the character');
    expect(create).toThrow(/metadata\.a\.0: must be JSON/);
  });
});
