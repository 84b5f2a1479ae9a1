import { DOMAINS } from '../../src/index';
import type { Population } from '../../src/population';
import type { Plan } from './plan';
import { countValues, FIRST_TRAIT, INTENSITY, NAMES, type Tallies, variablesOf } from './tallies';

const FEELINGS = 6;

/**
 * Makes what counts the characters of a part at a tally. Whoever is asked for a name holds it until the next tally, as in `view`.
 * @param named the rows whose feelings are named
 */
export function createSurvey(
  plan: Plan,
  population: Population,
  named: Int32Array,
  tallies: Tallies,
): (tally: number, happened: number) => void {
  const variables = variablesOf(plan);
  const places = new Map(NAMES.map((name, place) => [name, place]));
  const feelings = new Float64Array(FEELINGS * population.capacity);
  const hasTraits = variables.length > FIRST_TRAIT;
  const traits = new Float64Array(hasTraits ? DOMAINS.length * population.capacity : 0);
  const intensities = new Float64Array(named.length);

  return (tally, happened) => {
    const first = tally * variables.length;
    const count = (variable: number, values: Float64Array, offset: number, stride: number, rows: number) =>
      countValues(tallies, first + variable, variables[variable]!, values, offset, stride, rows);
    const rows = population.read(feelings);
    for (let lane = 0; lane < FEELINGS; lane++) count(lane, feelings, lane, FEELINGS, rows);
    if (hasTraits) {
      population.readPersonality(traits);
      for (let lane = 0; lane < DOMAINS.length; lane++) {
        count(FIRST_TRAIT + lane, traits, lane, DOMAINS.length, rows);
      }
    }
    for (const [index, row] of named.entries()) {
      const { label, intensity } = population.view(row);
      intensities[index] = intensity;
      const place = tally * NAMES.length + places.get(label)!;
      tallies.labels[place] = tallies.labels[place]! + 1;
    }
    count(INTENSITY, intensities, 0, 1, named.length);
    tallies.happened[tally] = happened;
  };
}
