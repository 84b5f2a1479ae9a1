import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { ASPECTS, type Aspect, BIG_FIVE, type BigFiveTrait } from '../constants/traits';
import { emotionConfigSchema } from './emotion-config';
import { daySchema, idSchema, line, numberIn, unitInterval } from './guards';
import { goalsSchema, identitySchema } from './identity';
import { metadataSchema } from './metadata';
import { facetsSchema, partialPersonalitySchema, personalitySchema } from './personality';

const fieldsOf = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, unitInterval])) as Record<K, typeof unitInterval>;

/** The five domains by their Big Five names, all required. */
export const bigFiveSchema = z.strictObject(fieldsOf(Object.keys(BIG_FIVE) as BigFiveTrait[]));
/** The ten aspects, all required. */
export const dimensionsSchema = z.strictObject(fieldsOf(Object.keys(ASPECTS) as Aspect[]));

/** What a character may be created with. */
export const createCharacterSchema = z.strictObject({
  /** An id of the caller's own. A character that has it already is brought up to date instead: all but who it has become. */
  id: idSchema.optional(),
  /**
   * A name that no other character may have; it is found by it. Without it the name of its identity serves, when nobody has that at
   * its creation.
   */
  name: line(LIMITS.nameLength).optional(),
  /** A persona to bring to life: its blueprint, name and description; whatever else is given outweighs it. */
  personaId: idSchema.optional(),
  /** Id of a preset to begin with; whatever else is given outweighs it. */
  preset: line(LIMITS.nameLength).optional(),
  /** All six domains without a preset, any of them beside one. */
  personality: partialPersonalitySchema.optional(),
  /** Five domains by their Big Five names, in place of `personality`; honesty-humility is then the preset's, or .5. */
  big5: bigFiveSchema.optional(),
  /** The ten aspects; they outweigh the domains. */
  dimensions: dimensionsSchema.optional(),
  facets: facetsSchema.optional(),
  identity: identitySchema.optional(),
  goals: goalsSchema.optional(),
  emotionConfig: emotionConfigSchema.optional(),
  /** How sure the given traits are: `authored` (the default) counts as 64 observations, `blank` as 16. */
  certainty: z.enum(['authored', 'blank']).optional(),
  /** Factor of the weight of all evidence: 0 never changes, 1 (the default) is human, at most 10. */
  plasticity: numberIn(0, LIMITS.plasticity).optional(),
  /** Whether what it feels in sessions tells of its traits; true by default. */
  learnsFromSessions: z.boolean().optional(),
  /** What the host wants kept beside it: plain JSON of at most 64 KiB. It takes the place of what was kept before; `null` clears. */
  metadata: metadataSchema.nullable().optional(),
});

/** What a character may be created with. */
export type CreateCharacterInput = z.input<typeof createCharacterSchema>;

/** What of a character's evolution is asked for. */
export const personalityQuerySchema = z.strictObject({
  /** At most this many changes, 1 to 1000; 200 by default. */
  historyLimit: z.number().int().min(1).max(LIMITS.historyLength).default(LIMITS.defaultHistoryLength),
  /** Only changes from this day on, YYYY-MM-DD in UTC. */
  since: daySchema.optional(),
});

/** What of a character's evolution is asked for. */
export type PersonalityQuery = z.input<typeof personalityQuerySchema>;

/** A manual override of personality. */
export const updatePersonalitySchema = z
  .strictObject({
    /** Five domains; their aspects keep their distance. Not beside `hexaco`. */
    big5: bigFiveSchema.optional(),
    /** Ten aspects; they outweigh domains. */
    dimensions: dimensionsSchema.optional(),
    /** Six domains; their aspects keep their distance. */
    hexaco: personalitySchema.optional(),
  })
  .refine(({ big5, dimensions, hexaco }) => big5 || dimensions || hexaco, {
    message: 'needs big5, dimensions or hexaco',
    path: ['big5'],
  })
  .refine(({ big5, hexaco }) => !(big5 && hexaco), {
    message: 'names the same domains as big5: give one of them',
    path: ['hexaco'],
  });

/** A manual override of personality: five domains, ten aspects or six HEXACO values, each group whole. */
export type UpdatePersonalityInput = z.input<typeof updatePersonalitySchema>;

/** How many significant moments are asked for. */
export const momentsQuerySchema = z.strictObject({
  limit: z.number().int().min(1).max(LIMITS.pageLength).default(LIMITS.defaultMomentsLength),
});

/** Ids of several characters. */
export const batchSchema = z.array(idSchema).max(LIMITS.batchLength);
