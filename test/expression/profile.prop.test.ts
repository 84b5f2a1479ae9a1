import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_NAMES } from '../../src/constants/affect';
import { ASPECTS, type Aspect, DOMAINS } from '../../src/constants/traits';
import { describeProfile, type ProfileSubject, type ProfileWords } from '../../src/expression';
import { LEVELS, levelOf } from '../../src/expression/levels';
import { describePersonality } from '../../src/expression/personality-text';
import { GENERIC_TRAITS } from '../../src/expression/primary-traits';
import { FULL_CONFIDENCE, showTraits } from '../../src/expression/shown-traits';
import { STYLE_SCALES, type StyleName, styleWords } from '../../src/expression/styles';
import { samplingTemperature } from '../../src/expression/temperature';
import { anyPersonality, anyProfileSubject, anyShownTraits, profileSubject, unit } from './arbitraries';

const BROKEN = /undefined|NaN|null|\[object/;
const SCALES = Object.keys(STYLE_SCALES) as StyleName[];

/** Which of its scale's five words each style has. */
function places(words: Readonly<Record<StyleName, string>>): Record<StyleName, number> {
  return Object.fromEntries(
    SCALES.map((name) => [name, (STYLE_SCALES[name].words as readonly string[]).indexOf(words[name])]),
  ) as Record<StyleName, number>;
}

const stylesOf = (words: ProfileWords) => ({ ...words.behaviors, ...words.preferences });

/** How much a profile says that it would not say of anybody. */
function distinctWords(words: ProfileWords): number {
  const traits = words.primaryTraits.filter((word) => !GENERIC_TRAITS.includes(word));
  const styles = Object.values(places(stylesOf(words))).filter((place) => place !== 2);
  const facets = Object.values(words.domains).flatMap((domain) => domain.facets);
  return traits.length + styles.length + facets.length + words.speechPatterns.length;
}

const sure = (subject: ProfileSubject, confidence: number): ProfileSubject => ({
  ...subject,
  confidence: Object.fromEntries(
    DOMAINS.map((domain) => [domain, confidence]),
  ) as ProfileSubject['confidence'],
});

describe('describeProfile', () => {
  it('finds words for every character, within their bounds and without holes', () => {
    fc.assert(
      fc.property(anyProfileSubject, (subject) => {
        const words = describeProfile(subject);
        if (!BROKEN.test(subject.identity.name ?? '')) expect(JSON.stringify(words)).not.toMatch(BROKEN);
        expect(words.primaryTraits.length).toBeGreaterThanOrEqual(1);
        expect(words.primaryTraits.length).toBeLessThanOrEqual(5);
        expect(new Set(words.primaryTraits).size).toBe(words.primaryTraits.length);
        expect(words.speechPatterns.length).toBeLessThanOrEqual(5);
        for (const place of Object.values(places(stylesOf(words)))) expect(place).toBeGreaterThanOrEqual(0);
        for (const domain of DOMAINS) expect(words.domains[domain].facets.length).toBeLessThanOrEqual(6);
        expect(words.temperature).toBeGreaterThanOrEqual(0.3);
        expect(words.temperature).toBeLessThanOrEqual(1.1);
        expect(words.temperature).toBe(Number(words.temperature.toFixed(2)));
      }),
      { numRuns: 300 },
    );
  });

  it('has tendencies that are shares of a whole, by falling size', () => {
    fc.assert(
      fc.property(anyProfileSubject, (subject) => {
        const { emotionalTendencies } = describeProfile(subject);
        const shares = Object.values(emotionalTendencies);
        for (const label of Object.keys(emotionalTendencies)) expect(LABEL_NAMES).toContain(label);
        for (const share of shares) expect(share).toBeGreaterThan(0);
        expect([...shares].sort((a, b) => b - a)).toEqual(shares);
        if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
      { numRuns: 200 },
    );
  });

  it('says the same of the same character, and changes nothing', () => {
    fc.assert(
      fc.property(anyProfileSubject, (subject) => {
        const before = structuredClone(subject);
        expect(JSON.stringify(describeProfile(subject))).toBe(JSON.stringify(describeProfile(before)));
        expect(subject).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('calls each domain by the level of its score, however certain that is', () => {
    fc.assert(
      fc.property(anyProfileSubject, (subject) => {
        const { domains } = describeProfile(subject);
        for (const domain of DOMAINS) {
          expect(domains[domain].level).toBe(levelOf(subject.personality[domain]));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('confidence', () => {
  it('lets traits show as they were written from that of an author on, to the bit', () => {
    fc.assert(
      fc.property(anyProfileSubject, fc.double({ min: 0.8, max: 1, noNaN: true }), (subject, confidence) => {
        const shown = showTraits(subject, sure(subject, confidence).confidence);
        expect(shown.personality).toEqual(subject.personality);
        expect(shown.aspects).toEqual(subject.aspects);
        const lines = describePersonality(subject.personality, subject.facetOffsets);
        const { personalityPrompt } = describeProfile(sure(subject, confidence));
        expect(personalityPrompt).toContain(`\n${lines.join('\n')}\n`);
      }),
      { numRuns: 200 },
    );
  });

  it('never makes a profile say less as it grows', () => {
    fc.assert(
      fc.property(anyProfileSubject, unit, unit, (subject, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(distinctWords(describeProfile(sure(subject, less)))).toBeLessThanOrEqual(
          distinctWords(describeProfile(sure(subject, more))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('at nothing leaves anybody', () => {
    const anybody = describeProfile(profileSubject({}));
    fc.assert(
      fc.property(anyProfileSubject, (subject) => {
        const words = describeProfile(sure({ ...subject, identity: {} }, 0));
        const { domains, emotionalTendencies, ...rest } = words;
        expect(anybody).toMatchObject(rest);
        for (const domain of DOMAINS) expect(domains[domain].facets).toEqual([]);
        expect(emotionalTendencies).toEqual(describeProfile(sure(subject, 1)).emotionalTendencies);
      }),
      { numRuns: 100 },
    );
  });

  it('at half an author takes half of each deviation', () => {
    const shown = showTraits(
      { ...profileSubject({ E: 0.9 }), facetOffsets: { sociability: 0.4, liveliness: -0.2 } },
      profileSubject({}, FULL_CONFIDENCE / 2).confidence,
    );
    expect(shown.personality.E).toBeCloseTo(0.7, 12);
    expect(shown.aspects.enthusiasm).toBeCloseTo(0.7, 12);
    // .9 + .4 ends at 1, which is .5 from the middle.
    expect(shown.personality.E + shown.facetOffsets.sociability!).toBeCloseTo(0.75, 12);
    expect(shown.facetOffsets.liveliness).toBeCloseTo(-0.1, 12);
  });
});

describe('styles', () => {
  it.each(SCALES)('%s follows each of its traits and no other', (name) => {
    const weights: Readonly<Record<string, number>> = STYLE_SCALES[name].weights;
    const trait = fc.constantFrom(...DOMAINS, ...(Object.keys(ASPECTS) as Aspect[]));
    fc.assert(
      fc.property(anyShownTraits, trait, unit, (shown, moved, value) => {
        const isAspect = moved in ASPECTS;
        const before = isAspect ? shown.aspects[moved as Aspect] : shown.personality[moved as 'O'];
        const after = {
          ...shown,
          personality: isAspect ? shown.personality : { ...shown.personality, [moved]: value },
          aspects: isAspect ? { ...shown.aspects, [moved]: value } : shown.aspects,
        };
        const step = places(styleWords(after))[name] - places(styleWords(shown))[name];
        expect(step * Math.sign(weights[moved] ?? 0) * Math.sign(value - before)).toBeGreaterThanOrEqual(0);
        if (weights[moved] === undefined) expect(step).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('give mirrored characters mirrored words, and mirrored temperatures', () => {
    fc.assert(
      fc.property(anyShownTraits, (shown) => {
        const turned = (traits: object) =>
          Object.fromEntries(
            Object.entries(traits).map(([trait, x]) => [trait, (100 - Math.round(x * 100)) / 100]),
          );
        const mirrored = {
          personality: turned(shown.personality) as typeof shown.personality,
          aspects: turned(shown.aspects) as typeof shown.aspects,
          facetOffsets: {},
        };
        const [own, other] = [places(styleWords(shown)), places(styleWords(mirrored))];
        for (const name of SCALES) expect(own[name] + other[name]).toBe(LEVELS.length - 1);
        expect(samplingTemperature(shown) + samplingTemperature(mirrored)).toBeCloseTo(1.4, 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('make replies no shorter as extraversion rises, whatever else somebody is', () => {
    const { words } = STYLE_SCALES.responseLength;
    fc.assert(
      fc.property(anyPersonality, unit, unit, (personality, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const length = (E: number) =>
          words.indexOf(
            describeProfile(profileSubject({ ...personality, E })).behaviors.responseLength as 'medium',
          );
        expect(length(low)).toBeLessThanOrEqual(length(high));
      }),
      { numRuns: 100 },
    );
  });
});

describe('temperature', () => {
  it('rises with openness and extraversion and falls with conscientiousness', () => {
    fc.assert(
      fc.property(
        anyShownTraits,
        unit,
        fc.constantFrom('O', 'C', 'E', 'A', 'N', 'H'),
        (shown, value, domain) => {
          const sign = { O: 1, C: -1, E: 1, A: 0, N: 0, H: 0 }[domain];
          const after = { ...shown, personality: { ...shown.personality, [domain]: value } };
          const step = samplingTemperature(after) - samplingTemperature(shown);
          expect(step * sign * Math.sign(value - shown.personality[domain])).toBeGreaterThanOrEqual(0);
          if (sign === 0) expect(step).toBe(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
