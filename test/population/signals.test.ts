import { describe, expect, it } from 'vitest';
import { createPopulation } from '../../src/population/create-population';
import type { Population } from '../../src/population/population';
import { restorePopulation } from '../../src/population/snapshot';
import type { Signal } from '../../src/population/watching';
import type { PopulationOptions } from '../../src/schema/population';

const slight = {
  goalRelevance: 0.8,
  goalCongruence: -0.7,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -1,
  normCompatibility: -0.8,
};
const refusal = expect.objectContaining({ code: 'INPUT_INVALID' });

function village(options: Partial<PopulationOptions> = {}): Population {
  const population = createPopulation({ capacity: 8, grows: true, ...options });
  for (let i = 0; i < 3; i++) population.add({ preset: 'rival' });
  return population;
}

function drained(population: Population): Signal[] {
  const signals: Signal[] = [];
  population.drain(signals);
  return signals;
}

describe.each([false, true])('signals (lazy: %s)', (lazy) => {
  it('tell when somebody calms down, once, and again after the next event', () => {
    const population = village({ lazy });
    population.perceive(1, slight);
    const calm = population.watch({ intensityBelow: 0.1 });
    expect(drained(population)).toEqual([]);
    for (let hour = 0; hour < 48; hour++) population.advance(1);
    const [signal, ...more] = drained(population);
    expect(more).toEqual([]);
    expect(signal).toEqual({
      row: 1,
      kind: 'intensity',
      watch: calm,
      atHours: expect.any(Number),
      value: expect.closeTo(0.1, 1),
    });
    expect(drained(population)).toEqual([]);
    population.perceive(1, slight);
    for (let hour = 0; hour < 48; hour++) population.advance(1);
    expect(drained(population)).toHaveLength(1);
  });

  it('tell of an event at once', () => {
    const population = village({ lazy });
    const watches = [
      population.watch({ axis: { axis: 'valence', below: -0.1 } }),
      population.watch({ intensityAbove: 0.1, rows: [0, 0] }),
      population.watch({ label: ['anger', 'fear'], rows: Int32Array.of(0, 1) }),
      population.watch({ label: ['joy'] }),
    ];
    population.advance(2);
    expect(drained(population)).toEqual([]);
    population.perceive(0, slight);
    const { emotion, intensity } = population.view(0);
    expect(drained(population)).toEqual([
      { row: 0, kind: 'axis', watch: watches[0], atHours: 2, value: emotion.valence },
      { row: 0, kind: 'intensity', watch: watches[1], atHours: 2, value: intensity },
      { row: 0, kind: 'label', watch: watches[2], atHours: 2, value: intensity, label: 'anger' },
    ]);
    population.perceiveMany([1, 2], new Float64Array(18).fill(0.9));
    expect(drained(population).map(({ row, watch }) => [row, watch])).not.toContainEqual([1, watches[0]]);
  });

  it('tell of any change of a label that is looked at', () => {
    const population = village({ lazy });
    population.watch({ label: true, rows: [2] });
    population.perceive(2, slight);
    population.advance(400);
    population.view(2);
    expect(drained(population).map(({ label }) => label)).toEqual(['anger', 'neutral']);
    population.perceive(2, slight);
    population.advance(400);
    population.settle();
    expect(drained(population).map(({ label, atHours }) => [label, atHours])).toEqual([
      ['anger', 400],
      ['neutral', 800],
    ]);
  });

  it('tell of mood, which comes and goes later than emotion', () => {
    const population = village({ lazy });
    const { mood } = population.view(0);
    const low = { axis: 'valence', below: mood.valence - 0.02 } as const;
    const emotion = population.watch({ axis: low, rows: [0] });
    const moods = population.watch({ axis: { ...low, part: 'mood' }, rows: [0] });
    population.perceive(0, { ...slight, goalRelevance: 0.5 });
    for (let step = 0; step < 300; step++) population.advance(0.02);
    const signals = drained(population);
    expect(signals[0]).toMatchObject({ watch: emotion, atHours: 0 });
    for (const { watch, atHours } of signals.slice(1)) expect([watch, atHours > 0]).toEqual([moods, true]);
  });

  it('end with their watch, and with whoever is watched', () => {
    const population = village({ lazy });
    for (const row of [0, 1, 2]) population.perceive(row, slight);
    const calm = population.watch({ intensityBelow: 0.1 });
    const other = population.watch({ intensityBelow: 0.1, rows: [0] });
    population.remove(1);
    expect(population.add({ preset: 'rival' })).toBe(1);
    population.perceive(1, slight);
    expect(population.unwatch(other)).toBe(true);
    expect(population.unwatch(other)).toBe(false);
    population.watch({ intensityBelow: 0.1, rows: [2] });
    population.advance(1000);
    expect(
      drained(population)
        .map(({ row }) => row)
        .sort(),
    ).toEqual([0, 2, 2]);
    expect(population.unwatch(calm)).toBe(true);
    for (const row of [0, 1, 2]) population.perceive(row, slight);
    population.advance(1000);
    expect(drained(population).map(({ row }) => row)).toEqual([2]);
  });

  it('wait, so many at most, and the oldest give way', () => {
    const population = village({ lazy, signals: 2 });
    const watch = population.watch({ intensityAbove: 0.1 });
    for (const row of [0, 1, 2]) population.perceive(row, slight);
    expect(population.dropped).toBe(1);
    expect(drained(population).map(({ row }) => row)).toEqual([1, 2]);
    expect(population.dropped).toBe(1);
    population.unwatch(watch);
  });

  it('are handed to a listener, who may do what gives others', () => {
    const population = village({ lazy });
    population.watch({ intensityAbove: 0.1 });
    population.perceive(0, slight);
    const seen: number[] = [];
    const spread = ({ row }: Signal) => {
      seen.push(row);
      if (row < 2) population.perceive(row + 1, slight);
    };
    expect(population.drain(spread)).toBe(1);
    expect(seen).toEqual([0]);
    expect(population.drain(spread)).toBe(1);
    expect(population.drain(spread)).toBe(1);
    expect(population.drain(spread)).toBe(0);
    expect(seen).toEqual([0, 1, 2]);
  });

  it('do not change how anybody feels, and do not travel with a snapshot', () => {
    const population = village({ lazy });
    const other = village({ lazy });
    population.watch({ axis: { axis: 'arousal', above: 0.05 } });
    for (const one of [population, other]) {
      one.settle();
      one.perceive(0, slight);
      one.advance(3);
    }
    expect(population.toBytes()).toEqual(other.toBytes());
    const copy = restorePopulation(population.toBytes(), { signals: 5 });
    copy.perceive(1, slight);
    expect(drained(copy)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['nothing to watch for', {}],
    ['two things', { label: true, intensityBelow: 0.1 }],
    ['no label', { label: [] }],
    ['a label that is none', { label: ['rage'] }],
    ['an axis without a threshold', { axis: { axis: 'valence' } }],
    ['an axis between', { axis: { axis: 'valence', above: -0.1, below: 0.1 } }],
    ['an axis that is none', { axis: { axis: 'height', above: 0 } }],
    ['a threshold off the scale', { axis: { axis: 'valence', above: 1.1 } }],
    ['an intensity of NaN', { intensityAbove: Number.NaN }],
    ['a row where nobody lives', { label: true, rows: [0, 3] }],
    ['rows that are none', { label: true, rows: 3 }],
    ['a key that nobody knows', { label: true, once: true }],
  ])('are not given for %s', (_, input) => {
    const population = village({ lazy });
    expect(() => population.watch(input as never)).toThrow(refusal);
    population.perceive(0, slight);
    expect(drained(population)).toEqual([]);
  });
});

describe('signals of a lazy population', () => {
  it('carry the very time, however late they are asked for', () => {
    const early = village({ lazy: true });
    const late = village({ lazy: true });
    for (const population of [early, late]) {
      population.advance(1);
      population.perceive(0, slight);
      population.watch({ intensityBelow: 0.1 });
    }
    for (let i = 0; i < 1000; i++) early.advance(0.1);
    late.advance(100);
    const [signal] = drained(late);
    expect(drained(early)).toEqual([signal]);
    expect(signal!.value).toBeCloseTo(0.1, 6);
    const twin = village();
    twin.advance(1);
    twin.perceive(0, slight);
    twin.advance(signal!.atHours - 1 - 1e-5);
    expect(twin.view(0).intensity).toBeGreaterThan(0.1);
    twin.advance(2e-5);
    expect(twin.view(0).intensity).toBeLessThan(0.1);
  });

  it('are not given for what nobody can work out', () => {
    const population = village({ lazy: true });
    const moody = population.add({ preset: 'rival', emotionConfig: { noisePerHour: 0.1 } });
    expect(() => population.watch({ intensityBelow: 0.1, rows: [moody] })).toThrow(refusal);
    expect(() => population.watch({ axis: { axis: 'valence', above: 0 } })).toThrow(refusal);
    expect(population.watch({ label: true, rows: [moody] })).toBe(1);
  });
});

describe('watching', () => {
  it('allocates nothing while time passes', () => {
    const population = createPopulation({ capacity: 500, seed: 3 });
    population.spawn({ count: 500 });
    const rows = Int32Array.from({ length: 500 }, (_, i) => i);
    population.perceiveMany(rows, new Float64Array(4500).fill(0.8));
    population.watch({ intensityBelow: 0.001 });
    population.watch({ axis: { axis: 'valence', above: 0.9 } });
    const tick = () => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < 100; i++) population.advance(0.001);
      return process.memoryUsage().heapUsed - before;
    };
    for (let i = 0; i < 100; i++) tick();
    // Whatever runs beside this counts too, and a collection in between counts the other way: so the middle of many.
    const grown = Array.from({ length: 41 }, tick).sort((a, b) => a - b)[20]!;
    // A double for each lookout would be a million and a half.
    expect(grown).toBeLessThan(50_000);
  });
});
