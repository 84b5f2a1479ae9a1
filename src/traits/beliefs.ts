import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import type { TraitLevels } from './aspects';

/** What is held of one trait. */
export interface TraitBelief {
  /** The trait as it is now, [0, 1]. */
  readonly mean: number;
  /** Where it drifts back to, [0, 1]. */
  readonly setPoint: number;
  /** How certain that is, as a count of observations, > 0. */
  readonly precision: number;
  /** How many observations have moved it. */
  readonly observations: number;
  /** When it last changed, milliseconds since 1970. */
  readonly updatedAtMs: number;
}

/** All that is held of a character's traits: ten aspects and honesty-humility. */
export type TraitBeliefs = Readonly<Record<BeliefTrait, TraitBelief>>;

/**
 * Beliefs that begin at these levels and want to stay there.
 * @param precision how certain each of them is, > 0
 */
export function createBeliefs(levels: TraitLevels, precision: number, atMs: number): TraitBeliefs {
  const beliefs = {} as Record<BeliefTrait, TraitBelief>;
  for (const trait of BELIEF_TRAITS) {
    const value = levels[trait];
    beliefs[trait] = { mean: value, setPoint: value, precision, observations: 0, updatedAtMs: atMs };
  }
  return beliefs;
}

/** The levels that the beliefs hold. */
export function levelsOf(beliefs: TraitBeliefs): TraitLevels {
  const levels = {} as Record<BeliefTrait, number>;
  for (const trait of BELIEF_TRAITS) levels[trait] = beliefs[trait].mean;
  return levels;
}
