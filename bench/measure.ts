/** What one case costs: medians over rounds, so that a noisy neighbour on the machine counts little. */
export interface Measured {
  readonly median: number;
  readonly lowest: number;
}

/** Keeps results alive, so that no loop is optimised away. */
export const sink = { value: 0 };

/**
 * Times several cases in turn, A B C A B C ..., so that a machine that drifts drifts for all of them.
 * @param operations how many operations one call of a case does
 * @returns nanoseconds for one operation, by the names of the cases
 */
export function timeInTurn(
  cases: Readonly<Record<string, () => void>>,
  operations: number,
  rounds: number,
): Record<string, Measured> {
  const samples = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      // Once unmeasured, because the cases push each other's data out of the caches.
      run();
      const started = performance.now();
      run();
      const took = ((performance.now() - started) * 1e6) / operations;
      if (round >= 0) samples[name]!.push(took);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, taken]) => [name, summarise(taken)]));
}

/** Median and minimum of samples. */
export function summarise(samples: readonly number[]): Measured {
  const sorted = [...samples].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, lowest: sorted[0]! };
}

/** One line of the report. */
export interface Row {
  readonly what: string;
  readonly figure: Measured;
  readonly unit: 'ns' | 'us' | 'ms' | 's' | 'MB' | 'bytes';
  /** The most it should cost, in `unit`. */
  readonly budget?: number;
  /** What it is compared with, and the ratio of medians. */
  readonly against?: { readonly what: string; readonly figure: Measured };
  /** The most that the ratio should be. */
  readonly atMost?: number;
}

/** Prints the report as one table. */
export function print(rows: readonly Row[]): void {
  const head = ['what', 'median', 'lowest', 'budget', 'against', 'ratio'];
  const table = rows.map(({ what, figure, unit, budget, against, atMost }) => [
    what,
    `${figure.median.toFixed(1)} ${unit}`,
    `${figure.lowest.toFixed(1)} ${unit}`,
    budget === undefined
      ? ''
      : `${budget} ${unit}${budget > 0 ? ` (${((100 * figure.median) / budget).toFixed(0)}% used)` : ''}`,
    against?.what ?? '',
    against
      ? `${(figure.median / against.figure.median).toFixed(2)}${atMost === undefined ? '' : ` (<= ${atMost})`}`
      : '',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...table.map((row) => row[column]!.length)),
  );
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...table]) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  }
}
