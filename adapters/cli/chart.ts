import { darkgray, lightblue, lightgreen, plot, yellow } from 'asciichart';
import type { Vad } from '../../src/index';
import { signed } from './layout';
import type { Colours } from './rows';

const ROWS = 12;
const ROWS_OF_ONE = 4;
/** Axis labels, a blank and the axis itself. */
const MARGIN = 7;
/** Where there is room, a line of a short file is drawn this wide. */
const WIDEST_STEP = 4;

/** In the order of the legend. */
const AXES = [
  { axis: 'valence', ansi: lightgreen, paint: 'greenBright' },
  { axis: 'arousal', ansi: yellow, paint: 'yellow' },
  { axis: 'dominance', ansi: lightblue, paint: 'blueBright' },
] as const;

/** What a chart shows. */
export interface ChartData {
  readonly feelings: readonly Vad[];
  /** Positions before which a long pause lies. */
  readonly pauses: readonly number[];
  /** What stands below the left and the right end. */
  readonly ends: readonly [string, string];
}

/**
 * Valence, arousal and dominance line by line: in colour three lines in one chart, else a chart for each,
 * because lines without colour cannot be told apart. Empty without feelings.
 */
export function renderChart(data: ChartData, columns: number, colours: Colours): string[] {
  const { feelings, pauses } = data;
  if (feelings.length === 0) return [];
  const width = Math.max(columns - MARGIN - 1, 8);
  const series = AXES.map(({ axis }) =>
    resample(
      feelings.map((vad) => vad[axis]),
      width,
    ),
  );
  const drawn = series[0]?.length ?? 0;
  const foot = footOf(data, drawn);
  const pauseNote = pauses.length > 0 ? '   ┬ more than an hour between two lines' : '';
  if (!colours.isColorSupported) {
    const charts = AXES.flatMap(({ axis }, index) => [
      '',
      axis,
      ...plotAll([series[index] ?? []], ROWS_OF_ONE, []),
    ]);
    return [...charts.slice(1), ...foot, ...(pauseNote === '' ? [] : [pauseNote.trim()])];
  }
  // The last one drawn lies on top.
  const layers = [...series, new Array<number>(drawn).fill(0)].reverse();
  const inks = [...AXES.map(({ ansi }) => ansi), darkgray].reverse();
  const legend = AXES.map(({ axis, paint }) => colours[paint](`━ ${axis}`)).join('  ');
  return [...plotAll(layers, ROWS, inks), ...foot, `${' '.repeat(MARGIN)}${legend}${colours.dim(pauseNote)}`];
}

function plotAll(
  series: readonly (readonly number[])[],
  height: number,
  colors: readonly string[],
): string[] {
  const bound = boundOf(series.flat());
  const format = (value: number) => signed(value).padStart(MARGIN - 2);
  return plot(series, { min: -bound, max: bound, height, colors, format })
    .split('\n')
    .map((row) => row.trimEnd());
}

/** A bound that all values are within: quarters, so that charts can be compared. */
function boundOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.max(Math.ceil(largest * 4) / 4, 0.25);
}

/** Fits values to a width: means of equal stretches where they are too many, each repeated where they are few. Never a value that is not finite. */
export function resample(values: readonly number[], width: number): number[] {
  const finite = values.map((value) => (Number.isFinite(value) ? value : 0));
  const step = Math.min(Math.floor(width / finite.length), WIDEST_STEP);
  if (step >= 1) return finite.flatMap((value) => new Array<number>(step).fill(value));
  return Array.from({ length: width }, (_, index) => {
    const stretch = finite.slice(
      placeOf(index, finite.length, width),
      placeOf(index + 1, finite.length, width),
    );
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
}

function placeOf(index: number, length: number, width: number): number {
  return Math.floor((index * length) / width);
}

function footOf({ feelings, pauses, ends }: ChartData, drawn: number): string[] {
  const line = new Array<string>(drawn).fill('─');
  for (const pause of pauses) {
    const place = Math.floor((pause * drawn) / feelings.length);
    if (place < drawn) line[place] = '┬';
  }
  const margin = ' '.repeat(MARGIN - 1);
  const [left, right] = ends;
  const gap = Math.max(drawn - left.length - right.length, 2);
  return [`${margin}└${line.join('')}`, `${margin} ${left}${' '.repeat(gap)}${right}`];
}
