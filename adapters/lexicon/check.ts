import { EngineError, type InputIssue } from '../../src/errors';
import { ACTS, type SpeechAct } from './acts';
import type { Shift } from './cue';

/** The scale of every valence here, as in VADER. */
export const VALENCE_RANGE = [-4, 4] as const;

/** A phrase of your own and what it is evidence of. */
export interface UserCue {
  /** Words separated by spaces, matched in any case; `~verb` matches all forms of a verb, `..` up to three words. */
  readonly phrase: string;
  /** The speech act that the phrase amounts to. */
  readonly act?: SpeechAct;
  /** How strongly, (0, 4]. Default 2. */
  readonly strength?: number;
  /** What the phrase adds to single dimensions, each in [-1, 1]. */
  readonly shift?: Shift;
}

const SHIFT_KEYS: ReadonlySet<string> = new Set<keyof Shift>([
  'relevance',
  'expectedness',
  'controllability',
  'agency',
  'norm',
  'standards',
  'adjustment',
  'urgency',
]);

const MOST_WORDS = 8;
const MOST_WILD = 2;
const MOST_ISSUES = 20;

const hasLetter = /[\p{L}\p{N}]/u;

const inRange = (x: unknown, low: number, high: number): boolean =>
  typeof x === 'number' && x >= low && x <= high;

// Bounds the depth of a match: a phrase is followed word by word.
const LONGEST_ENTRY = 200;
const TEXT_RULE = `must be a string of 1 to ${LONGEST_ENTRY} characters that is not blank`;

const isText = (x: unknown): x is string =>
  typeof x === 'string' && x.trim() !== '' && x.length <= LONGEST_ENTRY;

/** Throws INPUT_INVALID with at most twenty of the issues, when there are any. */
export function refuse(issues: readonly InputIssue[]): void {
  const [first] = issues;
  if (first === undefined) return;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const message = `${first.path.join('.')}: ${first.message}${more}`;
  throw new EngineError('INPUT_INVALID', message, { issues: issues.slice(0, MOST_ISSUES) });
}

/** What is wrong with a word list of a user; nothing when the list is empty of faults. */
export function lexiconIssues(entries: readonly unknown[]): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const [index, entry] of entries.entries()) {
    const [word, valence]: unknown[] = Array.isArray(entry) ? entry : [];
    if (!isText(word)) issues.push({ path: ['lexicon', index, 0], message: `a word ${TEXT_RULE}` });
    else if (!inRange(valence, ...VALENCE_RANGE))
      issues.push({
        path: ['lexicon', word],
        message: `a valence must be a number in [-4, 4], not ${String(valence)}`,
      });
  }
  return issues;
}

function phraseFault(phrase: unknown): string | undefined {
  if (!isText(phrase)) return `a phrase ${TEXT_RULE}`;
  const parts = phrase.trim().split(/\s/);
  if (parts.length > MOST_WORDS) return `a phrase has at most ${MOST_WORDS} words`;
  if (parts[0] === '..' || parts.at(-1) === '..') return 'a phrase neither begins nor ends with a gap';
  if (!parts.every((part) => part === '..' || hasLetter.test(part)))
    return 'every word of a phrase has a letter or digit';
  const wild = parts.filter((part) => part === '..' || part.startsWith('~'));
  if (wild.length > MOST_WILD) return `a phrase has at most ${MOST_WILD} gaps and verbs`;
  return undefined;
}

/** What is wrong with the cues of a user. */
export function cueIssues(cues: readonly UserCue[]): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const [index, { phrase, act, strength, shift }] of cues.entries()) {
    const fault = phraseFault(phrase);
    if (fault !== undefined) issues.push({ path: ['cues', index, 'phrase'], message: fault });
    if (act === undefined && shift === undefined)
      issues.push({ path: ['cues', index], message: 'a cue needs an act or a shift' });
    if (act !== undefined && !Object.hasOwn(ACTS, act))
      issues.push({ path: ['cues', index, 'act'], message: `no such speech act: ${String(act)}` });
    if (strength !== undefined && (!inRange(strength, 0, 4) || strength === 0))
      issues.push({ path: ['cues', index, 'strength'], message: 'a strength must be a number in (0, 4]' });
    for (const [key, value] of Object.entries(shift ?? {}))
      if (!SHIFT_KEYS.has(key) || !inRange(value, -1, 1))
        issues.push({
          path: ['cues', index, 'shift', key],
          message: 'a shift moves a known dimension by a number in [-1, 1]',
        });
  }
  return issues;
}
