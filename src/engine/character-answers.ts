import type { Dynamics } from '../affect/dynamics';
import type { CharacterView, TraitChange } from '../character';
import { levelsAt, viewCharacter } from '../character';
import {
  BELIEF_TRAITS,
  type BeliefTrait,
  BIG_FIVE,
  type BigFiveTrait,
  DOMAIN_BELIEFS,
  DOMAINS,
  type Domain,
} from '../constants/traits';
import { beliefAt } from '../evolution/beliefs-at';
import { confidenceOf } from '../evolution/update';
import { describeProfile, type ProfileWords } from '../expression';
import type { CharacterState } from '../schema/character';
import type { OverlayState } from '../schema/overlay';
import type { Personality } from '../schema/personality';
import { type AspectLevels, aspectsOf, personalityOf } from '../traits/aspects';
import type { LoadedCharacter } from './records';
import { toIso } from './session-answers';

/** A character: who somebody is. */
export interface Character extends CharacterView {
  readonly id: string;
  /** The name that it alone has, when it has one: `getByName` finds it. */
  readonly name?: string;
  /** The persona that it was made from. */
  readonly personaId?: string;
  /** The resolved dynamics; hands back as `emotionConfig`. */
  readonly config: Dynamics;
  readonly plasticity: number;
  readonly learnsFromSessions: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly revision: number;
}

/** One change of one trait, as callers see it. */
export interface EvolutionRecord extends Omit<TraitChange, 'atMs'> {
  /** ISO 8601. */
  readonly timestamp: string;
}

/** A Big Five trait of a profile. */
export interface BigFiveView {
  /** [0, 1] */
  readonly score: number;
  readonly level: string;
  /** How firmly it is held, [0, 1). */
  readonly confidence: number;
  /** What is striking in its aspects and facets, in words. */
  readonly facets: readonly string[];
}

/** How firmly one trait is held. */
export interface TraitPrecision {
  /** As a count of observations. */
  readonly precision: number;
  readonly observationCount: number;
  /** ISO 8601. */
  readonly lastUpdatedAt: string;
}

/** Everything that follows from a character's traits at one moment. */
export interface PersonalityProfile extends Omit<ProfileWords, 'domains'> {
  readonly characterId: string;
  /** Its name, empty when it has none. */
  readonly name: string;
  readonly big5: Readonly<Record<BigFiveTrait, BigFiveView>>;
  /** The ten aspects, each in [0, 1]. */
  readonly dimensions: AspectLevels;
  /** The six domains, each in [0, 1]. */
  readonly hexaco: Personality;
  readonly traitPrecisions: Readonly<Record<BeliefTrait, TraitPrecision>>;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A personality and how it came to be so. */
export interface PersonalityAnswer {
  readonly profile: PersonalityProfile;
  /** Newest first. */
  readonly evolution: readonly EvolutionRecord[];
}

/** The public form of a character. */
export function characterAnswer(loaded: LoadedCharacter): Character {
  const { state } = loaded;
  return {
    id: state.id,
    ...(state.name !== undefined && { name: state.name }),
    ...(state.personaId !== undefined && { personaId: state.personaId }),
    ...loaded.view,
    config: loaded.disposition.dynamics,
    plasticity: state.plasticity ?? 1,
    learnsFromSessions: state.learnsFromSessions ?? true,
    createdAt: toIso(state.createdAtMs),
    revision: loaded.revision,
  };
}

/** The public form of a change. */
export function evolutionOf({ atMs, ...change }: TraitChange): EvolutionRecord {
  return { ...change, timestamp: toIso(atMs) };
}

/**
 * A character's personality at an instant, as one user meets it when an overlay is given.
 * Effects: pure.
 */
export function profileOf(
  character: CharacterState,
  overlay: OverlayState | undefined,
  atMs: number,
): PersonalityProfile {
  const levels = levelsAt(character, overlay, atMs);
  const personality = personalityOf(levels);
  const held = heldAt(overlay?.differences ?? character.beliefs, atMs);
  const confidence = byDomain(held);
  const { domains, ...words } = describeProfile({
    identity: viewCharacter(character, levels).identity,
    personality,
    aspects: aspectsOf(levels),
    facetOffsets: character.facetOffsets,
    // Words go by what was known when the trait was last seen: nobody becomes a stranger by being left alone.
    confidence: byDomain(character.beliefs),
    emotionConfig: character.emotionConfig,
  });
  const big5 = {} as Record<BigFiveTrait, BigFiveView>;
  for (const trait of Object.keys(BIG_FIVE) as BigFiveTrait[]) {
    const domain = BIG_FIVE[trait];
    const { level, facets } = domains[domain];
    big5[trait] = { score: personality[domain], level, confidence: confidence[domain], facets };
  }
  return {
    characterId: character.id,
    name: character.identity.name ?? character.name ?? '',
    big5,
    dimensions: aspectsOf(levels),
    hexaco: personality,
    ...words,
    traitPrecisions: held,
    createdAt: toIso(character.createdAtMs),
  };
}

/** How firmly each domain is held: the mean of its aspects. */
function byDomain(
  held: Readonly<Record<BeliefTrait, { readonly precision: number }>>,
): Record<Domain, number> {
  const confidence = {} as Record<Domain, number>;
  for (const domain of DOMAINS) {
    const [first, second] = DOMAIN_BELIEFS[domain];
    confidence[domain] = (confidenceOf(held[first].precision) + confidenceOf(held[second].precision)) / 2;
  }
  return confidence;
}

function heldAt(beliefs: CharacterState['beliefs'], atMs: number): Record<BeliefTrait, TraitPrecision> {
  const held = {} as Record<BeliefTrait, TraitPrecision>;
  for (const trait of BELIEF_TRAITS) {
    const { precision, observations, updatedAtMs } = beliefAt(beliefs[trait], atMs);
    held[trait] = { precision, observationCount: observations, lastUpdatedAt: toIso(updatedAtMs) };
  }
  return held;
}
