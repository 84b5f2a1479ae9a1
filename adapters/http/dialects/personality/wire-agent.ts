import { z } from 'zod';
import type { Character, PersonalityProfile } from '../../../../src/index';
import { behavioralTraits, cardFields, cardOf, interactionPreferences } from './wire-card';
import { profileToWire } from './wire-profile';
import { big5Assessment, big5Scores, dimensionScores, personalityDimensions } from './wire-traits';
import { closed, flag, instant, nameable, prose, schemaLink } from './wire-words';

/** The body that creates an agent, or brings one up to date. */
export const agentInput = closed({
  ...schemaLink,
  name: nameable,
  agent_id: nameable.optional(),
  bio: prose(4000).optional(),
  language: prose(200)
    .refine((text) => !/\p{Cc}/u.test(text), 'unexpected control character')
    .optional(),
  ...cardFields,
  big5: big5Scores.optional(),
  dimensions: dimensionScores.optional(),
  generate_avatar: flag.optional().meta({ description: 'Nothing is generated' }),
  generate_origin_story: flag.optional().meta({ description: 'Nothing is generated' }),
  generate_personalized_memories: flag.optional().meta({ description: 'Nothing is generated' }),
}).meta({ id: 'AgentInput' });
/** What creates an agent, or brings one up to date. */
export type AgentInput = z.output<typeof agentInput>;

const indexFields = {
  agent_id: z.string(),
  tenant_id: z.string(),
  owner_user_id: z.string(),
  created_at: instant,
  instance_count: z.int(),
  is_active: z.boolean(),
  name: z.string().optional(),
  owner_display_name: z.string().optional(),
  project_id: z.string().optional(),
} as const;

const agentIndex = z.strictObject(indexFields).meta({ id: 'AgentIndex' });

/** An agent with its profile. */
export const agentDetail = z
  .strictObject({
    ...indexFields,
    gender: z.string().optional(),
    bio: z.string().optional(),
    avatar_url: z.string().optional(),
    personality_prompt: z.string().optional(),
    speech_patterns: z.array(z.string()).optional(),
    true_interests: z.array(z.string()).optional(),
    true_dislikes: z.array(z.string()).optional(),
    primary_traits: z.array(z.string()).optional(),
    big5: big5Assessment.optional(),
    dimensions: personalityDimensions.optional(),
    preferences: interactionPreferences.optional(),
    behaviors: behavioralTraits.optional(),
  })
  .meta({ id: 'AgentDetailResponse' });

/** A page of agents. */
export const agentsAnswer = z
  .strictObject({
    items: z.array(agentIndex),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    total_count: z.int().optional(),
  })
  .meta({ id: 'PaginatedAgentsResponse' });

/** What deleting an agent did. */
export const deletedAnswer = z
  .strictObject({
    success: z.boolean(),
    status: z.string(),
    deleted: z.record(z.string(), z.int()),
    errors: z.array(z.string()),
  })
  .meta({ id: 'DeleteAgentResponse' });

/** An agent in a listing. */
export function agentToWire(character: Character, tenant: string): z.infer<typeof agentIndex> {
  const { user_id: owner = '', user_display_name: ownerName, project_id: project } = cardOf(character);
  const name = nameOf(character);
  return {
    agent_id: character.id,
    tenant_id: tenant,
    owner_user_id: owner,
    created_at: character.createdAt,
    // Instances are ways of talking with an agent here, and nobody counts them.
    instance_count: 0,
    is_active: true,
    ...(name !== undefined && { name }),
    ...(ownerName !== undefined && { owner_display_name: ownerName }),
    ...(project !== undefined && { project_id: project }),
  };
}

/** An agent with its profile on the wire. */
export function agentDetailToWire(
  character: Character,
  profile: PersonalityProfile,
  tenant: string,
): z.infer<typeof agentDetail> {
  const {
    created_at: _,
    temperature: __,
    emotional_tendencies: ___,
    trait_precisions: ____,
    ...shown
  } = profileToWire(profile, character);
  return { ...agentToWire(character, tenant), ...shown };
}

/** What an agent goes by. */
export function nameOf({ name, identity }: Character): string | undefined {
  return identity.name ?? name;
}
