import { z } from 'zod';
import { LAST_INSTANT_MS } from '../constants/time';
import { BELIEF_TRAITS, type BeliefTrait, FACET_NAMES, type Facet } from '../constants/traits';
import { emotionConfigSchema } from './emotion-config';
import { idSchema, numberIn, signedUnit, unitInterval } from './guards';
import { goalsSchema, identitySchema } from './identity';

const instantSchema = numberIn(-LAST_INSTANT_MS, LAST_INSTANT_MS);

const beliefSchema = z.strictObject({
  mean: unitInterval,
  setPoint: unitInterval,
  precision: z.number().positive(),
  observations: z.number().int().min(0),
  updatedAtMs: instantSchema,
});
const beliefFields = Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, beliefSchema])) as Record<
  BeliefTrait,
  typeof beliefSchema
>;
const offsetField = signedUnit.optional();
const offsetFields = Object.fromEntries(FACET_NAMES.map((facet) => [facet, offsetField])) as Record<
  Facet,
  typeof offsetField
>;

/** The version of character states that this release writes. */
export const CHARACTER_VERSION = 1;

/** A character as it is stored: who somebody is. Survives JSON to the bit. */
export const characterStateSchema = z.strictObject({
  version: z.literal(CHARACTER_VERSION),
  id: idSchema,
  createdAtMs: instantSchema,
  identity: identitySchema,
  beliefs: z.strictObject(beliefFields),
  /** Authored facets as offsets from their domain. */
  facetOffsets: z.strictObject(offsetFields),
  goals: goalsSchema,
  emotionConfig: emotionConfigSchema,
  /** The session that this character was made for; it goes when that session goes. Absent once it has a life of its own. */
  madeFor: idSchema.optional(),
});

/** A character as it is stored. */
export interface CharacterState extends Readonly<z.infer<typeof characterStateSchema>> {}
