import { EXP_OF_MINUS_SIXTY_FOURTHS } from '../maths/exp';
import { RateLane } from '../maths/two-time-scale';
import { AffectLane } from './lanes';

/** Numbers of the flow; an enum for the same reason as the lanes. */
export enum Flow {
  /** How far the table of exponentials reaches, in time constants. */
  tabled = 32,
  /** From how many time constants on 1 - e^-x is one to the bit. */
  gone = 38,
  /** 1 - 2^-51: two weights that sum to no more leave no rounding by which a feeling could pass the end of the scale. */
  whole = 0.9999999999999996,
}

/**
 * Lets one character's affect relax for a span that the table of exponentials reaches over: the operations of writing factors and applying them,
 * in their order, and so their bits.
 *
 * Both groups of axes are written out side by side, valence and dominance (0) and arousal (1), and all is read before anything is written:
 * measured over 50,000 characters, 23 ns where a loop over the two groups takes 28.
 * @param span the hours, one lane: a number would have to become an object on its way here where each row has its own
 * @returns false, with nothing done, when the span is too long for the table
 * Effects: in place at emotion and mood, allocates nothing; total.
 */
export function relaxTabled(lanes: Float64Array, offset: number, span: Float64Array): boolean {
  const hours = span[0]!;
  const rates = offset + AffectLane.rates;
  const arousal = offset + AffectLane.arousalRates;
  const slow0 = lanes[rates + RateLane.slow]! * hours;
  const spread0 = lanes[rates + RateLane.gap]! * hours;
  const slow1 = lanes[arousal + RateLane.slow]! * hours;
  const spread1 = lanes[arousal + RateLane.gap]! * hours;
  if (!(slow0 < Flow.tabled && spread0 < Flow.tabled && slow1 < Flow.tabled && spread1 < Flow.tabled)) {
    return false;
  }

  // Each is e^-x = T[k] e^r with k = 64 x rounded and r = k/64 - x, which is exact.
  const i0 = (slow0 * 64 + 0.5) | 0;
  const p0 = i0 * (1 / 64) - slow0;
  const pp0 = p0 * p0;
  const slowEntry0 = EXP_OF_MINUS_SIXTY_FOURTHS[i0]!;
  const i1 = (slow1 * 64 + 0.5) | 0;
  const p1 = i1 * (1 / 64) - slow1;
  const pp1 = p1 * p1;
  const slowEntry1 = EXP_OF_MINUS_SIXTY_FOURTHS[i1]!;
  const j0 = (spread0 * 64 + 0.5) | 0;
  const q0 = j0 * (1 / 64) - spread0;
  const qq0 = q0 * q0;
  const entry0 = EXP_OF_MINUS_SIXTY_FOURTHS[j0]!;
  const j1 = (spread1 * 64 + 0.5) | 0;
  const q1 = j1 * (1 / 64) - spread1;
  const qq1 = q1 * q1;
  const entry1 = EXP_OF_MINUS_SIXTY_FOURTHS[j1]!;
  const kept0 =
    slowEntry0 + slowEntry0 * (p0 + pp0 * (1 / 2 + p0 * (1 / 6)) + pp0 * pp0 * (1 / 24 + p0 * (1 / 120)));
  const kept1 =
    slowEntry1 + slowEntry1 * (p1 + pp1 * (1 / 2 + p1 * (1 / 6)) + pp1 * pp1 * (1 / 24 + p1 * (1 / 120)));
  const series0 = q0 + qq0 * (1 / 2 + q0 * (1 / 6)) + qq0 * qq0 * (1 / 24 + q0 * (1 / 120));
  const series1 = q1 + qq1 * (1 / 2 + q1 * (1 / 6)) + qq1 * qq1 * (1 / 24 + q1 * (1 / 120));
  const faded0 = kept0 * (1 - entry0 - entry0 * series0);
  const faded1 = kept1 * (1 - entry1 - entry1 * series1);

  const share0 = lanes[rates + RateLane.share]!;
  const share1 = lanes[arousal + RateLane.share]!;
  const em0 = lanes[rates + RateLane.pull]! * faded0;
  const me0 = lanes[rates + RateLane.passing]! * faded0;
  const em1 = lanes[arousal + RateLane.pull]! * faded1;
  const me1 = lanes[arousal + RateLane.passing]! * faded1;
  let ee0 = kept0 - share0 * faded0;
  let mm0 = kept0 - (1 - share0) * faded0;
  let ee1 = kept1 - share1 * faded1;
  let mm1 = kept1 - (1 - share1) * faded1;
  if (ee0 + em0 > Flow.whole && hours > 0) ee0 = Flow.whole - em0;
  if (me0 + mm0 > Flow.whole && hours > 0) mm0 = Flow.whole - me0;
  if (ee1 + em1 > Flow.whole && hours > 0) ee1 = Flow.whole - em1;
  if (me1 + mm1 > Flow.whole && hours > 0) mm1 = Flow.whole - me1;

  const emotion = offset + AffectLane.emotion;
  const mood = offset + AffectLane.mood;
  const home = offset + AffectLane.homeBase;
  const v = lanes[home]!;
  const a = lanes[home + 1]!;
  const d = lanes[home + 2]!;
  const emotionV = lanes[emotion]! - v;
  const emotionA = lanes[emotion + 1]! - a;
  const emotionD = lanes[emotion + 2]! - d;
  const moodV = lanes[mood]! - v;
  const moodA = lanes[mood + 1]! - a;
  const moodD = lanes[mood + 2]! - d;
  lanes[emotion] = v + (ee0 * emotionV + em0 * moodV);
  lanes[emotion + 1] = a + (ee1 * emotionA + em1 * moodA);
  lanes[emotion + 2] = d + (ee0 * emotionD + em0 * moodD);
  lanes[mood] = v + (me0 * emotionV + mm0 * moodV);
  lanes[mood + 1] = a + (me1 * emotionA + mm1 * moodA);
  lanes[mood + 2] = d + (me0 * emotionD + mm0 * moodD);
  return true;
}
