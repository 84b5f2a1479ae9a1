import type { Identity } from '../schema/identity';
import { introduction, nameOf } from './naming';
import { describePersonality } from './personality-text';
import type { ShownTraits } from './shown-traits';
import { STYLE_SCALES, type StyleName, type StyleWords } from './styles';
import { listed } from './text';

/** The words of a profile that its prompt repeats. */
export interface PromptedWords {
  readonly primaryTraits: readonly string[];
  readonly styles: StyleWords;
  readonly speechPatterns: readonly string[];
}

/**
 * Who somebody is, in a few sentences for a language model.
 *
 * Model: who speaks and its primary traits; the lines of `describePersonality` for the traits as they show; the word of each
 * style; what the speech has much of, if anything. One line each.
 * @param identity only its name is read
 * @returns without numbers but for those of the name; the same bytes for the same words and name, other bytes where the
 * level of any domain as it shows differs
 * Effects: pure; total.
 */
export function personalityPrompt(identity: Identity, shown: ShownTraits, words: PromptedWords): string {
  const { primaryTraits, styles, speechPatterns } = words;
  const lines = [
    `${introduction(nameOf(identity))} In short: ${listed(primaryTraits)}.`,
    ...describePersonality(shown.personality, shown.facetOffsets),
    `In conversation: ${(Object.keys(STYLE_SCALES) as StyleName[])
      .map((name) => `${STYLE_SCALES[name].spoken} ${styles[name]}`)
      .join(', ')}.`,
  ];
  if (speechPatterns.length > 0) lines.push(`The speech has much of this: ${listed(speechPatterns)}.`);
  return lines.join('\n');
}
