import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PendingUnit } from '../../src/engine/write-behind/pending';
import { planCalls, UNITS_AT_ONCE } from '../../src/engine/write-behind/plan-calls';

/** Units by the records that they write; what they write there matters to no plan. */
const lines: fc.Arbitrary<readonly PendingUnit[]> = fc
  .integer({ min: 1, max: 400 })
  .chain((records) =>
    fc.array(fc.uniqueArray(fc.nat(records).map(String), { minLength: 1, maxLength: 3 }), {
      maxLength: 600,
      size: 'max',
    }),
  )
  .map((list) =>
    list.map((records, index) => ({
      unit: { changes: [], events: [] },
      place: index + 1,
      records,
      isOver: false,
      isDoubtful: false,
    })),
  );

it('plans each unit once, no record twice in a call, and every record in its order', () => {
  fc.assert(
    fc.property(lines, (units) => {
      const calls = planCalls(units);
      const planned = calls.flat();
      expect(planned.map(({ place }) => place).sort((a, b) => a - b)).toEqual(
        units.map(({ place }) => place),
      );
      for (const call of calls) {
        const records = call.flatMap((unit) => unit.records);
        expect(new Set(records).size).toBe(records.length);
        expect(call.length).toBeGreaterThan(0);
        expect(call.length).toBeLessThanOrEqual(UNITS_AT_ONCE);
      }
      const last = new Map<string, number>();
      for (const { records, place } of planned) {
        for (const record of records) {
          expect(last.get(record) ?? 0).toBeLessThan(place);
          last.set(record, place);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('hands over a thousand units of a thousand records in eight calls', () => {
  const units = Array.from({ length: 1000 }, (_, index) => ({
    unit: { changes: [], events: [] },
    place: index + 1,
    records: [`${index}`],
    isOver: false,
    isDoubtful: false,
  }));
  expect(planCalls(units).map((call) => call.length)).toEqual([...Array<number>(7).fill(128), 104]);
});
