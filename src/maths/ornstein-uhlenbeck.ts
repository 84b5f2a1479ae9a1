import { PropagatorLane, RateLane } from './two-time-scale';

/** What spreads two independent gaussians z1, z2 into the noise of one axis: emotion += l11 z1, mood += l21 z1 + l22 z2. */
export enum SpreadLane {
  emotion = 0,
  moodWithEmotion = 1,
  moodAlone = 2,
  /** How many lanes the spread of one axis takes. */
  count = 3,
}

/**
 * Writes the exact noise of one axis over the span that its propagator was written for: white noise on emotion, passed on to mood.
 *
 * Model: E' = -le (E - M) + noise of variance q per hour. With the stationary covariance C and the propagator F,
 *   L L' = C - F C F', C11 = q/(2 le) ((lm+k)^2 + le lm) / (lm (le+lm+k)), C12 = C11 - q/(2 le), C22 = k C12 / (lm+k).
 * Exact for any span, so splitting a span changes nothing in law.
 * @param variances q >= 0 of each hour, at `varianceAt`: a lane, because a number might have to become an object on its way here
 * @param out gets SpreadLane.count lanes at `outAt`
 * Effects: in place, allocates nothing; total.
 */
export function writeSpread(
  rates: Float64Array,
  ratesAt: number,
  variances: Float64Array,
  varianceAt: number,
  propagator: Float64Array,
  propagatorAt: number,
  out: Float64Array,
  outAt: number,
): void {
  const gap = rates[ratesAt + RateLane.gap]!;
  const emotion = rates[ratesAt + RateLane.pull]! * gap;
  const coupling = rates[ratesAt + RateLane.passing]! * gap;
  // The product of both eigenvalues is le lm, which gives mood's own rate back.
  const slow = rates[ratesAt + RateLane.slow]!;
  const mood = (slow * (slow + gap)) / emotion;
  const moodTotal = mood + coupling;
  const alone = variances[varianceAt]! / (2 * emotion);
  const c11 = (alone * (moodTotal * moodTotal + emotion * mood)) / (mood * (emotion + moodTotal));
  const c12 = c11 - alone;
  const c22 = (coupling * c12) / moodTotal;
  const ee = propagator[propagatorAt + PropagatorLane.emotionFromEmotion]!;
  const em = propagator[propagatorAt + PropagatorLane.emotionFromMood]!;
  const me = propagator[propagatorAt + PropagatorLane.moodFromEmotion]!;
  const mm = propagator[propagatorAt + PropagatorLane.moodFromMood]!;
  const q11 = c11 - (ee * (ee * c11 + em * c12) + em * (ee * c12 + em * c22));
  const q12 = c12 - (me * (ee * c11 + em * c12) + mm * (ee * c12 + em * c22));
  const q22 = c22 - (me * (me * c11 + mm * c12) + mm * (me * c12 + mm * c22));
  // Over a very short span the differences drown in rounding and may come out below zero; such noise is nothing.
  const l11 = q11 > 0 ? Math.sqrt(q11) : 0;
  const l21 = l11 > 0 ? q12 / l11 : 0;
  const rest = q22 - l21 * l21;
  out[outAt + SpreadLane.emotion] = l11;
  out[outAt + SpreadLane.moodWithEmotion] = l21;
  out[outAt + SpreadLane.moodAlone] = rest > 0 ? Math.sqrt(rest) : 0;
}
