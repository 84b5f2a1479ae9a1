import { z } from 'zod';
import { numberIn, signedUnit, unitInterval } from './guards';

const halfLife = numberIn(0.001, 1_000_000);
const gain = numberIn(0, 10);
const share = numberIn(0, 10);

/** Overrides of anything that is otherwise derived from personality. */
export const emotionConfigSchema = z.strictObject({
  /** The point that affect returns to; axes that are absent stay derived. */
  homeBase: z
    .strictObject({ valence: signedUnit, arousal: signedUnit, dominance: signedUnit })
    .partial()
    .optional(),
  /** Offset of the derived home base of valence before its squashing, [-1, 1]; 0.15 by default, 0 is strictly neutral. */
  valenceOffset: signedUnit.optional(),
  /** Half-life of emotion, in hours of the world. */
  emotionHalfLifeHours: halfLife.optional(),
  /** Half-life of mood, in hours of the world. */
  moodHalfLifeHours: halfLife.optional(),
  /** How strongly emotion pulls mood, as a share of emotion's own rate. Dominance follows valence. */
  coupling: z.strictObject({ valence: share, arousal: share }).partial().optional(),
  /** Factors of the impulse, 1 for a neutral personality. */
  gains: z
    .strictObject({ positiveValence: gain, negativeValence: gain, arousal: gain, dominance: gain })
    .partial()
    .optional(),
  /** Share of an impulse that goes into mood at once when the event matters fully, [0, 1]. */
  moodDeposit: unitInterval.optional(),
  /** Factor of all half-lives: 0.1 makes a character ten times as quick, which suits games. */
  timeScale: numberIn(0.0001, 10_000).optional(),
  /** Variance that random ups and downs add to each axis of emotion per hour; 0 (the default) is none, .0586 is human. */
  noisePerHour: numberIn(0, 10).optional(),
  /** How much traits bend appraisals: controllability by neuroticism, norms by honesty-humility. 1 by default, 0 is not at all. */
  appraisalBias: numberIn(0, 2).optional(),
});

/** Overrides of anything that is otherwise derived from personality. */
export interface EmotionConfig extends Readonly<z.infer<typeof emotionConfigSchema>> {}
