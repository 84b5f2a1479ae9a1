import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASPECTS,
  type Aspect,
  BELIEF_TRAITS,
  type BeliefTrait,
  DOMAINS,
  type Domain,
} from '../../src/constants/traits';
import {
  domainOf as domainAt,
  levelsOfPersonality,
  personalityOf as personalityAt,
} from '../../src/traits/aspects';
import { createBeliefs, levelsOf, type TraitBelief, type TraitBeliefs } from '../../src/traits/beliefs';
import { magnitudeIn, personalities, unit } from '../support/arbitraries';

const belief: fc.Arbitrary<TraitBelief> = fc.record({
  mean: unit,
  setPoint: unit,
  precision: magnitudeIn(-1, 3),
  observations: fc.nat(),
  updatedAtMs: fc.maxSafeInteger(),
});

/** Beliefs as a long life leaves them: the two aspects of a domain have parted. */
const beliefs: fc.Arbitrary<TraitBeliefs> = fc.record(
  Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, belief])) as Record<
    BeliefTrait,
    fc.Arbitrary<TraitBelief>
  >,
);

const personalityOf = (held: TraitBeliefs) => personalityAt(levelsOf(held));
const domainOf = (held: TraitBeliefs, domain: Domain) => domainAt(levelsOf(held), domain);

const aspectsOf = (domain: string): Aspect[] =>
  (Object.keys(ASPECTS) as Aspect[]).filter((aspect) => ASPECTS[aspect] === domain);

describe('beliefs', () => {
  it('made of six domains give these six domains back, to the bit', () => {
    fc.assert(
      fc.property(personalities, magnitudeIn(-1, 3), fc.nat(), (personality, precision, atMs) => {
        const made = createBeliefs(levelsOfPersonality(personality), precision, atMs);
        expect({ ...personalityOf(made) }).toEqual({ ...personality });
        expect(Object.keys(made)).toEqual([...BELIEF_TRAITS]);
        for (const { mean, setPoint, ...rest } of Object.values(made)) {
          expect(setPoint).toBe(mean);
          expect(rest).toEqual({ precision, observations: 0, updatedAtMs: atMs });
        }
      }),
    );
  });

  it('a domain is the mean of its two aspects, whatever has become of them; honesty-humility is its own', () => {
    fc.assert(
      fc.property(beliefs, (held) => {
        const personality = personalityOf(held);
        for (const domain of DOMAINS) {
          const aspects = aspectsOf(domain);
          const mean =
            domain === 'H'
              ? held.honestyHumility.mean
              : aspects.reduce((sum, aspect) => sum + held[aspect].mean, 0) / aspects.length;
          expect(aspects).toHaveLength(domain === 'H' ? 0 : 2);
          expect(domainOf(held, domain)).toBe(mean);
          expect(personality[domain]).toBe(mean);
          expect(mean >= 0 && mean <= 1).toBe(true);
        }
      }),
    );
  });

  it('an aspect moves its own domain by half of its way and leaves the others alone', () => {
    fc.assert(
      fc.property(beliefs, fc.constantFrom(...BELIEF_TRAITS), unit, (held, trait, mean) => {
        const moved = { ...held, [trait]: { ...held[trait], mean } };
        const own = trait === 'honestyHumility' ? 'H' : ASPECTS[trait];
        const share = trait === 'honestyHumility' ? 1 : 0.5;
        for (const domain of DOMAINS) {
          const way = domainOf(moved, domain) - domainOf(held, domain);
          expect(way).toBeCloseTo(domain === own ? share * (mean - held[trait].mean) : 0, 12);
        }
      }),
    );
  });
});
