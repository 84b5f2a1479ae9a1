import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameTable } from '../../src/population/name-table';

it('finds names and rows as two maps would, whatever was given and taken', () => {
  const step = fc.tuple(fc.nat(60), fc.option(fc.string({ maxLength: 2 })));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = new NameTable();
      const rows = new Map<string, number>();
      const names = new Map<number, string>();
      for (const [row, name] of steps) {
        if (name === null) {
          rows.delete(names.get(row) ?? ' none');
          names.delete(row);
          table.take(row);
        } else if (!names.has(row) && !rows.has(name)) {
          names.set(row, name);
          rows.set(name, row);
          table.give(row, name);
        }
        if (name !== null) expect(table.rowOf(name)).toBe(rows.get(name));
        expect(table.nameOf(row)).toBe(names.get(row));
      }
      for (const [name, row] of rows) expect(table.rowOf(name)).toBe(row);
      expect(table.rows()).toEqual([...names.keys()].sort((a, b) => a - b));
    }),
  );
});
