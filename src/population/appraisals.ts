import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../constants/appraisal';
import { EngineError } from '../errors';
import type { AppraisalInput } from '../schema/appraisal';

const RANGES = APPRAISAL_DIMENSIONS.map((dimension) => ({ dimension, ...APPRAISAL_RANGES[dimension] }));
const LOWEST = Float64Array.from(RANGES, ({ low }) => low);
const HIGHEST = Float64Array.from(RANGES, ({ high }) => high);
const OPTIONAL: ReadonlySet<string> = new Set(['internalStandards', 'adjustmentPotential', 'urgency']);

/**
 * Writes an appraisal into nine lanes; the same rules as the schema of appraisals, without its cost.
 * @throws EngineError INPUT_INVALID, with nothing written that will be used
 */
export function writeCheckedAppraisal(appraisal: AppraisalInput, lanes: Float64Array): void {
  if (typeof appraisal !== 'object' || appraisal === null) throw refuse(['appraisal'], 'must be an object');
  for (let lane = 0; lane < AppraisalLane.count; lane++) {
    const { dimension, low, high, neutral } = RANGES[lane]!;
    const given: unknown = appraisal[dimension];
    if (given === undefined && OPTIONAL.has(dimension)) lanes[lane] = neutral;
    else if (typeof given === 'number' && given >= low && given <= high) lanes[lane] = given + 0;
    else throw refuse([dimension], `must be a number from ${low} to ${high}`);
  }
}

/**
 * Checks a batch of appraisals, nine lanes each.
 * @throws EngineError INPUT_INVALID with the place of the first number that is out of its range
 */
export function checkAppraisals(lanes: Float64Array, count: number): void {
  if (lanes.length !== count * AppraisalLane.count) {
    throw refuse(['appraisals'], `must hold ${AppraisalLane.count} numbers for each of ${count} rows`);
  }
  for (let i = 0, at = 0; i < count; i++) {
    for (let lane = 0; lane < AppraisalLane.count; lane++, at++) {
      const value = lanes[at]!;
      if (!(value >= LOWEST[lane]! && value <= HIGHEST[lane]!)) {
        const { dimension, low, high } = RANGES[lane]!;
        throw refuse(['appraisals', i, dimension], `must be a number from ${low} to ${high}`);
      }
    }
  }
}

/** The error for an argument of a population that cannot be used. */
export function refuse(path: readonly (string | number)[], message: string): EngineError {
  return new EngineError('INPUT_INVALID', `${path.join('.')} ${message}`, { issues: [{ path, message }] });
}
