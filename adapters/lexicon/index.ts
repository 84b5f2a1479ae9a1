import type { Appraiser } from '../../src/ports';
import type { SpeechAct } from './acts';
import { type FullAppraisal, NEUTRAL_APPRAISAL, weigh } from './appraise';
import { cueIssues, lexiconIssues, refuse, type UserCue } from './check';
import { concernOf } from './context';
import type { Shift } from './cue';
import { CUE_LISTS } from './cues';
import { DEED_CUES } from './cues-roles';
import { type LoadLexiconOptions, loadLexicon } from './load-lexicon';
import { expandPhrase, PhraseBook } from './phrases';
import { type Cue, type Reader, readText } from './read-text';
import { tokenize } from './tokenize';
import { vaderValences } from './valence';

export { type FullAppraisal, type LoadLexiconOptions, loadLexicon, type Shift, type SpeechAct, type UserCue };

/** What a lexicon appraiser is made of. */
export interface LexiconAppraiserOptions {
  /** Words of your own with a valence in [-4, 4]; an entry of several words counts as a phrase. See {@link loadLexicon}. */
  readonly lexicon?: ReadonlyMap<string, number> | Iterable<readonly [string, number]>;
  /** Whether `lexicon` adds to VADER's words and overrides them (true, the default) or stands in their place (false). */
  readonly extend?: boolean;
  /** Phrases of your own; they come before the built-in ones of the same length. */
  readonly cues?: readonly UserCue[];
}

const knowsAll = (): boolean => true;

/** The words of a line without sentences and marks. */
const wordsOf = (line: string): readonly string[] =>
  tokenize(line, knowsAll).sentences.flatMap(({ words }) => words.map(({ text }) => text));

/** A user's phrase in the spelling of the phrase book: everything but `~` and `..` as it would be read in a text. */
const spelledPhrase = (phrase: string): string =>
  phrase
    .trim()
    .split(/\s/)
    .flatMap((part) => (part === '..' ? [part] : part.startsWith('~') ? [part.toLowerCase()] : wordsOf(part)))
    .join(' ');

function addUserCues(phrases: PhraseBook<Cue>, cues: readonly UserCue[]): void {
  for (const { phrase, act, strength = 2, shift } of cues)
    phrases.add(spelledPhrase(phrase), {
      ...(act === undefined ? {} : { sense: { kind: 'act', act, strength } }),
      ...(shift === undefined ? {} : { shift }),
    });
}

function makeReader(
  own: readonly (readonly [string, number])[],
  extend: boolean,
  cues: readonly UserCue[],
): Reader {
  const valences = extend ? vaderValences() : new Map<string, number>();
  const ownWords = new Map<string, number>();
  const phrases = new PhraseBook<Cue>();
  addUserCues(phrases, cues);
  for (const [entry, valence] of own) {
    const words = wordsOf(entry);
    const [only] = words;
    if (words.length > 1) phrases.add(words.join(' '), { sense: { kind: 'valence', valence } });
    else if (only !== undefined) ownWords.set(only, valence);
  }
  for (const [word, valence] of ownWords) valences.set(word, valence);
  for (const { phrases: listed, ...cue } of CUE_LISTS)
    for (const phrase of listed.split(',')) phrases.add(phrase.trim().replaceAll(/\s+/g, ' '), cue);
  const verbs = new Set(
    DEED_CUES.flatMap(({ phrases: listed }) => listed.split(',')).flatMap((phrase) => {
      const [verb = ''] = phrase.trim().split(' ');
      return verb.startsWith('~') ? expandPhrase(verb).flat() : [];
    }),
  );
  return { valences, own: ownWords, phrases, verbs };
}

/**
 * Makes an appraiser that reads English lines of talk with word lists and clause rules: no network, no model, no clock,
 * no randomness. The same line and context give the same appraisal on every machine. What it cannot see (irony,
 * metaphor, quotation, other languages) is in `docs/guide/text-appraisal.md`.
 *
 * The appraiser takes the line as said to the character: "you" is the character, "I" the speaker. It answers at once,
 * in time linear in the text; every dimension is finite and in range for every string. Of the context it uses `goals`,
 * `coreValues` and `name`.
 *
 * Source: word valences from VADER (Hutto & Gilbert 2014); cue lists and weights are ours (basis: chosen).
 * @throws INPUT_INVALID when an option cannot be used; the appraiser itself throws only when its signal is aborted
 *
 * @example
 * const appraise = createLexiconAppraiser();
 * appraise({ text: 'You lied to me.' }, { goals: [], coreValues: [], emotion: { valence: 0, arousal: 0, dominance: 0 }, label: 'neutral' });
 */
export function createLexiconAppraiser(options: LexiconAppraiserOptions = {}): LexiconAppraiser {
  const own = [...(options.lexicon ?? [])];
  const cues = options.cues ?? [];
  refuse([...lexiconIssues(own), ...cueIssues(cues)]);
  const reader = makeReader(own, options.extend ?? true, cues);
  const knows = (word: string): boolean => reader.valences.has(word) || reader.phrases.begins(word);
  return ({ text }, { goals, coreValues, name }, signal) => {
    signal?.throwIfAborted();
    const tokens = tokenize(text, knows);
    if (tokens.sentences.length === 0) return { ...NEUTRAL_APPRAISAL };
    const findings = readText(tokens, reader, new Set(name === undefined ? [] : wordsOf(name).slice(0, 1)));
    const concern = concernOf(tokens.sentences, goals, coreValues, wordsOf);
    return weigh(findings, { exclamations: tokens.exclamations, concern });
  };
}

/** An {@link Appraiser} that answers at once and leaves no dimension out. */
export type LexiconAppraiser = (...args: Parameters<Appraiser>) => FullAppraisal;
