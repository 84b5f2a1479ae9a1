/** One line of the report: what it costs, beside what it is held against. */
export interface Compared {
  readonly what: string;
  readonly against: string;
  /** Microseconds for one operation, medians. */
  readonly ours: number;
  readonly theirs: number;
  /** The median of the ratios of all pairs, and the middle half of them. */
  readonly ratio: number;
  readonly between: readonly [number, number];
  /** The most that the ratio should be. */
  readonly atMost?: number;
}

/** Two kinds of work, and how they are taken in turn. */
export interface Pair {
  readonly what: string;
  readonly against: string;
  /** Does one operation; told how many were done before it. */
  ours(index: number): unknown;
  theirs(index: number): unknown;
  /** Operations of one block. Blocks are short, so that both halves of a pair meet the same machine. */
  readonly block: number;
  readonly pairs: number;
  readonly atMost?: number;
}

/**
 * Times two kinds of work in short blocks, ours and theirs and the other way round, and takes the median of the ratios of neighbours: a machine
 * that does something else as well slows both down.
 */
export async function compare({
  what,
  against,
  ours,
  theirs,
  block,
  pairs,
  atMost,
}: Pair): Promise<Compared> {
  const taken: [number, number][] = [];
  const done = [0, 0];
  const time = async (which: 0 | 1) => {
    const work = which === 0 ? ours : theirs;
    const started = performance.now();
    for (let n = 0; n < block; n += 1) await work(done[which]!++);
    return ((performance.now() - started) * 1000) / block;
  };
  // A quarter more at the beginning, which is not counted: code is compiled and pages are read for the first time.
  for (let pair = -Math.ceil(pairs / 4); pair < pairs; pair += 1) {
    const isOursFirst = pair % 2 === 0;
    const first = await time(isOursFirst ? 0 : 1);
    const second = await time(isOursFirst ? 1 : 0);
    if (pair >= 0) taken.push(isOursFirst ? [first, second] : [second, first]);
  }
  const ratios = taken.map(([one, other]) => one / other);
  return {
    what,
    against,
    ours: quantile(
      taken.map(([one]) => one),
      0.5,
    ),
    theirs: quantile(
      taken.map(([, other]) => other),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
    between: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    ...(atMost !== undefined && { atMost }),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/** Prints lines as one table. */
export function printCompared(lines: readonly Compared[]): void {
  const head = ['what', 'us', 'against', 'us', 'ratio', 'middle half', 'at most'];
  const rows = lines.map(({ what, against, ours, theirs, ratio, between, atMost }) => [
    what,
    ours.toFixed(1),
    against,
    theirs.toFixed(1),
    ratio.toFixed(2),
    between.map((edge) => edge.toFixed(2)).join(' to '),
    atMost === undefined ? '' : `${atMost}${ratio <= atMost ? '' : ' MISSED'}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  }
}
