import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { parseAppraisal, parseCharacterState, parseSessionState } from '../../src';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/constants/appraisal';
import { emotionConfigSchema } from '../../src/schema/emotion-config';
import { idSchema } from '../../src/schema/guards';
import { goalsSchema, identitySchema } from '../../src/schema/identity';
import { parseWith } from '../../src/schema/parse';
import { facetsSchema, personalitySchema } from '../../src/schema/personality';
import {
  createSessionSchema,
  elapsedSecondsSchema,
  listSchema,
  perceiveSchema,
} from '../../src/schema/session';
import {
  appraisalInputs,
  appraisals,
  emotionConfigs,
  facets,
  goalLists,
  identities,
  lines,
  perceiveInputs,
  personalities,
  sessionInputs,
  spans,
} from '../support/engine-arbitraries';
import { stories, tell } from '../support/engine-log';
import { deepFreeze, numbersIn } from '../support/fixtures-values';

const completePerceptions = fc
  .tuple(perceiveInputs, appraisals)
  .map(([input, appraisal]) => ({ ...input, appraisal }));

const CASES: readonly (readonly [name: string, schema: z.ZodType, values: fc.Arbitrary<unknown>])[] = [
  ['a personality', personalitySchema, personalities],
  ['facets', facetsSchema, facets],
  ['an emotionConfig', emotionConfigSchema, emotionConfigs],
  ['an identity', identitySchema, identities],
  ['goals', goalsSchema, goalLists],
  ['a new session', createSessionSchema, sessionInputs],
  ['something perceived', perceiveSchema, completePerceptions],
  ['an id', idSchema, lines(200)],
  ['a span of time', elapsedSecondsSchema, spans],
  [
    'a listing',
    listSchema,
    fc.record(
      { limit: fc.integer({ min: 1, max: 100 }), cursor: fc.base64String() },
      { noNullPrototype: true },
    ),
  ],
];

describe('parsing a valid value', () => {
  it.each(CASES)('gives the value itself: %s', (_, schema, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(parseWith(schema, deepFreeze(value), 'the value')).toStrictEqual(value);
      }),
    );
  });

  it.each(CASES)('gives a copy that shares nothing with the value: %s', (_, schema, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const parsed = parseWith(schema, value, 'the value');
        if (typeof value === 'object') expect(sharedParts(parsed, value)).toEqual([]);
      }),
    );
  });

  it('fills in what an appraisal may leave out, and nothing else', () => {
    fc.assert(
      fc.property(appraisalInputs, (input) => {
        const parsed = parseAppraisal(input);
        expect(Object.keys(parsed)).toEqual([...APPRAISAL_DIMENSIONS]);
        for (const name of APPRAISAL_DIMENSIONS) {
          expect(parsed[name]).toBe(input[name] ?? APPRAISAL_RANGES[name].neutral);
        }
      }),
    );
  });

  it('gives the states of any story themselves', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        expect(parseCharacterState(story.character)).toStrictEqual(story.character);
        for (const state of tell(story).states) expect(parseSessionState(state)).toStrictEqual(state);
      }),
    );
  });

  it('turns -0 into 0 everywhere, because JSON would: what is answered must equal what is stored', () => {
    const appraisal = Object.fromEntries(APPRAISAL_DIMENSIONS.map((name) => [name, -0]));
    const config = {
      homeBase: { valence: -0, arousal: -0, dominance: -0 },
      valenceOffset: -0,
      coupling: { valence: -0, arousal: -0 },
      gains: { positiveValence: -0, negativeValence: -0, arousal: -0, dominance: -0 },
      moodDeposit: -0,
      noisePerHour: -0,
      appraisalBias: -0,
    };
    const personality = { O: -0, C: -0, E: -0, A: -0, N: -0, H: -0 };
    const parsed = [
      parseAppraisal(appraisal),
      parseWith(createSessionSchema, { personality, facets: { anxiety: -0 }, emotionConfig: config }, 'it'),
      parseWith(perceiveSchema, { appraisal, elapsedSeconds: -0 }, 'it'),
      parseWith(elapsedSecondsSchema, -0, 'it'),
    ];
    const zeros = numbersIn(parsed);
    expect(zeros.length).toBeGreaterThan(30);
    expect(zeros.filter(([, value]) => Object.is(value, -0))).toEqual([]);
  });

  it('counts a thousand years as a hundred', () => {
    const year = 365.25 * 86_400;
    expect(elapsedSecondsSchema.parse(1000 * year)).toBe(100 * year);
    expect(elapsedSecondsSchema.parse(Number.MAX_VALUE)).toBe(100 * year);
    expect(elapsedSecondsSchema.parse(99 * year)).toBe(99 * year);
  });

  it('takes a listing without anything', () => {
    expect(parseWith(listSchema, {}, 'the listing')).toEqual({});
  });
});

/** The objects that stand in both values at the same place, as paths. */
function sharedParts(a: unknown, b: unknown, path = ''): string[] {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return [];
  if (a === b) return [path];
  return Object.keys(a).flatMap((key) =>
    sharedParts(Reflect.get(a, key), Reflect.get(b, key), `${path}.${key}`),
  );
}
