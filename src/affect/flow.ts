import { TWO_TO_MINUS, TWO_TO_SIXTY_FOURTHS } from '../maths/exp-table';
import { PropagatorLane, RateLane } from '../maths/two-time-scale';
import { AffectLane, FactorLane } from './lanes';

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
  flow(lanes, offset, hours, null, 0);
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
  flow(lanes, offset, hours, out, outOffset);
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
  const arousal = factorOffset + FactorLane.arousalFactors;
  // Read once for two axes: the loads are what this loop costs.
  const ee = factors[factorOffset + PropagatorLane.emotionFromEmotion]!;
  const em = factors[factorOffset + PropagatorLane.emotionFromMood]!;
  const me = factors[factorOffset + PropagatorLane.moodFromEmotion]!;
  const mm = factors[factorOffset + PropagatorLane.moodFromMood]!;
  relaxAxis(lanes, offset, ee, em, me, mm);
  relaxAxis(
    lanes,
    offset + 1,
    factors[arousal + PropagatorLane.emotionFromEmotion]!,
    factors[arousal + PropagatorLane.emotionFromMood]!,
    factors[arousal + PropagatorLane.moodFromEmotion]!,
    factors[arousal + PropagatorLane.moodFromMood]!,
  );
  relaxAxis(lanes, offset + 2, ee, em, me, mm);
}

/** Numbers of the exponential below; an enum for the same reason as the lanes. */
enum Decay {
  sixtyFourOverLn2 = 92.33248261689366,
  /** ln2/64 in two parts: the high one has so few bits that its product with the step number is exact. */
  stepHigh = 0.010830424695086549,
  stepLow = 1.162596423439437e-12,
  /** Below it six terms of the series are exact to the last place; short steps of a game stay below it. */
  tiny = 0.0078125,
  /** Below it the difference of both exponentials is made from its series, because subtracting would cancel. */
  close = 0.125,
  /** From here on nothing is left that a double could hold. */
  gone = 708,
}

/**
 * The propagator of both groups of axes, either written to `factors` or applied on the spot.
 *
 * Model: with es = e^(-slow t), q = es - e^(-fast t) >= 0 and f = q / gap (t es where the gap vanishes):
 *   E(t) = (es - share q) E + le f M;  M(t) = k f E + (es - (1 - share) q) M
 * Every entry is >= 0 and each row sums to at most 1, so emotion and mood stay between emotion, mood and home base.
 *
 * The exponentials are written out here, as in `maths/exp.ts`, and the results are used where they arise: measured over 50,000
 * characters, calling a function for each took twice as long, passing the factors through an array half as long again.
 */
function flow(
  lanes: Float64Array,
  offset: number,
  hours: number,
  factors: Float64Array | null,
  factorOffset: number,
): void {
  for (let group = 0; group < 2; group++) {
    const rates = offset + AffectLane.rates + group * RateLane.count;
    const slow = lanes[rates + RateLane.slow]! * hours;
    const spread = lanes[rates + RateLane.gap]! * hours;

    let kept = 0;
    if (slow < Decay.tiny) {
      const square = slow * slow;
      const cubic = square * square * (1 / 24 - slow * (1 / 120) + square * (1 / 720));
      kept = 1 - (slow - (square * (1 / 2 - slow * (1 / 6)) + cubic));
    } else if (slow < Decay.gone) {
      const k = (slow * Decay.sixtyFourOverLn2 + 0.5) | 0;
      const r = k * Decay.stepHigh - slow + k * Decay.stepLow;
      const square = r * r;
      const series = r + square * (1 / 2 + r * (1 / 6)) + square * square * (1 / 24 + r * (1 / 120));
      const remainder = -k & 63;
      const entry = TWO_TO_SIXTY_FOURTHS[remainder]! * TWO_TO_MINUS[(k + remainder) >> 6]!;
      kept = entry + entry * series;
    }

    let faded = 0;
    if (spread < Decay.tiny) {
      const square = spread * spread;
      const cubic = square * square * (1 / 24 - spread * (1 / 120) + square * (1 / 720));
      faded = kept * (spread - (square * (1 / 2 - spread * (1 / 6)) + cubic));
    } else if (spread < Decay.close) {
      const square = spread * spread;
      const far =
        1 / 5040 -
        spread * (1 / 40320) +
        square * (1 / 362880 - spread * (1 / 3628800) + square * (1 / 39916800));
      const near = 1 / 6 - spread * (1 / 24) + square * (1 / 120 - spread * (1 / 720));
      faded = kept * (spread - square * (1 / 2 - spread * (near + square * square * far)));
    } else {
      const fast = slow + spread;
      faded = kept;
      if (fast < Decay.gone) {
        const k = (fast * Decay.sixtyFourOverLn2 + 0.5) | 0;
        const r = k * Decay.stepHigh - fast + k * Decay.stepLow;
        const square = r * r;
        const series = r + square * (1 / 2 + r * (1 / 6)) + square * square * (1 / 24 + r * (1 / 120));
        const remainder = -k & 63;
        const entry = TWO_TO_SIXTY_FOURTHS[remainder]! * TWO_TO_MINUS[(k + remainder) >> 6]!;
        faded = kept - (entry + entry * series);
      }
    }

    const share = lanes[rates + RateLane.share]!;
    const passed = spread < 1e-17 ? hours * kept : faded / lanes[rates + RateLane.gap]!;
    const ee = kept - share * faded;
    const em = lanes[rates + RateLane.emotion]! * passed;
    const me = lanes[rates + RateLane.coupling]! * passed;
    const mm = kept - (1 - share) * faded;
    if (factors === null) {
      relaxAxis(lanes, offset + group, ee, em, me, mm);
      if (group === 0) relaxAxis(lanes, offset + 2, ee, em, me, mm);
    } else {
      const at = factorOffset + group * PropagatorLane.count;
      factors[at + PropagatorLane.emotionFromEmotion] = ee;
      factors[at + PropagatorLane.emotionFromMood] = em;
      factors[at + PropagatorLane.moodFromEmotion] = me;
      factors[at + PropagatorLane.moodFromMood] = mm;
    }
  }
}

/** Carries one axis over the span of a propagator. Rounding may overshoot the bounds by a unit in the last place, so they are kept. */
function relaxAxis(lanes: Float64Array, at: number, ee: number, em: number, me: number, mm: number): void {
  const home = lanes[at + AffectLane.homeBase]!;
  const emotion = lanes[at + AffectLane.emotion]! - home;
  const mood = lanes[at + AffectLane.mood]! - home;
  const nextEmotion = home + (ee * emotion + em * mood);
  const nextMood = home + (me * emotion + mm * mood);
  // The square asks for both bounds at once.
  lanes[at + AffectLane.emotion] = nextEmotion * nextEmotion > 1 ? (nextEmotion > 0 ? 1 : -1) : nextEmotion;
  lanes[at + AffectLane.mood] = nextMood * nextMood > 1 ? (nextMood > 0 ? 1 : -1) : nextMood;
}
