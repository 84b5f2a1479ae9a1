import { describe, expect, it } from 'vitest';
import { APPRAISAL_DIMENSIONS } from '../../src/constants/appraisal';
import { NORMS } from '../../src/constants/norms';
import { DOMAINS } from '../../src/constants/traits';
import { createPopulation } from '../../src/population/create-population';
import type { Population } from '../../src/population/population';
import { lanesOf, neutralAppraisal, neutralPersonality } from '../support/arbitraries';

const slight = {
  goalRelevance: 0.8,
  goalCongruence: -0.7,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -1,
  normCompatibility: -0.8,
};
const lanes = lanesOf({ ...neutralAppraisal, ...slight });
const refusal = expect.objectContaining({ code: 'INPUT_INVALID' });
const full = expect.objectContaining({ code: 'POPULATION_FULL' });

function pair(options: { readonly lazy?: boolean } = {}): Population {
  const population = createPopulation({ capacity: 4, ...options });
  population.add({ id: 'fern', preset: 'rival' });
  population.add({ personality: neutralPersonality });
  return population;
}

describe('a population', () => {
  it('knows how many live there, how many could, and how long it has been', () => {
    const population = pair();
    expect([population.size, population.capacity, population.hours]).toEqual([2, 4, 0]);
    population.advance(1.5);
    expect(population.hours).toBe(1.5);
  });

  it.each<[string, object]>([
    ['no capacity', {}],
    ['no room', { capacity: 0 }],
    ['half a row', { capacity: 1.5 }],
    ['too much room', { capacity: 1e9 }],
    ['a seed that is none', { capacity: 1, seed: -1 }],
    ['an option that nobody knows', { capacity: 1, size: 3 }],
    ['a column that nobody knows', { capacity: 1, columns: { dreams: true } }],
  ])('is not made with %s', (_, options) => {
    expect(() => createPopulation(options as never)).toThrow(refusal);
  });

  it('begins everybody at home, and lets an event move one of them alone', () => {
    const population = pair();
    const before = population.view(1);
    expect(population.view(0)).toMatchObject({ row: 0, id: 'fern', label: 'neutral', intensity: 0 });
    const surprise = population.perceive(0, slight);
    expect(surprise).toBeGreaterThan(0);
    const { emotion, label, intensity } = population.view(0);
    expect(emotion.valence).toBeLessThan(0);
    expect(label).toBe('anger');
    expect(intensity).toBeGreaterThan(0);
    expect(population.view(1)).toEqual(before);
    expect(before).not.toHaveProperty('id');
  });

  it('lets feelings pass, and no time change nothing', () => {
    const population = pair();
    population.perceive(0, slight);
    const before = population.view(0);
    population.advance(0);
    expect(population.view(0)).toEqual(before);
    population.advance(1);
    expect(population.view(0).intensity).toBeLessThan(before.intensity);
    population.advance(10_000);
    expect(population.view(0)).toMatchObject({ label: 'neutral', moodLabel: 'neutral' });
  });
});

describe('rows', () => {
  it.each([2, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '0', undefined])(
    'where nobody lives are refused by everything: %s',
    (row) => {
      const population = pair();
      const bytes = population.toBytes();
      const nobody = row as number;
      expect(() => population.view(nobody)).toThrow(refusal);
      expect(() => population.remove(nobody)).toThrow(refusal);
      expect(() => population.snapshotOf(nobody)).toThrow(refusal);
      expect(() => population.perceive(nobody, slight)).toThrow(refusal);
      expect(() => population.perceiveMany([0, nobody], Float64Array.of(...lanes, ...lanes))).toThrow(
        refusal,
      );
      expect(() => population.read(new Float64Array(12), [0, nobody])).toThrow(refusal);
      expect(population.toBytes()).toEqual(bytes);
    },
  );

  it('are given to the next when somebody leaves, the last one first, with nothing left of who was there', () => {
    const population = createPopulation({ capacity: 3 });
    for (const id of ['a', 'b', 'c']) population.add({ id, preset: 'rival' });
    population.perceive(1, slight);
    population.perceive(1, slight);
    population.remove(0);
    population.remove(1);
    expect(() => population.view(1)).toThrow(refusal);
    expect(population.size).toBe(1);
    expect(population.add({ preset: 'rival' })).toBe(1);
    expect(population.view(1)).toMatchObject({ row: 1, label: 'neutral', intensity: 0 });
    expect(population.snapshotOf(1)).toMatchObject({ turns: 0, steps: 0 });
    const fresh = createPopulation({ capacity: 1 });
    fresh.add({ preset: 'rival' });
    expect(population.perceive(1, slight)).toBe(fresh.perceive(0, slight));
    expect(population.add({ preset: 'rival' })).toBe(0);
  });

  it('are found by ids, one each', () => {
    const population = pair();
    expect(population.rowOf('fern')).toBe(0);
    expect(population.rowOf('moss')).toBeUndefined();
    expect(() => population.add({ id: 'fern', preset: 'rival' })).toThrow(
      expect.objectContaining({ code: 'ALREADY_EXISTS' }),
    );
    expect(population.size).toBe(2);
    population.remove(0);
    expect(population.rowOf('fern')).toBeUndefined();
    expect(population.add({ id: 'fern', preset: 'rival' })).toBe(0);
    expect(() => population.add({ id: '', preset: 'rival' })).toThrow(refusal);
    expect(() => population.add({ id: 'moss', preset: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'PRESET_UNKNOWN' }),
    );
    expect(() => population.add({ id: 'moss', personality: { O: 0.5 } })).toThrow(refusal);
    expect(population.rowOf('moss')).toBeUndefined();
  });

  it('run out, unless it grows', () => {
    const small = createPopulation({ capacity: 2 });
    small.spawn({ count: 1 });
    expect(() => small.spawn({ count: 2 })).toThrow(full);
    expect(small.size).toBe(1);
    small.spawn({ count: 1 });
    expect(() => small.add({ preset: 'rival' })).toThrow(full);

    const growing = createPopulation({ capacity: 1, grows: true });
    growing.add({ id: 'first', preset: 'rival' });
    growing.perceive(0, slight);
    const before = growing.view(0);
    expect(growing.add({ preset: 'rival' })).toBe(1);
    expect(growing.spawn({ count: 3 })).toEqual(Int32Array.of(2, 3, 4));
    expect(growing.view(0)).toEqual(before);
    expect(growing.capacity).toBeGreaterThanOrEqual(5);
  });
});

describe('a batch of events', () => {
  it('does what one after another does, to the same row too', () => {
    const many = pair();
    const single = pair();
    many.perceiveMany(Int32Array.of(1, 0, 1), Float64Array.of(...lanes, ...lanes, ...lanes));
    for (const row of [1, 0, 1]) single.perceive(row, slight);
    expect(many.toBytes()).toEqual(single.toBytes());
    many.perceiveMany([], new Float64Array(0));
    expect(many.toBytes()).toEqual(single.toBytes());
  });

  it.each(APPRAISAL_DIMENSIONS.flatMap((dimension, lane) => [[dimension, lane] as const]))(
    'with %s out of range leaves everything as it was, and says where',
    (dimension, lane) => {
      const population = pair();
      const bytes = population.toBytes();
      for (const value of [1.01, -1.01, Number.NaN, Number.POSITIVE_INFINITY]) {
        const appraisals = Float64Array.of(...lanes, ...lanes);
        appraisals[9 + lane] = value;
        expect(() => population.perceiveMany([0, 1], appraisals)).toThrow(
          expect.objectContaining({
            code: 'INPUT_INVALID',
            details: { issues: [expect.objectContaining({ path: ['appraisals', 1, dimension] })] },
          }),
        );
        expect(() => population.perceive(0, { ...slight, [dimension]: value })).toThrow(refusal);
      }
      expect(population.toBytes()).toEqual(bytes);
    },
  );

  it('of another length than its rows is refused, and so is an event that is none', () => {
    const population = pair();
    const bytes = population.toBytes();
    for (const length of [0, 9, 17, 19, 27]) {
      expect(() => population.perceiveMany([0, 1], new Float64Array(length))).toThrow(refusal);
    }
    for (const event of [undefined, null, 'slight', {}, { ...slight, agency: undefined }]) {
      expect(() => population.perceive(0, event as never)).toThrow(refusal);
    }
    expect(population.toBytes()).toEqual(bytes);
  });
});

describe.each([false, true])('time (lazy: %s)', (lazy) => {
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '1', 1e300])(
    'does not pass by %s',
    (hours) => {
      const population = pair({ lazy });
      population.perceive(0, slight);
      const bytes = population.toBytes();
      expect(() => population.advance(hours as number)).toThrow(refusal);
      expect(population.toBytes()).toEqual(bytes);
    },
  );

  it('may pass for ages, and then a little more', () => {
    const population = pair({ lazy });
    population.perceive(0, slight);
    population.advance(2e9);
    expect(population.view(0).label).toBe('neutral');
    expect(() => population.advance(2e9)).toThrow(refusal);
    population.advance(1);
    expect(population.perceive(0, slight)).toBeGreaterThan(0);
    expect(population.view(0).label).toBe('anger');
  });
});

describe('spawned characters', () => {
  it('are the same for the same seed, and others for another', () => {
    const spawn = (seed: number) => {
      const population = createPopulation({ capacity: 50, seed });
      population.spawn({ count: 50 });
      return population.toBytes();
    };
    expect(spawn(4)).toEqual(spawn(4));
    expect(spawn(4)).not.toEqual(spawn(5));
  });

  it('are spread as people are, or as they are told to be', () => {
    const count = 4000;
    const population = createPopulation({ capacity: count, seed: 9, columns: { traits: true } });
    population.spawn({ count, spread: { C: { mean: 0.9, sd: 0 }, A: { mean: 0.5, sd: 1 } } });
    const out = new Float64Array(6 * count);
    population.readPersonality(out);
    for (const [lane, domain] of DOMAINS.entries()) {
      const levels = Array.from({ length: count }, (_, i) => out[6 * i + lane]!);
      const mean = levels.reduce((sum, level) => sum + level, 0) / count;
      const sd = Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / count);
      expect(Math.min(...levels)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...levels)).toBeLessThanOrEqual(1);
      if (domain === 'C') expect([mean, sd]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0, 12)]);
      else if (domain === 'A')
        expect(levels.filter((level) => level === 0 || level === 1).length).toBeGreaterThan(count / 2);
      else {
        expect(mean).toBeCloseTo(NORMS[domain].mean, 1.7);
        expect(sd).toBeCloseTo(NORMS[domain].sd, 1.7);
      }
    }
  });

  it('come into rows that rise, vacant ones among them, and nobody is spawned of nothing', () => {
    const population = createPopulation({ capacity: 5 });
    population.spawn({ count: 4 });
    population.remove(1);
    population.remove(3);
    expect(population.spawn({ count: 3 })).toEqual(Int32Array.of(1, 3, 4));
    expect(population.spawn({ count: 0 })).toEqual(new Int32Array(0));
    for (const count of [-1, 0.5, Number.NaN, undefined]) {
      expect(() => population.spawn({ count } as never)).toThrow(refusal);
    }
    expect(() => population.spawn({ count: 0, spread: { O: { mean: 2, sd: 0 } } })).toThrow(refusal);
  });
});

describe('reading', () => {
  it('copies emotion and mood of all rows, or of some in their order', () => {
    const population = pair();
    population.perceive(0, slight);
    const numbersOf = (row: number) => {
      const { emotion, mood } = population.view(row);
      return [...Object.values(emotion), ...Object.values(mood)];
    };
    const all = new Float64Array(13).fill(7);
    expect(population.read(all)).toBe(2);
    expect([...all]).toEqual([...numbersOf(0), ...numbersOf(1), 7]);
    const some = new Float64Array(18);
    expect(population.read(some, [1, 0, 1])).toBe(3);
    expect([...some]).toEqual([...numbersOf(1), ...numbersOf(0), ...numbersOf(1)]);
    expect(population.read(new Float64Array(0), [])).toBe(0);
    expect(() => population.read(new Float64Array(11))).toThrow(refusal);
    expect(() => population.read(new Float64Array(6), [0, 1])).toThrow(refusal);
  });

  it('holds no place out where somebody has left', () => {
    const population = pair();
    population.remove(0);
    expect(population.read(new Float64Array(12))).toBe(2);
  });
});

describe('columns that are left out', () => {
  it('leave feelings without a cause and without habit', () => {
    const whole = pair();
    const bare = createPopulation({ capacity: 2, columns: { causes: false, expectation: false } });
    bare.add({ preset: 'rival' });
    expect(bare.perceive(0, slight)).toBe(whole.perceive(0, slight));
    expect(bare.view(0).emotion).toEqual(whole.view(0).emotion);
    const [usual, anew] = [whole.perceive(0, slight), bare.perceive(0, slight)];
    expect(anew).toBeGreaterThan(usual);
    expect(bare.toBytes().length).toBeLessThan(whole.toBytes().length);
  });

  it.each([{ causes: false }, { expectation: false }])('are missed by a session: %o', (columns) => {
    const population = createPopulation({ capacity: 1, columns });
    population.add({ preset: 'rival' });
    expect(() => population.snapshotOf(0)).toThrow(refusal);
  });
});
