import { fitText } from './terminal-text';

/** How wide each column of the table is; 0 leaves a column out. */
export interface Layout {
  readonly time: number;
  readonly speaker: number;
  readonly text: number;
  readonly label: number;
  readonly bar: number;
  /** Width of one number; there are three. */
  readonly axis: number;
  readonly mood: number;
  /** Width of the whole table. */
  readonly width: number;
}

/** How wide the contents are at most. */
export interface Contents {
  readonly time: number;
  readonly speaker: number;
  readonly text: number;
}

/** From this width on nothing has to be abbreviated. */
const ROOMY = 100;
const LEAST_TEXT = 12;
const NUMBER = 4;

/** Shares out the columns of a terminal. The text gets what is left; where that is too little, columns go, the last first. */
export function planLayout(columns: number, contents: Contents): Layout {
  const roomy = columns >= ROOMY;
  const speaker = Math.min(contents.speaker, roomy ? 14 : 8);
  const wanted = Math.max(contents.text, LEAST_TEXT);
  const label = roomy ? 14 : 11;
  const bar = roomy ? 6 : 3;
  const axis = roomy ? 5 : 4;
  const mood = roomy ? 14 : 9;
  const choices = [
    { bar, axis, mood },
    { bar, axis, mood: 0 },
    { bar, axis: 0, mood: 0 },
    { bar: 0, axis: 0, mood: 0 },
  ];
  for (const choice of choices) {
    const fixed = { time: contents.time, speaker, label, ...choice };
    const rest = columns - widthOf(fixed);
    if (rest >= LEAST_TEXT || choice.bar === 0) {
      const text = Math.max(Math.min(rest, wanted), LEAST_TEXT);
      return { ...fixed, text, width: widthOf(fixed) + text };
    }
  }
  throw new Error('unreachable: the last choice always fits');
}

/** The width of everything but the text, blanks between columns included. */
function widthOf({ time, speaker, label, bar, axis, mood }: Omit<Layout, 'text' | 'width'>): number {
  const cells = [
    time,
    speaker,
    label,
    bar === 0 ? 0 : bar + 1 + NUMBER,
    axis * 3 + (axis === 0 ? 0 : 2),
    mood,
  ];
  return cells.reduce((sum, cell) => sum + (cell === 0 ? 0 : cell + 1), 0);
}

/** The names of the columns. */
export function headingOf(layout: Layout): string {
  const { time, speaker, text, label, bar, axis, mood } = layout;
  return joinCells([
    fitText('time', time),
    fitText('who', speaker),
    fitText('line', text),
    fitText('feeling', label),
    bar === 0 ? '' : fitText(bar > 3 ? 'intensity' : 'intens.', bar + 1 + NUMBER),
    axis === 0 ? '' : ['V', 'A', 'D'].map((name) => fitText(` ${name}`, axis)).join(' '),
    fitText('mood', mood),
  ]);
}

/** Cells side by side; those of columns that are left out are empty. */
export function joinCells(cells: readonly string[]): string {
  return cells
    .filter((cell) => cell !== '')
    .join(' ')
    .trimEnd();
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of that many cells, filled to a share in [0, 1]. */
export function shareBar(share: number, width: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * 8);
  const full = '█'.repeat(Math.floor(eighths / 8));
  return (full + (EIGHTHS[eighths % 8] ?? '')).padEnd(width);
}

/** A number in [-1, 1] with its sign and two decimals: "+0.35", or "+.35" where there is room for four characters only. */
export function signed(value: number, width = 5): string {
  const rounded = Math.abs(value).toFixed(2);
  const sign = Number(rounded) === 0 ? ' ' : value < 0 ? '-' : '+';
  return sign + (width < 5 ? rounded.replace(/^0|0$/, '') : rounded);
}
