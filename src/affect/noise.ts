import { SpreadLane, writeSpread } from '../maths/ornstein-uhlenbeck';
import { gaussianAt, type StreamKey } from '../maths/random';
import { clamp } from '../maths/scalar';
import { applyFactors, writeFactors } from './flow';
import { AffectLane, FactorLane } from './lanes';

const factors = new Float64Array(FactorLane.count);
const spread = new Float64Array(SpreadLane.count);

/**
 * Lets one character's affect relax for a span of time with random ups and downs on the way.
 *
 * Model: the exact transition of the Ornstein-Uhlenbeck process around the flow, docs/model/dynamics.md; clamped to [-1, 1].
 * @param variancePerHour variance that the noise adds to each axis of emotion per hour, >= 0
 * @param key the character's random stream
 * @param step which stretch of time of that stream this is, a safe integer >= 0: the same step draws the same numbers
 * Effects: in place at emotion and mood, allocates nothing; total. Two spans equal their sum in law, not in path.
 */
export function advanceNoisyAffect(
  lanes: Float64Array,
  offset: number,
  hours: number,
  variancePerHour: number,
  key: StreamKey,
  step: number,
): void {
  writeFactors(lanes, offset, hours, factors, 0);
  applyFactors(lanes, offset, factors, 0);
  for (let axis = 0; axis < 3; axis++) {
    const isArousal = axis === 1;
    const rates = offset + (isArousal ? AffectLane.arousalRates : AffectLane.rates);
    const factorsAt = isArousal ? FactorLane.arousalFactors : FactorLane.factors;
    writeSpread(lanes, rates, variancePerHour, factors, factorsAt, spread, 0);
    const first = gaussianAt(key, step, 2 * axis);
    const second = gaussianAt(key, step, 2 * axis + 1);
    const emotion = offset + AffectLane.emotion + axis;
    const mood = offset + AffectLane.mood + axis;
    lanes[emotion] = clamp(lanes[emotion]! + spread[SpreadLane.emotion]! * first, -1, 1);
    lanes[mood] = clamp(
      lanes[mood]! + spread[SpreadLane.moodWithEmotion]! * first + spread[SpreadLane.moodAlone]! * second,
      -1,
      1,
    );
  }
}
