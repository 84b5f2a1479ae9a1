import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outstandingWords } from '../../src/expression/outstanding';
import { GENERIC_TRAITS, primaryTraits } from '../../src/expression/primary-traits';
import type { ShownTraits } from '../../src/expression/shown-traits';
import { speechPatterns } from '../../src/expression/speech-patterns';
import { ASPECT_ADJECTIVES, DOMAIN_ADJECTIVES, FACET_ADJECTIVES } from '../../src/expression/trait-words';
import type { Personality } from '../../src/schema/personality';
import { anyShownTraits, profileSubject } from './arbitraries';

const shown = (personality: Partial<Personality>, finer: Partial<ShownTraits> = {}): ShownTraits => {
  const subject = profileSubject(personality);
  return { ...subject, ...finer, aspects: { ...subject.aspects, ...finer.aspects } };
};
const wordsOf = (traits: ShownTraits) => outstandingWords(traits).map(({ word }) => word);
const primary = (traits: ShownTraits) => primaryTraits(outstandingWords(traits));

/** Finer traits alone, over those that the helper fills in. */
const aspects = (some: Partial<ShownTraits['aspects']>) => ({ aspects: some as ShownTraits['aspects'] });

describe('outstandingWords', () => {
  it('are none for anybody in the middle, borders included', () => {
    expect(wordsOf(shown({ O: 0.4, C: 0.6, E: 0.5 }))).toEqual([]);
  });

  it('speak of a facet only where it strikes, and then even against its domain', () => {
    expect(wordsOf(shown({ E: 0.75 }, { facetOffsets: { liveliness: 0.14 } }))).not.toContain('lively');
    expect(wordsOf(shown({ E: 0.75 }, { facetOffsets: { liveliness: 0.15 } }))).toContain('lively');
    expect(wordsOf(shown({ E: 0.75 }, { facetOffsets: { liveliness: -0.4 } }))).toContain('subdued');
    // It strikes, but lies in the middle itself.
    expect(wordsOf(shown({ E: 0.75 }, { facetOffsets: { liveliness: -0.25 } }))).toEqual([
      'outgoing',
      'enthusiastic',
      'assertive',
    ]);
  });

  it('turn round with the character, in their order', () => {
    const poles = [DOMAIN_ADJECTIVES, ASPECT_ADJECTIVES, FACET_ADJECTIVES].flatMap((table) =>
      Object.values(table),
    );
    const opposite = new Map(
      poles.flatMap(([low, high]): [string, string][] => [
        [low, high],
        [high, low],
      ]),
    );
    const turned = (traits: object, whole: number) =>
      Object.fromEntries(
        Object.entries(traits).map(([trait, x]) => [trait, (whole - Math.round(x * 100)) / 100]),
      );
    fc.assert(
      fc.property(anyShownTraits, (traits) => {
        const mirrored = {
          personality: turned(traits.personality, 100),
          aspects: turned(traits.aspects, 100),
          facetOffsets: turned(traits.facetOffsets, 0),
        } as unknown as ShownTraits;
        expect(wordsOf(mirrored)).toEqual(wordsOf(traits).map((word) => opposite.get(word)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('primaryTraits', () => {
  it('is a generic word where nothing stands out', () => {
    expect(primary(shown({}))).toEqual(GENERIC_TRAITS);
  });

  it('has one word for each domain, five at most, the strongest first', () => {
    expect(primary(shown({ O: 0.9, C: 0.3, E: 0.75, H: 0.3 }))).toEqual([
      'curious',
      'outgoing',
      'spontaneous',
      'shrewd',
    ]);
    expect(primary(shown({ O: 0.7, C: 0.75, E: 0.8, A: 0.85, N: 0.9, H: 0.95 }))).toEqual([
      'honest',
      'sensitive',
      'kind',
      'outgoing',
      'organised',
    ]);
  });

  it('has three words if it can, the aspects of few domains among them', () => {
    expect(primary(shown({ E: 0.1 }))).toEqual(['reserved', 'restrained', 'unassuming']);
    expect(primary(shown({ E: 0.1, N: 0.7 }))).toEqual(['reserved', 'restrained', 'sensitive']);
    expect(primary(shown({ H: 0.9 }))).toEqual(['honest']);
  });

  it('lets a part of a domain speak for it where it is the stronger', () => {
    const parted = shown({ E: 0.5 }, aspects({ enthusiasm: 0.9, assertiveness: 0.1 }));
    expect(primary(parted)).toEqual(['enthusiastic', 'unassuming']);
    const torn = shown({ C: 0.65, N: 0.8 }, { facetOffsets: { prudence: -0.4, fearfulness: -0.6 } });
    expect(primary(torn)).toEqual(['sensitive', 'fearless', 'impulsive']);
  });
});

describe('speechPatterns', () => {
  it('are those of the most marked traits, five at most', () => {
    expect(speechPatterns(shown({ O: 0.4, N: 0.6 }))).toEqual([]);
    expect(speechPatterns(shown({ H: 0.2 }))).toEqual(['flattery and mention of important people']);
    expect(speechPatterns(shown({ O: 0.7, C: 0.2, E: 0.35, N: 0.9 }))).toEqual([
      'second thoughts and requests for reassurance',
      'sudden changes of tone',
      'thoughts left unfinished',
      'jumps from one subject to another',
      'abstract ideas and what-ifs',
    ]);
  });
});
