import { PropagatorLane, writePropagator } from '../maths/two-time-scale';
import { AffectLane, FactorLane } from './lanes';

/** The one-slot scratch of this module, filled before it is read. */
const scratch = new Float64Array(FactorLane.count);

/**
 * Lets one character's emotion and mood relax for a span of time, exactly and in closed form.
 *
 * Model: docs/model/dynamics.md; per axis E' = -le (E - M), M' = k (E - M) - lm M around the home base.
 * @param lanes affect lanes, written in place at emotion and mood
 * @param offset where the character's lanes begin
 * @param hours >= 0, finite
 * Effects: in place, allocates nothing; total. Two spans in a row equal their sum to 1e-12.
 */
export function advanceAffect(lanes: Float64Array, offset: number, hours: number): void {
  writeFactors(lanes, offset, hours, scratch, 0);
  applyFactors(lanes, offset, scratch, 0);
}

/**
 * Writes what {@link applyFactors} needs to advance this character by `hours`, so that a fixed step pays for it once.
 * @param out written at outOffset .. outOffset + FactorLane.count - 1
 * Effects: in place, allocates nothing; total.
 */
export function writeFactors(
  lanes: Float64Array,
  offset: number,
  hours: number,
  out: Float64Array,
  outOffset: number,
): void {
  writePropagator(lanes, offset + AffectLane.rates, hours, out, outOffset + FactorLane.factors);
  writePropagator(lanes, offset + AffectLane.arousalRates, hours, out, outOffset + FactorLane.arousalFactors);
}

/**
 * Advances one character by the span that its factors were written for; equal to {@link advanceAffect} to the bit.
 * Effects: in place at emotion and mood, allocates nothing; total.
 */
export function applyFactors(
  lanes: Float64Array,
  offset: number,
  factors: Float64Array,
  factorOffset: number,
): void {
  const arousalOffset = factorOffset + FactorLane.arousalFactors;
  // Read once for two axes: the loads are what this loop costs.
  const ee = factors[factorOffset + PropagatorLane.emotionFromEmotion]!;
  const em = factors[factorOffset + PropagatorLane.emotionFromMood]!;
  const me = factors[factorOffset + PropagatorLane.moodFromEmotion]!;
  const mm = factors[factorOffset + PropagatorLane.moodFromMood]!;
  const homeV = lanes[offset + AffectLane.homeBase]!;
  const homeA = lanes[offset + AffectLane.homeBase + 1]!;
  const homeD = lanes[offset + AffectLane.homeBase + 2]!;
  const emotionV = lanes[offset + AffectLane.emotion]! - homeV;
  const emotionA = lanes[offset + AffectLane.emotion + 1]! - homeA;
  const emotionD = lanes[offset + AffectLane.emotion + 2]! - homeD;
  const moodV = lanes[offset + AffectLane.mood]! - homeV;
  const moodA = lanes[offset + AffectLane.mood + 1]! - homeA;
  const moodD = lanes[offset + AffectLane.mood + 2]! - homeD;
  lanes[offset + AffectLane.emotion] = onAxis(homeV + (ee * emotionV + em * moodV));
  lanes[offset + AffectLane.emotion + 1] = onAxis(
    homeA +
      (factors[arousalOffset + PropagatorLane.emotionFromEmotion]! * emotionA +
        factors[arousalOffset + PropagatorLane.emotionFromMood]! * moodA),
  );
  lanes[offset + AffectLane.emotion + 2] = onAxis(homeD + (ee * emotionD + em * moodD));
  lanes[offset + AffectLane.mood] = onAxis(homeV + (me * emotionV + mm * moodV));
  lanes[offset + AffectLane.mood + 1] = onAxis(
    homeA +
      (factors[arousalOffset + PropagatorLane.moodFromEmotion]! * emotionA +
        factors[arousalOffset + PropagatorLane.moodFromMood]! * moodA),
  );
  lanes[offset + AffectLane.mood + 2] = onAxis(homeD + (me * emotionD + mm * moodD));
}

/**
 * The flow keeps emotion and mood between themselves and home base, but rounding may carry a 1 to 1 + 2^-52,
 * which no schema takes back. A function of its own because `clamp` makes the loop over many characters half as slow again.
 */
function onAxis(x: number): number {
  return x < -1 ? -1 : x > 1 ? 1 : x;
}
