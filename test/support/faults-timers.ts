/**
 * Runs work while every timer goes off at the next turn of the event loop: nothing waits, and the order of things follows from the work
 * alone, so that a seed replays it. For engines over stores of this process; timers of other work that runs meanwhile are hurried too.
 */
export async function withInstantTimers<T>(work: () => Promise<T>): Promise<T> {
  const { setTimeout: original } = globalThis;
  globalThis.setTimeout = ((callback: (...parameters: unknown[]) => void, _: number, ...rest: unknown[]) =>
    setImmediate(callback, ...rest)) as unknown as typeof setTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = original;
  }
}
