import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTogether } from '../../adapters/population/open-together';
import { CHUNK } from '../../adapters/population/shared';
import { createPopulation, openState, type Population } from '../../src/population';
import type { ParsedPopulationOptions } from '../../src/schema/population';
import { mostEager } from '../support/population-threads';
import { bundleWorker, removeBundle } from '../support/population-worker';

type Step = (population: Population) => void;

const hours = fc.oneof(
  fc.constantFrom(1 / 3600, 1 / 60, 24),
  fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }),
);
const ROWS = 3 * CHUNK + 40;
const appraisal = Float64Array.of(0.8, -0.7, 0.2, 0.5, -1, -0.8, 0.1, 0.5, 0.7);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(hours, fc.integer({ min: 1, max: 4 })).map(passing) },
    { weight: 2, arbitrary: fc.array(fc.nat(ROWS - 1), { maxLength: 50 }).map(perceiving) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(2 * CHUNK), fc.boolean()).map(arriving) },
    { weight: 1, arbitrary: fc.constant<Step>((population) => population.settle()) },
    { weight: 1, arbitrary: fc.nat(ROWS - 1).map(looking) },
  ),
  { maxLength: 12 },
);

function passing([span, times]: readonly [number, number]): Step {
  return (population) => {
    for (let time = 0; time < times; time++) population.advance(span);
  };
}

function perceiving(rows: readonly number[]): Step {
  const appraisals = new Float64Array(9 * rows.length);
  for (let i = 0; i < rows.length; i++) appraisals.set(appraisal, 9 * i);
  return (population) => population.perceiveMany(rows, appraisals);
}

function arriving([count, isNoisy]: readonly [number, boolean]): Step {
  const emotionConfig = isNoisy ? { noisePerHour: 0.01 } : {};
  return (population) => void population.spawn({ count, emotionConfig });
}

function looking(row: number): Step {
  return (population) => void population.view(row);
}

describe('a population in several threads', () => {
  let script: URL;
  beforeAll(async () => {
    script = await bundleWorker();
    return () => removeBundle(script);
  });

  it.each([false, true])('is the same to the bit, whatever their number (lazy: %s)', async (lazy) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), steps, async (seed, todo) => {
        const options: ParsedPopulationOptions = { capacity: ROWS, grows: true, seed, lazy };
        const alone = createPopulation(options);
        const expected = live(alone, todo);
        for (const workers of [0, 1, 2, 3]) {
          const together = await openTogether(
            { workers, script },
            (parts) => openState(options, parts),
            mostEager,
          );
          expect(Buffer.compare(live(together, todo), expected)).toBe(0);
          expect(together.workers).toBe(workers);
          await together.close();
          expect(Buffer.compare(together.toBytes(), expected)).toBe(0);
        }
      }),
      { numRuns: 12 },
    );
  });
});

function live(population: Population, todo: readonly Step[]): Uint8Array {
  population.spawn({ count: ROWS });
  for (const step of todo) step(population);
  return population.toBytes();
}
