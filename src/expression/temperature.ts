import type { ShownTraits } from './shown-traits';
import { type TraitWeights, traitScore } from './trait-score';

/** What the temperature follows; the weights sum to .8 in size, so that the range is [.3, 1.1]. Basis: chosen. */
export const TEMPERATURE_WEIGHTS: TraitWeights = { O: 0.32, E: 0.24, C: -0.24 };

const NEUTRAL_TEMPERATURE = 0.7;

/**
 * A sampling temperature for a language model that is to speak as this character.
 *
 * Model: .7 + .32 (O - .5) + .24 (E - .5) - .24 (C - .5), to two decimals.
 * Basis: chosen: .7 is customary; the open and lively surprise, the conscientious keep to the expected.
 * @returns [.3, 1.1], .7 for a neutral personality
 * Effects: pure; total.
 */
export function samplingTemperature(shown: ShownTraits): number {
  // A score is .5 in the middle.
  const temperature = traitScore(shown, TEMPERATURE_WEIGHTS) + (NEUTRAL_TEMPERATURE - 0.5);
  return Math.round(temperature * 100) / 100;
}
