import { BELIEF_TRAITS, type BeliefTrait, DOMAIN_BELIEFS, type Domain } from '../constants/traits';
import type { Personality } from '../schema/personality';

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

const DOMAIN_OF = Object.fromEntries(
  (Object.keys(DOMAIN_BELIEFS) as Domain[]).flatMap((domain) =>
    DOMAIN_BELIEFS[domain].map((trait) => [trait, domain]),
  ),
) as Record<BeliefTrait, Domain>;

/**
 * Beliefs from six domains: both aspects of a domain begin at its value.
 * @param precision how certain each of them is, > 0
 */
export function createBeliefs(personality: Personality, precision: number, atMs: number): TraitBeliefs {
  const beliefs = {} as Record<BeliefTrait, TraitBelief>;
  for (const trait of BELIEF_TRAITS) {
    const value = personality[DOMAIN_OF[trait]];
    beliefs[trait] = { mean: value, setPoint: value, precision, observations: 0, updatedAtMs: atMs };
  }
  return beliefs;
}

/** A domain as the beliefs have it: the mean of its two aspects; honesty-humility is its own. */
export function domainOf(beliefs: TraitBeliefs, domain: Domain): number {
  const [first, second] = DOMAIN_BELIEFS[domain];
  return (beliefs[first].mean + beliefs[second].mean) / 2;
}

/** The six domains as the beliefs have them, each in [0, 1]. */
export function personalityOf(beliefs: TraitBeliefs): Personality {
  return {
    O: domainOf(beliefs, 'O'),
    C: domainOf(beliefs, 'C'),
    E: domainOf(beliefs, 'E'),
    A: domainOf(beliefs, 'A'),
    N: domainOf(beliefs, 'N'),
    H: domainOf(beliefs, 'H'),
  };
}
