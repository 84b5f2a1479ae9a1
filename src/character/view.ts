import { createDisposition, type Disposition } from '../affect/disposition';
import { mergeConfigs } from '../affect/merge-configs';
import type { CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Identity } from '../schema/identity';
import type { Metadata } from '../schema/metadata';
import type { Facets, Personality } from '../schema/personality';
import { personalityOf, type TraitLevels } from '../traits/aspects';
import { levelsOf } from '../traits/beliefs';
import { authoredFacets } from '../traits/facets';

/** Who a character is, in the terms in which it was written. */
export interface CharacterView {
  readonly identity: Identity;
  /** The six domains as they are now, each in [0, 1]. */
  readonly personality: Personality;
  /** The facets that differ from their domain. */
  readonly facets: Facets;
  readonly goals: readonly string[];
  /** What the host keeps beside it, when it keeps anything. */
  readonly metadata?: Metadata;
}

/**
 * A character in the terms in which it was written.
 * @param levels its traits as they are to be shown; by default as they were last written
 * Effects: pure.
 */
export function viewCharacter(
  character: CharacterState,
  levels: TraitLevels = levelsOf(character.beliefs),
): CharacterView {
  const personality = personalityOf(levels);
  return {
    identity: character.identity,
    personality,
    facets: authoredFacets(personality, character.facetOffsets),
    goals: character.goals,
    ...(character.metadata !== undefined && { metadata: character.metadata }),
  };
}

/**
 * How a character feels in one session.
 * @param overrides what the session changes about the character's own emotionConfig; the session wins
 * @param levels its traits as they are there and then; by default as they were last written
 * Effects: pure.
 */
export function dispositionOf(
  character: CharacterState,
  overrides?: EmotionConfig,
  levels: TraitLevels = levelsOf(character.beliefs),
): Disposition {
  return createDisposition(
    personalityOf(levels),
    character.facetOffsets,
    mergeConfigs(character.emotionConfig, overrides),
  );
}
