import { z } from 'zod';
import { type FeltLabel, LABEL_NAMES } from '../constants/affect';
import { LIMITS } from '../constants/limits';
import { plainZero } from '../maths/scalar';
import { appraisalSchema } from './appraisal';
import { emotionConfigSchema } from './emotion-config';
import { idSchema, instantMs, line, prose, signedUnit, unitInterval } from './guards';
import { goalsSchema, identitySchema } from './identity';
import { metadataSchema } from './metadata';
import { facetsSchema, partialPersonalitySchema } from './personality';

/** What a session may be created with. Everything else follows from it. */
export const createSessionSchema = z.strictObject({
  /** A persona to bring to life: its blueprint, name and description; whatever else is given outweighs it. */
  personaId: idSchema.optional(),
  /** Id of a preset to begin with; whatever else is given outweighs it. */
  preset: line(LIMITS.nameLength).optional(),
  /** All six domains without a preset, any of them beside one. */
  personality: partialPersonalitySchema.optional(),
  facets: facetsSchema.optional(),
  identity: identitySchema.optional(),
  emotionConfig: emotionConfigSchema.optional(),
  goals: goalsSchema.optional(),
  /** A character that exists; then only emotionConfig, goals, userId and a key may come along, and they hold for this session. */
  characterId: idSchema.optional(),
  /** The counterpart's id in the host's own terms. */
  userId: idSchema.optional(),
  /** What the host wants kept beside the character: plain JSON of at most 64 KiB. */
  metadata: metadataSchema.optional(),
  /**
   * A second call with the same key and the same content answers the session that the first made, as it is by then, and makes nothing.
   * The session's id follows from the key: whoever can guess a key can guess the id.
   */
  idempotencyKey: line(LIMITS.idLength).optional(),
});

/** What a session may be created with. */
export type CreateSessionInput = z.input<typeof createSessionSchema>;

/** Seconds that passed in the caller's world. More than a hundred years count as a hundred years. */
export const elapsedSecondsSchema = z
  .number()
  .min(0)
  .transform((seconds) => (seconds > LIMITS.elapsedSeconds ? LIMITS.elapsedSeconds : plainZero(seconds)));

/** What a session may perceive: an appraisal or a text, with what is known around it. */
export const perceiveSchema = z
  .strictObject({
    appraisal: appraisalSchema.optional(),
    text: prose(LIMITS.textLength).min(1).optional(),
    /** The situation in words: told to the appraiser and shown in the prompt, never part of the state's arithmetic. */
    context: prose(LIMITS.contextLength).optional(),
    /** Time since the last turn by the caller's count; the clock is asked when it is absent. */
    elapsedSeconds: elapsedSecondsSchema.optional(),
    /** A second call with the same key and the same content answers like the first and changes nothing. */
    idempotencyKey: line(LIMITS.idLength).optional(),
  })
  .refine((input) => input.appraisal !== undefined || input.text !== undefined, {
    message: 'needs an appraisal or a text',
    path: ['appraisal'],
  });

/** What a session may perceive. With both, the appraisal is felt and the text is only remembered for the prompt. */
export type PerceiveInput = z.input<typeof perceiveSchema>;

/** How sessions are listed. */
export const listSchema = z.strictObject({
  cursor: z.string().max(LIMITS.idLength).optional(),
  limit: z.number().int().min(1).max(LIMITS.pageLength).optional(),
});

/** How sessions are listed: from a cursor of an earlier page, at most `limit` (1 to 100, default 20) at once. */
export type ListInput = z.input<typeof listSchema>;

const vadSchema = z.strictObject({ valence: signedUnit, arousal: signedUnit, dominance: signedUnit });
const countSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const sumSchema = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const labelSchema = z.enum(['neutral', ...LABEL_NAMES] as [FeltLabel, ...FeltLabel[]]);
const completeAppraisalSchema = z.strictObject({
  ...appraisalSchema.shape,
  internalStandards: signedUnit,
  adjustmentPotential: unitInterval,
  urgency: unitInterval,
});

/** The version of session states that this release writes. */
export const SESSION_VERSION = 1;

/** A session as it is stored: how a character feels now, with one counterpart. Survives JSON to the bit. */
export const sessionStateSchema = z.strictObject({
  version: z.literal(SESSION_VERSION),
  id: idSchema,
  characterId: idSchema,
  userId: idSchema.optional(),
  createdAtMs: instantMs,
  /** The session's own time: creation plus all that has elapsed since. */
  atMs: instantMs,
  /** What the clock read at the last write. */
  clockMs: instantMs,
  /** Keys the random ups and downs of this session, together with its id. */
  seed: countSchema,
  /** Events perceived. */
  turns: countSchema,
  /** Stretches of time that have passed: numbers the random draws. */
  steps: countSchema,
  emotion: vadSchema,
  mood: vadSchema,
  /** The appraisal that the session has learnt to expect, and how many events that is worth. */
  expectation: z.strictObject({ appraisal: completeAppraisalSchema, precision: z.number().positive() }),
  /** The label that the feeling went by at `atMs`. */
  label: labelSchema,
  /** The event that the feeling is about, as the character saw it. */
  cause: z
    .strictObject({
      appraisal: completeAppraisalSchema,
      impulse: vadSchema,
      /** How much of the feeling was its doing at `atMs`, [0, 1]. */
      weight: unitInterval,
      atMs: instantMs,
    })
    .optional(),
  /** The last event perceived, for the prompt. */
  lastEvent: z
    .strictObject({
      atMs: instantMs,
      text: z.string().max(LIMITS.promptTextLength).optional(),
      context: z.string().max(LIMITS.promptTextLength).optional(),
    })
    .optional(),
  /**
   * What the events since `sinceMs` say of the character's traits, not yet told to the character. Sums in ten-thousandths, so that
   * they are exact and short.
   */
  window: z
    .strictObject({
      sinceMs: instantMs,
      events: countSchema,
      mood: z.strictObject({ valence: sumSchema, arousal: sumSchema, dominance: sumSchema }),
      /** Valence of emotion right after each event. */
      valence: sumSchema,
      valenceSquares: countSchema,
      /** Agency of the character's own doings, times how much they bore on norms. */
      deeds: countSchema,
      /** The same with the sign of their norm compatibility. */
      rightness: sumSchema,
      /** The event with the largest impact, relevance times length of the impulse, and the emotion right after it. */
      peak: z.strictObject({
        impact: countSchema,
        valence: sumSchema,
        arousal: sumSchema,
        dominance: sumSchema,
      }),
    })
    .optional(),
  /** Overrides that hold for this session alone. */
  emotionConfig: emotionConfigSchema.optional(),
  goals: goalsSchema.optional(),
  /** What the clock read when the session was archived; absent while it is not. */
  archivedAtMs: instantMs.optional(),
});

/** A session as it is stored. */
export interface SessionState extends Readonly<z.infer<typeof sessionStateSchema>> {}
