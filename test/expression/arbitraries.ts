import fc from 'fast-check';
import { type FeltLabel, LABEL_NAMES } from '../../src/constants/affect';
import { LIMITS } from '../../src/constants/limits';
import { DOMAINS, FACET_NAMES } from '../../src/constants/traits';
import type { PromptMoment, PromptSubject } from '../../src/expression';
import { goalsSchema, type Identity, identitySchema } from '../../src/schema/identity';
import type { Facets, Personality } from '../../src/schema/personality';
import { facetOffsets } from '../../src/traits/facets';

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
