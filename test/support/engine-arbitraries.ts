import fc from 'fast-check';
import type {
  Appraisal,
  AppraisalInput,
  CreateSessionInput,
  EmotionConfig,
  Facets,
  Identity,
  Metadata,
  PerceiveInput,
  Personality,
} from '../../src';
import {
  APPRAISAL_DIMENSIONS,
  APPRAISAL_RANGES,
  type AppraisalDimension,
} from '../../src/constants/appraisal';
import { LIMITS } from '../../src/constants/limits';
import { DOMAINS, type Domain, FACET_NAMES, type Facet } from '../../src/constants/traits';

/** A number in a range, its ends and the numbers next to 0 more often than chance would have it; never -0. */
export function numberIn(low: number, high: number): fc.Arbitrary<number> {
  const edges = [low, high, 0, Number.MIN_VALUE, -Number.MIN_VALUE, (low + high) / 2];
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constantFrom(...edges.filter((edge) => edge >= low && edge <= high)) },
      { weight: 4, arbitrary: fc.double({ min: low, max: high, noNaN: true }) },
    )
    .map((x) => x + 0);
}

const unit = numberIn(0, 1);
const signed = numberIn(-1, 1);
const optional: { requiredKeys: []; noNullPrototype: true } = { requiredKeys: [], noNullPrototype: true };

/** One line as the schemas take it. */
export const lines = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 12) });

/** Several lines as the schemas take them: any Unicode but NUL and broken pairs. */
export const prose = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'binary', maxLength: Math.min(maxLength, 40) })
    .map((text) => text.replaceAll('\u0000', ' '));

/** All six domains. */
export const personalities: fc.Arbitrary<Personality> = fc.record(
  Object.fromEntries(DOMAINS.map((domain) => [domain, unit])) as Record<Domain, fc.Arbitrary<number>>,
  { noNullPrototype: true },
);

/** Any of the 24 facets. */
export const facets: fc.Arbitrary<Facets> = fc.record(
  Object.fromEntries(FACET_NAMES.map((facet) => [facet, unit])) as Record<Facet, fc.Arbitrary<number>>,
  optional,
);

const halfLives = fc.oneof(fc.constantFrom(0.001, 1_000_000), numberIn(0.001, 1_000_000), numberIn(0.1, 100));

/** Overrides of dynamics, up to the ends of what the schema takes. */
export const emotionConfigs: fc.Arbitrary<EmotionConfig> = fc.record(
  {
    homeBase: fc.record({ valence: signed, arousal: signed, dominance: signed }, optional),
    valenceOffset: signed,
    emotionHalfLifeHours: halfLives,
    moodHalfLifeHours: halfLives,
    coupling: fc.record({ valence: numberIn(0, 10), arousal: numberIn(0, 10) }, optional),
    gains: fc.record(
      {
        positiveValence: numberIn(0, 10),
        negativeValence: numberIn(0, 10),
        arousal: numberIn(0, 10),
        dominance: numberIn(0, 10),
      },
      optional,
    ),
    moodDeposit: unit,
    timeScale: fc.oneof(fc.constantFrom(0.0001, 10_000), numberIn(0.0001, 10_000)),
    noisePerHour: numberIn(0, 10),
    appraisalBias: numberIn(0, 2),
  },
  optional,
);

/** The same without noise, for laws that hold of the flow alone. */
export const quietConfigs: fc.Arbitrary<EmotionConfig> = emotionConfigs.map(
  ({ noisePerHour: _, ...quiet }) => quiet,
);

/** Complete appraisals. */
export const appraisals: fc.Arbitrary<Appraisal> = fc.record(
  Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((name) => [
      name,
      numberIn(APPRAISAL_RANGES[name].low, APPRAISAL_RANGES[name].high),
    ]),
  ) as Record<AppraisalDimension, fc.Arbitrary<number>>,
  { noNullPrototype: true },
);

/** Appraisals as callers may give them: some leave out what may be left out. */
export const appraisalInputs: fc.Arbitrary<AppraisalInput> = fc
  .tuple(appraisals, fc.boolean(), fc.boolean(), fc.boolean())
  .map(([{ internalStandards, adjustmentPotential, urgency, ...rest }, ...kept]) => ({
    ...rest,
    ...(kept[0] && { internalStandards }),
    ...(kept[1] && { adjustmentPotential }),
    ...(kept[2] && { urgency }),
  }));

/** Who a character is on paper. */
export const identities: fc.Arbitrary<Identity> = fc.record(
  {
    name: lines(LIMITS.nameLength),
    role: prose(),
    background: prose(),
    coreValues: fc.array(prose(), { maxLength: 4 }),
    speakingStyle: prose(),
    language: lines(LIMITS.roleLength),
  },
  optional,
);

/** What a host may keep beside a character. */
export const metadata: fc.Arbitrary<Metadata> = fc
  .letrec<{ json: unknown; object: Record<string, unknown> }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('json'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(
      fc
        .oneof(lines(8), fc.constantFrom('', 'prototype', 'toString', '0', 'toJSON'))
        .filter((key) => key !== '__proto__'),
      tie('json'),
      { maxKeys: 3, noNullPrototype: true },
    ),
  }))
  .object.map((object) => object as Metadata);

/** What a character wants. */
export const goalLists: fc.Arbitrary<string[]> = fc.array(
  prose().map((text) => `g${text}`.slice(0, 40).toWellFormed()),
  { maxLength: 4 },
);

/** Spans of time in seconds, from nothing to a hundred years. */
export const spans: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, Number.MIN_VALUE, 1e-9, LIMITS.elapsedSeconds),
  numberIn(0, 3600),
  numberIn(0, 30 * 86_400),
  numberIn(0, LIMITS.elapsedSeconds),
);

/** Instants from 1938 to 2100, whole and broken milliseconds. */
export const instants: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -1e12, max: 4.1e12 }),
  numberIn(-1e12, 4.1e12),
);

/** What a session may be created with when it has no preset. */
export const sessionInputs: fc.Arbitrary<CreateSessionInput> = fc
  .record(
    {
      facets,
      identity: identities as fc.Arbitrary<NonNullable<CreateSessionInput['identity']>>,
      emotionConfig: emotionConfigs,
      goals: goalLists,
      userId: lines(LIMITS.idLength),
      metadata,
    },
    optional,
  )
  .chain((rest) => personalities.map((personality) => ({ personality, ...rest })));

/** What a session may perceive, without a key. */
export const perceiveInputs: fc.Arbitrary<PerceiveInput> = fc
  .record({ text: prose().map((text) => `t${text}`), context: prose(), elapsedSeconds: spans }, optional)
  .chain((rest) => appraisalInputs.map((appraisal) => ({ appraisal, ...rest })));
