import { z } from 'zod';
import { LABEL_NAMES } from '../constants/affect';
import { signedUnit, unitInterval } from './guards';

/** How many signals wait to be drained at most. */
export const signalsSchema = z.number().int().min(1).max(16_777_216);

const oneOf = (keys: readonly string[]) => (value: object) =>
  keys.filter((key) => Reflect.get(value, key) !== undefined).length === 1;

/** What a population watches for: exactly one of `label`, `axis`, `intensityAbove` and `intensityBelow`. */
export const watchSchema = z
  .strictObject({
    /** The name of the feeling: `true` for any change of it, a list for its coming to be one of these. */
    label: z.union([z.literal(true), z.array(z.enum([...LABEL_NAMES, 'neutral'])).min(1)]).optional(),
    /** One axis of what is felt, as `view` shows it. */
    axis: z
      .strictObject({
        axis: z.enum(['valence', 'arousal', 'dominance']),
        /** `emotion` when absent. */
        part: z.enum(['emotion', 'mood']).optional(),
        above: signedUnit.optional(),
        below: signedUnit.optional(),
      })
      .refine(oneOf(['above', 'below']), 'needs either above or below')
      .optional(),
    /** How strong the feeling is, as `view` shows it. */
    intensityAbove: unitInterval.optional(),
    intensityBelow: unitInterval.optional(),
  })
  .refine(
    oneOf(['label', 'axis', 'intensityAbove', 'intensityBelow']),
    'needs one of label, axis, intensityAbove and intensityBelow',
  );

/** What a population watches for. */
export type WatchFor = z.input<typeof watchSchema>;
