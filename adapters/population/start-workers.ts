import type { Worker } from 'node:worker_threads';
import { EngineError } from '../../src/errors';
import type { Desk, WorkerData } from './shared';

// Beside this file in the built package, whichever format asks for it.
const SCRIPT = './population-worker.js';

/**
 * Starts the workers of a desk. They do not keep the process alive.
 * @param script where their program stands; beside this module when absent
 * @throws EngineError WORKER_LOST when one does not start; then none is left running
 */
export async function startWorkers(
  desk: Desk,
  count: number,
  script: URL | string | undefined,
): Promise<readonly Worker[]> {
  const threads = await import('node:worker_threads');
  const workers: Worker[] = [];
  try {
    for (let worker = 0; worker < count; worker++) {
      const workerData: WorkerData = { desk, worker };
      const url = script ?? new URL(SCRIPT, import.meta.url);
      // Nothing of how the process was started is meant for them: no loaders, no inspector.
      workers.push(
        new threads.Worker(url, { workerData, execArgv: [], name: `animacy population ${worker}` }),
      );
    }
    await Promise.all(workers.map(readiness));
  } catch (cause) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw lossOf('a thread of the population could not be started', cause);
  }
  return workers;
}

/** The error for a thread that is not there. */
export function lossOf(message: string, cause?: unknown): EngineError<'WORKER_LOST'> {
  return new EngineError('WORKER_LOST', message, {}, cause === undefined ? {} : { cause });
}

function readiness(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (code: number): void => reject(new Error(`it ended with code ${code}`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', () => {
      worker.off('error', reject);
      worker.off('exit', ended);
      worker.unref();
      resolve();
    });
  });
}
