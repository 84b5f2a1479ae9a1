import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/maths/hash';

/** Texts of any UTF-16 units, also broken ones. */
const texts = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe('hashText', () => {
  it('is an unsigned 32-bit number, the same for the same text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const hash = hashText(text);
        expect(hash).toBe(hash >>> 0);
        expect(hashText(text)).toBe(hash);
      }),
    );
  });

  it('changes with every change of a single byte', () => {
    const ascii = fc.array(fc.nat(0x7f), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ascii, fc.nat(), fc.nat(0x7f), fc.nat(0xffffffff), (units, place, unit, start) => {
        const at = place % units.length;
        const other = units.map((old, i) => (i === at ? unit : old));
        const [text, changed] = [String.fromCharCode(...units), String.fromCharCode(...other)];
        expect(hashText(changed) === hashText(text)).toBe(changed === text);
        expect(hashText(changed, start) === hashText(text, start)).toBe(changed === text);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not remember the texts before', () => {
    fc.assert(
      fc.property(fc.array(texts), (all) => {
        const forwards = all.map((text) => hashText(text));
        expect([...all].reverse().map((text) => hashText(text))).toEqual(forwards.reverse());
      }),
    );
    const short = hashText('a');
    hashText('b'.repeat(100_000));
    expect(hashText('a')).toBe(short);
  });

  it('seldom meets itself among the names of many streams', () => {
    const hashes = new Set(Array.from({ length: 20_000 }, (_, i) => hashText(`session-${i}`)));
    // 20,000 names in 2^32 places: 0.05 meetings are to be expected.
    expect(hashes.size).toBeGreaterThanOrEqual(19_998);
  });
});
