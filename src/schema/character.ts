import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { changeDaysSchema } from './change-day';
import { emotionConfigSchema } from './emotion-config';
import { idSchema, instantMs, line, numberIn, unitInterval } from './guards';
import { goalsSchema, identitySchema } from './identity';
import { metadataSchema } from './metadata';
import { facetOffsetsSchema } from './personality';

const countSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How one trait is held. */
export const beliefSchema = z.strictObject({
  mean: unitInterval,
  setPoint: unitInterval,
  precision: z.number().positive(),
  observations: z.number().int().min(0),
  updatedAtMs: instantMs,
});
const beliefFields = Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, beliefSchema])) as Record<
  BeliefTrait,
  typeof beliefSchema
>;

/** The version of character states that this release writes. */
export const CHARACTER_VERSION = 1;

/** A character as it is stored: who somebody is. Survives JSON to the bit. */
export const characterStateSchema = z.strictObject({
  version: z.literal(CHARACTER_VERSION),
  id: idSchema,
  createdAtMs: instantMs,
  identity: identitySchema,
  beliefs: z.strictObject(beliefFields),
  /** Authored facets as offsets from their domain. */
  facetOffsets: facetOffsetsSchema,
  goals: goalsSchema,
  emotionConfig: emotionConfigSchema,
  /** The name that it alone has, by which it is found. */
  name: line(LIMITS.nameLength).optional(),
  /** The persona that it was made from. */
  personaId: idSchema.optional(),
  /** How much faster than people it learns; 1 when absent. */
  plasticity: numberIn(0, LIMITS.plasticity).optional(),
  /** Whether what it feels in sessions tells of its traits; it does when absent. */
  learnsFromSessions: z.boolean().optional(),
  /** Changes of its personality so far; 0 when absent. */
  changes: countSchema.optional(),
  /** Until when a manual override is safe from evidence. */
  protectedUntilMs: instantMs.optional(),
  /** How far evidence has moved each trait on the last days. */
  days: changeDaysSchema.optional(),
  /** When it was last put back to a snapshot, in its own time; what is told later counts from then on. */
  restoredAtMs: instantMs.optional(),
  /** What the host keeps beside it; the engine never reads it. */
  metadata: metadataSchema.optional(),
  /** The session that this character was made for; it goes when that session goes. Absent once it has a life of its own. */
  madeFor: idSchema.optional(),
});

/** A character as it is stored. */
export interface CharacterState extends Readonly<z.infer<typeof characterStateSchema>> {}
