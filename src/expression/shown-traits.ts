import {
  ASPECTS,
  type Aspect,
  DOMAINS,
  type Domain,
  FACET_NAMES,
  FACETS,
  type Facet,
} from '../constants/traits';
import { clamp } from '../maths/scalar';
import type { Personality } from '../schema/personality';
import type { FacetOffsets } from '../traits/facets';

/** Traits as far as they show: what is uncertain lies nearer the middle than what is held of it. */
export interface ShownTraits {
  /** Six domains, [0, 1]. */
  readonly personality: Personality;
  /** Ten aspects, [0, 1]. */
  readonly aspects: Readonly<Record<Aspect, number>>;
  readonly facetOffsets: FacetOffsets;
}

/** A trait that words are chosen by: a domain or an aspect. */
export type ShownTrait = Domain | Aspect;

/** The certainty from which on traits show whole: that of a trait as its author wrote it, 64 observations of 64 + 16. */
export const FULL_CONFIDENCE = 0.8;

/**
 * How far a trait's deviation from the middle shows, [0, 1].
 *
 * Model: g = min(1, confidence / .8). Basis: chosen; somebody little is known of should read as anybody, and an author's
 * numbers as they were written.
 * @param confidence how certain the trait is, [0, 1)
 * Effects: pure; total.
 */
export function shownShare(confidence: number): number {
  return clamp(confidence / FULL_CONFIDENCE, 0, 1);
}

/**
 * Traits as far as they show at a given certainty.
 *
 * Model: shown = x + (1 - g) (.5 - x) with the g of the domain for the domain and its aspects; offsets of facets times g,
 * after they were kept within what [0, 1] leaves them. At g = 1 everything stays as it is, to the bit.
 * Effects: pure; total. Mirrored traits show mirrored.
 */
export function showTraits(traits: ShownTraits, confidence: Readonly<Record<Domain, number>>): ShownTraits {
  const personality = {} as Record<Domain, number>;
  for (const domain of DOMAINS) {
    personality[domain] = drawnIn(traits.personality[domain], shownShare(confidence[domain]));
  }
  const aspects = {} as Record<Aspect, number>;
  for (const aspect of Object.keys(ASPECTS) as Aspect[]) {
    aspects[aspect] = drawnIn(traits.aspects[aspect], shownShare(confidence[ASPECTS[aspect]]));
  }
  const facetOffsets: { [F in Facet]?: number } = {};
  for (const facet of FACET_NAMES) {
    const offset = traits.facetOffsets[facet];
    if (offset === undefined) continue;
    const domain = FACETS[facet];
    const value = traits.personality[domain];
    facetOffsets[facet] = clamp(offset, -value, 1 - value) * shownShare(confidence[domain]);
  }
  return { personality, aspects, facetOffsets };
}

/** One trait as it shows, [0, 1]. Effects: pure. */
export function shownTrait(shown: ShownTraits, trait: ShownTrait): number {
  return trait in ASPECTS ? shown.aspects[trait as Aspect] : shown.personality[trait as Domain];
}

function drawnIn(value: number, share: number): number {
  return value + (1 - share) * (0.5 - value);
}
