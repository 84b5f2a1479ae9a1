/** Lets tasks with the same key through one at a time, in the order in which they came; different keys do not wait for each other. */
export interface Turnstile {
  /**
   * Runs a task when those before it are done.
   * @param signal when it was aborted by then, the task never starts and the call rejects with its reason
   */
  pass<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The part of a turnstile that belongs to one scope: the same key of two scopes is two keys. */
export function scopeTurnstile(turnstile: Turnstile, path: string): Turnstile {
  // No id and no name holds a line break.
  return { pass: (key, task, signal) => turnstile.pass(`${path}\n${key}`, task, signal) };
}

/** A turnstile that forgets a key as soon as nobody waits for it. */
export function createTurnstile(): Turnstile {
  const tails = new Map<string, Promise<void>>();
  return {
    pass(key, task, signal) {
      const before = tails.get(key);
      const start = () => (signal?.aborted ? Promise.reject(signal.reason as Error) : task());
      const result = before ? before.then(start) : start();
      const leave = () => {
        if (tails.get(key) === tail) tails.delete(key);
      };
      // Those behind wait for the end, whatever it is: a failure belongs to its own caller alone.
      const tail = result.then(leave, leave);
      tails.set(key, tail);
      return result;
    },
  };
}
