import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOMAINS, FACET_NAMES, FACETS } from '../../src/constants/traits';
import { authoredFacets, FACETS_OF_DOMAIN, facetOffsets, facetValue } from '../../src/traits/facets';
import { facets, personalities } from '../support/arbitraries';

describe('facets', () => {
  it('are four to a domain, 24 in all', () => {
    expect(DOMAINS.map((domain) => FACETS_OF_DOMAIN[domain].length)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(DOMAINS.flatMap((domain) => FACETS_OF_DOMAIN[domain])).toHaveLength(FACET_NAMES.length);
  });

  it('come back from their offsets as they were authored, but for rounding', () => {
    fc.assert(
      fc.property(personalities, facets, (personality, authored) => {
        const offsets = facetOffsets(personality, authored);
        for (const facet of FACET_NAMES) {
          const value = authored[facet] ?? personality[FACETS[facet]];
          expect(facetValue(personality, offsets, facet)).toBeCloseTo(value, 15);
        }
        const back = authoredFacets(personality, offsets);
        expect(Object.keys(back)).toEqual(Object.keys(offsets));
        for (const facet of FACET_NAMES) {
          if (back[facet] !== undefined) expect(back[facet]).toBeCloseTo(authored[facet]!, 15);
        }
      }),
    );
  });

  it('are kept only where they differ from their domain, in canonical order', () => {
    fc.assert(
      fc.property(personalities, facets, (personality, authored) => {
        const offsets = facetOffsets(personality, authored);
        const different = FACET_NAMES.filter(
          (facet) => authored[facet] !== undefined && authored[facet] !== personality[FACETS[facet]],
        );
        expect(Object.keys(offsets)).toEqual(different);
      }),
    );
  });

  it('F.8 row 17: four facets equal to their domain are no facets at all', () => {
    fc.assert(
      fc.property(personalities, (personality) => {
        const equal = Object.fromEntries(FACET_NAMES.map((facet) => [facet, personality[FACETS[facet]]]));
        expect(facetOffsets(personality, equal)).toEqual({});
      }),
    );
  });

  it('move with their domain, keep their distance where the range allows it, and never leave [0, 1]', () => {
    fc.assert(
      fc.property(personalities, personalities, facets, (personality, changed, authored) => {
        const offsets = facetOffsets(personality, authored);
        for (const facet of FACET_NAMES) {
          const value = facetValue(changed, offsets, facet);
          const wanted = changed[FACETS[facet]] + (offsets[facet] ?? 0);
          expect(value >= 0 && value <= 1).toBe(true);
          if (wanted >= 0 && wanted <= 1) expect(value).toBe(wanted);
        }
      }),
    );
  });
});
