import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurnstile } from '../../src/engine/turnstile';
import { createGate, settled } from '../support/engine-fixtures';

describe('a turnstile', () => {
  it('lets tasks of one key through one at a time, in the order in which they came', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
        async (s, keys) => {
          const turnstile = createTurnstile();
          const inside = new Map<string, number>();
          const order = new Map<string, number[]>();
          const passed = keys.map((key, index) =>
            turnstile.pass(key, async () => {
              const others = inside.get(key) ?? 0;
              inside.set(key, others + 1);
              expect(others).toBe(0);
              await s.schedule(Promise.resolve(), `${key}${index}`);
              order.set(key, [...(order.get(key) ?? []), index]);
              inside.set(key, 0);
            }),
          );
          await s.waitFor(Promise.all(passed));
          for (const [key, indices] of order) {
            expect(indices).toEqual(keys.flatMap((other, index) => (other === key ? [index] : [])));
          }
        },
      ),
    );
  });

  it('does not let one key wait for another', async () => {
    const turnstile = createTurnstile();
    const gate = createGate();
    const slow = turnstile.pass('a', () => gate.promise);
    expect(await turnstile.pass('b', async () => 'through')).toBe('through');
    gate.open();
    await slow;
  });

  it('gives each caller what its own task gave or threw, and goes on after a failure', async () => {
    const turnstile = createTurnstile();
    const results = await Promise.allSettled([
      turnstile.pass('a', async () => 1),
      turnstile.pass('a', async () => {
        throw new Error('mine');
      }),
      turnstile.pass('a', () => {
        throw new Error('at once');
      }),
      turnstile.pass('a', async () => 4),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[3]).toMatchObject({ value: 4 });
  });

  it('starts a task in the same breath when nobody is before it', async () => {
    let isStarted = false;
    const passed = createTurnstile().pass('a', async () => {
      isStarted = true;
    });
    expect(isStarted).toBe(true);
    await passed;
  });

  it('never starts a task whose signal was aborted before its turn came', async () => {
    const turnstile = createTurnstile();
    const gate = createGate();
    const abort = new AbortController();
    let isStarted = false;
    const first = turnstile.pass('a', () => gate.promise);
    const second = turnstile.pass(
      'a',
      async () => {
        isStarted = true;
      },
      abort.signal,
    );
    abort.abort(new Error('enough'));
    gate.open();
    await expect(second).rejects.toThrow('enough');
    await first;
    await settled();
    expect(isStarted).toBe(false);
  });

  it('keeps those behind an aborted task waiting for those before it', async () => {
    const turnstile = createTurnstile();
    const gate = createGate();
    const abort = new AbortController();
    const order: string[] = [];
    const first = turnstile.pass('a', async () => {
      await gate.promise;
      order.push('first');
    });
    const second = turnstile.pass('a', async () => order.push('second'), abort.signal);
    second.catch(() => undefined);
    abort.abort();
    await settled();
    const third = turnstile.pass('a', async () => order.push('third'));
    await settled();
    gate.open();
    await Promise.all([first, third]);
    expect(order).toEqual(['first', 'third']);
  });
});
