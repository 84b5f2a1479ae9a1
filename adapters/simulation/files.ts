import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Table, WHOLE_COLUMNS } from './table';

/** A table as CSV: RFC 4180 but for the line ends, with a line of names. */
export function csvOf(table: Table): string {
  const columns = [...table.values()];
  const rows = columns[0]!.map((_, row) => columns.map((column) => column[row]).join(','));
  return `${[[...table.keys()].join(','), ...rows].join('\n')}\n`;
}

/** A table as Parquet. */
export function parquetOf(table: Table): Uint8Array {
  const columnData = [...table].map(([name, values]) => ({
    name,
    data: WHOLE_COLUMNS.has(name) ? BigInt64Array.from(values, BigInt) : Float64Array.from(values),
    type: WHOLE_COLUMNS.has(name) ? ('INT64' as const) : ('DOUBLE' as const),
    nullable: false,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'animacy' }));
}

/** A table from CSV that {@link csvOf} has written. */
export function readCsv(text: string): Table {
  const [names = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
  return new Map(names.map((name, column) => [name, rows.map((row) => Number(row[column]))]));
}
