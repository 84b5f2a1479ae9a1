/** Where a number comes from: read in a paper, fitted to published data, or chosen by us (then `source` says after what). */
export type Basis = 'published' | 'fitted' | 'chosen';

/** A tuned number with its origin. */
export interface Coefficient {
  readonly value: number;
  readonly unit: string;
  /** The lowest and the highest value that would still make sense. */
  readonly range: readonly [number, number];
  readonly basis: Basis;
  readonly source: string;
}

type Row = readonly [value: number, range: readonly [number, number], basis: Basis, source: string];

/** Spells out a table of rows that share their unit; the rows stay readable as a table. */
export function table<K extends string>(
  unit: string,
  rows: Record<K, Row>,
): Readonly<Record<K, Coefficient>> {
  const entries = Object.entries<Row>(rows);
  return Object.fromEntries(
    entries.map(([key, [value, range, basis, source]]) => [key, { value, unit, range, basis, source }]),
  ) as Record<K, Coefficient>;
}
