import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/index';
import type { AppraiserAnswer } from '../../src/ports';

/**
 * The answer as JSON schema. All nine dimensions are required, because strict modes of providers take no optional ones; the
 * ranges stand in words, because some of those modes refuse `minimum` and `maximum`.
 */
export const APPRAISAL_JSON_SCHEMA: AppraisalJsonSchema = {
  type: 'object',
  properties: Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((dimension) => {
      const { low, high, meaning } = APPRAISAL_RANGES[dimension];
      return [dimension, { type: 'number' as const, description: `${meaning}; from ${low} to ${high}` }];
    }),
  ),
  required: [...APPRAISAL_DIMENSIONS],
  additionalProperties: false,
};

interface AppraisalJsonSchema {
  readonly type: 'object';
  readonly properties: Record<string, { readonly type: 'number'; readonly description: string }>;
  readonly required: string[];
  readonly additionalProperties: false;
}

/**
 * Takes the nine numbers out of what a model answered; what else is there is passed over. A dimension that the engine does not
 * need may be missing or null.
 * @returns what is wrong, when it is no appraisal: a number out of range is not bent into it, because it may be of another scale
 */
export function readAppraisal(
  value: unknown,
): { success: true; value: AppraiserAnswer } | { success: false; error: Error } {
  const wrong = (message: string) => ({ success: false as const, error: new Error(message) });
  if (typeof value !== 'object' || value === null) return wrong('not an object');
  const answer: Record<string, number> = {};
  for (const dimension of APPRAISAL_DIMENSIONS) {
    const { low, high, optional } = APPRAISAL_RANGES[dimension];
    const given: unknown = Object.hasOwn(value, dimension) ? Reflect.get(value, dimension) : undefined;
    if ((given === undefined || given === null) && optional) continue;
    if (typeof given !== 'number' || !(given >= low && given <= high))
      return wrong(`${dimension} is not a number from ${low} to ${high}`);
    answer[dimension] = given;
  }
  return { success: true, value: answer as unknown as AppraiserAnswer };
}
