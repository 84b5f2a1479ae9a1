import { columnOf, type Table } from './table';

/** What one chart of a report shows: a variable over the years, with bands of quantiles. */
export interface ChartOf {
  /** The name of the variable in the table. */
  readonly variable: string;
  readonly title: string;
  readonly low: number;
  readonly high: number;
}

const WIDTH = 520;
const HEIGHT = 240;
const LEFT = 44;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 30;
const BANDS = [
  ['outer', 'q05', 'q95'],
  ['inner', 'q25', 'q75'],
] as const;

/** One chart as SVG. Its colours are those of the page, so that it follows light and dark. */
export function chartOf(table: Table, { variable, title, low, high }: ChartOf): string {
  const years = columnOf(table, 'years');
  const of = (what: string) => columnOf(table, `${variable}_${what}`);
  const [bottom, top] = rangeOf([...of('q05'), ...of('q95')], low, high);
  const last = years.at(-1)!;
  const x = (year: number) => LEFT + (year / last) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((value - bottom) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
  const points = (values: readonly number[]) =>
    values.map((value, i) => `${places(x(years[i]!), 1)},${places(y(value), 1)}`);
  const band = ([name, from, to]: (typeof BANDS)[number]) =>
    `<polygon class="${name}" points="${[...points(of(from)), ...points(of(to)).reverse()].join(' ')}"/>`;
  const line = (name: string, what: string) =>
    `<polyline class="${name}" points="${points(of(what)).join(' ')}"/>`;
  const described = `${title}: mean ${places(of('mean')[0]!, 3)} at the beginning and ${places(of('mean').at(-1)!, 3)} after ${places(last, 2)} years; the middle half of all from ${places(of('q25').at(-1)!, 3)} to ${places(of('q75').at(-1)!, 3)} at the end.`;
  const id = `chart-${variable}`;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${title}</title><desc id="${id}-desc">${described}</desc>`,
    ...ticksOf(bottom, top, 4).map((tick) => {
      const at = places(y(tick), 1);
      return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text class="side" x="${LEFT - 6}" y="${places(y(tick) + 4, 1)}">${label(tick)}</text>`;
    }),
    ...BANDS.map(band),
    line('median', 'q50'),
    line('mean', 'mean'),
    ...ticksOf(0, last, 6).map(
      (tick) => `<text class="foot" x="${places(x(tick), 1)}" y="${HEIGHT - 10}">${label(tick)}</text>`,
    ),
    '</svg>',
  ].join('');
}

/** One line of a chart of several: what it is called, and a value for each tally. */
export interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** Several lines over the years, each named where it ends. */
export function linesOf(years: readonly number[], title: string, lines: readonly Line[]): string {
  const width = 1060;
  const right = 150;
  const [bottom, top] = rangeOf(
    lines.flatMap(({ values }) => values),
    -1,
    1,
    0.002,
  );
  const last = years.at(-1)!;
  const x = (year: number) => LEFT + 10 + (year / last) * (width - LEFT - 10 - right);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((value - bottom) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
  const named = apart(lines.map(({ values }) => y(values.at(-1)!)));
  const described = lines.map(({ name, values }) => `${name} ${places(values.at(-1)!, 4)}`).join(', ');
  return [
    `<svg viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="chart-lines-title chart-lines-desc">`,
    `<title id="chart-lines-title">${title}</title><desc id="chart-lines-desc">${title}, at the end: ${described}.</desc>`,
    ...ticksOf(bottom, top, 5).map((tick) => {
      const at = places(y(tick), 1);
      return `<line class="grid" x1="${LEFT + 10}" x2="${width - right}" y1="${at}" y2="${at}"/><text class="side" x="${LEFT + 4}" y="${places(y(tick) + 4, 1)}">${label(tick)}</text>`;
    }),
    ...lines.map(({ name, values }, index) => {
      const points = values.map((value, i) => `${places(x(years[i]!), 1)},${places(y(value), 1)}`).join(' ');
      return `<polyline class="line hue${index}" points="${points}"/><text class="hue${index}" x="${width - right + 6}" y="${places(named[index]! + 4, 1)}">${name}</text>`;
    }),
    ...ticksOf(0, last, 8).map(
      (tick) => `<text class="foot" x="${places(x(tick), 1)}" y="${HEIGHT - 10}">${label(tick)}</text>`,
    ),
    '</svg>',
  ].join('');
}

/** Heights moved so far apart that names beside them can be read; their order stays. */
function apart(heights: readonly number[]): readonly number[] {
  const least = 14;
  const order = [...heights.keys()].sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  for (const [rank, index] of order.entries()) {
    if (rank > 0) placed[index] = Math.max(placed[index]!, placed[order[rank - 1]!]! + least);
  }
  // Names at the bottom push those above them up again.
  let lowest = HEIGHT - BOTTOM;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, lowest);
    lowest = placed[index]! - least;
  }
  return placed;
}

/** A range that all values are within, with some room, and never beyond what can be. */
function rangeOf(
  values: readonly number[],
  low: number,
  high: number,
  leastRoom = (high - low) * 0.01,
): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((most - least) * 0.08, leastRoom);
  return [Math.max(low, least - room), Math.min(high, most + room)];
}

/** Round numbers between two bounds, about so many. */
export function ticksOf(from: number, to: number, about: number): readonly number[] {
  const rough = (to - from) / about;
  let step = 1;
  while (step > rough) step /= 10;
  while (step * 10 <= rough) step *= 10;
  const factor = [1, 2, 5, 10].find((times) => step * times >= rough) ?? 10;
  step *= factor;
  const ticks: number[] = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) ticks.push(n * step);
  return ticks;
}

/** A number with at most so many decimals, without zeros at the end. */
export function places(value: number, most: number): string {
  return String(Number(value.toFixed(most)) + 0);
}

function label(value: number): string {
  return places(value, 4).replace('-', '−');
}
