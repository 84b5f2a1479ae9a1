/**
 * The result, or the signal's reason if that comes first. The work behind the result is not undone, and what it ends with after
 * that is nobody's.
 */
export function orAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    const settle = () => signal.removeEventListener('abort', stop);
    result.finally(settle).then(resolve, reject);
  });
}
