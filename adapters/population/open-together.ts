import type { EngineError } from '../../src/errors';
import {
  type Population,
  type PopulationParts,
  type PopulationState,
  populationOf,
  refuse,
} from '../../src/population';
import { createDesk } from './shared';
import { startWorkers } from './start-workers';
import { createTeam, type Team } from './team';
import { MEASURED, type Tuning } from './tuning';

const MOST_WORKERS = 64;

/** In how many threads a population lives. */
export interface ThreadOptions {
  /** Threads beside the one that calls, which works too; one less than the machine has when absent, and 0 is none. */
  readonly workers?: number | undefined;
  /** Where the built `population-worker.js` stands. Needed only by programs that are bundled into one file. */
  readonly script?: URL | string | undefined;
  /** Is told when a thread has died. The step it was in is finished without it, and the population goes on in the calling thread alone. */
  readonly onWorkerLost?: ((error: EngineError<'WORKER_LOST'>) => void) | undefined;
}

/** A population whose rows several threads go over at once. Every number is the same as without them, whatever their count. */
export interface ParallelPopulation extends Population {
  /** Threads beside the calling one; 0 after `close` and when one has died. */
  readonly workers: number;
  /** Ends the threads. The population stays what it is, in the calling thread alone. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a population in several threads.
 * @param open makes its state of the parts it is handed
 * @param tuning as measured when absent
 * @throws EngineError INPUT_INVALID; WORKER_LOST when a thread cannot be started; what `open` throws. Then no thread is left running
 */
export async function openTogether(
  { workers: wanted, script, onWorkerLost }: ThreadOptions,
  open: (parts: PopulationParts) => PopulationState,
  tuning: Tuning = MEASURED,
): Promise<ParallelPopulation> {
  const count = wanted ?? (await spareThreads());
  if (!(Number.isInteger(count) && count >= 0 && count <= MOST_WORKERS)) {
    throw refuse(['workers'], `must be a whole number from 0 to ${MOST_WORKERS}`);
  }
  const desk = createDesk(count);
  const workers = await startWorkers(desk, count, script);
  const team = createTeam({ desk, workers, tuning, onLost: (error) => onWorkerLost?.(error) });
  try {
    const state = open({ allocate: (bytes) => new SharedArrayBuffer(bytes), loops: team.loops });
    return join(populationOf(state), team);
  } catch (error) {
    await team.close();
    throw error;
  }
}

function join(population: Population, team: Team): ParallelPopulation {
  const threads = {
    get workers() {
      return team.size;
    },
    close: team.close,
    [Symbol.asyncDispose]: team.close,
  };
  // By their descriptors: what is read of a population is read anew each time.
  return Object.defineProperties(population, Object.getOwnPropertyDescriptors(threads)) as ParallelPopulation;
}

async function spareThreads(): Promise<number> {
  const { availableParallelism } = await import('node:os');
  return Math.min(availableParallelism() - 1, MOST_WORKERS);
}
