import { parseWith } from '../schema/parse';
import {
  type ParsedPopulationOptions,
  type PopulationOptions,
  populationOptionsSchema,
} from '../schema/population';
import { openPopulation } from './open-population';
import type { Population } from './population';
import { ordinaryParts } from './state';

/**
 * Creates a population.
 *
 * @example
 * const village = createPopulation({ capacity: 1000, seed: 7 });
 * const guard = village.add({ preset: 'rival' });
 * village.perceive(guard, { goalRelevance: 0.8, goalCongruence: -0.7, expectedness: 0.2, controllability: 0.5, agency: -1, normCompatibility: -0.8 });
 * village.advance(0.05 / 3600);
 * village.view(guard).label;
 *
 * @throws EngineError INPUT_INVALID
 */
export function createPopulation(options: PopulationOptions): Population {
  return openPopulation(parsePopulationOptions(options), ordinaryParts);
}

/** @throws EngineError INPUT_INVALID */
export function parsePopulationOptions(options: PopulationOptions): ParsedPopulationOptions {
  return parseWith(populationOptionsSchema, options, 'the population');
}
