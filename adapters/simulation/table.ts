import { HOURS_PER_YEAR, type Plan } from './plan';
import { momentsOf, NAMES, quantileOf, type Tallies, variablesOf } from './tallies';

/** What came out, column by column: one value for each tally. */
export type Table = ReadonlyMap<string, readonly number[]>;

/** The shares of which quantiles are told, and what their columns are called. */
export const QUANTILES = [
  { name: 'q05', share: 0.05 },
  { name: 'q25', share: 0.25 },
  { name: 'q50', share: 0.5 },
  { name: 'q75', share: 0.75 },
  { name: 'q95', share: 0.95 },
] as const;

/** Columns that hold whole numbers. */
export const WHOLE_COLUMNS: ReadonlySet<string> = new Set(['step', 'events']);

/** Lays out what was tallied. Numbers are rounded to millionths, which is finer than they are known. */
export function tableOf(plan: Plan, tallies: Tallies): Table {
  const { samples, stepHours } = plan;
  const variables = variablesOf(plan);
  const table = new Map<string, number[]>();
  const put = (name: string, value: (tally: number) => number) =>
    table.set(
      name,
      samples.map((_, tally) => value(tally)),
    );
  put('step', (tally) => samples[tally]!);
  put('hours', (tally) => rounded(samples[tally]! * stepHours));
  put('years', (tally) => rounded((samples[tally]! * stepHours) / HOURS_PER_YEAR));
  put('events', (tally) => tallies.happened[tally]!);
  for (const [index, variable] of variables.entries()) {
    const placeOf = (tally: number) => tally * variables.length + index;
    put(`${variable.name}_mean`, (tally) => rounded(momentsOf(tallies, placeOf(tally)).mean));
    put(`${variable.name}_sd`, (tally) => rounded(momentsOf(tallies, placeOf(tally)).sd));
    for (const { name, share } of QUANTILES) {
      put(`${variable.name}_${name}`, (tally) =>
        rounded(quantileOf(tallies, placeOf(tally), variable, share)),
      );
    }
  }
  for (const [index, name] of NAMES.entries()) {
    put(`label_${name}`, (tally) => {
      const looked = sumOf(tallies.labels.subarray(tally * NAMES.length, (tally + 1) * NAMES.length));
      return rounded(tallies.labels[tally * NAMES.length + index]! / looked);
    });
  }
  return table;
}

/** One column. */
export function columnOf(table: Table, name: string): readonly number[] {
  return table.get(name) ?? [];
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
