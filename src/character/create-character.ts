import { BELIEF } from '../constants/evolution';
import { CHARACTER_VERSION, type CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Identity } from '../schema/identity';
import type { Metadata } from '../schema/metadata';
import type { Facets, Personality } from '../schema/personality';
import { type AspectLevels, levelsOfPersonality, personalityOf } from '../traits/aspects';
import { createBeliefs } from '../traits/beliefs';
import { facetOffsets } from '../traits/facets';
import type { CharacterCreated } from './events';

/** What a new character is made of. */
export interface NewCharacter {
  readonly id: string;
  readonly personality: Personality;
  /** The ten aspects; they outweigh the domains they belong to. */
  readonly dimensions?: AspectLevels | undefined;
  readonly facets?: Facets | undefined;
  readonly identity?: Identity | undefined;
  readonly goals?: readonly string[] | undefined;
  readonly emotionConfig?: EmotionConfig | undefined;
  /** How sure its traits are: `authored` (the default) or `blank`. */
  readonly certainty?: 'authored' | 'blank' | undefined;
  /** Factor of the weight of all evidence, 1 by default. */
  readonly plasticity?: number | undefined;
  /** Whether what it feels in sessions tells of its traits; true by default. */
  readonly learnsFromSessions?: boolean | undefined;
  /** A name that it alone has. */
  readonly name?: string | undefined;
  /** What the host keeps beside it. */
  readonly metadata?: Metadata | undefined;
  /** The persona that it is made from. */
  readonly personaId?: string | undefined;
  /** The session that the character is made for alone. */
  readonly madeFor?: string | undefined;
  /** The instant of creation, milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Begins a character: its six domains become eleven beliefs, its facets offsets from their domains.
 * Effects: pure; total on valid input.
 */
export function createCharacter(input: NewCharacter): {
  readonly character: CharacterState;
  readonly events: readonly CharacterCreated[];
} {
  const levels = { ...levelsOfPersonality(input.personality), ...input.dimensions };
  const precision =
    input.certainty === 'blank' ? BELIEF.blankPrecision.value : BELIEF.authoredPrecision.value;
  const character: CharacterState = {
    version: CHARACTER_VERSION,
    id: input.id,
    createdAtMs: input.nowMs,
    identity: { ...input.identity },
    beliefs: createBeliefs(levels, precision, input.nowMs),
    facetOffsets: facetOffsets(personalityOf(levels), input.facets ?? {}),
    goals: [...(input.goals ?? [])],
    emotionConfig: { ...input.emotionConfig },
    ...(input.name !== undefined && { name: input.name }),
    ...(input.plasticity !== undefined && { plasticity: input.plasticity }),
    ...(input.learnsFromSessions !== undefined && { learnsFromSessions: input.learnsFromSessions }),
    ...(input.personaId !== undefined && { personaId: input.personaId }),
    ...(input.metadata !== undefined && { metadata: input.metadata }),
    ...(input.madeFor !== undefined && { madeFor: input.madeFor }),
  };
  return { character, events: [{ type: 'character.created', characterId: input.id, atMs: input.nowMs }] };
}
