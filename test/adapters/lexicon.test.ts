import { describe, expect, it } from 'vitest';
import { cueIssues } from '../../adapters/lexicon/check';
import { CUE_LISTS } from '../../adapters/lexicon/cues';
import {
  createLexiconAppraiser,
  type LexiconAppraiserOptions,
  type LoadLexiconOptions,
  loadLexicon,
} from '../../adapters/lexicon/index';
import { verbForms } from '../../adapters/lexicon/phrases';
import { tokenize } from '../../adapters/lexicon/tokenize';
import { isEngineError } from '../../src/errors';
import type { AppraiserContext } from '../../src/ports';

const context = {
  goals: [],
  coreValues: [],
  emotion: { valence: 0, arousal: 0, dominance: 0 },
  label: 'neutral',
};
const appraise = createLexiconAppraiser();
const read = (text: string, about: Partial<AppraiserContext> = {}) =>
  appraise({ text }, { ...context, ...about });

const knowsAll = (): boolean => true;
const wordsOf = (text: string): string[] =>
  tokenize(text, knowsAll).sentences.flatMap(({ words }) => words.map((word) => word.text));

/** The issues of the INPUT_INVALID that `run` throws. */
function issuesOf(run: () => unknown): readonly { path: readonly (string | number)[]; message: string }[] {
  try {
    run();
  } catch (error) {
    if (isEngineError(error, 'INPUT_INVALID')) return error.details.issues;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the answer', () => {
  it('is neutral and concerns nobody for a text without words', () => {
    expect(read(' ?! ')).toEqual(read(''));
    expect(read('')).toEqual({
      goalRelevance: 0,
      goalCongruence: 0,
      expectedness: 0.5,
      controllability: 0.5,
      agency: 0,
      normCompatibility: 0,
      internalStandards: 0,
      adjustmentPotential: 0.5,
      urgency: 0.5,
    });
  });

  it('throws the reason of an aborted signal and nothing else', () => {
    const reason = new Error('enough');
    expect(() => appraise({ text: 'Hello' }, context, AbortSignal.abort(reason))).toThrow(reason);
  });

  it('treats names of object members as ordinary words', () => {
    for (const word of ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])
      expect(read(word)).toEqual(read('spoon'));
  });
});

describe('grammar', () => {
  it('turns the sign by the one who acts', () => {
    expect(read('You lied to me.').agency).toBeGreaterThan(0.5);
    expect(read('I lied to you.').agency).toBeLessThan(-0.5);
    expect(read('You were betrayed.').agency).toBeLessThan(-0.5);
  });

  it('takes the name for the character where a verb follows', () => {
    expect(read('Mira is so brave.', { name: 'Mira Holt' }).agency).toBeGreaterThan(0.3);
    expect(read('Mira is so brave.').agency).toBeLessThan(0);
  });

  it('lets what stands after "but" outweigh what stands before', () => {
    expect(read('You are kind, but you are lazy.').goalCongruence).toBeLessThan(0);
    expect(read('You are lazy, but you are kind.').goalCongruence).toBeGreaterThan(0);
  });

  it.each([
    ['You are very kind.', 'You are kind.'],
    ['You are kind.', 'You are slightly kind.'],
    ['You are KIND.', 'You are kind.'],
    ['You are sooooo kind.', 'You are kind.'],
    ['You are kind!!!', 'You are kind.'],
    ['You are kind.', 'Are you kind?'],
    ['You are kind.', 'You might be kind.'],
    ['You are kind :)', 'You are kind.'],
    ['You are kind ❤️', 'You are kind.'],
  ])('%s is more than %s', (more, less) => {
    expect(read(more).goalCongruence).toBeGreaterThan(read(less).goalCongruence);
  });

  it.each([
    ['You’re kind', "You're kind"],
    ['youre kind', "You're kind"],
    ['u r kind', 'you are kind'],
    ["You can't sing, liar", 'you cannot sing, liar'],
    ['I dont hate you', 'I do not hate you'],
    ['YOU ARE NICE', 'YOU ARE NICE'],
    ['That’s gooooood', "That's gooood"],
  ])('%s reads as %s', (one, other) => {
    expect(read(one)).toEqual(read(other));
  });

  it('does not take an address for a face', () => {
    expect(read('see http://example.com')).toEqual(read('see example com'));
  });
});

describe('the context', () => {
  it('raises relevance where a goal is touched, and no more', () => {
    const text = 'The villagers are on the road.';
    const concerned = read(text, { goals: ['protect the village'] });
    expect(concerned.goalRelevance).toBeGreaterThan(read(text).goalRelevance + 0.2);
    expect({ ...concerned, goalRelevance: 0 }).toEqual({ ...read(text), goalRelevance: 0 });
  });

  it('makes a breach of a core value weigh more', () => {
    const text = 'You lied to me.';
    expect(read(text, { coreValues: ['honesty'] }).normCompatibility).toBeLessThan(
      read(text).normCompatibility,
    );
    expect(read(text, { coreValues: ['gardening'] })).toEqual(read(text));
  });
});

describe('words and cues of the user', () => {
  it('adds words and overrides the built-in ones', () => {
    const own = createLexiconAppraiser({
      lexicon: [
        ['blorptastic', 3.5],
        ['SICK', 2],
        ['home run', 3],
      ],
    });
    expect(own({ text: 'That is blorptastic.' }, context).goalCongruence).toBeGreaterThan(0.5);
    expect(own({ text: 'That is sick.' }, context).goalCongruence).toBeGreaterThan(0.3);
    expect(own({ text: 'What a home run' }, context).goalCongruence).toBeGreaterThan(0.3);
    expect(own({ text: 'That is lovely.' }, context)).toEqual(read('That is lovely.'));
  });

  it('leaves VADER out when it is not to be extended', () => {
    const bare = createLexiconAppraiser({ lexicon: new Map([['luminous', 3]]), extend: false });
    expect(bare({ text: 'That was a catastrophe.' }, context).goalCongruence).toBe(0);
    expect(bare({ text: 'That was luminous.' }, context).goalCongruence).toBeGreaterThan(0);
    expect(bare({ text: 'Thank you!' }, context).goalCongruence).toBeGreaterThan(0);
  });

  it('reads phrases of the user before its own', () => {
    const own = createLexiconAppraiser({
      cues: [
        { phrase: 'the Empire .. coming', act: 'danger', strength: 3 },
        { phrase: '~frobnicate', shift: { urgency: 0.4 } },
        { phrase: 'hello', act: 'insult' },
      ],
    });
    const alarm = own({ text: 'The empire is coming!' }, context);
    expect(alarm.goalCongruence).toBeLessThan(-0.5);
    expect(alarm.urgency).toBeGreaterThan(0.8);
    expect(own({ text: 'He frobnicated it.' }, context).urgency).toBeCloseTo(0.9);
    expect(own({ text: 'Hello' }, context).goalCongruence).toBeLessThan(0);
  });

  const refused: readonly (readonly [options: unknown, path: readonly (string | number)[]])[] = [
    [{ lexicon: [['fine', Number.NaN]] }, ['lexicon', 'fine']],
    [{ lexicon: [['fine', 4.01]] }, ['lexicon', 'fine']],
    [{ lexicon: new Map([['__proto__', -9]]) }, ['lexicon', '__proto__']],
    [{ lexicon: [['  ', 1]] }, ['lexicon', 0, 0]],
    [{ lexicon: [['x'.repeat(201), 1]] }, ['lexicon', 0, 0]],
    [{ lexicon: ['ab'] }, ['lexicon', 0, 0]],
    [{ cues: [{ phrase: '', act: 'insult' }] }, ['cues', 0, 'phrase']],
    [{ cues: [{ phrase: 'a .. .. .. b', act: 'insult' }] }, ['cues', 0, 'phrase']],
    [{ cues: [{ phrase: '.. b', act: 'insult' }] }, ['cues', 0, 'phrase']],
    [{ cues: [{ phrase: '?! b', act: 'insult' }] }, ['cues', 0, 'phrase']],
    [{ cues: [{ phrase: 'a b c d e f g h i', act: 'insult' }] }, ['cues', 0, 'phrase']],
    [{ cues: [{ phrase: 'a' }] }, ['cues', 0]],
    [{ cues: [{ phrase: 'a', act: 'toString' }] }, ['cues', 0, 'act']],
    [{ cues: [{ phrase: 'a', act: 'insult' as const, strength: 0 }] }, ['cues', 0, 'strength']],
    [{ cues: [{ phrase: 'a', shift: { urgency: 2 } }] }, ['cues', 0, 'shift', 'urgency']],
    [{ cues: [{ phrase: 'a', shift: { valence: 0 } }] }, ['cues', 0, 'shift', 'valence']],
  ];
  it.each(refused)('refuses %j', (options, path) => {
    expect(issuesOf(() => createLexiconAppraiser(options as LexiconAppraiserOptions))[0]?.path).toEqual(path);
  });
});

describe('loadLexicon', () => {
  it('maps the scale of the list onto [-4, 4]', () => {
    expect([...loadLexicon('good\t9\nbad\t1\nso\t5', { scale: [1, 9] })]).toEqual([
      ['good', 4],
      ['bad', -4],
      ['so', 0],
    ]);
  });

  it('reads commas, quotes, a byte order mark, CRLF, comments, blank lines and a header', () => {
    const text = '\ufeffword,mean,n\r\n# mine\r\n\r\n"well, well",1.5,3\r\n"say ""hi""",-2,1\r\nplain,0,\r\n';
    expect([...loadLexicon(text)]).toEqual([
      ['well, well', 1.5],
      ['say "hi"', -2],
      ['plain', 0],
    ]);
  });

  it('takes columns by number and the last of two entries', () => {
    const text = '1\tsun\t.9\t.5\n2\tsun\t.5\t.5';
    expect([...loadLexicon(text, { wordColumn: 1, valenceColumn: 2, scale: [0, 1] })]).toEqual([['sun', 0]]);
  });

  it('names every line that cannot be used', () => {
    const issues = issuesOf(() => loadLexicon('word,v\nfine,1\n,2\nodd,Infinity\nhex,0x2\nhigh,5\nshort'));
    expect(issues.map(({ path }) => path)).toEqual([3, 4, 5, 6, 7].map((line) => ['line', line]));
  });

  it.each([
    [{ scale: [1, 1] }, 'scale'],
    [{ scale: [0, Number.NaN] }, 'scale'],
    [{ wordColumn: -1 }, 'wordColumn'],
    [{ valenceColumn: 0.5 }, 'valenceColumn'],
  ] as readonly (readonly [LoadLexiconOptions, string])[])('refuses the option %j', (options, name) => {
    expect(issuesOf(() => loadLexicon('a,1', options))[0]?.path).toEqual(['options', name]);
  });

  it('keeps names of object members as words', () => {
    const valences = loadLexicon('__proto__\t2\nconstructor\t-2');
    expect([...valences]).toEqual([
      ['__proto__', 2],
      ['constructor', -2],
    ]);
    expect(
      createLexiconAppraiser({ lexicon: valences })({ text: 'constructor' }, context).goalCongruence,
    ).toBeLessThan(0);
  });
});

describe('the lists', () => {
  const phrases = CUE_LISTS.flatMap((list) =>
    list.phrases.split(',').map((phrase) => ({ phrase: phrase.trim().replaceAll(/\s+/g, ' '), list })),
  );

  it('hold only phrases that a text can contain', () => {
    expect(cueIssues(phrases.map(({ phrase }) => ({ phrase, act: 'request' })))).toEqual([]);
    const unread = phrases.filter(({ phrase }) => {
      const plain = phrase
        .split(' ')
        .filter((part) => part !== '..')
        .map((part) => part.replace('~', ''));
      return wordsOf(plain.join(' ')).join(' ') !== plain.join(' ');
    });
    expect(unread.map(({ phrase }) => phrase)).toEqual([]);
  });

  it('hold no phrase that an earlier one always shadows', () => {
    const met = new Set<string>();
    const shadowed = phrases.filter(({ phrase, list }) => {
      if (list.sense === undefined) return false;
      const before = met.has(phrase);
      if (list.when === undefined) met.add(phrase);
      return before;
    });
    expect(shadowed.map(({ phrase }) => phrase)).toEqual([]);
  });

  it('know the forms of verbs', () => {
    expect(verbForms('carry')).toEqual(['carry', 'carries', 'carrying', 'carried']);
    expect(verbForms('stab')).toEqual(['stab', 'stabs', 'stabbing', 'stabbed']);
    expect(verbForms('lie')).toEqual(['lie', 'lies', 'lying', 'lied']);
    expect(verbForms('forgive')).toEqual(['forgive', 'forgives', 'forgiving', 'forgave', 'forgiven']);
    expect(verbForms('watch')).toEqual(['watch', 'watches', 'watching', 'watched']);
  });
});
