import { setTimeout } from 'node:timers/promises';
import { createParallelPopulation } from '../adapters/population';
import { writeFactors } from '../src/affect/flow';
import { AffectLane, FactorLane } from '../src/affect/lanes';
import { AppraisalLane } from '../src/constants/appraisal';
import { uniformAt } from '../src/maths/random';
import { openState, ordinaryParts, type Population, populationOf } from '../src/population';
import { advanceByHand, feelByHand, stepByHand } from './hand-loops';
import { type Measured, type Row, sink, summarise, timeInTurn } from './measure';

const SECOND = 1 / 3600;
const CROWD = 50_000;
const VILLAGE = 10_000;
const CITY = 100_000;

function crowd(size: number, parts = ordinaryParts): { population: Population; lanes: Float64Array } {
  const state = openState({ capacity: size, seed: 7 }, parts);
  const population = populationOf(state);
  population.spawn({ count: size });
  population.perceiveMany(all(size), appraisalsOf(size));
  return { population, lanes: state.columns.affect.slice() };
}

/** Nanoseconds a row for time that passes and for events. */
export function benchRows(): Row[] {
  const cached = crowd(CROWD);
  const general = crowd(CROWD);
  const factors = new Float64Array(CROWD * FactorLane.count);
  for (let row = 0; row < CROWD; row++) {
    writeFactors(cached.lanes, row * AffectLane.count, SECOND, factors, row * FactorLane.count);
  }
  let turn = 0;
  const steps = timeInTurn(
    {
      cached: () => cached.population.advance(SECOND),
      cachedByHand: () => stepByHand(cached.lanes, factors),
      // No two steps are the same, so that no factors are worth it.
      general: () => general.population.advance(SECOND * (1 + (++turn % 3))),
      generalByHand: () => advanceByHand(general.lanes, SECOND * (1 + (turn % 3))),
    },
    CROWD,
    60,
  );
  const village = crowd(VILLAGE);
  const rows = all(VILLAGE);
  const appraisals = appraisalsOf(VILLAGE);
  const events = timeInTurn(
    {
      ours: () => {
        village.population.advance(SECOND);
        village.population.perceiveMany(rows, appraisals);
      },
      byHand: () => feelByHand(village.lanes, rows, appraisals),
    },
    VILLAGE,
    100,
  );
  sink.value += cached.lanes[0]! + general.lanes[0]! + village.lanes[0]!;
  const loop = (figure: keyof typeof steps) => ({ what: 'the loop by hand', figure: steps[figure]! });
  return [
    {
      what: 'a step that is repeated, 50,000',
      figure: steps['cached']!,
      unit: 'ns',
      budget: 10,
      against: loop('cachedByHand'),
      atMost: 1.5,
    },
    {
      what: 'steps that differ, 50,000',
      figure: steps['general']!,
      unit: 'ns',
      budget: 25,
      against: loop('generalByHand'),
      atMost: 1.5,
    },
    {
      what: 'an event for each of 10,000',
      figure: events['ours']!,
      unit: 'ns',
      budget: 200,
      against: { what: 'weighted sums by hand', figure: events['byHand']! },
    },
  ];
}

/** Steps that follow on each other at once, as those of a simulation do. */
const STREAK = 20;
/** Milliseconds between the steps of a game that takes 20 of them a second. */
const FRAME = 50;

/** What a second thread is worth. */
export async function benchCity(): Promise<Row[]> {
  const { population: alone } = crowd(CITY);
  const two = await createParallelPopulation({ capacity: CITY, seed: 7, workers: 1 });
  const three = await createParallelPopulation({ capacity: CITY, seed: 7, workers: 2 });
  for (const population of [two, three]) population.spawn({ count: CITY });
  const repeated = (population: Population) => () => {
    for (let step = 0; step < STREAK; step++) population.advance(SECOND);
  };
  // Never one second: a step taken twice would be worth its factors, and for a second they are there.
  const differing = (population: Population) => () => {
    for (let step = 0; step < STREAK; step++) population.advance(SECOND * (2 + (step % 3)));
  };
  const steps = timeInTurn(
    { alone: repeated(alone), two: repeated(two), three: repeated(three) },
    STREAK * CITY,
    30,
  );
  const general = timeInTurn({ alone: differing(alone), two: differing(two) }, STREAK * CITY, 20);
  const frames = await timeFrames({ alone, two });
  await Promise.all([two.close(), three.close()]);
  const one = (figures: Record<string, Measured>) => ({ what: 'one thread', figure: figures['alone']! });
  return [
    {
      what: 'two threads, repeated step, 100,000',
      figure: steps['two']!,
      unit: 'ns',
      against: one(steps),
      atMost: 0.62,
    },
    { what: 'three threads, repeated step', figure: steps['three']!, unit: 'ns', against: one(steps) },
    {
      what: 'two threads, steps that differ',
      figure: general['two']!,
      unit: 'ns',
      against: one(general),
      atMost: 0.62,
    },
    {
      what: 'two threads, woken after 50 ms',
      figure: frames['two']!,
      unit: 'ns',
      against: one(frames),
    },
  ];
}

/** What one step of a game costs, whose threads have slept since the one before. */
async function timeFrames(populations: Record<string, Population>): Promise<Record<string, Measured>> {
  const samples = Object.fromEntries(Object.keys(populations).map((name) => [name, [] as number[]]));
  for (let round = 0; round < 30; round++) {
    for (const [name, population] of Object.entries(populations)) {
      await setTimeout(FRAME);
      const started = performance.now();
      population.advance(SECOND);
      samples[name]!.push(((performance.now() - started) * 1e6) / CITY);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, taken]) => [name, summarise(taken)]));
}

function all(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}

function appraisalsOf(count: number): Float64Array {
  return Float64Array.from({ length: count * AppraisalLane.count }, (_, i) => uniformAt([3, 5], i, 0));
}
