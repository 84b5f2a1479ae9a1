import { z } from 'zod';
import type { Json, Metadata } from '../../../../src/index';
import { closed, prose, proseList } from './wire-words';

const word = prose(200).optional();

/** How somebody deals with others, as it is given and as it is read. */
export const interactionPreferences = closed({
  conversation_pace: prose(200),
  formality: prose(200),
  humor_style: prose(200),
  emotional_expression: prose(200),
}).meta({ id: 'InteractionPreferences' });

/** How somebody talks, as it is given and as it is read. */
export const behavioralTraits = closed({
  response_length: prose(200),
  question_frequency: prose(200),
  empathy_style: prose(200),
  conflict_approach: prose(200),
}).meta({ id: 'BehavioralTraits' });

/** What an author says of an agent beyond its traits, and what the engine has no place for. */
export const cardFields = {
  gender: word,
  avatar_url: prose(2000).optional(),
  personality_prompt: prose(10_000).optional(),
  speech_patterns: proseList(500).optional(),
  true_interests: proseList(500).optional(),
  true_dislikes: proseList(500).optional(),
  primary_traits: proseList(500).optional(),
  preferences: interactionPreferences.optional(),
  behaviors: behavioralTraits.optional(),
  project_id: word,
  user_id: word,
  user_display_name: word,
} as const;

const cardSchema = z.object(cardFields);

/** What an author says of an agent beyond its traits: the card that is kept with the character. */
export interface AgentCard extends Readonly<z.output<typeof cardSchema>> {}

/** Something with room for what its author wants to keep with it. */
interface Kept {
  readonly metadata?: Metadata;
}

// The one key of a character's metadata that this dialect writes to.
const KEY = 'agentCard';

/** The card of a character; an empty one when it has none, or what stands in its place is something else. */
export function cardOf({ metadata }: Kept): AgentCard {
  const card = metadata && Object.hasOwn(metadata, KEY) ? metadata[KEY] : undefined;
  return cardSchema.safeParse(card).data ?? {};
}

/** Metadata with a card in it. What the new card says outweighs the old one; whatever else is kept there stays. */
export function withCard(kept: Kept, card: AgentCard): Metadata {
  return { ...kept.metadata, [KEY]: { ...spoken(cardOf(kept)), ...spoken(card) } };
}

/** A card without the places that are left open. */
function spoken(card: AgentCard): Metadata {
  return Object.fromEntries(
    Object.entries<Json | undefined>({ ...card }).filter(([, value]) => value !== undefined),
  );
}
