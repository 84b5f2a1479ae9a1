/** Lets tasks with the same key through one at a time, in the order in which they came; different keys do not wait for each other. */
export interface Turnstile {
  /**
   * Runs a task when those before it are done.
   * @param signal gives up waiting: the call rejects with its reason, the task never starts
   */
  pass<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** A turnstile that forgets a key as soon as nobody waits for it. */
export function createTurnstile(): Turnstile {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async pass(key, task, signal) {
      const before = tails.get(key);
      const run = async () => {
        if (before) await before;
        signal?.throwIfAborted();
        return task();
      };
      const result = run();
      // Those behind wait for the end, whatever it is: a failure belongs to its own caller alone.
      const tail = result.then(noop, noop);
      tails.set(key, tail);
      try {
        return await (signal ? orAborted(result, signal) : result);
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}

function noop(): void {}

/** The result, or the signal's reason if that comes first. Work that has begun is not undone. */
async function orAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}
