import fc from 'fast-check';
import {
  type BeliefTrait,
  type CharacterState,
  type CompleteEvidence,
  createCharacter,
  type OverlayState,
  observe,
  overridePersonality,
  type TraitChange,
} from '../../src';
import { BELIEF_TRAITS, DOMAIN_BELIEFS, type Domain } from '../../src/constants/traits';
import { EVIDENCE_TRAITS } from '../../src/schema/evidence';
import { deriveAspects } from '../../src/traits/aspects';
import { magnitudeIn, personalities, unit } from '../support/arbitraries';

/** The instant at which the lives of tests begin. */
export const BIRTH = Date.UTC(2030, 0, 1);

const users = fc.constantFrom('u', 'v');

/** Observations as a host may tell them: on aspects and domains, of any weight, with and without a user and an impact. */
export const observations: fc.Arbitrary<CompleteEvidence> = fc.record(
  {
    trait: fc.constantFrom(...EVIDENCE_TRAITS),
    value: unit,
    weight: fc.oneof(fc.constantFrom(1, 100), magnitudeIn(-6, 2)),
    trigger: fc.constantFrom('observation', 'event'),
    reasoning: fc.constant('it was seen to do so'),
    userId: users,
    impact: unit,
  },
  { requiredKeys: ['trait', 'value', 'weight', 'trigger'], noNullPrototype: true },
);

/** One observation on a trait. */
export function seen(
  trait: CompleteEvidence['trait'],
  value: number,
  parts: Partial<CompleteEvidence> = {},
): CompleteEvidence {
  return { trait, value, weight: 1, trigger: 'observation', ...parts };
}

/** A character of these domains, all others in the middle. */
export function newborn(domains: { readonly [D in Domain]?: number } = {}): CharacterState {
  const personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5, ...domains };
  return createCharacter({ id: 'c', personality, nowMs: BIRTH }).character;
}

/** What may happen to a character at one instant, some while after what happened before. */
export type Happening =
  | { readonly kind: 'observe'; readonly afterMs: number; readonly evidence: readonly CompleteEvidence[] }
  | {
      readonly kind: 'override';
      readonly afterMs: number;
      readonly domains: Partial<Record<Domain, number>>;
    };

const pauses = fc.oneof(
  fc.constantFrom(0, 599_999, 600_000, 86_400_000),
  magnitudeIn(0, 11).map((ms) => Math.floor(ms)),
);

/** Anything that may happen to a character. */
export const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('observe' as const),
      afterMs: pauses,
      evidence: fc.array(observations, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('override' as const),
      afterMs: pauses,
      domains: fc.record(
        { O: unit, C: unit, E: unit, A: unit, N: unit, H: unit },
        { requiredKeys: ['N'], noNullPrototype: true },
      ),
    }),
  },
);

/** Characters of any traits, certainty and plasticity, before anything has happened to them. */
export const newborns: fc.Arbitrary<CharacterState> = fc
  .record(
    {
      personality: personalities,
      certainty: fc.constantFrom('authored' as const, 'blank' as const),
      plasticity: fc.oneof(fc.constantFrom(0, 1, 2, 10), magnitudeIn(-3, 1)),
    },
    { requiredKeys: ['personality'], noNullPrototype: true },
  )
  .map((parts) => createCharacter({ id: 'c', nowMs: BIRTH, ...parts }).character);

/** A character with its overlays, at the instant at which it stands. */
export interface Standing {
  readonly character: CharacterState;
  readonly overlays: ReadonlyMap<string, OverlayState>;
  readonly atMs: number;
}

/** What a happening makes of a character, and the changes that it tells. */
export function happen(
  { character, overlays, atMs }: Standing,
  happening: Happening,
): Standing & { readonly changes: readonly TraitChange[] } {
  const nowMs = atMs + happening.afterMs;
  if (happening.kind === 'override') {
    const { domains } = happening;
    const told = overridePersonality(character, (levels) => deriveAspects(levels, domains), nowMs);
    return { character: told.character, overlays, atMs: nowMs, changes: told.events[0].changes };
  }
  const told = observe(character, overlays, happening.evidence, nowMs);
  return {
    character: told.character,
    overlays: new Map([...overlays, ...told.overlays]),
    atMs: nowMs,
    changes: told.revisions[0]?.changes ?? [],
  };
}

/** A character after a few things have happened to it, so that its aspects, set points and certainties have parted. */
export const grown: fc.Arbitrary<Standing> = fc
  .tuple(newborns, fc.array(happenings, { maxLength: 4 }))
  .map(([character, lived]) =>
    lived.reduce<Standing>((standing, one) => happen(standing, one), {
      character,
      overlays: new Map(),
      atMs: BIRTH,
    }),
  );

/** The changes of one trait, in their order. */
export function changesOf(changes: readonly TraitChange[], trait: BeliefTrait): readonly TraitChange[] {
  return changes.filter(({ traitName }) => traitName === trait);
}

/** The traits that evidence of a name bears on, as the schema says. */
export function traitsNamed(trait: CompleteEvidence['trait']): readonly BeliefTrait[] {
  const own = BELIEF_TRAITS.filter((one) => one === trait);
  if (own.length > 0) return own;
  if (trait === 'H') return ['honestyHumility'];
  return DOMAIN_BELIEFS[trait[0]!.toUpperCase() as Domain];
}
