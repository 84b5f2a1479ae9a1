import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { DOMAINS, type Domain } from '../constants/traits';
import { createCharacterSchema } from './characters-api';
import { emotionConfigSchema } from './emotion-config';
import { evidenceSchema } from './evidence';
import { idSchema, instantSchema, line, numberIn, unitInterval } from './guards';
import { facetsSchema, partialPersonalitySchema } from './personality';
import { personalitySnapshotSchema } from './personality-snapshot';
import { sessionSnapshotSchema } from './sessions-api';
import { signalsSchema } from './watch';

/** The most rows that one population has. */
const MOST_ROWS = 50_000_000;

/** What a population is created with. */
export const populationOptionsSchema = z.strictObject({
  /** Rows at first. */
  capacity: z.number().int().min(1).max(MOST_ROWS),
  /**
   * What the clock of the population's world shows at its beginning: days begin at midnight UTC by it, traits drift and are capped by
   * days, and snapshots of who began here tell their time by it.
   * 1970-01-01T00:00Z when absent.
   */
  startsAt: instantSchema.optional(),
  /** Keys random ups and downs and spawned traits; 0 when absent. */
  seed: z.number().int().min(0).optional(),
  /** Whether it doubles when it is full; else POPULATION_FULL is thrown. False when absent. */
  grows: z.boolean().optional(),
  /** Whether time only reaches a row when it is touched; false when absent. */
  lazy: z.boolean().optional(),
  /** How many signals wait to be drained at most; 1024 when absent. */
  signals: signalsSchema.optional(),
  /** Groups of columns: those of feelings are there when absent, those of traits are not. */
  columns: z
    .strictObject({
      /** What each character has learnt to expect; without it every event is met as the first. */
      expectation: z.boolean().optional(),
      /** What each feeling is about; without it labels go by the feeling alone. */
      causes: z.boolean().optional(),
      /** What is held of each character's traits, so that evidence can move them. */
      traits: z.boolean().optional(),
      /** What each character's feelings say of its traits, gathered for a day and then told; as `traits` when absent. */
      windows: z.boolean().optional(),
    })
    .optional(),
});

/** What a population is created with. */
export type PopulationOptions = z.input<typeof populationOptionsSchema>;
/** What a population is created with, checked. */
export type ParsedPopulationOptions = z.output<typeof populationOptionsSchema>;

/** How a character changes, beside its traits; of use in a population with traits. As `characters.create` of an engine takes it. */
const { certainty, plasticity, learnsFromSessions } = createCharacterSchema.shape;
const changeFields = { certainty, plasticity, learnsFromSessions };

/** Who comes to live in a row. */
export const inhabitantSchema = z.strictObject({
  /** A name of the caller's own, by which the row is found; it keys the random ups and downs too. */
  id: idSchema.optional(),
  /** Id of a preset to begin with; whatever else is given outweighs it. */
  preset: line(200).optional(),
  /** All six domains without a preset, any of them beside one. */
  personality: partialPersonalitySchema.optional(),
  facets: facetsSchema.optional(),
  emotionConfig: emotionConfigSchema.optional(),
  ...changeFields,
  /**
   * Who it has become, in place of `preset`, `personality`, `facets` and `certainty`: what `characters.snapshot` of an engine or
   * `personalitySnapshotOf` took. Needs traits. What else is given outweighs what stands there as authored.
   */
  personalitySnapshot: personalitySnapshotSchema.optional(),
  /** A feeling to begin with: what `sessions.snapshot` of an engine took. */
  snapshot: sessionSnapshotSchema.optional(),
});

/** Who comes to live in a row. */
export type Inhabitant = z.input<typeof inhabitantSchema>;

const normFields = Object.fromEntries(
  DOMAINS.map((domain) => [domain, z.strictObject({ mean: unitInterval, sd: numberIn(0, 1) }).optional()]),
) as Record<Domain, z.ZodOptional<z.ZodObject<{ mean: typeof unitInterval; sd: typeof unitInterval }>>>;

/** How many characters are spawned, and how their traits are spread. */
export const spawnSchema = z.strictObject({
  count: z.number().int().min(0).max(MOST_ROWS),
  /** Mean and standard deviation of each domain; those that are absent are as people are. */
  spread: z.strictObject(normFields).optional(),
  emotionConfig: emotionConfigSchema.optional(),
  ...changeFields,
});

/** How many characters are spawned, and how their traits are spread. */
export type SpawnInput = z.input<typeof spawnSchema>;

const nobody = 'must be absent: evidence about a row is of nobody in particular, and as of now';

/** Observations of one character in a population, of one call. */
export const rowEvidenceSchema = z
  .array(
    evidenceSchema.extend({ userId: z.undefined(nobody).optional(), at: z.undefined(nobody).optional() }),
  )
  .max(LIMITS.evidenceLength);

/** One observation bearing on a trait of a character in a population: evidence without a user and without an instant of its own. */
export type RowEvidence = z.input<typeof rowEvidenceSchema>[number];
