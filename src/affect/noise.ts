import { SpreadLane, writeSpread } from '../maths/ornstein-uhlenbeck';
import { type StreamKey, writeGaussians } from '../maths/random';
import { clamp } from '../maths/scalar';
import { applyFactors, writeFactors } from './flow';
import { AffectLane, FactorLane } from './lanes';

const factors = new Float64Array(FactorLane.count);
const spread = new Float64Array(SpreadLane.count);
/** Two draws for each axis. */
const draws = new Float64Array(6);

/**
 * Lets one character's affect relax for a span of time with random ups and downs on the way.
 *
 * Model: the exact transition of the Ornstein-Uhlenbeck process around the flow, docs/model/dynamics.md; clamped to [-1, 1].
 * @param variances the variance that the noise adds to each axis of emotion per hour, >= 0, at `varianceAt`
 * @param key the character's random stream
 * @param step which stretch of time of that stream this is, a safe integer >= 0: the same step draws the same numbers
 * Effects: in place at emotion and mood, allocates nothing; total. Two spans equal their sum in law, not in path.
 */
export function advanceNoisyAffect(
  lanes: Float64Array,
  offset: number,
  hours: number,
  variances: Float64Array,
  varianceAt: number,
  key: StreamKey,
  step: number,
): void {
  writeFactors(lanes, offset, hours, factors, 0);
  applyFactors(lanes, offset, factors, 0);
  writeGaussians(key, step, 0, draws.length, draws, 0);
  for (let axis = 0; axis < 3; axis++) {
    const isArousal = axis === 1;
    const rates = offset + (isArousal ? AffectLane.arousalRates : AffectLane.rates);
    const factorsAt = isArousal ? FactorLane.arousalFactors : FactorLane.factors;
    writeSpread(lanes, rates, variances, varianceAt, factors, factorsAt, spread, 0);
    const first = draws[2 * axis]!;
    const second = draws[2 * axis + 1]!;
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
