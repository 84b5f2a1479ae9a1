import { type Domain, FACET_NAMES, FACETS, type Facet } from '../constants/traits';
import { clamp } from '../maths/scalar';
import type { Facets, Personality } from '../schema/personality';

/** Facets as differences from their domain, each in [-1, 1]; a facet that is absent does not differ. */
export type FacetOffsets = { readonly [F in Facet]?: number | undefined };

/** The four facets of each domain. */
export const FACETS_OF_DOMAIN: Readonly<Record<Domain, readonly Facet[]>> = {
  O: FACET_NAMES.filter((facet) => FACETS[facet] === 'O'),
  C: FACET_NAMES.filter((facet) => FACETS[facet] === 'C'),
  E: FACET_NAMES.filter((facet) => FACETS[facet] === 'E'),
  A: FACET_NAMES.filter((facet) => FACETS[facet] === 'A'),
  N: FACET_NAMES.filter((facet) => FACETS[facet] === 'N'),
  H: FACET_NAMES.filter((facet) => FACETS[facet] === 'H'),
};

/**
 * Authored facets as offsets from their domains, so that a facet moves with its domain when the personality changes.
 * @param facets any of the 24, each in [0, 1]
 * @returns only the facets that differ from their domain, in canonical order
 */
export function facetOffsets(personality: Personality, facets: Facets): FacetOffsets {
  const offsets: { [F in Facet]?: number } = {};
  for (const facet of FACET_NAMES) {
    const value = facets[facet];
    if (value === undefined) continue;
    const offset = value - personality[FACETS[facet]];
    if (offset !== 0) offsets[facet] = offset;
  }
  return offsets;
}

/** The value of one facet: its domain plus its offset, kept in [0, 1]. */
export function facetValue(personality: Personality, offsets: FacetOffsets, facet: Facet): number {
  return clamp(personality[FACETS[facet]] + (offsets[facet] ?? 0), 0, 1);
}

/** The facets that were authored, as values in [0, 1]: what {@link facetOffsets} was made from. */
export function authoredFacets(personality: Personality, offsets: FacetOffsets): Facets {
  const facets: { [F in Facet]?: number } = {};
  for (const facet of FACET_NAMES) {
    if (offsets[facet] !== undefined) facets[facet] = facetValue(personality, offsets, facet);
  }
  return facets;
}
