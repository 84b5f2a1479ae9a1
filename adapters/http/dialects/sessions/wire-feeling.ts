import { z } from 'zod';
import {
  APPRAISAL_DIMENSIONS,
  type Appraisal,
  type AppraisalInput,
  type FeltLabel,
  type Perception,
  type Vad,
} from '../../../../src/index';
import { toCamel, toSnake } from '../../naming';

const signed = z.number().min(-1).max(1);
const unit = z.number().min(0).max(1);

/** Core affect on the wire: V and D in [-1, 1], A in [0, 1]. */
export const vadSchema = z.strictObject({ V: signed, A: unit, D: signed }).meta({ id: 'Vad' });
/** A difference of core affect on the wire: A is half of what it is inside. */
export const vadDeltaSchema = z
  .strictObject({ V: z.number(), A: z.number(), D: z.number() })
  .meta({ id: 'VadDelta' });
export type WireVad = z.infer<typeof vadSchema>;

/** Core affect from inside to the wire. */
export function vadToWire({ valence, arousal, dominance }: Vad): WireVad {
  return { V: valence, A: (arousal + 1) / 2, D: dominance };
}

/** A difference of core affect from inside to the wire. */
export function vadDeltaToWire({ valence, arousal, dominance }: Vad): z.infer<typeof vadDeltaSchema> {
  return { V: valence, A: arousal / 2, D: dominance };
}

/** Some axes of core affect from the wire inwards. */
export function vadFromWire({
  V,
  A,
  D,
}: { readonly [K in keyof WireVad]?: number | undefined }): Partial<Vad> {
  return {
    ...(V !== undefined && { valence: V }),
    ...(A !== undefined && { arousal: 2 * A - 1 }),
    ...(D !== undefined && { dominance: D }),
  };
}

const appraisalFields = {
  goal_relevance: unit,
  goal_congruence: signed,
  expectedness: unit,
  controllability: unit,
  agency: signed,
  norm_compatibility: signed,
  internal_standards: signed.optional(),
  adjustment_potential: unit.optional(),
  urgency: unit.optional(),
};

/** An appraisal as the older routes take it: six dimensions, and three more that have a neutral value. */
export const appraisalSchema = z.strictObject(appraisalFields).meta({ id: 'Appraisal' });
/** An appraisal as the newer routes take it: relevance may be negative there, which reads as "not relevant at all". */
export const signedAppraisalSchema = z
  .strictObject({ ...appraisalFields, goal_relevance: signed })
  .meta({ id: 'SignedAppraisal' });
/** A complete appraisal in an answer. */
export const wholeAppraisalSchema = appraisalSchema.required().meta({ id: 'WholeAppraisal' });

/** An appraisal from the wire inwards. */
export function appraisalFromWire(wire: z.infer<typeof signedAppraisalSchema>): AppraisalInput {
  const entries = Object.entries(wire).filter(([, value]) => value !== undefined);
  const appraisal = Object.fromEntries(
    entries.map(([key, value]) => [toCamel(key), value]),
  ) as AppraisalInput;
  return { ...appraisal, goalRelevance: Math.max(0, appraisal.goalRelevance) };
}

/** An appraisal, or anything else with its dimensions, from inside to the wire. */
export function appraisalToWire(appraisal: Appraisal): z.infer<typeof wholeAppraisalSchema> {
  return Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((dimension) => [toSnake(dimension), appraisal[dimension]]),
  ) as z.infer<typeof wholeAppraisalSchema>;
}

/** What an event without a text and without an appraisal is felt as: next to nothing. */
export const NEUTRAL_APPRAISAL: AppraisalInput = {
  goalRelevance: 0,
  goalCongruence: 0,
  expectedness: 0.5,
  controllability: 0.5,
  agency: 0,
  normCompatibility: 0,
};

/** The labels that the wire knows. */
export const WIRE_LABELS = [
  'joy',
  'excitement',
  'contentment',
  'love',
  'pride',
  'gratitude',
  'amusement',
  'relief',
  'anger',
  'fear',
  'sadness',
  'anxiety',
  'disgust',
  'shame',
  'guilt',
  'surprise',
  'trust',
  'calm',
  'numbness',
] as const;
export type WireLabel = (typeof WIRE_LABELS)[number];
export const labelSchema = z.enum(WIRE_LABELS).meta({ id: 'EmotionLabel' });

// The labels that the wire does not know, each by its nearest neighbour there.
const NEIGHBOURS: Partial<Readonly<Record<FeltLabel, WireLabel>>> = {
  neutral: 'calm',
  hope: 'trust',
  interest: 'excitement',
  challenge: 'excitement',
  frustration: 'anger',
  contempt: 'disgust',
  disappointment: 'sadness',
  boredom: 'numbness',
};

/** The name of a feeling on the wire. */
export function labelToWire(label: FeltLabel): WireLabel {
  return NEIGHBOURS[label] ?? (label as WireLabel);
}

type FeltEmotion = Pick<Perception['emotion'], 'vad' | 'label' | 'secondary' | 'intensity'>;

/** The discrete side of a feeling; the second name is left out when it reads like the first. */
export function discreteToWire({ label, secondary, intensity }: FeltEmotion): {
  readonly primary: WireLabel;
  readonly secondary?: WireLabel;
  readonly intensity: number;
} {
  const primary = labelToWire(label);
  const other = secondary && labelToWire(secondary);
  return { primary, ...(other !== undefined && other !== primary && { secondary: other }), intensity };
}

/** The older routes' word for how strong a feeling is: thirds of the range. */
export function intensityWord(intensity: number): 'low' | 'medium' | 'high' {
  if (intensity < 1 / 3) return 'low';
  return intensity < 2 / 3 ? 'medium' : 'high';
}
