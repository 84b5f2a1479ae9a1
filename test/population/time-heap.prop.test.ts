import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeHeap } from '../../src/population/time-heap';

const ITEMS = 12;

describe('a heap of times', () => {
  it('has the earliest at hand, whatever is set, set anew and taken away', () => {
    const changes = fc.array(
      fc.tuple(fc.nat(ITEMS - 1), fc.option(fc.oneof(fc.nat(6), fc.constant(Number.POSITIVE_INFINITY)))),
    );
    fc.assert(
      fc.property(changes, (script) => {
        const heap = new TimeHeap();
        const times = new Map<number, number>();
        for (const [item, time] of script) {
          heap.reserve(item + 1);
          if (time === null) heap.remove(item);
          else heap.set(item, time);
          if (time === null || time === Number.POSITIVE_INFINITY) times.delete(item);
          else times.set(item, time);
          const [earliest] = [...times].sort(([a, at], [b, bt]) => at - bt || a - b);
          expect(heap.first).toBe(earliest?.[0] ?? -1);
          if (earliest) expect(heap.timeOf(earliest[0])).toBe(earliest[1]);
        }
        const rising = [...times].sort(([a, at], [b, bt]) => at - bt || a - b).map(([item]) => item);
        for (const item of rising) {
          expect(heap.first).toBe(item);
          heap.remove(item);
        }
        expect(heap.first).toBe(-1);
      }),
    );
  });
});
