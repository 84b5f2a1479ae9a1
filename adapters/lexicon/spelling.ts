import { SPELLED_OUT, TAKES_IS } from './words';

/** What a written word is looked up as, and how it was written. */
export interface Spelling {
  /** One word, or the words of a contraction. */
  readonly parts: readonly string[];
  readonly loud: boolean;
  readonly stretched: boolean;
}

const SUFFIXES: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
];

function spellOut(word: string): readonly string[] {
  const known = SPELLED_OUT.get(word);
  if (known !== undefined) return known;
  if (!word.includes("'")) return [word];
  for (const [suffix, meaning] of SUFFIXES)
    if (word.endsWith(suffix) && word.length > suffix.length) return [word.slice(0, -suffix.length), meaning];
  if (!word.endsWith("'s")) return [word.replaceAll("'", '')];
  const stem = word.slice(0, -2);
  return TAKES_IS.has(stem) ? [stem, 'is'] : [stem];
}

function hasRun(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code === word.charCodeAt(i - 1) && code === word.charCodeAt(i - 2)) return true;
  }
  return false;
}

/** The word with every run of three or more of a letter cut down to `kept` of them. */
function withRunsOf(word: string, kept: number): string {
  let result = '';
  for (let start = 0; start < word.length; ) {
    let end = start + 1;
    while (word.charAt(end) === word.charAt(start)) end++;
    result += word.slice(start, end - start >= 3 ? start + kept : end);
    start = end;
  }
  return result;
}

const outsideAscii = /[^\x20-\x7e]/;

/**
 * Reads one written word: lower case, NFC, straight apostrophes, contractions taken apart, letters repeated three times
 * or more shortened to two or, where that is no known word, to one ("gooood" is "good", "sooo" is "so"). Total.
 *
 * @param raw a word of bounded length: normalising is not linear for chains of combining marks
 * @param knows whether a word has an entry somewhere
 */
export function spellingOf(raw: string, knows: (word: string) => boolean): Spelling {
  const plain = !outsideAscii.test(raw);
  const lower = (plain ? raw : raw.normalize('NFC')).toLowerCase();
  const straight = plain ? lower : lower.replace(/[\u2018\u2019\u02bc\uff07]/g, "'");
  const loud = raw.length > 1 && raw !== lower && raw === raw.toUpperCase();
  if (!hasRun(straight) || knows(straight)) return { parts: spellOut(straight), loud, stretched: false };
  const two = withRunsOf(straight, 2);
  return { parts: spellOut(knows(two) ? two : withRunsOf(straight, 1)), loud, stretched: true };
}
