import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumWords } from '../../src/maths/checksum';

const lists = fc
  .array(fc.nat(0xffffffff), { minLength: 1, maxLength: 40 })
  .map((list) => Uint32Array.from(list));
const sumOf = (words: Uint32Array) => checksumWords(words, 0, words.length);

describe('the checksum of words', () => {
  it('is two unsigned words, the same on every machine', () => {
    const words = Uint32Array.from({ length: 21 }, (_, i) => Math.imul(i, 0x9e3779b9));
    expect([sumOf(new Uint32Array(0)), sumOf(words)]).toMatchInlineSnapshot(`
      [
        [
          538623849,
          3348234673,
        ],
        [
          190280947,
          2187561527,
        ],
      ]
    `);
  });

  it('notices any change of one word, in both of its words', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.integer({ min: 1, max: 0xffffffff }), (words, place, change) => {
        const changed = words.slice();
        changed[place % words.length]! ^= change;
        const [low, high] = sumOf(words);
        expect(sumOf(changed)[0]).not.toBe(low);
        expect(sumOf(changed)[1]).not.toBe(high);
      }),
    );
  });

  it('notices two doubles that change their sign, wherever they stand', () => {
    const words = new Uint32Array(64);
    const seen = new Set([sumOf(words).join()]);
    for (let one = 0; one < 64; one++) {
      for (let other = 0; other < one; other++) {
        const changed = words.slice();
        changed[one] = 0x80000000;
        changed[other] = 0x80000000;
        seen.add(sumOf(changed).join());
      }
    }
    expect(seen.size).toBe(1 + (64 * 63) / 2);
  });

  it('notices another length, and counts what it is told to count', () => {
    fc.assert(
      fc.property(lists, fc.nat(9), (words, before) => {
        const longer = new Uint32Array(before + words.length + 1);
        longer.set(words, before);
        expect(checksumWords(longer, before, before + words.length)).toEqual(sumOf(words));
        expect(checksumWords(longer, before, longer.length)).not.toEqual(sumOf(words));
      }),
    );
  });
});
