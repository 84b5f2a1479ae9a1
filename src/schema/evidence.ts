import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, BIG_FIVE, type BigFiveTrait, DOMAINS } from '../constants/traits';
import { idSchema, instantSchema, line, prose, unitInterval } from './guards';

/** The names that a trait of evidence may have: an aspect, `honestyHumility`, a domain by its letter or its Big Five name. */
export const EVIDENCE_TRAITS = [
  ...BELIEF_TRAITS,
  ...DOMAINS,
  ...(Object.keys(BIG_FIVE) as BigFiveTrait[]),
] as const;

/** One observation bearing on a trait. */
export const evidenceSchema = z.strictObject({
  /** An aspect, `honestyHumility`, or a domain by its letter or Big Five name; a domain's evidence moves both of its aspects. */
  trait: z.enum(EVIDENCE_TRAITS),
  /** The trait level that the behaviour shows, [0, 1]. */
  value: unitInterval,
  /** How many observations it counts as, above 0 and at most 100; 1 is a day's worth. */
  weight: z.number().gt(0).max(LIMITS.evidenceWeight).default(1),
  /** What it came from, in a word. */
  trigger: line(LIMITS.triggerLength).default('observation'),
  /** Why it shows that, in the observer's words. */
  reasoning: prose(LIMITS.reasoningLength).optional(),
  /** The user it was observed with: it moves that user's overlay, and the character itself by a share. */
  userId: idSchema.optional(),
  /** How much the event behind it mattered, [0, 1]; only evidence with an impact can be a significant moment. */
  impact: unitInterval.optional(),
  /** When it was observed: not after now. Earlier than the last change of the character it counts from that. */
  at: instantSchema.optional(),
});

/** Observations of one call. */
export const evidenceListSchema = z.array(evidenceSchema).max(LIMITS.evidenceLength);

/** One observation bearing on a trait. */
export type Evidence = z.input<typeof evidenceSchema>;
/** One observation with nothing left open. */
export type CompleteEvidence = z.output<typeof evidenceSchema>;
