import {
  ASPECTS,
  type Aspect,
  BELIEF_TRAITS,
  type BeliefTrait,
  DOMAIN_BELIEFS,
  DOMAINS,
  type Domain,
} from '../constants/traits';
import type { Personality } from '../schema/personality';

/** The level of each trait that is held as a belief, in [0, 1]: ten aspects and honesty-humility. */
export type TraitLevels = Readonly<Record<BeliefTrait, number>>;

/** The ten aspects, each in [0, 1]. */
export type AspectLevels = Readonly<Record<Aspect, number>>;

/** How far apart two levels may be and still be the same, but for rounding. */
const SAME = 4e-16;

const ASPECT_NAMES = Object.keys(ASPECTS) as readonly Aspect[];

/** A domain as its aspects have it: their mean; honesty-humility is its own. */
export function domainOf(levels: TraitLevels, domain: Domain): number {
  const [first, second] = DOMAIN_BELIEFS[domain];
  return (levels[first] + levels[second]) / 2;
}

/** The six domains as the levels have them, each in [0, 1]. */
export function personalityOf(levels: TraitLevels): Personality {
  return {
    O: domainOf(levels, 'O'),
    C: domainOf(levels, 'C'),
    E: domainOf(levels, 'E'),
    A: domainOf(levels, 'A'),
    N: domainOf(levels, 'N'),
    H: domainOf(levels, 'H'),
  };
}

/** Levels whose aspects all equal their domain. */
export function levelsOfPersonality(personality: Personality): TraitLevels {
  const levels = {} as Record<BeliefTrait, number>;
  for (const domain of DOMAINS)
    for (const trait of DOMAIN_BELIEFS[domain]) levels[trait] = personality[domain];
  return levels;
}

/** The ten aspects alone. */
export function aspectsOf(levels: TraitLevels): AspectLevels {
  const aspects = {} as Record<Aspect, number>;
  for (const aspect of ASPECT_NAMES) aspects[aspect] = levels[aspect];
  return aspects;
}

/**
 * Levels whose domains are as given; the distance between two aspects of a domain is kept as far as [0, 1] allows.
 * @param domains those to set; a domain that is absent stays
 */
export function deriveAspects(
  levels: TraitLevels,
  domains: { readonly [D in Domain]?: number | undefined },
): TraitLevels {
  const derived = {} as Record<BeliefTrait, number>;
  for (const trait of BELIEF_TRAITS) derived[trait] = levels[trait];
  for (const domain of DOMAINS) {
    const value = domains[domain];
    // What is there already stays to the bit: taken apart and put together again it might round.
    if (value === undefined || Math.abs(domainOf(levels, domain) - value) < SAME) continue;
    const [first, second] = DOMAIN_BELIEFS[domain];
    const half = (levels[first] - levels[second]) / 2;
    const room = Math.min(value, 1 - value);
    const offset = half > room ? room : half < -room ? -room : half;
    derived[first] = value + offset;
    derived[second] = value - offset;
  }
  return derived;
}
