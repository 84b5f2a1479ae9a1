import { VALUE_FAMILIES } from './cues';
import type { Sentence } from './tokenize';
import { STOP_WORDS } from './words';

const FAMILIES: readonly (readonly string[])[] = VALUE_FAMILIES.map((line) => line.split(' '));

/**
 * A crude stem: the word without a common ending, at least three letters long. "villagers" and "village" meet in "villag".
 * Never used for valence, only to compare a text with goals and values.
 */
export function stem(word: string): string {
  for (const ending of ['ings', 'ing', 'iest', 'ies', 'ers', 'ed', 'er', 'es', 'ly', 's', 'e', 'y'])
    if (word.endsWith(ending) && word.length - ending.length >= 3) return word.slice(0, -ending.length);
  return word;
}

/** The stems of the content words in some sentences of plain words. */
function contentStems(lines: Iterable<string>, wordsOf: (line: string) => readonly string[]): Set<string> {
  const stems = new Set<string>();
  for (const line of lines)
    for (const word of wordsOf(line)) if (!STOP_WORDS.has(word)) stems.add(stem(word));
  return stems;
}

/** What a character's goals and values make of a text. */
export interface Concern {
  /** How many different goal words occur. */
  readonly goals: number;
  /** How many different words occur that touch a core value. */
  readonly values: number;
}

/**
 * Counts the words of a text that touch the character's goals and core values. A core value that belongs to one of the
 * value families brings that family's words along ("honesty" is touched by "lied").
 * Linear in goals, values and text.
 */
export function concernOf(
  sentences: readonly Sentence[],
  goals: readonly string[],
  coreValues: readonly string[],
  wordsOf: (line: string) => readonly string[],
): Concern {
  if (goals.length === 0 && coreValues.length === 0) return { goals: 0, values: 0 };
  const goalStems = contentStems(goals, wordsOf);
  const valueStems = contentStems(coreValues, wordsOf);
  for (const family of FAMILIES) {
    const held = family.slice(0, 2).some((word) => valueStems.has(stem(word)));
    if (held) for (const word of family) valueStems.add(stem(word));
  }
  const goalsMet = new Set<string>();
  const valuesMet = new Set<string>();
  for (const { words } of sentences)
    for (const { text } of words) {
      if (STOP_WORDS.has(text)) continue;
      const root = stem(text);
      if (goalStems.has(root)) goalsMet.add(root);
      if (valueStems.has(root)) valuesMet.add(root);
    }
  return { goals: goalsMet.size, values: valuesMet.size };
}
