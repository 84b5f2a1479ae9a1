import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dynamics, resolveBend, resolveDynamics } from '../../src/affect/dynamics';
import { DYNAMICS, FACET_SHARES, HOME_BASE_WEIGHTS } from '../../src/constants/coefficients';
import { DOMAINS, type Domain, FACET_NAMES, FACETS } from '../../src/constants/traits';
import { emotionConfigSchema } from '../../src/schema/emotion-config';
import type { Personality } from '../../src/schema/personality';
import { type FacetOffsets, facetOffsets } from '../../src/traits/facets';
import {
  emotionConfigs,
  facets,
  magnitudeIn,
  neutralPersonality,
  personalities,
  unit,
} from '../support/arbitraries';

const RUNS = { numRuns: 500 };

/** The same traits with one domain at a clearly higher value. */
const raised = (domain: Domain): fc.Arbitrary<readonly [Personality, Personality]> =>
  fc.tuple(personalities, unit, unit).map(([personality, a, b]) => {
    const [low, high] = [Math.min(a, b) * 0.999, 0.001 + Math.max(a, b) * 0.999];
    return [
      { ...personality, [domain]: low },
      { ...personality, [domain]: high },
    ] as const;
  });

const mirror = (personality: Personality): Personality =>
  Object.fromEntries(DOMAINS.map((domain) => [domain, 1 - personality[domain]])) as unknown as Personality;

const resolve = (personality: Personality, offsets: FacetOffsets = {}): Dynamics =>
  resolveDynamics(personality, offsets, {});

describe('what traits do to dynamics', () => {
  it.each([
    ['the gain of bad valence', 'N', 1, ({ gains }: Dynamics) => gains.negativeValence],
    ['the gain of good valence', 'E', 1, ({ gains }: Dynamics) => gains.positiveValence],
    ['the half-life of emotion', 'N', 1, (d: Dynamics) => d.emotionHalfLifeHours],
    ['the half-life of mood', 'N', 1, (d: Dynamics) => d.moodHalfLifeHours],
    ['the coupling', 'N', 1, ({ coupling }: Dynamics) => coupling.valence],
  ] as const)('F.8 row 15: %s moves with %s by the sign %d', (_, domain, sign, read) => {
    fc.assert(
      fc.property(raised(domain), ([low, high]) => {
        expect(sign * (read(resolve(high)) - read(resolve(low)))).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('F.8 row 15: a neutral personality has gains of 1, the default half-lives and bends nothing, to the bit', () => {
    const dynamics = resolve(neutralPersonality);
    expect(dynamics.gains).toEqual({ positiveValence: 1, negativeValence: 1, arousal: 1, dominance: 1 });
    expect(dynamics.emotionHalfLifeHours).toBe(DYNAMICS.emotionHalfLifeHours.value);
    expect(dynamics.moodHalfLifeHours).toBe(DYNAMICS.moodHalfLifeHours.value);
    expect(dynamics.coupling).toEqual({
      valence: DYNAMICS.couplingValence.value,
      arousal: DYNAMICS.couplingArousal.value,
    });
    expect(dynamics).toMatchObject({
      moodDeposit: DYNAMICS.moodDeposit.value,
      timeScale: 1,
      noisePerHour: 0,
      appraisalBias: 1,
    });
    expect(resolveBend(neutralPersonality, {}, dynamics)).toEqual({
      controlOdds: 1,
      norm: 1,
      violation: 1,
      credit: 0,
    });
  });

  it.each([
    ['valence', 'E', 1],
    ['valence', 'A', 1],
    ['valence', 'C', 1],
    ['valence', 'N', -1],
    ['dominance', 'E', 1],
    ['dominance', 'N', -1],
  ] as const)('F.8 row 16: the home base of %s moves with %s by the sign %d', (axis, domain, sign) => {
    fc.assert(
      fc.property(raised(domain), facets, ([low, high], authored) => {
        expect(sign * (resolve(high).homeBase[axis] - resolve(low).homeBase[axis])).toBeGreaterThan(0);
        const offsets = facetOffsets(low, authored);
        const [from, to] = [resolve(low, offsets), resolve(high, offsets)];
        expect(sign * (to.homeBase[axis] - from.homeBase[axis])).toBeGreaterThanOrEqual(-1e-15);
      }),
      RUNS,
    );
  });

  it('F.8 row 16: the opposite character has the opposite home base, apart from the offsets', () => {
    fc.assert(
      fc.property(personalities, (personality) => {
        const [own, opposite] = [personality, mirror(personality)].map(
          (traits) => resolveDynamics(traits, {}, { valenceOffset: 0 }).homeBase,
        );
        expect(Math.abs(own!.valence + opposite!.valence)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(own!.arousal + opposite!.arousal)).toBeLessThanOrEqual(1e-12);
        // No option sets the offset of dominance to 0, so it is taken away before the squashing.
        const dominance = [own!, opposite!].map(
          (home) => Math.atanh(home.dominance) - HOME_BASE_WEIGHTS.dominance.b.value,
        );
        expect(Math.abs(dominance[0]! + dominance[1]!)).toBeLessThanOrEqual(1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 17: four facets equal to their domain change nothing, to the bit', () => {
    fc.assert(
      fc.property(personalities, fc.subarray([...DOMAINS]), (personality, domains) => {
        const equal = FACET_NAMES.filter((facet) => domains.includes(FACETS[facet]));
        const authored = Object.fromEntries(equal.map((facet) => [facet, personality[FACETS[facet]]]));
        const zeros = Object.fromEntries(equal.map((facet) => [facet, 0]));
        const plain = resolve(personality);
        for (const offsets of [facetOffsets(personality, authored), zeros]) {
          expect(resolve(personality, offsets)).toEqual(plain);
          expect(resolveBend(personality, offsets, plain)).toEqual(resolveBend(personality, {}, plain));
        }
      }),
      RUNS,
    );
  });

  it('four facets of one value act like a domain of that value', () => {
    fc.assert(
      fc.property(personalities, fc.constantFrom(...DOMAINS), unit, (personality, domain, value) => {
        const own = FACET_NAMES.filter((facet) => FACETS[facet] === domain);
        const authored = Object.fromEntries(own.map((facet) => [facet, value]));
        const byFacets = resolve(personality, facetOffsets(personality, authored));
        const byDomain = resolve({ ...personality, [domain]: value });
        for (const axis of ['valence', 'arousal', 'dominance'] as const) {
          expect(byFacets.homeBase[axis]).toBeCloseTo(byDomain.homeBase[axis], 12);
        }
        expect(byFacets.gains.negativeValence).toBeCloseTo(byDomain.gains.negativeValence, 12);
        expect(byFacets.moodHalfLifeHours).toBeCloseTo(byDomain.moodHalfLifeHours, 10);
      }),
      RUNS,
    );
  });

  it.each([
    ['valence', 'N', FACET_SHARES.valenceN],
    ['valence', 'E', FACET_SHARES.valenceE],
    ['dominance', 'E', FACET_SHARES.dominanceE],
  ] as const)('the facets weigh on the home base of %s by their shares of %s', (axis, domain, shares) => {
    const weight = HOME_BASE_WEIGHTS[axis][domain].value;
    const unsquashed = (offsets: FacetOffsets): number =>
      Math.atanh(resolve(neutralPersonality, offsets).homeBase[axis]);
    for (const [facet, { value: share }] of Object.entries(shares)) {
      expect(unsquashed({ [facet]: 0.3 }) - unsquashed({})).toBeCloseTo(weight * share * 2 * 0.3, 12);
    }
  });

  it('everywhere else a facet counts for a quarter of its domain', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FACET_NAMES), (facet) => {
        const byFacet = resolve(neutralPersonality, { [facet]: 0.4 });
        const byDomain = resolve({ ...neutralPersonality, [FACETS[facet]]: 0.6 });
        expect(byFacet.homeBase.arousal).toBeCloseTo(byDomain.homeBase.arousal, 12);
        expect(byFacet.moodHalfLifeHours).toBeCloseTo(byDomain.moodHalfLifeHours, 12);
        for (const gain of ['negativeValence', 'arousal', 'dominance'] as const) {
          expect(byFacet.gains[gain]).toBeCloseTo(byDomain.gains[gain], 12);
        }
      }),
    );
  });
});

describe('resolving dynamics', () => {
  it('is idempotent: what comes out, handed in as config, comes out again, to the bit', () => {
    fc.assert(
      fc.property(personalities, facets, emotionConfigs, (personality, authored, config) => {
        const offsets = facetOffsets(personality, authored);
        const resolved = resolveDynamics(personality, offsets, config);
        expect(resolveDynamics(personality, offsets, resolved)).toEqual(resolved);
        expect(resolveDynamics(mirror(personality), {}, resolved)).toEqual(resolved);
      }),
      RUNS,
    );
  });

  it('takes what the config names as it stands, and leaves the rest to the traits', () => {
    fc.assert(
      fc.property(personalities, emotionConfigs, (personality, config) => {
        const { valenceOffset, homeBase, coupling, gains, ...plain } = config;
        const resolved = resolveDynamics(personality, {}, config);
        const derived = resolveDynamics(
          personality,
          {},
          valenceOffset === undefined ? {} : { valenceOffset },
        );
        expect(resolved).toEqual({
          ...derived,
          ...plain,
          homeBase: { ...derived.homeBase, ...homeBase },
          coupling: { ...derived.coupling, ...coupling },
          gains: { ...derived.gains, ...gains },
        });
      }),
      RUNS,
    );
  });

  it('gives what the schema takes back, from any traits and facets', () => {
    fc.assert(
      fc.property(personalities, facets, (personality, authored) => {
        const resolved = resolve(personality, facetOffsets(personality, authored));
        expect(emotionConfigSchema.parse(resolved)).toEqual(resolved);
        for (const axis of Object.values(resolved.homeBase)) expect(Math.abs(axis)).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('bends nothing where the bias is switched off, and more where it is stronger', () => {
    fc.assert(
      fc.property(personalities, magnitudeIn(-2, 0.3), (personality, appraisalBias) => {
        const at = (bias: number) =>
          resolveBend(personality, {}, resolveDynamics(personality, {}, { appraisalBias: bias }));
        expect(at(0)).toEqual({ controlOdds: 1, norm: 1, violation: 1, credit: 0 });
        const [bent, twice] = [at(appraisalBias / 2), at(appraisalBias)];
        expect(Math.log(twice.controlOdds)).toBeCloseTo(2 * Math.log(bent.controlOdds), 12);
        expect(twice.norm - 1).toBeCloseTo(2 * (bent.norm - 1), 12);
        // The worried find less control; the honest weigh norms more.
        expect((twice.controlOdds - 1) * (personality.N - 0.5)).toBeLessThanOrEqual(0);
        expect((twice.norm - 1) * (personality.H - 0.5)).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });
});
