import { afterAll, describe, expect, it } from 'vitest';
import {
  type EngineError,
  isEngineError,
  parseAppraisal,
  parseCharacterState,
  parseSessionState,
} from '../../src';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/constants/appraisal';
import { DOMAINS, FACET_NAMES } from '../../src/constants/traits';
import { idSchema } from '../../src/schema/guards';
import { parseWith } from '../../src/schema/parse';
import {
  createSessionSchema,
  elapsedSecondsSchema,
  listSchema,
  perceiveSchema,
} from '../../src/schema/session';
import { historyQuerySchema, listSessionsSchema, overrideFeelingSchema } from '../../src/schema/sessions-api';
import { GIFT, NEUTRAL } from '../support/engine-fixtures';
import { tell } from '../support/engine-log';
import { sampleStory } from '../support/fixtures-story';

type Path = readonly (string | number)[];
/** A place for a value: what parses with the value put there, and the path that an issue with it must have. */
type Place = readonly [name: string, parse: (value: unknown) => unknown, path: Path];

const create = (input: unknown) => parseWith(createSessionSchema, input, 'the session');
const perceive = (input: unknown) => parseWith(perceiveSchema, input, 'the event');
const list = (input: unknown) => parseWith(listSchema, input, 'the listing');
const listSessions = (input: unknown) => parseWith(listSessionsSchema, input, 'the listing');
const override = (input: unknown) => parseWith(overrideFeelingSchema, input, 'the feeling');
const history = (input: unknown) => parseWith(historyQuerySchema, input, 'the query');
const config = (key: string, value: unknown) =>
  create({ personality: NEUTRAL, emotionConfig: { [key]: value } });

/** Places for numbers. */
const NUMBERS: readonly Place[] = [
  ...DOMAINS.map(
    (key): Place => [
      key,
      (value) => create({ personality: { ...NEUTRAL, [key]: value } }),
      ['personality', key],
    ],
  ),
  ...FACET_NAMES.map((key): Place => [key, (value) => create({ facets: { [key]: value } }), ['facets', key]]),
  ...APPRAISAL_DIMENSIONS.map(
    (key): Place => [key, (value) => perceive({ appraisal: { ...GIFT, [key]: value } }), ['appraisal', key]],
  ),
  ...APPRAISAL_DIMENSIONS.map(
    (key): Place => [`${key} of parseAppraisal`, (value) => parseAppraisal({ ...GIFT, [key]: value }), [key]],
  ),
  ...[
    'valenceOffset',
    'emotionHalfLifeHours',
    'moodHalfLifeHours',
    'moodDeposit',
    'timeScale',
    'noisePerHour',
    'appraisalBias',
  ].map((key): Place => [key, (value) => config(key, value), ['emotionConfig', key]]),
  ...(
    [
      ['homeBase', 'valence'],
      ['homeBase', 'arousal'],
      ['homeBase', 'dominance'],
      ['coupling', 'valence'],
      ['coupling', 'arousal'],
      ['gains', 'positiveValence'],
      ['gains', 'negativeValence'],
      ['gains', 'arousal'],
      ['gains', 'dominance'],
    ] as const
  ).map(
    ([group, key]): Place => [
      `${group}.${key}`,
      (value) => config(group, { [key]: value }),
      ['emotionConfig', group, key],
    ],
  ),
  ['elapsedSeconds', (value) => perceive({ appraisal: GIFT, elapsedSeconds: value }), ['elapsedSeconds']],
  ['seconds of tick', (value) => parseWith(elapsedSecondsSchema, value, 'seconds'), []],
  ['limit', (value) => list({ limit: value }), ['limit']],
  ['limit of sessions', (value) => listSessions({ limit: value }), ['limit']],
  ['limit of a history', (value) => history({ limit: value }), ['limit']],
  ...(['valence', 'arousal', 'dominance'] as const).flatMap((axis): Place[] => [
    [`emotion.${axis}`, (value) => override({ emotion: { [axis]: value } }), ['emotion', axis]],
    [`mood.${axis}`, (value) => override({ mood: { [axis]: value } }), ['mood', axis]],
  ]),
];

/** Places for one line of text, with how long it may be. */
const LINES: readonly Place[] = [
  ['preset', (value) => create({ preset: value }), ['preset']],
  ['characterId', (value) => create({ characterId: value }), ['characterId']],
  ['userId', (value) => create({ personality: NEUTRAL, userId: value }), ['userId']],
  ['name', (value) => create({ identity: { name: value } }), ['identity', 'name']],
  ['idempotencyKey', (value) => perceive({ appraisal: GIFT, idempotencyKey: value }), ['idempotencyKey']],
  [
    'idempotencyKey of a session',
    (value) => create({ personality: NEUTRAL, idempotencyKey: value }),
    ['idempotencyKey'],
  ],
  ['characterId of a listing', (value) => listSessions({ characterId: value }), ['characterId']],
  ['userId of a listing', (value) => listSessions({ userId: value }), ['userId']],
  ['an id', (value) => parseWith(idSchema, value, 'id'), []],
];

/** Places for text of several lines. */
const TEXTS: readonly Place[] = [
  ['text', (value) => perceive({ text: value }), ['text']],
  ['context', (value) => perceive({ appraisal: GIFT, context: value }), ['context']],
  ['role', (value) => create({ identity: { role: value } }), ['identity', 'role']],
  ['background', (value) => create({ identity: { background: value } }), ['identity', 'background']],
  ['speakingStyle', (value) => create({ identity: { speakingStyle: value } }), ['identity', 'speakingStyle']],
  [
    'a core value',
    (value) => create({ identity: { coreValues: ['a', value] } }),
    ['identity', 'coreValues', 1],
  ],
  ['a goal', (value) => create({ goals: [value] }), ['goals', 0]],
];

/** Places for objects whose keys are known. */
const OBJECTS: readonly Place[] = [
  ['a session', create, []],
  ['a personality', (value) => create({ personality: value }), ['personality']],
  ['facets', (value) => create({ facets: value }), ['facets']],
  ['an identity', (value) => create({ identity: value }), ['identity']],
  ['an emotionConfig', (value) => create({ emotionConfig: value }), ['emotionConfig']],
  ['a homeBase', (value) => config('homeBase', value), ['emotionConfig', 'homeBase']],
  ['gains', (value) => config('gains', value), ['emotionConfig', 'gains']],
  ['a coupling', (value) => config('coupling', value), ['emotionConfig', 'coupling']],
  ['an event', perceive, []],
  ['an appraisal', (value) => perceive({ appraisal: value }), ['appraisal']],
  ['a listing', list, []],
  ['a listing of sessions', listSessions, []],
  ['a feeling', override, []],
  ['an emotion', (value) => override({ emotion: value }), ['emotion']],
  ['a mood', (value) => override({ mood: value }), ['mood']],
  ['a query', history, []],
];

/** Places for lists. */
const LISTS: readonly Place[] = [
  ['goals', (value) => create({ goals: value }), ['goals']],
  ['coreValues', (value) => create({ identity: { coreValues: value } }), ['identity', 'coreValues']],
];

const CURSOR: Place = ['cursor', (value) => list({ cursor: value }), ['cursor']];

const deepArray: unknown = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
const deepObject: unknown = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);

/** The error of a refusal: INPUT_INVALID, with an issue at the path or, for a key that is missing or too much, right below it. */
function refusalOf([name, parse, path]: Place, value: unknown, below?: string): EngineError<'INPUT_INVALID'> {
  let error: unknown;
  try {
    parse(value);
  } catch (caught) {
    error = caught;
  }
  if (!isEngineError(error, 'INPUT_INVALID'))
    throw new Error(`${name}: taken, or failed with ${String(error)}`);
  const { issues } = error.details;
  expect(
    issues.map((issue) => issue.path),
    name,
  ).toContainEqual(below === undefined ? path : [...path, below]);
  expect(issues.length, name).toBeLessThanOrEqual(20);
  expect(error.message.length, name).toBeLessThan(1500);
  return error;
}

afterAll(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

describe('a number', () => {
  it('is refused when it is none', () => {
    const notNumbers = [
      NaN,
      Infinity,
      -Infinity,
      JSON.parse('1e400'),
      '5',
      '',
      null,
      true,
      [],
      [0.5],
      {},
      1n,
    ];
    for (const place of NUMBERS) for (const value of notNumbers) refusalOf(place, value);
  });

  it('is refused when it is out of range', () => {
    for (const place of NUMBERS) {
      // Spans have no upper end: a longer one counts as the longest.
      const values = place[0].includes('econds') ? [-1, -Number.MIN_VALUE] : [-1e300, 1e300, 2 ** 53 + 2];
      for (const value of values) refusalOf(place, value);
    }
  });

  it('of an appraisal is refused right beyond its range and taken at its ends', () => {
    for (const name of APPRAISAL_DIMENSIONS) {
      const { low, high } = APPRAISAL_RANGES[name];
      const parse = (value: unknown) => parseAppraisal({ ...GIFT, [name]: value });
      for (const value of [low - 1e-15, high + 1e-15]) refusalOf([name, parse, [name]], value);
      for (const value of [low, high]) expect(parse(value)[name]).toBe(value);
    }
  });

  it('of entries on a page is refused when it is not a whole one from 1 to 100', () => {
    const place: Place = ['limit', (value) => list({ limit: value }), ['limit']];
    for (const limit of [0, 101, 1.5, -1]) refusalOf(place, limit);
    for (const limit of [1, 100]) expect(list({ limit })).toEqual({ limit });
  });

  it('is named when it is missing', () => {
    const { agency: _, ...rest } = GIFT;
    refusalOf(['appraisal', (value) => perceive({ appraisal: value }), ['appraisal']], rest, 'agency');
  });
});

describe('a text', () => {
  it('is refused when it is none, or broken', () => {
    const notTexts = [null, 5, true, [], ['a'], {}, { toString: () => 'a' }, '\u0000', 'a\ud800b', '\udc00'];
    for (const place of [...LINES, ...TEXTS]) for (const value of notTexts) refusalOf(place, value);
  });

  it('of one line is refused when it is empty, has control characters or 201 characters, and taken with 200', () => {
    const values = ['', 'a\nb', '\u007f', '\u0085', '\t', 'a'.repeat(201)];
    for (const place of LINES) {
      for (const value of values) refusalOf(place, value);
      expect(() => place[1]('a'.repeat(200))).not.toThrow();
    }
  });

  it('of several lines may have line breaks, tabs and any script', () => {
    for (const [, parse] of TEXTS) expect(() => parse('first\nsecond\t中文 🙂 e\u0301 \u202e')).not.toThrow();
  });

  it('is refused with a megabyte, and the refusal does not repeat it', () => {
    for (const place of [...LINES, ...TEXTS, CURSOR]) {
      const error = refusalOf(place, 'x'.repeat(1_000_000));
      expect(JSON.stringify(error), place[0]).not.toContain('xxxxxx');
    }
  });
});

describe('an object', () => {
  it('is refused when it is something else', () => {
    for (const place of OBJECTS)
      for (const value of [null, 5, 'text', true, () => {}, [], [1]]) refusalOf(place, value);
  });

  it('is refused with a key that it does not have, and the path leads to that key', () => {
    for (const key of ['unknown', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const text = `{${JSON.stringify(key)}:{"polluted":true,"prototype":{"polluted":true}}}`;
      for (const place of OBJECTS) refusalOf(place, JSON.parse(text), key);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    }
  });

  it('is refused with 200,000 unknown keys at once, in work that grows as they do, and in few words', () => {
    const refuseAll = (count: number): number => {
      const many = Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
      const start = process.cpuUsage();
      for (const place of OBJECTS) {
        const error = refusalOf(place, many, 'k0');
        expect(JSON.stringify(error).length, place[0]).toBeLessThan(20_000);
      }
      return process.cpuUsage(start).user;
    };
    refuseAll(1_000);
    const [fewer, more] = [refuseAll(20_000), refuseAll(200_000)];
    // Ten times the keys; looking at each key for each of the others would be a hundred times the work.
    expect(more / fewer).toBeLessThan(50);
  });

  it('is refused with a key of a megabyte, in few words', () => {
    for (const place of OBJECTS) {
      const key = 'k'.repeat(1_000_000);
      const error = refusalOf(place, { [key]: 1 }, key.slice(0, 200));
      expect(JSON.stringify(error).length, place[0]).toBeLessThan(3000);
    }
  });
});

describe('a list', () => {
  it('is refused when it is something else', () => {
    for (const place of LISTS) {
      for (const value of [null, 5, 'text', {}, { length: 1, 0: 'a' }, new Set(['a'])])
        refusalOf(place, value);
    }
  });

  it('is refused with more than 32 entries, and with a million of them soon', () => {
    const start = performance.now();
    for (const place of LISTS) {
      expect(() => place[1](Array(32).fill('a'))).not.toThrow();
      for (const value of [Array(33).fill('a'), Array(1_000_000).fill('a'), Array(1_000_000).fill(5)]) {
        refusalOf(place, value);
      }
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('JSON that is nested ten thousand deep', () => {
  it('is refused in every place', () => {
    for (const place of [...NUMBERS, ...LINES, ...TEXTS, CURSOR]) {
      refusalOf(place, deepArray);
      refusalOf(place, deepObject);
    }
    for (const place of OBJECTS) {
      refusalOf(place, deepArray);
      refusalOf(place, deepObject, 'a');
    }
    for (const [name, parse, path] of LISTS) {
      refusalOf([name, parse, [...path, 0]], deepArray);
      refusalOf([name, parse, path], deepObject);
    }
  });

  it('is refused below a key that nobody knows', () => {
    for (const place of OBJECTS) refusalOf(place, { unknown: deepObject }, 'unknown');
  });
});

describe('a state from outside', () => {
  const session = tell(sampleStory).states.at(-1)!;
  const kinds = [
    [parseSessionState, session],
    [parseCharacterState, sampleStory.character],
  ] as const;

  it('is refused as STATE_INVALID when it is no state at all', () => {
    for (const [parse] of kinds) {
      for (const value of [undefined, null, '{}', 5, [], {}, deepArray, deepObject]) {
        expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }));
      }
    }
  });

  it('is refused as STATE_INVALID when a part of it is wrong or too much', () => {
    const parts: readonly (readonly [key: string, value: unknown])[] = [
      ['version', 0],
      ['version', '1'],
      ['id', 5],
      ['id', 'a\u0000'],
      ['extra', 1],
      ['__proto__', { polluted: true }],
      ['createdAtMs', 8.64e15 + 2],
      ['createdAtMs', null],
      ['createdAtMs', NaN],
      ['goals', deepArray],
      ['emotionConfig', { timeScale: 0 }],
    ];
    for (const [parse, state] of kinds) {
      for (const [key, value] of parts) {
        const changed = structuredClone(state);
        Object.defineProperty(changed, key, { value, enumerable: true, configurable: true });
        expect(() => parse(changed), key).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }));
      }
    }
  });

  it('is refused as STATE_INVALID when any part of it is missing that must be there', () => {
    const optional = ['userId', 'cause', 'lastEvent', 'window', 'emotionConfig', 'goals', 'madeFor'];
    for (const [parse, state] of kinds) {
      for (const key of Object.keys(state)) {
        const { [key]: _, ...rest } = state as unknown as Record<string, unknown>;
        if (parse === parseSessionState && optional.includes(key)) expect(parse(rest)).toEqual(rest);
        else expect(() => parse(rest), key).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }));
      }
    }
  });

  it('is refused as STATE_VERSION_UNSUPPORTED when it is of a newer version', () => {
    for (const [parse, state] of kinds) {
      for (const version of [2, 3, 1e9, Infinity]) {
        expect(() => parse({ ...state, version })).toThrow(
          expect.objectContaining({
            code: 'STATE_VERSION_UNSUPPORTED',
            details: { found: version, supported: 1 },
          }),
        );
      }
    }
  });
});
