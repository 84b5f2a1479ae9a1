import { withoutNoise } from './levels';
import { type ShownTrait, type ShownTraits, shownTrait } from './shown-traits';

/** How strongly each trait counts in a score; a trait that is absent does not. */
export type TraitWeights = { readonly [T in ShownTrait]?: number };

/**
 * A linear score of traits, .5 for anybody in the middle.
 *
 * Model: .5 + sum of w (x - .5), to six decimals. It is not kept within [0, 1]: a score beyond the scale is at its end.
 * Effects: pure; total. Mirrored traits have mirrored scores.
 */
export function traitScore(shown: ShownTraits, weights: TraitWeights): number {
  let score = 0.5;
  for (const trait of Object.keys(weights) as ShownTrait[]) {
    score += weights[trait]! * (shownTrait(shown, trait) - 0.5);
  }
  return withoutNoise(score);
}
