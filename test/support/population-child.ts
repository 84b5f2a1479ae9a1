import { createParallelPopulation } from '../../adapters/population';

/** A process that makes a population with threads and forgets about it. */
const population = await createParallelPopulation({
  capacity: 20_000,
  workers: 2,
  script: new URL(process.argv[2]!),
});
population.spawn({ count: 20_000 });
for (let tick = 0; tick < 5; tick++) population.advance(1 / 3600);
console.log(population.workers, population.hours.toFixed(6));
