import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPopulation } from '../../src/population/create-population';
import { restorePopulation } from '../../src/population/snapshot';
import { deeds, type World } from './worlds';

const columns = fc.record(
  { expectation: fc.boolean(), causes: fc.boolean(), traits: fc.boolean() },
  { requiredKeys: [] },
);
const lives = fc.array(deeds, { maxLength: 25 });

describe('a restored population', () => {
  it('lives as the other lives, to the bit: whoever comes, goes, feels and looks', () => {
    fc.assert(
      fc.property(columns, fc.boolean(), fc.nat(), lives, lives, (choice, lazy, seed, before, after) => {
        const population = createPopulation({ capacity: 2, grows: true, lazy, seed, columns: choice });
        const world: World = { population, rows: [] };
        for (const deed of before) deed(world);
        const bytes = population.toBytes();
        const twin: World = { population: restorePopulation(bytes), rows: [...world.rows] };
        expect(twin.population.toBytes()).toEqual(bytes);
        for (const deed of after) expect(deed(twin)).toEqual(deed(world));
        expect(twin.population.size).toBe(population.size);
        expect(twin.population.hours).toBe(population.hours);
        expect(twin.population.capacity).toBe(population.capacity);
        expect(twin.population.toBytes()).toEqual(population.toBytes());
      }),
    );
  });

  it('may take time otherwise than before: all feel the same now', () => {
    fc.assert(
      fc.property(fc.boolean(), lives, lives, (lazy, before, after) => {
        const population = createPopulation({ capacity: 2, grows: true, lazy });
        const world: World = { population, rows: [] };
        for (const deed of before) deed(world);
        const other: World = {
          population: restorePopulation(population.toBytes(), { lazy: !lazy }),
          rows: [...world.rows],
        };
        population.settle();
        const feelings = (of: World) => {
          const out = new Float64Array(6 * of.rows.length);
          of.population.read(out, of.rows);
          return out;
        };
        expect(feelings(other)).toEqual(feelings(world));
        for (const deed of after) deed(other);
        const again = restorePopulation(other.population.toBytes(), { lazy });
        expect(again.hours).toBe(other.population.hours);
        expect(feelings({ population: again, rows: other.rows })).toEqual(feelings(other));
      }),
    );
  });
});
