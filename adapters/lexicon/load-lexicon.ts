import type { InputIssue } from '../../src/errors';
import { refuse, VALENCE_RANGE } from './check';

/** How a word list is read. */
export interface LoadLexiconOptions {
  /** Lowest and highest valence on the list's own scale; mapped linearly onto [-4, 4]. Default [-4, 4]. */
  readonly scale?: readonly [low: number, high: number];
  /** What stands between the columns. Default: a tab if the first line has one, else a comma. */
  readonly separator?: '\t' | ',';
  /** Zero-based column of the word. Default 0. */
  readonly wordColumn?: number;
  /** Zero-based column of the valence. Default 1. */
  readonly valenceColumn?: number;
  /** Whether the first line names the columns. Default: it does when its valence is not a number. */
  readonly header?: boolean;
}

const LONGEST_FIELD = 200;
const decimal = /^[-+.\de]+$/i;

/** The columns of a line; a column in double quotes may hold the separator, and "" for a quote. */
function columnsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const columns: string[] = [];
  let column = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const here = line.charAt(i);
    if (here === '"') {
      if (quoted && line.charAt(i + 1) === '"') column += line.charAt(++i);
      else quoted = !quoted;
    } else if (here === separator && !quoted) {
      columns.push(column);
      column = '';
    } else column += here;
  }
  columns.push(column);
  return columns;
}

function numberOf(field: string): number {
  const trimmed = field.trim();
  return trimmed.length <= LONGEST_FIELD && decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
}

function optionIssues({ scale, wordColumn, valenceColumn }: LoadLexiconOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  if (scale !== undefined && !(Number.isFinite(scale[0]) && Number.isFinite(scale[1]) && scale[0] < scale[1]))
    issues.push({
      path: ['options', 'scale'],
      message: 'a scale is two finite numbers, the lower one first',
    });
  for (const [name, column] of Object.entries({ wordColumn, valenceColumn }))
    if (column !== undefined && !(Number.isSafeInteger(column) && column >= 0))
      issues.push({ path: ['options', name], message: 'a column is a whole number from 0' });
  return issues;
}

/**
 * Reads a word list of your own, one word and its valence a line, tab- or comma-separated, into the Map that
 * `createLexiconAppraiser({ lexicon })` takes. Blank lines and lines that begin with `#` are passed over; of a word
 * given twice the last one holds. Linear in the length of the text.
 *
 * Model: valence = -4 + 8 (x - low) / (high - low)
 * @throws INPUT_INVALID when an option or a line cannot be used; each issue's path is `['line', n]`, counted from 1
 *
 * @example
 * const valences = loadLexicon('word\tvalence\nsunlit\t7.5\nrusted\t3', { scale: [1, 9] });
 */
export function loadLexicon(text: string, options: LoadLexiconOptions = {}): Map<string, number> {
  refuse(optionIssues(options));
  const [low, high] = options.scale ?? VALENCE_RANGE;
  const { wordColumn = 0, valenceColumn = 1 } = options;
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const separator = options.separator ?? (lines[0]?.includes('\t') ? '\t' : ',');
  const valences = new Map<string, number>();
  const issues: InputIssue[] = [];
  let first = true;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const columns = columnsOf(line, separator);
    const word = columns[wordColumn]?.trim() ?? '';
    const given = numberOf(columns[valenceColumn] ?? '');
    const header = first && (options.header ?? Number.isNaN(given));
    first = false;
    if (header) continue;
    if (word === '' || word.length > LONGEST_FIELD)
      issues.push({ path: ['line', index + 1], message: 'no word in the word column' });
    else if (!(given >= low && given <= high))
      issues.push({
        path: ['line', index + 1],
        message: `the valence of this line is not a number in [${low}, ${high}]`,
      });
    else valences.set(word, -4 + (8 * (given - low)) / (high - low));
  }
  refuse(issues);
  return valences;
}
