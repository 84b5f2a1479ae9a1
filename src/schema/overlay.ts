import { z } from 'zod';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { changeDaysSchema } from './change-day';
import { idSchema, instantMs, signedUnit } from './guards';

const countSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const differenceSchema = z.strictObject({
  mean: signedUnit,
  setPoint: signedUnit,
  precision: z.number().positive(),
  observations: countSchema,
  updatedAtMs: instantMs,
});
const differenceFields = Object.fromEntries(
  BELIEF_TRAITS.map((trait) => [trait, differenceSchema]),
) as Record<BeliefTrait, typeof differenceSchema>;

/** The version of overlay states that this release writes. */
export const OVERLAY_VERSION = 1;

/** An overlay as it is stored: how a character differs from itself with one user. */
export const overlayStateSchema = z.strictObject({
  version: z.literal(OVERLAY_VERSION),
  id: z.string(),
  characterId: idSchema,
  userId: idSchema,
  createdAtMs: instantMs,
  /** Beliefs about the difference from the character's own traits, [-1, 1]. */
  differences: z.strictObject(differenceFields),
  /** Changes so far. */
  changes: countSchema,
  /** How far evidence has moved each difference on the last days. */
  days: changeDaysSchema.optional(),
});

/** An overlay as it is stored. */
export interface OverlayState extends Readonly<z.infer<typeof overlayStateSchema>> {}
