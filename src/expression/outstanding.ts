import { ASPECTS, type Aspect, DOMAINS, type Domain, FACET_NAMES, FACETS } from '../constants/traits';
import { facetValue } from '../traits/facets';
import { distanceFromMiddle, levelOf, withoutNoise } from './levels';
import { isStriking } from './personality-text';
import type { ShownTraits } from './shown-traits';
import { ASPECT_ADJECTIVES, DOMAIN_ADJECTIVES, FACET_ADJECTIVES, type Poles } from './trait-words';

/** A word for a trait that lies outside the middle. */
export interface Outstanding {
  readonly word: string;
  readonly domain: Domain;
  /** Whether the trait is part of the domain rather than the domain itself. */
  readonly isFiner: boolean;
  /** Whether the trait differs from its domain enough to say more than the domain does. */
  readonly isStriking: boolean;
  /** Distance of the trait from the middle, (.1, .5], to six decimals. */
  readonly strength: number;
}

/**
 * The words for everything about somebody that lies outside the middle, the strongest first.
 *
 * Model: a domain or an aspect at any level but the middle has the adjective of that end; a facet has it too, but only
 * where it strikes against its domain, because otherwise it says nothing that the domain does not. Equally strong words
 * keep the order domains, aspects, facets.
 * Effects: pure; total. Basis: chosen.
 */
export function outstandingWords(shown: ShownTraits): readonly Outstanding[] {
  const { personality, aspects, facetOffsets } = shown;
  const found: Outstanding[] = [];
  const add = (domain: Domain, shownValue: number, [low, high]: Poles, isFiner: boolean): void => {
    const value = withoutNoise(shownValue);
    if (levelOf(value) === 'middle') return;
    const strikes = isFiner && isStriking(value - personality[domain]);
    const strength = distanceFromMiddle(value);
    found.push({ word: value > 0.5 ? high : low, domain, isFiner, isStriking: strikes, strength });
  };
  for (const domain of DOMAINS) add(domain, personality[domain], DOMAIN_ADJECTIVES[domain], false);
  for (const aspect of Object.keys(ASPECTS) as Aspect[]) {
    add(ASPECTS[aspect], aspects[aspect], ASPECT_ADJECTIVES[aspect], true);
  }
  for (const facet of FACET_NAMES) {
    const domain = FACETS[facet];
    const value = facetValue(personality, facetOffsets, facet);
    if (isStriking(value - personality[domain])) add(domain, value, FACET_ADJECTIVES[facet], true);
  }
  return found.sort((one, other) => other.strength - one.strength);
}
