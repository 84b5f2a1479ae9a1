import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda, enter, inOrder } from '../../adapters/simulation/agenda';
import { packBlocks, unpackBlocks } from '../../adapters/simulation/container';
import { openPart } from '../../adapters/simulation/part';
import { firstOf, namedRows, type Plan, planOf, seedOf, sizeOf } from '../../adapters/simulation/plan';
import { places, ticksOf } from '../../adapters/simulation/report-chart';
import {
  BINS,
  countValues,
  createTallies,
  INTENSITY,
  momentsOf,
  quantileOf,
  variablesOf,
} from '../../adapters/simulation/tallies';
import { eventAt, hourAt, timetableOf } from '../../adapters/simulation/timetable';
import { gaussianAt, streamKey } from '../../src/maths/random';
import { parseSimulationModel } from '../../src/schema/simulation';

const appraisal = {
  goalRelevance: { mean: 0.5, sd: 0.2 },
  goalCongruence: { mean: 0, sd: 0.6 },
  expectedness: 0.3,
  controllability: 0.5,
  agency: -0.5,
  normCompatibility: 0,
};
const model = parseSimulationModel({
  people: { learning: 'none' },
  events: [
    { name: 'often', perYear: 40, appraisal },
    { name: 'rarely', perYear: 0.5, appraisal },
    { name: 'never', perYear: 0, appraisal },
    { name: 'in the second half', perYear: 10, appraisal, between: [0.5, 9] },
  ],
});
const planFor = (characters: number, years = 1, more = {}): Plan =>
  planOf({ characters, years, stepHours: 24, seed: 5, ...more }, model, 'test');

describe('how often events happen', () => {
  const plan = planFor(2048);
  const part = openPart(plan, 0);
  while (!part.isOver) part.live();
  const { events, happened } = part.tallies;

  // Four standard deviations of a Poisson count: by chance one in 16,000 seeds fails, and this seed does not.
  it.each([
    [0, 40],
    [1, 0.5],
    [2, 0],
    [3, 5],
  ])('event %i as often as its rate says', (event, perYear) => {
    const expected = perYear * plan.characters;
    expect(Math.abs(events[event]! - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected));
  });

  it('spread over the year as a Poisson process', () => {
    const counts = [...happened].slice(1).map((count, tally) => count - happened[tally]!);
    const spans = plan.samples.slice(1).map((step, tally) => step - plan.samples[tally]!);
    let chiSquare = 0;
    for (const [tally, count] of counts.entries()) {
      const isLate = (plan.samples[tally]! + spans[tally]! / 2) / 365 > 0.5;
      const expected = ((isLate ? 50.5 : 40.5) / 365) * spans[tally]! * plan.characters;
      chiSquare += ((count - expected) * (count - expected)) / expected;
    }
    // Mean 122, standard deviation 15.6.
    expect(chiSquare).toBeGreaterThan(122 - 4 * 15.6);
    expect(chiSquare).toBeLessThan(122 + 4 * 15.6);
    expect(happened.at(-1)).toBe(events.reduce((sum, count) => sum + count, 0));
  });

  it('the same from any step on', () => {
    const other = openPart(plan, 0);
    for (let step = 0; step < 100; step++) other.live();
    const rest = openPart(plan, 0, other.toBytes());
    expect(rest.step).toBe(100);
    while (!rest.isOver) rest.live();
    expect(rest.tallies).toEqual(part.tallies);
  });
});

it.each(['none', 'life'] as const)(
  'steps have no say in what happens and is felt (learning: %s)',
  (learning) => {
    const lived = (stepHours: number) => {
      const people = { ...model.people, learning };
      const plan = planOf(
        { characters: 60, years: 90 / 365, stepHours, seed: 3, sample: (30 * 24) / stepHours },
        { ...model, people },
        'test',
      );
      const part = openPart(plan, 0);
      while (!part.isOver) part.live();
      return { plan, tallies: part.tallies };
    };
    const [days, hours] = [lived(24), lived(1.5)];
    expect(hours.tallies.happened).toEqual(days.tallies.happened);
    expect(hours.tallies.events).toEqual(days.tallies.events);
    // The clock counts microseconds, so the same moment may differ by that.
    const places = days.plan.samples.length * variablesOf(days.plan).length;
    for (let place = 0; place < places; place++) {
      const [one, other] = [momentsOf(days.tallies, place), momentsOf(hours.tallies, place)];
      expect(Math.abs(one.mean - other.mean)).toBeLessThan(1e-6);
    }
    // And a tally finds people who feel something, because some have just met it.
    const intensity = momentsOf(days.tallies, variablesOf(days.plan).length + INTENSITY);
    expect(intensity.mean).toBeGreaterThan(0.001);
  },
);

describe('an agenda', () => {
  it('tells its entries in the order of time, those of one moment as they were entered', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), (hours) => {
        const agenda = createAgenda(1);
        for (const [entry, hour] of hours.entries()) enter(agenda, entry, 2 * entry, 3 * entry, hour);
        const order = [...inOrder(agenda)];
        const expected = [...hours.keys()].sort((a, b) => hours[a]! - hours[b]! || a - b);
        expect(order).toEqual(expected);
        expect(order.map((entry) => agenda.rows[entry])).toEqual(expected);
        expect(order.map((entry) => agenda.events[entry])).toEqual(expected.map((entry) => 2 * entry));
        expect(order.map((entry) => agenda.numbers[entry])).toEqual(expected.map((entry) => 3 * entry));
      }),
    );
  });
});

describe('a timetable', () => {
  const spans = timetableOf(model.events, 8760);

  it('stretches its clock by the rates', () => {
    expect(hourAt(spans, 0)).toBe(0);
    expect(hourAt(spans, 40.5 / 4)).toBeCloseTo(2190, 9);
    expect(hourAt(spans, 40.5 / 2 + 50.5 / 4)).toBeCloseTo(6570, 9);
    expect(hourAt(spans, 45.6)).toBe(Number.POSITIVE_INFINITY);
  });

  it('knows what may happen when', () => {
    expect([0.1, 0.99].map((share) => eventAt(spans, 1, share))).toEqual([0, 1]);
    expect([0.1, 0.795, 0.9].map((share) => eventAt(spans, 30, share))).toEqual([0, 1, 3]);
    expect(timetableOf([{ ...model.events[0]!, between: [5, 6] }], 8760)).toEqual([]);
  });
});

describe('parts', () => {
  it('hold everybody once', () => {
    for (const characters of [1, 2047, 2048, 2049, 10_000]) {
      const plan = planFor(characters);
      const parts = Array.from({ length: plan.parts }, (_, part) => part);
      expect(parts.reduce((sum, part) => sum + sizeOf(plan, part), 0)).toBe(characters);
      const named = parts.flatMap((part) =>
        [...namedRows(plan, part)].map((row) => row + firstOf(plan, part)),
      );
      expect(named).toHaveLength(Math.min(2000, characters));
      expect(new Set(named).size).toBe(named.length);
      expect(Math.max(...named)).toBeLessThan(characters);
    }
  });

  it('have seeds of their own', () => {
    const seeds = Array.from({ length: 1000 }, (_, part) => seedOf({ seed: 1 }, part));
    expect(new Set(seeds).size).toBe(1000);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
  });
});

describe('tallies', () => {
  const plan = planFor(1);
  const key = streamKey(3, 'tallies');
  const cases = Array.from({ length: 20 }, (_, n) => n);

  it.each(cases)('read quantiles within a bin, and moments to a ten-thousandth (%i)', (n) => {
    const tallies = createTallies(plan);
    const [variable] = variablesOf(plan);
    const width = (variable!.high - variable!.low) / BINS;
    const values = Float64Array.from({ length: 3 + n * 97 }, (_, i) =>
      Math.max(-1, Math.min(1, 0.1 * n * gaussianAt(key, n, i % 2000) * 0.3)),
    );
    countValues(tallies, 0, variable!, values, 0, 1, values.length);
    const sorted = [...values].sort((a, b) => a - b);
    for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
      expect(Math.abs(quantileOf(tallies, 0, variable!, share) - exact)).toBeLessThanOrEqual(
        width * (1 + 1e-9),
      );
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
    const moments = momentsOf(tallies, 0);
    expect(moments.mean).toBeCloseTo(mean, 7);
    expect(Math.abs(moments.sd - Math.sqrt(variance))).toBeLessThan(1.5e-4);
  });
});

describe('bytes', () => {
  it('come out as they went in, from wherever they stand, and damage shows', () => {
    const blocks = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(4)];
    const packed = packBlocks(blocks);
    expect(unpackBlocks(packed)).toEqual(blocks);
    const shifted = new Uint8Array(packed.length + 1);
    shifted.set(packed, 1);
    expect(unpackBlocks(shifted.subarray(1))).toEqual(blocks);
    for (let at = 0; at < packed.length; at++) {
      const broken = packed.slice();
      broken[at]! ^= 1;
      expect(() => unpackBlocks(broken)).toThrow('damaged');
      expect(() => unpackBlocks(packed.slice(0, at))).toThrow('damaged');
    }
  });
});

it('charts have round ticks', () => {
  expect(ticksOf(0, 10, 6).map((tick) => places(tick, 4))).toEqual(['0', '2', '4', '6', '8', '10']);
  expect(ticksOf(-0.23, 0.41, 4).map((tick) => places(tick, 4))).toEqual(['-0.2', '0', '0.2', '0.4']);
});
