import fc from 'fast-check';
import { lexicon as vader } from 'vader-sentiment/src/vader_lexicon.js';
import { describe, expect, it } from 'vitest';
import { CUE_LISTS } from '../../adapters/lexicon/cues';
import { createLexiconAppraiser, type FullAppraisal, loadLexicon } from '../../adapters/lexicon/index';
import { expandPhrase } from '../../adapters/lexicon/phrases';
import { tokenize } from '../../adapters/lexicon/tokenize';
import { isEngineError } from '../../src/errors';

const context = {
  goals: [],
  coreValues: [],
  emotion: { valence: 0, arousal: 0, dominance: 0 },
  label: 'neutral',
};
const appraise = createLexiconAppraiser();
const read = (text: string): FullAppraisal => appraise({ text }, context);

const RANGES: Readonly<Record<keyof FullAppraisal, readonly [number, number]>> = {
  goalRelevance: [0, 1],
  goalCongruence: [-1, 1],
  expectedness: [0, 1],
  controllability: [0, 1],
  agency: [-1, 1],
  normCompatibility: [-1, 1],
  internalStandards: [-1, 1],
  adjustmentPotential: [0, 1],
  urgency: [0, 1],
};

const cueWords = CUE_LISTS.flatMap(({ phrases }) => phrases.split(',')).map((phrase) =>
  phrase.trim().replaceAll('..', '').replaceAll('~', ''),
);

// Random characters hardly ever make a clause; pieces of talk, marks and hostile code units do.
const talk = fc
  .array(
    fc.oneof(
      fc.constantFrom(...cueWords),
      fc.constantFrom(
        'i',
        'you',
        'your',
        'my',
        'not',
        'never',
        'if',
        'but',
        'are',
        'will',
        'stop',
        'make',
        'me',
        'very',
        'so',
      ),
      fc.constantFrom(
        '!',
        '?',
        '.',
        ',',
        '...',
        ' - ',
        ':(',
        ':)',
        '❤️',
        '👩‍👩‍👧',
        '\u0301',
        '\ud800',
        '\u200d',
        '\n',
        "'",
        '’',
      ),
      fc.constantFrom('constructor', '__proto__', 'toString', 'SOOOO', "don't"),
    ),
    { maxLength: 40 },
  )
  .chain((parts) => fc.constantFrom(' ', '').map((glue) => parts.join(glue)));
const anyText = fc.oneof(talk, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }));

describe('for every string', () => {
  it('the answer has all nine dimensions, finite and in range', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (text, lines) => {
        const answer = appraise(
          { text },
          { ...context, goals: lines, coreValues: lines, name: lines[0] ?? 'x' },
        );
        expect(Object.keys(answer).sort()).toEqual(Object.keys(RANGES).sort());
        for (const [key, [low, high]] of Object.entries(RANGES)) {
          const value = answer[key as keyof FullAppraisal];
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
          expect(Object.is(value, -0)).toBe(false);
        }
      }),
    );
  });

  it('the answer depends on nothing but the text and the context', () => {
    const other = createLexiconAppraiser();
    fc.assert(
      fc.property(anyText, anyText, (text, between) => {
        const first = read(text);
        read(between);
        expect(read(text)).toEqual(first);
        expect(other({ text }, context)).toEqual(first);
      }),
    );
  });

  it('more exclamation marks at the end never lower |congruence|', () => {
    fc.assert(
      fc.property(talk, fc.nat(6), fc.nat(3), (text, few, more) => {
        const size = (marks: number): number =>
          Math.abs(read(`${text} !${'!'.repeat(marks)}`).goalCongruence);
        expect(size(few + more)).toBeGreaterThanOrEqual(size(few));
      }),
    );
  });

  it('case and kind of apostrophe do not change what is said, only how loud', () => {
    fc.assert(
      fc.property(talk, (text) => {
        const lower = text.toLowerCase();
        expect(read(lower.replaceAll("'", '’'))).toEqual(read(lower.replaceAll('’', "'")));
      }),
    );
  });

  it('goals never lower relevance and change nothing else', () => {
    fc.assert(
      fc.property(talk, fc.array(fc.constantFrom(...cueWords), { maxLength: 4 }), (text, goals) => {
        const without = read(text);
        const concerned = appraise({ text }, { ...context, goals });
        expect(concerned.goalRelevance).toBeGreaterThanOrEqual(without.goalRelevance);
        expect({ ...concerned, goalRelevance: 0 }).toEqual({ ...without, goalRelevance: 0 });
      }),
    );
  });
});

describe('negation', () => {
  // Words that only the lexicon knows: a cue may mean more than its word.
  const cued = new Set(
    CUE_LISTS.flatMap(({ phrases }) => phrases.split(',')).flatMap((phrase) =>
      expandPhrase(phrase.trim().replaceAll(/\s+/g, ' ')).flat(),
    ),
  );
  const lexiconOnly = Object.entries(vader).filter(
    ([word, valence]) => /^[a-z]{4,}$/.test(word) && Math.abs(valence) >= 1 && !cued.has(word),
  );

  it('turns the sign and keeps less than all of it, for every word that only the lexicon knows', () => {
    expect(lexiconOnly.length).toBeGreaterThan(3000);
    for (const [word, valence] of lexiconOnly) {
      const said = read(`it is ${word}`).goalCongruence;
      const denied = read(`it is not ${word}`).goalCongruence;
      expect([word, Math.sign(said), Math.sign(denied)]).toEqual([
        word,
        Math.sign(valence),
        -Math.sign(valence),
      ]);
      expect(Math.abs(denied)).toBeLessThan(Math.abs(said) + 0.05);
    }
  });
});

describe('work', () => {
  const pieces = [
    'a',
    "a'",
    ':(',
    ' ',
    '\u0301',
    'e\u0301',
    '👩\u200d',
    '\u200d',
    '!',
    '?',
    '<3',
    '\ud800',
    'a ',
    'you lied to me, ',
    'not ',
    'i will never ',
    'soooo ',
  ];

  it('visits each code unit at most once when taking a text apart', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.nat(2000), (piece, times) => {
        const text = piece.repeat(times);
        const { steps, sentences } = tokenize(text, () => true);
        expect(steps).toBeLessThanOrEqual(text.length);
        // A contraction of one written word is at most three words.
        expect(sentences.reduce((sum, { words }) => sum + words.length, 0)).toBeLessThanOrEqual(
          3 * text.length,
        );
      }),
    );
  });

  // Milliseconds are not asserted closely: 100 ms is the aim, and a busy machine must not fail the suite.
  it.each(pieces)('reads a megabyte of %j in well under two seconds', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const start = performance.now();
    read(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('loadLexicon', () => {
  const entry = fc.tuple(
    fc.stringMatching(/^[a-z][a-z ]{0,12}[a-z]$/),
    fc.double({ min: -4, max: 4, noNaN: true }),
  );

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.constantFrom('\t', ','), (entries, separator) => {
        const text = ['word', ...entries.map(([word, valence]) => `${word}${separator}${valence}`)].join(
          '\n',
        );
        const read = loadLexicon(text, { separator: separator as '\t' | ',', header: true });
        for (const [word, valence] of new Map(entries)) expect(read.get(word)).toBeCloseTo(valence, 12);
        expect(read.size).toBe(new Map(entries).size);
      }),
    );
  });

  it('gives a Map of valences in range or INPUT_INVALID, for every text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(fc.constantFrom('a', ',', '\t', '"', '\n', '1', '.', 'e', '-', '#'))
            .map((p) => p.join('')),
        ),
        (text) => {
          try {
            for (const valence of loadLexicon(text).values())
              expect(Math.abs(valence)).toBeLessThanOrEqual(4);
          } catch (error) {
            expect(isEngineError(error, 'INPUT_INVALID')).toBe(true);
          }
        },
      ),
    );
  });
});
