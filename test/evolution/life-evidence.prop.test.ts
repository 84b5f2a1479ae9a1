import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIFE_EVIDENCE } from '../../src/constants/evolution';
import { BELIEF_TRAITS, type BeliefTrait } from '../../src/constants/traits';
import { type LifeSummary, lifeEvidence } from '../../src/evolution/life-evidence';
import type { Vad } from '../../src/maths/vad';
import { signedUnit, unit, vads } from '../support/arbitraries';

const USUAL = LIFE_EVIDENCE.usualSpread.value;
const NOBODY_SAID = {};

const held = fc.record(
  Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, unit])) as Record<BeliefTrait, typeof unit>,
);
const lives: fc.Arbitrary<LifeSummary> = fc.record({
  events: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1e9 })),
  meanMood: vads,
  valenceSpread: unit,
  deeds: fc.oneof(fc.constant(0), unit),
  rightness: signedUnit,
});
const authors = fc.record(
  { valence: fc.boolean(), arousal: fc.boolean(), dominance: fc.boolean() },
  { requiredKeys: [] },
);

type Shown = ReadonlyMap<BeliefTrait, { readonly value: number; readonly weight: number }>;

function shownBy(
  life: LifeSummary,
  home: Vad,
  isAuthored: Parameters<typeof lifeEvidence>[2],
  traits: Readonly<Record<BeliefTrait, number>>,
): Shown {
  return new Map(lifeEvidence(life, home, isAuthored, traits).map(({ trait, ...rest }) => [trait, rest]));
}

const FELT = ['withdrawal', 'volatility', 'enthusiasm', 'assertiveness'] as const;

describe('what a stretch of life shows of traits', () => {
  it('is four aspects that affect follows from, and honesty-humility where there were deeds of its own', () => {
    fc.assert(
      fc.property(lives, vads, authors, held, (life, home, isAuthored, traits) => {
        const evidence = lifeEvidence(life, home, isAuthored, traits);
        const expected = life.deeds > 0 ? [...FELT, 'honestyHumility'] : FELT;
        expect(evidence.map(({ trait }) => trait)).toEqual(expected);
        for (const { value, weight } of evidence) {
          expect(value >= 0 && value <= 1).toBe(true);
          expect(weight >= 0 && weight <= LIFE_EVIDENCE.largestWeight.value).toBe(true);
        }
      }),
    );
  });

  it('felt as its traits would have it, with the usual spread, is its traits as they are held', () => {
    fc.assert(
      fc.property(lives, vads, authors, held, (life, home, isAuthored, traits) => {
        const usual = { ...life, meanMood: home, valenceSpread: USUAL };
        const shown = shownBy(usual, home, isAuthored, traits);
        for (const trait of FELT) expect(shown.get(trait)?.value).toBe(traits[trait]);
      }),
    );
  });

  it('is more neuroticism the worse it felt and the less it was in hand, and more extraversion the better', () => {
    fc.assert(
      fc.property(lives, vads, authors, held, unit, unit, (life, home, isAuthored, traits, down, under) => {
        const { valence, arousal, dominance } = life.meanMood;
        const worse = {
          valence: valence - down * (valence + 1),
          arousal,
          dominance: dominance - under * (dominance + 1),
        };
        const better = shownBy(life, home, isAuthored, traits);
        const shown = shownBy({ ...life, meanMood: worse }, home, isAuthored, traits);
        const rises = (trait: BeliefTrait) => shown.get(trait)!.value - better.get(trait)!.value;
        expect(rises('withdrawal')).toBeGreaterThanOrEqual(-1e-12);
        expect(rises('volatility')).toBeGreaterThanOrEqual(-1e-12);
        expect(rises('enthusiasm')).toBeLessThanOrEqual(1e-12);
        expect(rises('assertiveness')).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it('is more volatility the more its valence went up and down, and nothing else', () => {
    fc.assert(
      fc.property(lives, vads, held, unit, (life, home, traits, more) => {
        const calm = shownBy(life, home, NOBODY_SAID, traits);
        const wild = shownBy(
          { ...life, valenceSpread: life.valenceSpread + more },
          home,
          NOBODY_SAID,
          traits,
        );
        expect(wild.get('volatility')!.value).toBeGreaterThanOrEqual(calm.get('volatility')!.value);
        for (const trait of BELIEF_TRAITS) {
          if (trait !== 'volatility') expect(wild.get(trait)).toEqual(calm.get(trait));
        }
      }),
    );
  });

  it('says nothing of axes whose home base its author has set', () => {
    fc.assert(
      fc.property(lives, vads, vads, authors, held, (life, elsewhere, home, isAuthored, traits) => {
        const { valence, arousal, dominance } = life.meanMood;
        const moved: Vad = {
          valence: isAuthored.valence ? elsewhere.valence : valence,
          arousal: isAuthored.arousal ? elsewhere.arousal : arousal,
          dominance: isAuthored.dominance ? elsewhere.dominance : dominance,
        };
        expect(lifeEvidence({ ...life, meanMood: moved }, home, isAuthored, traits)).toEqual(
          lifeEvidence(life, home, isAuthored, traits),
        );
      }),
    );
  });

  it('counts for more the more events there were, and never for as much as the largest weight', () => {
    fc.assert(
      fc.property(lives, fc.nat(1e6), vads, held, (life, more, home, traits) => {
        const few = shownBy(life, home, NOBODY_SAID, traits);
        const many = shownBy({ ...life, events: life.events + more + 1 }, home, NOBODY_SAID, traits);
        for (const [trait, { weight }] of few) {
          expect(weight).toBeLessThan(LIFE_EVIDENCE.largestWeight.value);
          expect(many.get(trait)!.weight).toBeGreaterThanOrEqual(weight);
        }
        // Where a million events are one more than very many, both count for all there is.
        if (life.events < 1e6) {
          expect(many.get('withdrawal')!.weight).toBeGreaterThan(few.get('withdrawal')!.weight);
        }
        const honesty = few.get('honestyHumility');
        if (honesty) expect(honesty.weight).toBe(few.get('withdrawal')!.weight * life.deeds);
      }),
    );
    const half = lifeEvidence(
      {
        events: LIFE_EVIDENCE.halfWeight.value,
        meanMood: { valence: 0, arousal: 0, dominance: 0 },
        valenceSpread: USUAL,
        deeds: 0,
        rightness: 0,
      },
      { valence: 0, arousal: 0, dominance: 0 },
      NOBODY_SAID,
      Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, 0.5])) as Record<BeliefTrait, number>,
    );
    for (const { weight } of half) expect(weight).toBe(LIFE_EVIDENCE.largestWeight.value / 2);
  });

  it('is as much honesty as the deeds were right', () => {
    fc.assert(
      fc.property(lives, vads, held, (life, home, traits) => {
        const shown = shownBy({ ...life, deeds: 1 }, home, NOBODY_SAID, traits).get('honestyHumility');
        expect(shown?.value).toBeCloseTo((1 + life.rightness) / 2, 15);
      }),
    );
  });
});
