import fc from 'fast-check';
import type { Population } from '../../src/population/population';
import { appraisals, emotionConfigs, lanesOf, personalities } from '../support/arbitraries';
import { rowEvidence } from './lives';

/** Something that is done to a population, or asked of it; rows are chosen among those that somebody lives in. */
export type Deed = (world: World) => unknown;

/** A population with the rows that somebody lives in. */
export interface World {
  readonly population: Population;
  readonly rows: number[];
}

const pick = fc.nat(1000);

function rowOf({ rows }: World, picked: number): number | undefined {
  return rows.length === 0 ? undefined : rows[picked % rows.length];
}

/** Does something to a row, if anybody lives anywhere. */
function toRow(picked: number, deed: (population: Population, row: number) => unknown): Deed {
  return (world) => {
    const row = rowOf(world, picked);
    return row === undefined ? undefined : deed(world.population, row);
  };
}

const arrivals: fc.Arbitrary<Deed> = fc
  .record({
    personality: personalities,
    emotionConfig: emotionConfigs,
    id: fc.option(fc.nat(5), { nil: undefined }),
  })
  .map(
    ({ id, ...rest }): Deed =>
      (world) => {
        const name = id === undefined ? undefined : `id ${id}`;
        if (name !== undefined && world.population.rowOf(name) !== undefined) return 'taken';
        const row = world.population.add({ ...rest, id: name });
        world.rows.push(row);
        return row;
      },
  );

/** Anything that can be done to a population without traits; with them, evidence is told too. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: arrivals },
  fc.nat(3).map(
    (count): Deed =>
      (world) => {
        const spawned = world.population.spawn({ count });
        world.rows.push(...spawned);
        return [...spawned];
      },
  ),
  pick.map(
    (picked): Deed =>
      (world) => {
        const row = rowOf(world, picked);
        if (row === undefined) return undefined;
        world.rows.splice(world.rows.indexOf(row), 1);
        return world.population.remove(row);
      },
  ),
  {
    weight: 4,
    arbitrary: fc
      .oneof(
        fc.constantFrom(1 / 60, 1 / 60, 1, 24),
        fc.nat(1e6).map((n) => n / 3600),
      )
      .map(
        (hours): Deed =>
          ({ population }) =>
            population.advance(hours),
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick, appraisals)
      .map(([picked, appraisal]) => toRow(picked, (population, row) => population.perceive(row, appraisal))),
  },
  fc
    .tuple(pick, appraisals)
    .map(([picked, appraisal]) =>
      toRow(picked, (population, row) => population.perceiveMany([row], lanesOf(appraisal))),
    ),
  { weight: 2, arbitrary: pick.map((picked) => toRow(picked, (population, row) => population.view(row))) },
  fc.constant<Deed>(({ population }) => population.settle()),
  fc.constant<Deed>(({ population, rows }) => {
    const out = new Float64Array(6 * rows.length);
    return [population.read(out, rows), ...out];
  }),
  fc.tuple(pick, rowEvidence).map(([picked, evidence]) =>
    toRow(picked, (population, row) => {
      try {
        return population.observe(row, evidence);
      } catch (error) {
        return String(error);
      }
    }),
  ),
);
