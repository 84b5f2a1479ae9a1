/** Lets callers who ask for the same thing at the same time share one answer. */
export interface InFlight {
  /**
   * Runs a task, or waits for the one that runs under this key.
   * @param signal the caller's own: a task that its first caller gave up is begun anew for those who did not
   */
  join<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The part of a register that belongs to one scope: the same key of two scopes is two keys. */
export function scopeInFlight(inFlight: InFlight, path: string): InFlight {
  // No id holds a line break.
  return { join: (key, task, signal) => inFlight.join(`${path}\n${key}`, task, signal) };
}

/** A register of what is being done; it forgets a key as soon as its task has ended. */
export function createInFlight(): InFlight {
  const running = new Map<
    string,
    { readonly promise: Promise<unknown>; readonly signal?: AbortSignal | undefined }
  >();
  return {
    async join<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      for (let other = running.get(key); other; other = running.get(key)) {
        try {
          return (await other.promise) as T;
        } catch (error) {
          if (!other.signal?.aborted) throw error;
          signal?.throwIfAborted();
        }
      }
      const own = { promise: task(), signal };
      running.set(key, own);
      try {
        return await own.promise;
      } finally {
        running.delete(key);
      }
    },
  };
}
