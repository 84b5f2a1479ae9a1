import { EXP_OF_MINUS_SIXTY_FOURTHS, exp, expm1 } from '../maths/exp';
import { PropagatorLane, RateLane } from '../maths/two-time-scale';
import { AffectLane, FactorLane } from './lanes';
import { Flow, relaxTabled } from './tabled-flow';

const scratch = new Float64Array(FactorLane.count);
const span = new Float64Array(1);

/**
 * Lets one character's emotion and mood relax for a span of time, exactly and in closed form.
 *
 * Model: docs/model/dynamics.md; per axis E' = -le (E - M), M' = k (E - M) - lm M around the home base.
 * @param lanes affect lanes, written in place at emotion and mood
 * @param offset where the character's lanes begin
 * @param hours >= 0, finite; huge values are fine
 * Effects: in place, allocates nothing; total. Two spans in a row equal their sum to 1e-12.
 */
export function advanceAffect(lanes: Float64Array, offset: number, hours: number): void {
  span[0] = hours;
  relaxAffect(lanes, offset, span);
}

/** {@link advanceAffect} by the hours that stand in one lane, for loops: there a number for each row would be an object for each row. */
export function relaxAffect(lanes: Float64Array, offset: number, span: Float64Array): void {
  if (relaxTabled(lanes, offset, span)) return;
  writeFactors(lanes, offset, span[0]!, scratch, 0);
  applyFactors(lanes, offset, scratch, 0);
}

/**
 * Writes what {@link applyFactors} needs to advance this character by `hours`, so that a fixed step pays for it once.
 *
 * Model: with es = e^(-slow t), q = es (1 - e^(-gap t)) >= 0, for each of two groups of axes:
 *   E(t) = (es - share q) E + pull q M;  M(t) = passing q E + (es - (1 - share) q) M
 * Every entry is >= 0 and each row sums to at most 1, so emotion and mood stay between emotion, mood and home base.
 *
 * The exponentials are written out here: measured over 50,000 characters, calling a function for each took twice as long.
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
  for (let group = 0; group < 2; group++) {
    const rates = offset + AffectLane.rates + group * RateLane.count;
    const slow = lanes[rates + RateLane.slow]! * hours;
    const spread = lanes[rates + RateLane.gap]! * hours;

    let kept = 0;
    let faded = 0;
    if (slow < Flow.tabled && spread < Flow.tabled) {
      // Both are e^-x = T[k] e^r with k = 64 x rounded and r = k/64 - x, which is exact; one path for every span is quicker than
      // shorter series for short ones, because the characters of a population differ and a branch would be guessed wrong.
      const i = (slow * 64 + 0.5) | 0;
      const p = i * (1 / 64) - slow;
      const pp = p * p;
      const slowEntry = EXP_OF_MINUS_SIXTY_FOURTHS[i]!;
      kept = slowEntry + slowEntry * (p + pp * (1 / 2 + p * (1 / 6)) + pp * pp * (1 / 24 + p * (1 / 120)));
      const j = (spread * 64 + 0.5) | 0;
      const q = j * (1 / 64) - spread;
      const qq = q * q;
      const entry = EXP_OF_MINUS_SIXTY_FOURTHS[j]!;
      const series = q + qq * (1 / 2 + q * (1 / 6)) + qq * qq * (1 / 24 + q * (1 / 120));
      faded = kept * (1 - entry - entry * series);
    } else {
      kept = exp(-slow);
      // Of what is so small nothing is left beside one, and most long spans are much longer.
      faded = spread > Flow.gone ? kept : kept * -expm1(-spread);
    }

    const share = lanes[rates + RateLane.share]!;
    const em = lanes[rates + RateLane.pull]! * faded;
    const me = lanes[rates + RateLane.passing]! * faded;
    let ee = kept - share * faded;
    let mm = kept - (1 - share) * faded;
    // In a blink next to nothing fades, and what rounding adds is taken away; no time at all leaves all as it is.
    if (ee + em > Flow.whole && hours > 0) ee = Flow.whole - em;
    if (me + mm > Flow.whole && hours > 0) mm = Flow.whole - me;
    const at = outOffset + group * PropagatorLane.count;
    out[at + PropagatorLane.emotionFromEmotion] = ee;
    out[at + PropagatorLane.emotionFromMood] = em;
    out[at + PropagatorLane.moodFromEmotion] = me;
    out[at + PropagatorLane.moodFromMood] = mm;
  }
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
  // All of it is read before any of it is written, and each axis where it stands: measured, a twelfth quicker than axis by axis.
  const arousal = factorOffset + FactorLane.arousalFactors;
  const emotion = offset + AffectLane.emotion;
  const mood = offset + AffectLane.mood;
  const home = offset + AffectLane.homeBase;
  const ee = factors[factorOffset + PropagatorLane.emotionFromEmotion]!;
  const em = factors[factorOffset + PropagatorLane.emotionFromMood]!;
  const me = factors[factorOffset + PropagatorLane.moodFromEmotion]!;
  const mm = factors[factorOffset + PropagatorLane.moodFromMood]!;
  const v = lanes[home]!;
  const a = lanes[home + 1]!;
  const d = lanes[home + 2]!;
  const emotionV = lanes[emotion]! - v;
  const emotionA = lanes[emotion + 1]! - a;
  const emotionD = lanes[emotion + 2]! - d;
  const moodV = lanes[mood]! - v;
  const moodA = lanes[mood + 1]! - a;
  const moodD = lanes[mood + 2]! - d;
  lanes[emotion] = v + (ee * emotionV + em * moodV);
  lanes[emotion + 1] =
    a +
    (factors[arousal + PropagatorLane.emotionFromEmotion]! * emotionA +
      factors[arousal + PropagatorLane.emotionFromMood]! * moodA);
  lanes[emotion + 2] = d + (ee * emotionD + em * moodD);
  lanes[mood] = v + (me * emotionV + mm * moodV);
  lanes[mood + 1] =
    a +
    (factors[arousal + PropagatorLane.moodFromEmotion]! * emotionA +
      factors[arousal + PropagatorLane.moodFromMood]! * moodA);
  lanes[mood + 2] = d + (me * emotionD + mm * moodD);
}
