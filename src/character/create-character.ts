import { BELIEF } from '../constants/coefficients';
import { CHARACTER_VERSION, type CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Identity } from '../schema/identity';
import type { Facets, Personality } from '../schema/personality';
import { createBeliefs } from '../traits/beliefs';
import { facetOffsets } from '../traits/facets';

/** What a new character is made of. */
export interface NewCharacter {
  readonly id: string;
  readonly personality: Personality;
  readonly facets?: Facets | undefined;
  readonly identity?: Identity | undefined;
  readonly goals?: readonly string[] | undefined;
  readonly emotionConfig?: EmotionConfig | undefined;
  /** The session that the character is made for alone. */
  readonly madeFor?: string | undefined;
  /** The instant of creation, milliseconds since 1970. */
  readonly nowMs: number;
}

/** A character's first event. */
export interface CharacterCreated {
  readonly type: 'character.created';
  readonly characterId: string;
  readonly atMs: number;
}

/**
 * Begins a character: its six domains become eleven beliefs, its facets offsets from their domains.
 * Effects: pure; total on valid input.
 */
export function createCharacter(input: NewCharacter): {
  readonly character: CharacterState;
  readonly events: readonly CharacterCreated[];
} {
  const character: CharacterState = {
    version: CHARACTER_VERSION,
    id: input.id,
    createdAtMs: input.nowMs,
    identity: { ...input.identity },
    beliefs: createBeliefs(input.personality, BELIEF.authoredPrecision.value, input.nowMs),
    facetOffsets: facetOffsets(input.personality, input.facets ?? {}),
    goals: [...(input.goals ?? [])],
    emotionConfig: { ...input.emotionConfig },
    ...(input.madeFor !== undefined && { madeFor: input.madeFor }),
  };
  return { character, events: [{ type: 'character.created', characterId: input.id, atMs: input.nowMs }] };
}
