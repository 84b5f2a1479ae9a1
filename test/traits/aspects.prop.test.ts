import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASPECTS,
  type Aspect,
  BELIEF_TRAITS,
  type BeliefTrait,
  DOMAIN_BELIEFS,
  DOMAINS,
  type Domain,
} from '../../src/constants/traits';
import {
  aspectsOf,
  deriveAspects,
  domainOf,
  levelsOfPersonality,
  personalityOf,
  type TraitLevels,
} from '../../src/traits/aspects';
import { personalities, unit } from '../support/arbitraries';
import { deepFreeze } from '../support/fixtures-values';

/** Levels anywhere, and as evidence leaves them: no round numbers. */
const level = fc.oneof(unit, fc.double({ min: 0, max: 1, noNaN: true }));
const levels: fc.Arbitrary<TraitLevels> = fc.record(
  Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, level])) as Record<BeliefTrait, typeof level>,
  { noNullPrototype: true },
);
const someDomains = fc.record(
  Object.fromEntries(DOMAINS.map((domain) => [domain, unit])) as Record<Domain, typeof unit>,
  { requiredKeys: [] },
);

describe('aspects', () => {
  it('made of a personality give that personality back, to the bit', () => {
    fc.assert(
      fc.property(personalities, (personality) => {
        const made = levelsOfPersonality(personality);
        expect({ ...personalityOf(made) }).toEqual({ ...personality });
        expect(Object.keys(made).sort()).toEqual([...BELIEF_TRAITS].sort());
      }),
    );
  });

  it('are the ten levels without honesty-humility, in canonical order', () => {
    fc.assert(
      fc.property(levels, (held) => {
        const aspects = aspectsOf(held);
        expect(Object.keys(aspects)).toEqual(Object.keys(ASPECTS));
        for (const aspect of Object.keys(ASPECTS) as Aspect[]) expect(aspects[aspect]).toBe(held[aspect]);
      }),
    );
  });
});

describe('setting domains', () => {
  it('gives these domains to 1e-12, in [0, 1], and leaves the others alone to the bit', () => {
    fc.assert(
      fc.property(levels, someDomains, (held, domains) => {
        const derived = deriveAspects(deepFreeze(held), domains);
        for (const domain of DOMAINS) {
          const traits = DOMAIN_BELIEFS[domain];
          for (const trait of traits) expect(derived[trait] >= 0 && derived[trait] <= 1).toBe(true);
          const value = domains[domain];
          if (value === undefined) for (const trait of traits) expect(derived[trait]).toBe(held[trait]);
          else expect(Math.abs(domainOf(derived, domain) - value)).toBeLessThanOrEqual(1e-12);
        }
      }),
    );
  });

  it('keeps the distance between two aspects as far as the range allows, and never turns them round', () => {
    fc.assert(
      fc.property(levels, personalities, (held, domains) => {
        const derived = deriveAspects(held, domains);
        for (const domain of DOMAINS) {
          const [first, second] = DOMAIN_BELIEFS[domain];
          const before = held[first] - held[second];
          const after = derived[first] - derived[second];
          const widest = 2 * Math.min(domains[domain], 1 - domains[domain]);
          const expected = Math.sign(before) * Math.min(Math.abs(before), widest);
          expect(Math.abs(after - expected)).toBeLessThanOrEqual(4e-12);
        }
      }),
    );
  });

  it('to what they are changes nothing, to the bit: what is there already is left alone', () => {
    fc.assert(
      fc.property(levels, (held) => {
        expect(deriveAspects(held, personalityOf(held))).toEqual({ ...held });
      }),
      { numRuns: 1000 },
    );
  });

  it('twice is setting them once', () => {
    fc.assert(
      fc.property(levels, someDomains, (held, domains) => {
        const once = deriveAspects(held, domains);
        expect(deriveAspects(once, domains)).toEqual(once);
      }),
    );
  });

  it('to an end brings both aspects there', () => {
    fc.assert(
      fc.property(levels, fc.constantFrom(0, 1), fc.constantFrom(...DOMAINS), (held, end, domain) => {
        const derived = deriveAspects(held, { [domain]: end });
        for (const trait of DOMAIN_BELIEFS[domain]) expect(derived[trait]).toBeCloseTo(end, 11);
      }),
    );
  });
});
