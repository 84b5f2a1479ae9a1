import { describe, expect, it } from 'vitest';
import { createInFlight } from '../../src/engine/in-flight';

/** A task that is ended from outside. */
function openTask<T>() {
  let runs = 0;
  let end: { resolve: (value: T) => void; reject: (error: unknown) => void };
  const task = () => {
    runs += 1;
    return new Promise<T>((resolve, reject) => {
      end = { resolve, reject };
    });
  };
  return {
    task,
    resolve: (value: T) => end.resolve(value),
    reject: (error: unknown) => end.reject(error),
    runs: () => runs,
  };
}

describe('what is in flight', () => {
  it('is done once for all who ask for it meanwhile, and again for who asks later', async () => {
    const inFlight = createInFlight();
    const open = openTask<string>();
    const asked = [1, 2, 3].map(() => inFlight.join('a', open.task));
    open.resolve('done');
    expect(await Promise.all(asked)).toEqual(['done', 'done', 'done']);
    expect(open.runs()).toBe(1);
    const later = inFlight.join('a', open.task);
    open.resolve('again');
    expect(await later).toBe('again');
    expect(open.runs()).toBe(2);
  });

  it('does not hold up anything else', async () => {
    const inFlight = createInFlight();
    const open = openTask<string>();
    const waiting = inFlight.join('a', open.task);
    expect(await inFlight.join('b', async () => 'b')).toBe('b');
    open.resolve('a');
    expect(await waiting).toBe('a');
  });

  it('fails for all of them together', async () => {
    const inFlight = createInFlight();
    const open = openTask<string>();
    const asked = [1, 2].map(() => inFlight.join('a', open.task));
    const settled = Promise.allSettled(asked);
    open.reject(new Error('no paint'));
    for (const one of await settled)
      expect(one).toMatchObject({ status: 'rejected', reason: { message: 'no paint' } });
    expect(open.runs()).toBe(1);
  });

  it('is begun anew for the others when the first gives up', async () => {
    const inFlight = createInFlight();
    const [first, second] = [openTask<string>(), openTask<string>()];
    const controller = new AbortController();
    const gaveUp = inFlight.join('a', first.task, controller.signal);
    const stays = inFlight.join('a', second.task);
    controller.abort();
    first.reject(controller.signal.reason);
    await expect(gaveUp).rejects.toThrow(/abort/);
    await Promise.resolve();
    second.resolve('drawn');
    expect(await stays).toBe('drawn');
  });
});
