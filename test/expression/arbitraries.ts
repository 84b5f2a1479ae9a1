import fc from 'fast-check';
import { type FeltLabel, LABEL_NAMES } from '../../src/constants/affect';
import { LIMITS } from '../../src/constants/limits';
import { ASPECTS, type Aspect, DOMAINS, FACET_NAMES } from '../../src/constants/traits';
import type { ProfileSubject, PromptMoment, PromptSubject } from '../../src/expression';
import { FULL_CONFIDENCE, type ShownTraits } from '../../src/expression/shown-traits';
import { emotionConfigSchema } from '../../src/schema/emotion-config';
import { goalsSchema, type Identity, identitySchema } from '../../src/schema/identity';
import type { Facets, Personality } from '../../src/schema/personality';
import { facetOffsets } from '../../src/traits/facets';

const ASPECT_NAMES = Object.keys(ASPECTS) as readonly Aspect[];

/** Any string at all: UTF-16 units, lone surrogates and control characters among them. */
export const anyText = (maxLength: number) =>
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength,
  });

const blanks = fc.constantFrom('', ' ', '\n', ' \n\t ', '\u2028', 'a\r\nb', ' a ');

/** Prose as the schemas accept it: several lines, no NUL, well formed. */
const prose = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      blanks,
    )
    .map((text) => text.replaceAll('\0', '').slice(0, maxLength).toWellFormed());

/** One line as the schemas accept it: not empty, no control characters. */
const line = (maxLength: number) =>
  prose(maxLength).map(
    (text) =>
      text
        .replaceAll(/\p{Cc}/gu, '')
        .slice(0, maxLength)
        .toWellFormed() || ' ',
  );

const list = fc.array(prose(LIMITS.entryLength), { maxLength: 6 });

export const unit = fc.double({ min: 0, max: 1, noNaN: true });
export const signed = fc.double({ min: -1, max: 1, noNaN: true });

export const anyIdentity: fc.Arbitrary<Identity> = fc
  .record(
    {
      name: line(LIMITS.nameLength),
      role: prose(LIMITS.roleLength),
      background: prose(LIMITS.backgroundLength),
      coreValues: list,
      speakingStyle: prose(LIMITS.speakingStyleLength),
      language: fc.oneof(line(LIMITS.roleLength), fc.constantFrom('en', 'pt-BR', 'zh_TW', 'Old English')),
    },
    { requiredKeys: [] },
  )
  .map((identity) => identitySchema.parse(identity));

export const anyPersonality = fc.record(
  Object.fromEntries(DOMAINS.map((domain) => [domain, unit])),
) as fc.Arbitrary<Personality>;

const anyFacets = fc.record(Object.fromEntries(FACET_NAMES.map((facet) => [facet, unit])), {
  requiredKeys: [],
}) as fc.Arbitrary<Facets>;

export const anySubject: fc.Arbitrary<PromptSubject> = fc
  .record({
    identity: anyIdentity,
    personality: anyPersonality,
    facets: anyFacets,
    goals: list.map((goals) => goalsSchema.parse(goals.filter((goal) => goal !== ''))),
  })
  .map(({ facets, ...rest }) => ({ ...rest, facetOffsets: facetOffsets(rest.personality, facets) }));

const anyVad = fc.record({ valence: signed, arousal: signed, dominance: signed });
const anyLabel = fc.constantFrom<FeltLabel>('neutral', ...LABEL_NAMES);

export const anyMoment: fc.Arbitrary<PromptMoment> = fc.record(
  {
    emotion: fc.record(
      {
        vad: anyVad,
        label: anyLabel,
        secondary: anyLabel,
        intensity: unit,
        labels: anyLabel.map((label) => [{ label, probability: 1 }]),
      },
      { requiredKeys: ['vad', 'label', 'intensity', 'labels'] },
    ),
    mood: fc.record({ vad: anyVad, label: anyLabel }),
    event: fc.record({ text: anyText(1200), context: anyText(1200) }, { requiredKeys: [] }),
    hoursSinceEvent: fc.oneof(fc.double({ min: 0 }), fc.double({ min: 0, max: 2000, noNaN: true })),
  },
  { requiredKeys: ['emotion', 'mood'] },
);

/** An aspect can lie anywhere; the domains beside it are their own, as callers may hand them over out of step by a rounding error. */
const anyAspects = fc.record(
  Object.fromEntries(ASPECT_NAMES.map((aspect) => [aspect, unit])),
) as fc.Arbitrary<ProfileSubject['aspects']>;

const anyConfidence = fc.record(
  Object.fromEntries(DOMAINS.map((domain) => [domain, fc.oneof(unit, fc.constant(0.8))])),
) as fc.Arbitrary<ProfileSubject['confidence']>;

/** Overrides of feelings as far as they may go: among them gains that move nobody and home bases in the corners. */
const anyEmotionConfig = fc
  .record(
    {
      homeBase: fc.record({ valence: signed, arousal: signed, dominance: signed }, { requiredKeys: [] }),
      gains: fc.record(
        {
          positiveValence: fc.constantFrom(0, 1, 10),
          negativeValence: fc.constantFrom(0, 1, 10),
          arousal: fc.constantFrom(0, 1, 10),
          dominance: fc.constantFrom(0, 1, 10),
        },
        { requiredKeys: [] },
      ),
      appraisalBias: fc.constantFrom(0, 1, 2),
      noisePerHour: fc.constantFrom(0, 0.0586),
    },
    { requiredKeys: [] },
  )
  .map((config) => emotionConfigSchema.parse(config));

export const anyProfileSubject: fc.Arbitrary<ProfileSubject> = fc
  .record({
    identity: anyIdentity,
    personality: anyPersonality,
    aspects: anyAspects,
    facets: anyFacets,
    confidence: anyConfidence,
    emotionConfig: anyEmotionConfig,
  })
  .map(({ facets, ...rest }) => ({ ...rest, facetOffsets: facetOffsets(rest.personality, facets) }));

const hundredth = fc.integer({ min: 0, max: 100 }).map((x) => x / 100);

/** Traits in hundredths, as authors write them, so that mirroring them is exact. */
export const anyShownTraits: fc.Arbitrary<ShownTraits> = fc.record({
  personality: fc.record(
    Object.fromEntries(DOMAINS.map((domain) => [domain, hundredth])),
  ) as fc.Arbitrary<Personality>,
  aspects: fc.record(Object.fromEntries(ASPECT_NAMES.map((aspect) => [aspect, hundredth]))) as fc.Arbitrary<
    ShownTraits['aspects']
  >,
  facetOffsets: fc.record(
    Object.fromEntries(
      FACET_NAMES.map((facet) => [facet, fc.integer({ min: -100, max: 100 }).map((x) => x / 100)]),
    ),
    { requiredKeys: [] },
  ),
});

/** A character as its author wrote it: both aspects of a domain at its value, and certain of them. */
export function profileSubject(
  personality: Partial<Personality>,
  confidence: number = FULL_CONFIDENCE,
): ProfileSubject {
  const whole = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5, ...personality };
  return {
    identity: {},
    personality: whole,
    aspects: Object.fromEntries(
      ASPECT_NAMES.map((aspect) => [aspect, whole[ASPECTS[aspect]]]),
    ) as ProfileSubject['aspects'],
    facetOffsets: {},
    confidence: Object.fromEntries(
      DOMAINS.map((domain) => [domain, confidence]),
    ) as ProfileSubject['confidence'],
    emotionConfig: {},
  };
}
