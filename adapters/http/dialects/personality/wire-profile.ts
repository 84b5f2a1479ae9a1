import { z } from 'zod';
import type { Character, EvolutionRecord, OverlayView, PersonalityProfile } from '../../../../src/index';
import { type AgentCard, behavioralTraits, cardOf, interactionPreferences } from './wire-card';
import { toScore, toSnakeCase } from './wire-scale';
import { big5Assessment, big5ToWire, dimensionsToWire, personalityDimensions } from './wire-traits';
import { instant } from './wire-words';

const texts = z.array(z.string());

const traitPrecision = z
  .strictObject({
    precision: z.number().meta({ description: 'As a count of observations' }),
    observation_count: z.int(),
    last_updated_at: instant,
  })
  .meta({ id: 'TraitPrecision' });

/** Everything that is to be read of a personality. */
export const personalityProfile = z
  .strictObject({
    agent_id: z.string(),
    name: z.string(),
    gender: z.string(),
    created_at: z.string(),
    temperature: z.number(),
    big5: big5Assessment,
    dimensions: personalityDimensions,
    preferences: interactionPreferences,
    behaviors: behavioralTraits,
    speech_patterns: texts,
    true_interests: texts,
    true_dislikes: texts,
    primary_traits: texts,
    avatar_url: z.string().optional(),
    bio: z.string().optional(),
    personality_prompt: z.string().optional(),
    emotional_tendencies: z.record(z.string(), z.number()).optional(),
    trait_precisions: z.record(z.string(), traitPrecision).optional(),
  })
  .meta({ id: 'PersonalityProfile' });

/** How an agent is with one user, in full values. */
export const userOverlay = z
  .strictObject({
    agent_id: z.string(),
    user_id: z.string(),
    big5: big5Assessment,
    dimensions: personalityDimensions,
    preferences: interactionPreferences,
    behaviors: behavioralTraits,
    primary_traits: texts,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'UserOverlayResponse' });

/** One change of one trait. */
export const personalityDelta = z
  .strictObject({
    trait_category: z.string(),
    trait_name: z.string(),
    trigger_type: z.string(),
    old_value: z.number(),
    new_value: z.number(),
    delta: z.number(),
    timestamp: instant,
    proposed_delta: z.number().optional(),
    applied_delta: z.number().optional(),
    dampening_factor: z.number().optional(),
    prediction_error: z.number().optional(),
    prior_precision: z.number().optional(),
    posterior_precision: z.number().optional(),
    confidence: z.number().optional(),
    is_significant_moment: z.boolean().optional(),
    reasoning: z.string().optional(),
    user_id: z.string().optional(),
  })
  .meta({ id: 'PersonalityDelta' });

/** A profile on the wire; what its author says outweighs what follows from the traits. */
export function profileToWire(
  profile: PersonalityProfile,
  character: Character,
): z.infer<typeof personalityProfile> {
  const card = cardOf(character);
  const { background } = character.identity;
  return {
    agent_id: profile.characterId,
    name: profile.name,
    gender: card.gender ?? '',
    created_at: profile.createdAt,
    temperature: profile.temperature,
    big5: big5ToWire(profile),
    dimensions: dimensionsToWire(profile),
    ...stylesToWire(profile, card),
    speech_patterns: card.speech_patterns ?? [...profile.speechPatterns],
    true_interests: card.true_interests ?? [],
    true_dislikes: card.true_dislikes ?? [],
    ...(card.avatar_url !== undefined && { avatar_url: card.avatar_url }),
    ...(background !== undefined && { bio: background }),
    personality_prompt: card.personality_prompt ?? profile.personalityPrompt,
    emotional_tendencies: { ...profile.emotionalTendencies },
    trait_precisions: precisionsToWire(profile),
  };
}

/** How a character is with one user, on the wire. */
export function overlayToWire(
  overlay: OverlayView,
  character: Character,
  userId: string = overlay.userId,
): z.infer<typeof userOverlay> {
  return {
    agent_id: overlay.characterId,
    user_id: userId,
    big5: big5ToWire(overlay),
    dimensions: dimensionsToWire(overlay),
    ...stylesToWire(overlay, cardOf(character)),
    created_at: overlay.createdAt,
    updated_at: overlay.updatedAt,
  };
}

/** A change on the wire. Its deltas are taken from the values that are shown, so that they add up to the last bit. */
export function deltaToWire(record: EvolutionRecord): z.infer<typeof personalityDelta> {
  const old = toScore(record.oldValue);
  const next = toScore(record.newValue);
  return {
    trait_category: record.traitCategory,
    trait_name: toSnakeCase(record.traitName),
    trigger_type: record.triggerType,
    old_value: old,
    new_value: next,
    delta: next - old,
    timestamp: record.timestamp,
    proposed_delta: toScore(record.proposedDelta),
    applied_delta: next - old,
    dampening_factor: record.dampeningFactor,
    prediction_error: toScore(record.predictionError),
    prior_precision: record.priorPrecision,
    posterior_precision: record.posteriorPrecision,
    confidence: record.confidence,
    is_significant_moment: record.isSignificantMoment,
    ...(record.reasoning !== undefined && { reasoning: record.reasoning }),
    ...(record.userId !== undefined && { user_id: record.userId }),
  };
}

function stylesToWire({ preferences, behaviors, primaryTraits }: PersonalityProfile, card: AgentCard) {
  return {
    preferences: card.preferences ?? {
      conversation_pace: preferences.conversationPace,
      formality: preferences.formality,
      humor_style: preferences.humorStyle,
      emotional_expression: preferences.emotionalExpression,
    },
    behaviors: card.behaviors ?? {
      response_length: behaviors.responseLength,
      question_frequency: behaviors.questionFrequency,
      empathy_style: behaviors.empathyStyle,
      conflict_approach: behaviors.conflictApproach,
    },
    primary_traits: card.primary_traits ?? [...primaryTraits],
  };
}

function precisionsToWire({ traitPrecisions }: PersonalityProfile) {
  return Object.fromEntries(
    Object.entries(traitPrecisions).map(([trait, { precision, observationCount, lastUpdatedAt }]) => [
      toSnakeCase(trait),
      { precision, observation_count: observationCount, last_updated_at: lastUpdatedAt },
    ]),
  );
}
