import {
  openState,
  type PopulationOptions,
  parsePopulationOptions,
  type RestoreOptions,
  restoreState,
  sourceOf,
} from '../../src/population';
import { openTogether, type ParallelPopulation, type ThreadOptions } from './open-together';

/**
 * Creates a population in memory that threads share. `advance` and `settle` return when all of them are done, so it is used like any other;
 * for so few rows that waking threads takes longer than the work, none is woken. The threads do not keep the process alive.
 *
 * @example
 * await using city = await createParallelPopulation({ capacity: 200_000, seed: 7 });
 * city.spawn({ count: 200_000 });
 * city.advance(1 / 60);
 *
 * @throws EngineError INPUT_INVALID; WORKER_LOST when a thread cannot be started
 */
export async function createParallelPopulation(
  options: PopulationOptions & ThreadOptions,
): Promise<ParallelPopulation> {
  const { workers, script, onWorkerLost, ...rest } = options;
  const parsed = parsePopulationOptions(rest);
  return openTogether({ workers, script, onWorkerLost }, (parts) => openState(parsed, parts));
}

/**
 * Makes a population in several threads of the bytes that `toBytes` of any population gave; see {@link createParallelPopulation}.
 *
 * @throws EngineError SNAPSHOT_MISMATCH and INPUT_INVALID as `restorePopulation`; WORKER_LOST when a thread cannot be started
 */
export async function restoreParallelPopulation(
  bytes: Uint8Array,
  options: RestoreOptions & ThreadOptions = {},
): Promise<ParallelPopulation> {
  const { workers, script, onWorkerLost, ...rest } = options;
  return openTogether({ workers, script, onWorkerLost }, (parts) =>
    restoreState(sourceOf(bytes), rest, parts),
  );
}
