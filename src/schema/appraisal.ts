import { z } from 'zod';
import { APPRAISAL_RANGES, type AppraisalDimension } from '../constants/appraisal';
import { numberIn } from './guards';

const inRangeOf = (dimension: AppraisalDimension) =>
  numberIn(APPRAISAL_RANGES[dimension].low, APPRAISAL_RANGES[dimension].high);

/** An appraisal as callers hand it in: six dimensions, and three that stand at their neutral value when left out. */
export const appraisalSchema = z.strictObject({
  /** How much the event matters to what the character wants, [0, 1]. */
  goalRelevance: inRangeOf('goalRelevance'),
  /** Whether it hinders or helps, [-1, 1]. */
  goalCongruence: inRangeOf('goalCongruence'),
  /** From a shock to routine, [0, 1]. */
  expectedness: inRangeOf('expectedness'),
  /** From helpless to in control, [0, 1]. */
  controllability: inRangeOf('controllability'),
  /** Who caused it as the character sees it: others or circumstance -1, the character itself +1. */
  agency: inRangeOf('agency'),
  /** Whether it violates or fits what is right, [-1, 1]. */
  normCompatibility: inRangeOf('normCompatibility'),
  /** Whether the character falls short of its own standards or meets them, [-1, 1]; 0 when absent. */
  internalStandards: inRangeOf('internalStandards').default(APPRAISAL_RANGES.internalStandards.neutral),
  /** Whether the character can live with the consequences, [0, 1]; 0.5 when absent. */
  adjustmentPotential: inRangeOf('adjustmentPotential').default(APPRAISAL_RANGES.adjustmentPotential.neutral),
  /** From settled to an emergency, [0, 1]; 0.5 when absent. */
  urgency: inRangeOf('urgency').default(APPRAISAL_RANGES.urgency.neutral),
});

/** An appraisal as callers may hand it in. */
export type AppraisalInput = z.input<typeof appraisalSchema>;
/** A complete appraisal: how an event looks to the character, in nine dimensions. */
export interface Appraisal extends Readonly<z.output<typeof appraisalSchema>> {}
