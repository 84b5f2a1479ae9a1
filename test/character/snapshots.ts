import fc from 'fast-check';
import {
  type BeliefTrait,
  FACET_NAMES,
  type Facet,
  type PersonalitySnapshot,
  type TraitBelief,
} from '../../src';
import { LIMITS } from '../../src/constants/limits';
import { LAST_INSTANT_MS } from '../../src/constants/time';
import { BELIEF_TRAITS } from '../../src/constants/traits';
import { emotionConfigs, magnitudeIn, signedUnit, unit } from '../support/arbitraries';
import { BIRTH } from './lives';

const counts = fc.oneof(
  fc.constantFrom(0, 1, LIMITS.snapshotCount),
  fc.integer({ min: 0, max: LIMITS.snapshotCount }),
);
const precisions = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(Number.MIN_VALUE, 1e-20, 1e-15, Number.MAX_VALUE) },
  { weight: 4, arbitrary: magnitudeIn(-2, 6) },
);
const instants = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(-LAST_INSTANT_MS, 0, LAST_INSTANT_MS) },
  { weight: 4, arbitrary: fc.integer({ min: -1e12, max: 4e12 }) },
);
/** How long before a snapshot a belief was last changed. */
const ages = fc.oneof(
  fc.constantFrom(0, 1, 86_400_000),
  magnitudeIn(0, 16).map((ms) => Math.floor(ms)),
);

const beliefs: fc.Arbitrary<Record<BeliefTrait, TraitBelief>> = fc.record(
  Object.fromEntries(
    BELIEF_TRAITS.map((trait) => [
      trait,
      fc.record(
        { mean: unit, setPoint: unit, precision: precisions, observations: counts, updatedAtMs: ages },
        { noNullPrototype: true },
      ),
    ]),
  ) as Record<BeliefTrait, fc.Arbitrary<TraitBelief>>,
  { noNullPrototype: true },
);

const days = fc.array(
  fc.record(
    {
      index: fc.oneof(
        fc.integer({ min: -20_000, max: 30_000 }),
        fc.constantFrom(Math.floor(BIRTH / 86_400_000), Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      ),
      moved: fc.record(
        Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, unit])) as Record<BeliefTrait, typeof unit>,
        { requiredKeys: [], noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  ),
  { maxLength: LIMITS.changeDays },
);

/** Anything that an author may have said of facets, feeling and change. */
export const authored: fc.Arbitrary<NonNullable<PersonalitySnapshot['authored']>> = fc.record(
  {
    facetOffsets: fc.record(
      Object.fromEntries(FACET_NAMES.map((facet) => [facet, signedUnit])) as Record<Facet, typeof signedUnit>,
      { requiredKeys: [], noNullPrototype: true },
    ),
    emotionConfig: emotionConfigs.map((config) => structuredClone(config)),
    plasticity: fc.constantFrom(0, 1, 10),
    learnsFromSessions: fc.boolean(),
  },
  { requiredKeys: ['facetOffsets', 'emotionConfig'], noNullPrototype: true },
);

/** Any snapshot of a personality that may be put back: of any age and certainty, from anywhere. */
export const snapshots: fc.Arbitrary<PersonalitySnapshot> = fc
  .tuple(instants, beliefs, fc.option(days, { nil: undefined }), fc.option(authored, { nil: undefined }))
  .map(([atMs, aged, moved, said]) => ({
    version: 1 as const,
    atMs,
    beliefs: Object.fromEntries(
      BELIEF_TRAITS.map((trait) => {
        const { updatedAtMs: age, ...belief } = aged[trait];
        return [trait, { ...belief, updatedAtMs: Math.max(-LAST_INSTANT_MS, atMs - age) }];
      }),
    ) as Record<BeliefTrait, TraitBelief>,
    ...(moved && { days: moved }),
    ...(said && { authored: said }),
  }));

/** What of a snapshot comes back: how traits are held, and how far they have moved. */
export const heldIn = ({
  beliefs,
  days,
}: Pick<PersonalitySnapshot, 'beliefs' | 'days'>): Pick<PersonalitySnapshot, 'beliefs' | 'days'> => ({
  beliefs,
  ...(days && { days }),
});
