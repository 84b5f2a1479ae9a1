import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_NAMES } from '../../src/constants/affect';
import { DOMAINS } from '../../src/constants/traits';
import { BEHAVIOURS, levelPhrase } from '../../src/expression/behaviours';
import { elapsedInWords } from '../../src/expression/elapsed';
import { languageName } from '../../src/expression/languages';
import { describePersonality } from '../../src/expression/personality-text';
import { PHRASES } from '../../src/expression/phrases';
import { listed, oneLine, twoDecimals } from '../../src/expression/text';
import { cutText } from '../../src/text/cut-text';
import { anyPersonality, anyText, signed } from './arbitraries';

const MIDDLE = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

describe('phrases', () => {
  it('has one for every label and one for having none, no two alike', () => {
    expect(Object.keys(PHRASES).sort()).toEqual(['neutral', ...LABEL_NAMES].sort());
    for (const part of ['adjective', 'cue'] as const) {
      const words = Object.values(PHRASES).map((phrase) => phrase[part]);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  it.each(Object.entries(PHRASES))('%s goes on with the sentence it completes', (_, { adjective, cue }) => {
    for (const words of [adjective, cue]) expect(words).toMatch(/^[a-z][a-z ,-]*[a-z]$/);
  });
});

describe('behaviours', () => {
  it('are one sentence each, no two alike', () => {
    const sentences = DOMAINS.flatMap((domain) => Object.values(BEHAVIOURS[domain]));
    expect(sentences).toHaveLength(24);
    expect(new Set(sentences).size).toBe(24);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
  });

  it('stand beside the pole that they belong to', () => {
    expect(levelPhrase('O', 'very low')).toBe('very practical and conventional');
    expect(levelPhrase('O', 'low')).toBe('practical and conventional');
    expect(levelPhrase('O', 'high')).toBe('curious and imaginative');
    expect(levelPhrase('O', 'very high')).toBe('very curious and imaginative');
  });
});

describe('describePersonality', () => {
  it('says of somebody in the middle just that', () => {
    expect(describePersonality(MIDDLE, {})).toEqual([
      'Around the middle in openness, conscientiousness, extraversion, agreeableness, neuroticism and honesty-humility.',
    ]);
  });

  it('says every domain exactly once', () => {
    fc.assert(
      fc.property(anyPersonality, (personality) => {
        const text = describePersonality(personality, {}).join('\n');
        for (const name of ['openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism'])
          expect(text.split(name)).toHaveLength(2);
        expect(text).not.toMatch(/\d/);
      }),
    );
  });

  it('names a facet from a difference of .15 on', () => {
    const striking = (personality: object, offsets: object) =>
      describePersonality({ ...MIDDLE, ...personality }, offsets).filter((line) =>
        line.startsWith('In the finer'),
      );
    expect(striking({}, { patience: 0.14 })).toEqual([]);
    expect(striking({}, { patience: 0.15 })).toEqual([
      'In the finer traits: more patience than the rest of agreeableness (high).',
    ]);
    // .7 - .55 and .55 - .4 fall on different sides of .15 in doubles.
    expect(striking({ A: 0.55 }, { patience: 0.7 - 0.55 })).toHaveLength(1);
    expect(striking({ A: 0.4 }, { patience: 0.55 - 0.4 })).toHaveLength(1);
    expect(striking({}, { patience: -0.2, socialBoldness: 0.4 })).toEqual([
      'In the finer traits: more social boldness than the rest of extraversion (very high) and less patience than the rest of agreeableness (low).',
    ]);
  });

  it('judges a facet by where it ends up, not by an offset that the range cuts off', () => {
    expect(describePersonality({ ...MIDDLE, A: 0.95 }, { patience: 0.4 }).join()).not.toContain('patience');
  });
});

describe('elapsedInWords', () => {
  it.each([
    [0, undefined],
    [5 / 60, undefined],
    [Number.NaN, undefined],
    [-1, undefined],
    [6 / 60, 'about five minutes'],
    [0.5, 'about 30 minutes'],
    [57 / 60, 'about 55 minutes'],
    [58 / 60, 'about an hour'],
    [1.4, 'about an hour'],
    [3.1, 'about three hours'],
    [14.2, 'about 14 hours'],
    [23.4, 'about 23 hours'],
    [23.6, 'about a day'],
    [75, 'about three days'],
    [13 * 24, 'about 13 days'],
    [14 * 24, 'about two weeks'],
    [8 * 168, 'about eight weeks'],
    [60 * 24, 'about two months'],
    [365 * 24, 'about twelve months'],
    [2 * 8766, 'about two years'],
    [99 * 8766, 'about 99 years'],
    [100 * 8766, 'more than a hundred years'],
    [Number.POSITIVE_INFINITY, 'more than a hundred years'],
  ])('says %f hours as %s', (hours, words) => {
    expect(elapsedInWords(hours)).toBe(words);
  });

  it('never says one, none or more than a unit holds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (hours) => {
        const words = elapsedInWords(hours) ?? '';
        expect(words).toMatch(
          /^$|^about (an hour|a day|(?!one |no )[a-z0-9]+ (minutes|hours|days|weeks|months|years))$|^more than a hundred years$/,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('languageName', () => {
  it.each([
    ['pt-BR', 'Portuguese (pt-BR)'],
    ['zh_TW', 'Chinese (zh_TW)'],
    ['en', 'English'],
    ['DE', 'German'],
    ['English', 'English'],
    ['  Brazilian   Portuguese ', 'Brazilian Portuguese'],
    ['tlh', 'tlh'],
    ['', ''],
  ])('calls %j %j', (language, name) => {
    expect(languageName(language)).toBe(name);
  });
});

describe('text', () => {
  it('brings text onto one line', () => {
    expect(oneLine(' a\r\n\tb\u2028c ')).toBe('a b c');
  });

  it('says lists as they are said', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('writes two decimals and no minus before nothing', () => {
    expect([twoDecimals(-0.001), twoDecimals(-0), twoDecimals(0.005), twoDecimals(-0.4)]).toEqual([
      '0.00',
      '0.00',
      '0.01',
      '-0.40',
    ]);
    fc.assert(
      fc.property(signed, (x) => {
        expect(twoDecimals(x)).toMatch(/^-?[01]\.\d\d$/);
        expect(twoDecimals(x)).not.toBe('-0.00');
      }),
    );
  });

  it('cuts text within its length, between code points, with a mark', () => {
    expect(cutText('abc', 3)).toBe('abc');
    expect(cutText('abcd', 3)).toBe('ab…');
    expect(cutText('a😀bcd', 3)).toBe('a…');
    fc.assert(
      fc.property(anyText(20), fc.integer({ min: 1, max: 12 }), (text, length) => {
        const cut = cutText(text, length);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(cut.isWellFormed()).toBe(true);
        if (text.length <= length) expect(cut).toBe(text.toWellFormed());
        else expect(text.toWellFormed().startsWith(cut.slice(0, -1)) && cut.endsWith('…')).toBe(true);
      }),
    );
  });
});
