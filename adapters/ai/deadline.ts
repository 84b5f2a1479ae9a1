/** What a call ends with when its time is up. */
export class DeadlinePassed extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Does some work under a signal that fires when the caller's does or when the time is up, and stops waiting then, even for
 * work that does not mind the signal. Leaves neither timer nor listener behind.
 * @throws DeadlinePassed when the time is up, the reason of `signal` when that fires, else what the work throws
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const stop = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed('The time is up.')), timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
