import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gaussianAt,
  normalQuantile,
  type StreamKey,
  streamKey,
  threefry,
  uniformAt,
} from '../../src/maths/random';
import { seeds } from '../support/arbitraries';

const RUNS = { numRuns: 500 };
const DRAWS = 100_000;
const key = streamKey(20_300_101, 'test');

const words = fc.nat(0xffffffff);
const steps = fc.maxSafeNat();
const indices = fc.nat(2047);

function threefryOf(keyWords: StreamKey, counter: readonly [number, number]): readonly [number, number] {
  const out = new Uint32Array(2);
  threefry(keyWords[0], keyWords[1], counter[0], counter[1], out);
  return [out[0]!, out[1]!];
}

/** The counter that gives these words: threefry run backwards, so that rare draws can be asked for. */
function counterOf(
  [key0, key1]: StreamKey,
  [word0, word1]: readonly [number, number],
): readonly [number, number] {
  const keys = [key0, key1, 0x1bd11bda ^ key0 ^ key1];
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
  let [x0, x1] = [word0 | 0, word1 | 0];
  for (let round = 19; round >= 0; round--) {
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 - keys[injection % 3]!) | 0;
      x1 = (x1 - keys[(injection + 1) % 3]! - injection) | 0;
    }
    const rotation = rotations[round % 8]!;
    x1 ^= x0;
    x1 = (x1 >>> rotation) | (x1 << (32 - rotation));
    x0 = (x0 - x1) | 0;
  }
  return [(x0 - key0) >>> 0, (x1 - key1) >>> 0];
}

/** Where in a stream the words come out: the counter taken apart into step and index. */
function placeOf([low, high]: readonly [number, number]): { readonly step: number; readonly index: number } {
  return { step: high * 2 ** 21 + Math.floor(low / 2048), index: low % 2048 };
}

const moment = (power: number, draw: (i: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) sum += draw(i) ** power;
  return sum / DRAWS;
};

describe('threefry', () => {
  it.each([
    { key: [0, 0], counter: [0, 0], words: [0x6b200159, 0x99ba4efe] },
    { key: [0xffffffff, 0xffffffff], counter: [0xffffffff, 0xffffffff], words: [0x1cb996fc, 0xbb002be7] },
    { key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], words: [0xc4923a9c, 0x483df7a0] },
  ] as const)('gives the answer that is known for key $key and counter $counter', (known) => {
    expect(threefryOf(known.key, known.counter)).toEqual(known.words);
  });

  it('is a bijection of counters for every key', () => {
    fc.assert(
      fc.property(fc.tuple(words, words), fc.tuple(words, words), (anyKey, counter) => {
        expect(counterOf(anyKey, threefryOf(anyKey, counter))).toEqual(counter);
      }),
      RUNS,
    );
  });
});

describe('uniformAt', () => {
  it('lies in (0, 1) at any place of any stream', () => {
    fc.assert(
      fc.property(seeds, fc.string(), steps, indices, (seed, stream, step, index) => {
        const u = uniformAt(streamKey(seed, stream), step, index);
        expect(u).toBeGreaterThan(0);
        expect(u).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('lies in (0, 1) also where the bits are all zeros or all ones, and its quantile is finite there', () => {
    fc.assert(
      fc.property(fc.tuple(words, words), fc.constantFrom(0, 0xffffffff), (anyKey, word) => {
        const { step, index } = placeOf(counterOf(anyKey, [word, word]));
        const u = uniformAt(anyKey, step, index);
        expect(u).toBe(word === 0 ? 2 ** -53 : 1 - 2 ** -53);
        expect(Math.abs(gaussianAt(anyKey, step, index))).toBeCloseTo(8.2095, 3);
      }),
      RUNS,
    );
  });

  it('is spread evenly: its distance from the even distribution is within the 1 % bound of Kolmogorov', () => {
    const draws = Float64Array.from({ length: DRAWS }, (_, i) => uniformAt(key, i, 0)).sort();
    let distance = 0;
    draws.forEach((draw, i) => {
      distance = Math.max(distance, Math.abs(draw - i / DRAWS), Math.abs(draw - (i + 1) / DRAWS));
    });
    expect(distance * Math.sqrt(DRAWS)).toBeLessThan(1.63);
  });

  it('depends on where it is drawn alone, not on what was drawn before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), steps, indices), { maxLength: 30 }), (places) => {
        const keys = ['a', 'b', 'c', 'd'].map((stream) => streamKey(1, stream));
        const draw = ([stream, step, index]: (typeof places)[number]) =>
          uniformAt(keys[stream]!, step, index);
        const backwards = [...places].reverse().map(draw).reverse();
        expect(places.map(draw)).toEqual(backwards);
      }),
    );
  });

  it('differs between steps, indices, streams and seeds', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      seen.add(uniformAt(key, i, 0));
      seen.add(uniformAt(key, 2 ** 40 + i, 1));
      seen.add(uniformAt(key, 0, 2 + i));
      seen.add(uniformAt(streamKey(i, 'seeds'), 0, 0));
      seen.add(uniformAt(streamKey(2 ** 45 + i, 'seeds'), 0, 0));
      seen.add(uniformAt(streamKey(0, `stream ${i}`), 0, 0));
    }
    expect(seen.size).toBe(6000);
  });
});

describe('gaussianAt', () => {
  it('has the moments of the standard normal distribution, within 3 standard errors', () => {
    const draw = (i: number): number => gaussianAt(key, i, i % 7);
    // The variance of the mean of x^p is (E x^2p - (E x^p)^2) / n.
    for (const [power, expected, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const) {
      expect(Math.abs(moment(power, draw) - expected)).toBeLessThan(3 * Math.sqrt(variance / DRAWS));
    }
  });

  it('is uncorrelated between neighbouring steps, indices, streams and seeds, within 3 standard errors', () => {
    const at = (of: StreamKey, step: number, index: number): number => gaussianAt(of, step, index);
    const keys = Array.from({ length: 2 }, (_, i) => streamKey(7, `session-${i}`));
    const nextSeed = streamKey(8, 'session-0');
    for (const product of [
      (i: number) => at(key, i, 0) * at(key, i + 1, 0),
      (i: number) => at(key, i, 0) * at(key, i, 1),
      (i: number) => at(keys[0]!, i, 0) * at(keys[1]!, i, 0),
      (i: number) => at(keys[0]!, i, 0) * at(nextSeed, i, 0),
    ]) {
      expect(Math.abs(moment(1, product))).toBeLessThan(3 / Math.sqrt(DRAWS));
    }
  });
});

describe('normalQuantile', () => {
  // Quantiles to sixteen digits, from tables of the normal distribution.
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.999, 3.090232306167813],
    [0.9999, 3.719016485455709],
    [1e-10, -6.361340902404056],
    [1e-20, -9.26234008979841],
    [1e-100, -21.27345356096532],
  ])('of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 13);
  });

  it('is odd about one half to the bit, and never falls where p rises', () => {
    // Thousandths of a power of two, so that 1 - p is exact.
    const exact = fc.integer({ min: 1, max: 2 ** 40 - 1 }).map((n) => n / 2 ** 40);
    fc.assert(
      fc.property(exact, exact, (p, q) => {
        expect(normalQuantile(p) + normalQuantile(1 - p)).toBe(0);
        if (q - p > 1e-9) expect(normalQuantile(q)).toBeGreaterThan(normalQuantile(p));
      }),
      RUNS,
    );
  });

  it('is continuous where its three formulas meet', () => {
    for (const border of [0.075, 0.925, Math.exp(-25)]) {
      const gap = normalQuantile(border * (1 + 1e-14)) - normalQuantile(border * (1 - 1e-14));
      expect(Math.abs(gap)).toBeLessThan(1e-12);
    }
  });
});
