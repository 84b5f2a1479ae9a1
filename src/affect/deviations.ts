import type { Coefficient } from '../constants/coefficient';
import { FACET_SHARES } from '../constants/coefficients';
import { DOMAINS, type Domain, FACET_NAMES, type Facet } from '../constants/traits';
import { clamp, traitToDeviation } from '../maths/scalar';
import { FACETS_OF_DOMAIN } from '../traits/facets';
import { AuthoredLane } from './dynamics-lanes';

/** How signed deviations of traits from neutral lie: those of the domains, then those that weigh their facets in a way of their own. */
export enum DeviationLane {
  /** In the order of `DOMAINS`; each facet counts for a quarter. */
  domains = 0,
  extraversion = 2,
  agreeableness = 3,
  neuroticism = 4,
  honesty = 5,
  /** What the home base of valence takes of neuroticism and of extraversion, and that of dominance of extraversion. */
  valenceN = 6,
  valenceE = 7,
  dominanceE = 8,
  /** How many lanes it takes. */
  count = 9,
}

type Shares = { readonly [F in Facet]?: Coefficient };

/** One deviation: whose it is, and what share of it each of its four facets has. */
interface Reading {
  readonly lane: number;
  readonly domain: number;
  readonly facets: Int32Array;
  readonly shares: Float64Array;
}

const reading = (lane: number, domain: Domain, shares?: Shares): Reading => ({
  lane,
  domain: DOMAINS.indexOf(domain),
  facets: Int32Array.from(FACETS_OF_DOMAIN[domain], (facet) => FACET_NAMES.indexOf(facet)),
  shares: Float64Array.from(FACETS_OF_DOMAIN[domain], (facet) =>
    shares ? (shares[facet]?.value ?? 0) : 1 / 4,
  ),
});
const READINGS: readonly Reading[] = [
  ...DOMAINS.map((domain, place) => reading(DeviationLane.domains + place, domain)),
  reading(DeviationLane.valenceN, 'N', FACET_SHARES.valenceN),
  reading(DeviationLane.valenceE, 'E', FACET_SHARES.valenceE),
  reading(DeviationLane.dominanceE, 'E', FACET_SHARES.dominanceE),
];

/**
 * Writes how far traits are from neutral, with the shares that facets have in it.
 *
 * Model: t = 2x - 1 of the domain, plus the sum of share times 2 (facet - domain): so facets equal to it add exactly 0.
 * @param domains six levels in [0, 1], in the order of `DOMAINS`
 * @param authored as `AuthoredLane` numbers it
 * @param out gets DeviationLane.count lanes
 * Effects: in place, allocates nothing; total.
 */
export function writeDeviations(domains: Float64Array, authored: Float64Array, out: Float64Array): void {
  for (let domain = 0; domain < DeviationLane.valenceN; domain++) {
    out[DeviationLane.domains + domain] = traitToDeviation(domains[domain]!);
  }
  out[DeviationLane.valenceN] = out[DeviationLane.neuroticism]!;
  out[DeviationLane.valenceE] = out[DeviationLane.extraversion]!;
  out[DeviationLane.dominanceE] = out[DeviationLane.extraversion]!;
  if (authored[AuthoredLane.isRefined] === 0) return;
  for (let i = 0; i < READINGS.length; i++) {
    const { lane, domain, facets, shares } = READINGS[i]!;
    const level = domains[domain]!;
    let difference = 0;
    for (let k = 0; k < facets.length; k++) {
      const facet = clamp(level + authored[AuthoredLane.facets + facets[k]!]!, 0, 1);
      difference += shares[k]! * 2 * (facet - level);
    }
    out[lane]! += difference;
  }
}
