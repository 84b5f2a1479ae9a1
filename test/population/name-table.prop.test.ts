import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameTable } from '../../src/population/name-table';

it('finds names and rows as two maps would, whatever was given and taken', () => {
  // Names of every length, and of characters that take one to four bytes; a byte order mark is one of them.
  const name = fc.oneof(
    fc.string({ maxLength: 2 }),
    fc.string({ unit: fc.constantFrom('\ufeff', 'é', '猫', '🦊', 'a'), maxLength: 200 }),
  );
  const step = fc.tuple(fc.nat(60), fc.option(name));
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
        } else if (!names.has(row)) {
          expect(table.give(row, name)).toBe(!rows.has(name));
          if (!rows.has(name)) {
            names.set(row, name);
            rows.set(name, row);
          }
        }
        if (name !== null) expect(table.rowOf(name)).toBe(rows.get(name));
        expect(table.nameOf(row)).toBe(names.get(row));
      }
      for (const [name, row] of rows) expect(table.rowOf(name)).toBe(row);
      expect(table.rows()).toEqual([...names.keys()].sort((a, b) => a - b));
    }),
  );
});

it('finds names that lie in many blocks, and those that are left after most were taken', () => {
  const table = new NameTable();
  const nameOf = (row: number) => `${row} ${'long '.repeat(row % 40)}`;
  for (let row = 0; row < 3000; row++) table.give(row, nameOf(row));
  for (let row = 0; row < 3000; row++) if (row % 7 > 0) table.take(row);
  for (let row = 0; row < 3000; row++) {
    expect(table.nameOf(row)).toBe(row % 7 > 0 ? undefined : nameOf(row));
    expect(table.rowOf(nameOf(row))).toBe(row % 7 > 0 ? undefined : row);
  }
  for (let row = 0; row < 3000; row++) expect(table.give(row, nameOf(row))).toBe(row % 7 > 0);
  expect(table.rowOf(nameOf(2999))).toBe(2999);
});

it('does not take half a character for what stands for it in UTF-8', () => {
  const table = new NameTable();
  table.give(0, '\ufffd');
  expect(table.rowOf('\ufffd')).toBe(0);
  expect(table.rowOf('\ud800')).toBeUndefined();
});
