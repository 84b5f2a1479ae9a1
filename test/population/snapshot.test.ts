import { describe, expect, it } from 'vitest';
import { AffectLane } from '../../src/affect/lanes';
import { isEngineError } from '../../src/errors';
import { LifeLane, MarkLane, PastLane } from '../../src/population/columns';
import { createPopulation } from '../../src/population/create-population';
import { aligned, PACKED_VERSION, Prelude, seal } from '../../src/population/packed-format';
import { restorePopulation } from '../../src/population/snapshot';
import type { PackedHeader } from '../../src/schema/packed-population';

const slight = {
  goalRelevance: 0.8,
  goalCongruence: -0.7,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -1,
  normCompatibility: -0.8,
};

/** Three rows, the middle one vacant. */
function village() {
  const population = createPopulation({ capacity: 4, seed: 5 });
  const fern = population.add({ id: 'fern', preset: 'rival' });
  const gone = population.add({ id: 'gone', preset: 'rival' });
  population.add({ preset: 'anxious_helper', emotionConfig: { noisePerHour: 0.05 } });
  population.perceive(fern, slight);
  population.advance(0.5);
  population.remove(gone);
  return population;
}

/** The message of the refusal; anything but a refusal fails the test. */
function refusalOf(bytes: Uint8Array): string {
  try {
    restorePopulation(bytes);
  } catch (error) {
    if (isEngineError(error, 'SNAPSHOT_MISMATCH')) return error.message;
    throw error;
  }
  throw new Error('it was restored');
}

/** Bytes with sound checksums over what was done to them. */
function sealed(bytes: Uint8Array): Uint8Array {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const columnsAt = Prelude.header + aligned(words[Prelude.headerLength / 4]!);
  seal(words, columnsAt);
  return bytes;
}

function headerOf(bytes: Uint8Array): PackedHeader {
  const length = new Uint32Array(bytes.buffer)[Prelude.headerLength / 4]!;
  return JSON.parse(new TextDecoder().decode(bytes.subarray(Prelude.header, Prelude.header + length)));
}

/** The village with another header in front of the same columns. */
function withHeader(change: (header: PackedHeader) => object): Uint8Array {
  const bytes = village().toBytes();
  const columnsAt = Prelude.header + aligned(new Uint32Array(bytes.buffer)[Prelude.headerLength / 4]!);
  const header = new TextEncoder().encode(JSON.stringify(change(headerOf(bytes))));
  const made = new Uint8Array(Prelude.header + aligned(header.length) + bytes.length - columnsAt);
  made.set(bytes.subarray(0, Prelude.header));
  made.set(header, Prelude.header);
  made.set(bytes.subarray(columnsAt), Prelude.header + aligned(header.length));
  new Uint32Array(made.buffer)[Prelude.headerLength / 4] = header.length;
  new Float64Array(made.buffer)[Prelude.total / 8] = made.length;
  return sealed(made);
}

/** The village with one number in its columns changed. */
function withNumber(column: string, lane: number, value: number): Uint8Array {
  const bytes = village().toBytes();
  const header = headerOf(bytes);
  let at = Prelude.header + aligned(new Uint32Array(bytes.buffer)[Prelude.headerLength / 4]!);
  for (const [name, bytesPerRow] of Object.entries(header.columns)) {
    if (name === column) break;
    at += aligned(bytesPerRow * header.used);
  }
  if (column === 'marks') bytes[at + lane] = value;
  else new Float64Array(bytes.buffer, at)[lane] = value;
  return sealed(bytes);
}

describe('a packed population', () => {
  it('comes back with everybody in it, and goes on', () => {
    const population = village();
    const copy = restorePopulation(population.toBytes());
    expect(copy.view(0)).toEqual(population.view(0));
    expect(copy.rowOf('fern')).toBe(0);
    expect(copy.rowOf('gone')).toBeUndefined();
    expect([copy.size, copy.capacity, copy.hours]).toEqual([2, 4, 0.5]);
    expect(copy.add({ preset: 'rival' })).toBe(1);
    expect(copy.add({ preset: 'rival' })).toBe(3);
    expect(() => copy.add({ preset: 'rival' })).toThrow(expect.objectContaining({ code: 'POPULATION_FULL' }));
  });

  it('is as long as the rows that were used, not as those that there are', () => {
    const small = createPopulation({ capacity: 10 });
    const large = createPopulation({ capacity: 1000 });
    for (const population of [small, large]) population.spawn({ count: 10 });
    expect(large.toBytes().length - small.toBytes().length).toBeLessThanOrEqual(32);
  });

  it('is read from the middle of a larger buffer, and not held on to', () => {
    const bytes = village().toBytes();
    const larger = new Uint8Array(bytes.length + 9);
    larger.set(bytes, 3);
    const copy = restorePopulation(larger.subarray(3, 3 + bytes.length));
    const before = copy.toBytes();
    larger.fill(0);
    expect(copy.toBytes()).toEqual(before);
    expect(before).toEqual(bytes);
  });

  it('may grow although the other could not', () => {
    const copy = restorePopulation(village().toBytes(), { grows: true });
    expect(copy.spawn({ count: 40 })).toHaveLength(40);
    expect(() => restorePopulation(village().toBytes(), { shrinks: true } as never)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });

  it('keeps what came with a session: its time and its last words', () => {
    const population = createPopulation({ capacity: 1 });
    const blank = createPopulation({ capacity: 1 });
    blank.add({ preset: 'rival' });
    const snapshot = {
      ...blank.snapshotOf(0),
      atMs: 1_700_000_000_000,
      lastEvent: { atMs: 1_699_999_000_000, text: 'You again.' },
    };
    population.add({ preset: 'rival', snapshot });
    const copy = restorePopulation(population.toBytes());
    expect(copy.snapshotOf(0)).toEqual(snapshot);
  });
});

describe('bytes that are no population', () => {
  const bytes = village().toBytes();

  it('are refused at whatever place they end', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refusalOf(bytes.slice(0, length)), `${length} bytes`).toMatch(/truncated/);
    }
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    expect(refusalOf(longer)).toMatch(/damaged/);
  });

  it('are refused whichever bit of them is another', () => {
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of [1, 0x80]) {
        const flipped = bytes.slice();
        flipped[at]! ^= bit;
        expect(refusalOf(flipped), `byte ${at}`).toMatch(/something else|damaged|truncated|version/);
      }
    }
  });

  it('are refused whatever else they are', () => {
    let state = 1;
    for (let round = 0; round < 500; round++) {
      const noise = Uint8Array.from({ length: round }, () => {
        state = Math.imul(state, 48271) >>> 0;
        return state >>> 24;
      });
      expect(refusalOf(noise)).toMatch(/something else|truncated/);
      // The same behind a beginning that is right, with a checksum that is right.
      const behind = new Uint8Array(aligned(Prelude.header + round));
      behind.set(bytes.subarray(0, Prelude.header));
      behind.set(noise, Prelude.header);
      new Float64Array(behind.buffer)[Prelude.total / 8] = behind.length;
      new Uint32Array(behind.buffer)[Prelude.headerLength / 4] = round;
      expect(refusalOf(sealed(behind))).toMatch(/header/);
    }
    for (const other of [undefined, null, 'text', [1, 2], new Float64Array(9), {}]) {
      expect(refusalOf(other as never)).toMatch(/no Uint8Array/);
    }
  });

  it('are refused when they are of another version, or of another order of bytes', () => {
    for (const version of [PACKED_VERSION - 1, PACKED_VERSION + 1]) {
      const other = bytes.slice();
      new Uint32Array(other.buffer)[Prelude.version / 4] = version;
      const message = `of version ${version}, and this release reads version ${PACKED_VERSION}`;
      expect(refusalOf(sealed(other))).toContain(message);
    }
    const turned = bytes.slice();
    turned.subarray(Prelude.mark, Prelude.mark + 4).reverse();
    expect(refusalOf(turned)).toMatch(/the other way round/);
  });

  it.each<[string, (header: PackedHeader) => object, RegExp]>([
    ['more rows used than there are', (header) => ({ ...header, capacity: 2 }), /uses 3 rows of 2/],
    [
      'more rows than bytes',
      (header) => ({ ...header, capacity: 2 ** 50, used: 2 ** 50, vacant: [1], columns: {} }),
      /more rows than it has bytes/,
    ],
    ['a vacant row out of range', (header) => ({ ...header, vacant: [3] }), /vacant row is 3, of 3/],
    ['a vacant row twice', (header) => ({ ...header, vacant: [1, 1] }), /vacant row is 1/],
    [
      'a vacant row that somebody lives in',
      (header) => ({ ...header, vacant: [2] }),
      /SNAPSHOT|live|cannot be/,
    ],
    ['nobody vacant', (header) => ({ ...header, vacant: [] }), /2 live in it in place of 3/],
    ['an id in a vacant row', (header) => ({ ...header, named: [1] }), /lives in its vacant row 1/],
    ['an id without a row', (header) => ({ ...header, named: [] }), /ids do not belong to one row each/],
    ['an id twice', (header) => ({ ...header, named: [0, 2], names: ['a', 'a'] }), /ids do not belong/],
    ['an id that is none', (header) => ({ ...header, names: ['\u0000'] }), /header is not valid at names/],
    [
      'luggage out of range',
      (header) => ({ ...header, luggage: [[7, { feeling: { offsetMs: 0 } }]] }),
      /is 7, of 3/,
    ],
    ['a clock that is none', (header) => ({ ...header, nowMs: -1 }), /header is not valid at nowMs/],
    ['no capacity', (header) => ({ ...header, capacity: 0 }), /header is not valid at capacity/],
    ['more rows than memory', (header) => ({ ...header, capacity: 2 ** 50 }), /no memory for its/],
    ['a key that nobody knows', (header) => ({ ...header, size: 3 }), /header is not valid/],
    ['no header', () => [], /header is not valid/],
    [
      'a column that nobody knows',
      ({ columns, ...header }) => ({ ...header, columns: { ...columns, dreams: 0 } }),
      /a column that this release does not know/,
    ],
    [
      'columns of another width',
      ({ columns, ...header }) => ({ ...header, columns: { ...columns, keys: 20, reactions: 64 } }),
      /a row takes 64 bytes of reactions in place of 72/,
    ],
    [
      'columns that are not all there',
      ({ columns: { keys: _, ...columns }, ...header }) => ({ ...header, columns }),
      /its columns would take/,
    ],
    [
      'columns that it has not chosen',
      ({ choice, ...header }) => ({ ...header, choice: { ...choice, causes: false } }),
      /bytes of causesOf in place of 0/,
    ],
  ])('are refused when they hold %s', (_, change, message) => {
    expect(refusalOf(withHeader(change))).toMatch(message);
  });

  it.each<[string, string, number, number, RegExp]>([
    ['emotion that is NaN', 'affect', AffectLane.emotion, Number.NaN, /row 0 of affect/],
    ['a mood off the scale', 'affect', AffectLane.count + AffectLane.mood, 1.5, /row 1 of affect/],
    ['an infinite rate', 'affect', AffectLane.rates, Number.POSITIVE_INFINITY, /row 0 of affect/],
    ['a rate of nothing', 'affect', AffectLane.arousalRates, 0, /row 0 of affect/],
    ['an infinite gain', 'reactions', 0, Number.NEGATIVE_INFINITY, /row 0 of reactions/],
    ['no half-life', 'life', LifeLane.halfLifeHours, 0, /row 0 of life/],
    ['noise where nobody lives', 'noise', 1, 1, /row 1 of noise/],
    ['noise of NaN', 'noise', 0, Number.NaN, /row 0 of noise/],
    ['an event to come', 'past', PastLane.lastEventAtMs, 1e9, /row 0 of past/],
    ['a row ahead of time', 'life', LifeLane.settledAtMs, 1e9, /row 0 of life/],
    ['half a turn', 'past', PastLane.turns, 0.5, /row 0 of past/],
    ['an event and a half', 'marks', MarkLane.met, 2, /row 0 of marks/],
    ['an expectation that is NaN', 'expectations', 2, Number.NaN, /row 0 of expectations/],
    ['a cause of NaN', 'causesOf', 3, Number.NaN, /row 0 of causesOf/],
    ['a label that there is not', 'marks', MarkLane.label, 99, /row 0 goes by label 99/],
    ['a row twice alive', 'marks', MarkLane.alive, 2, /row 0 of marks/],
    ['a row without its life', 'marks', MarkLane.alive, 0, /cannot be|live in it/],
  ])('are refused when they hold %s', (_, column, lane, value, message) => {
    expect(refusalOf(withNumber(column, lane, value))).toMatch(message);
  });

  it('are not minded where nothing in particular is expected', () => {
    const at = 2 * 10 + 4;
    const copy = restorePopulation(withNumber('expectations', at, Number.NaN));
    copy.perceive(2, slight);
    expect(copy.view(2).emotion.valence).toBe(
      (() => {
        const other = village();
        other.perceive(2, slight);
        return other.view(2).emotion.valence;
      })(),
    );
  });
});
