import { DOMAIN_WORDS, DOMAINS, type Domain, FACET_NAMES, FACETS, type Facet } from '../constants/traits';
import type { Personality } from '../schema/personality';
import { type FacetOffsets, facetValue } from '../traits/facets';
import { BEHAVIOURS, levelPhrase } from './behaviours';
import { levelOf } from './levels';
import { capitalised, listed } from './text';

/** How far a facet lies from its domain before it is worth a word. */
export const STRIKING_OFFSET = 0.15;

// A domain minus a facet, both written with two decimals, may miss the border by a rounding error.
const ROUNDING = 1e-9;

/**
 * Whether a finer trait differs enough from its domain to be worth a word of its own.
 * @param difference finer trait minus domain, [-1, 1]
 * Pure; total. Model: {@link STRIKING_OFFSET} or more, to either side. Basis: chosen, about one standard deviation of a
 * domain among people.
 */
export function isStriking(difference: number): boolean {
  return Math.abs(difference) >= STRIKING_OFFSET - ROUNDING;
}

const SPOKEN_FACETS: { readonly [F in Facet]?: string } = {
  aestheticAppreciation: 'appreciation of beauty',
  socialSelfEsteem: 'social self-esteem',
  socialBoldness: 'social boldness',
  greedAvoidance: 'indifference to wealth',
};

/**
 * A personality in words: a line for each domain that sets somebody apart, one for those in the middle, and one for the
 * facets that differ from their domain by {@link STRIKING_OFFSET} or more.
 * @param personality each domain in [0, 1]
 * @returns one to eight lines, without numbers
 * Pure; total.
 */
export function describePersonality(personality: Personality, offsets: FacetOffsets): readonly string[] {
  const lines: string[] = [];
  const middling: string[] = [];
  for (const domain of DOMAINS) {
    const line = describeDomain(domain, personality[domain]);
    if (line === undefined) middling.push(DOMAIN_WORDS[domain].name);
    else lines.push(line);
  }
  if (middling.length > 0) lines.push(`Around the middle in ${listed(middling)}.`);
  const striking = strikingFacets(personality, offsets);
  if (striking.length > 0) lines.push(`In the finer traits: ${listed(striking)}.`);
  return lines;
}

function describeDomain(domain: Domain, value: number): string | undefined {
  const level = levelOf(value);
  if (level === 'middle') return undefined;
  return `${capitalised(levelPhrase(domain, level))} (${DOMAIN_WORDS[domain].name} ${level}). ${BEHAVIOURS[domain][level]}`;
}

function strikingFacets(personality: Personality, offsets: FacetOffsets): readonly string[] {
  const striking: string[] = [];
  for (const facet of FACET_NAMES) {
    const domain = FACETS[facet];
    const value = facetValue(personality, offsets, facet);
    const difference = value - personality[domain];
    if (!isStriking(difference)) continue;
    const side = difference > 0 ? 'more' : 'less';
    striking.push(
      `${side} ${SPOKEN_FACETS[facet] ?? facet} than the rest of ${DOMAIN_WORDS[domain].name} (${levelOf(value)})`,
    );
  }
  return striking;
}
