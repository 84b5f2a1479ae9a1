import type { Aspect } from '../constants/traits';
import { distanceFromMiddle, levelOf, withoutNoise } from './levels';
import { type ShownTraits, shownTrait } from './shown-traits';
import type { Poles } from './trait-words';

/**
 * What speech has much of at the low and at the high end of each aspect, and of honesty-humility, which has none.
 * Basis: our own words after the content of the aspects (DeYoung, Quilty & Peterson 2007); none is measured.
 */
export const SPEECH_PATTERNS: Readonly<Record<Aspect | 'H', Poles>> = {
  intellect: ['concrete examples from everyday life', 'abstract ideas and what-ifs'],
  aesthetic: ['plain words', 'vivid images'],
  industriousness: ['thoughts left unfinished', 'a next step at the end'],
  orderliness: ['jumps from one subject to another', 'one point after another'],
  enthusiasm: ['understatement', 'lively exclamations'],
  assertiveness: ['suggestions rather than claims', 'firm statements'],
  compassion: ['facts before feelings', 'attention to feelings'],
  politeness: ['blunt remarks', 'courtesies and softened disagreement'],
  withdrawal: ['an unworried tone', 'second thoughts and requests for reassurance'],
  volatility: ['a steady tone', 'sudden changes of tone'],
  H: ['flattery and mention of important people', 'plain candour'],
};

const MOST = 5;

/**
 * What somebody's speech has much of, the most marked first.
 *
 * Model: the pattern of each aspect, and of honesty-humility, that lies outside the middle, by its distance from .5; equals
 * keep the order of {@link SPEECH_PATTERNS}; at most five. Basis: chosen.
 * @returns up to five different phrases, none for somebody in the middle
 * Effects: pure; total.
 */
export function speechPatterns(shown: ShownTraits): readonly string[] {
  const found: { readonly phrase: string; readonly strength: number }[] = [];
  for (const trait of Object.keys(SPEECH_PATTERNS) as (keyof typeof SPEECH_PATTERNS)[]) {
    const value = withoutNoise(shownTrait(shown, trait));
    if (levelOf(value) === 'middle') continue;
    const [low, high] = SPEECH_PATTERNS[trait];
    found.push({ phrase: value > 0.5 ? high : low, strength: distanceFromMiddle(value) });
  }
  found.sort((one, other) => other.strength - one.strength);
  return found.slice(0, MOST).map(({ phrase }) => phrase);
}
