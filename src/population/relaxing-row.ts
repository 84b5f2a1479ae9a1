import { advanceAffect } from '../affect/flow';
import { AffectLane } from '../affect/lanes';
import { log } from '../maths/exp';
import { RateLane } from '../maths/two-time-scale';

/*
 * One row, and what becomes of it when nothing happens, beside the population. Whoever asks takes a row up first; the next one that is taken up
 * puts it out.
 */

/** Time constants after which nothing is left that a double could tell from home base. */
const LONG = 64;

const row = new Float64Array(AffectLane.count);

/** The lanes of the row that was taken up, at the time that it was last passed to. */
export const passed: Float64Array = new Float64Array(AffectLane.count);

/** Takes a row up. Effects: allocates nothing; total. */
export function takeUp(affect: Float64Array, at: number): void {
  for (let lane = 0; lane < AffectLane.count; lane++) row[lane] = affect[at + lane]!;
}

/** Lets the row pass to a time, in hours from where it was taken up. Effects: in {@link passed}, allocates nothing; total. */
export function passTo(hours: number): void {
  for (let lane = 0; lane < AffectLane.count; lane++) passed[lane] = row[lane]!;
  advanceAffect(passed, 0, hours);
}

/** Writes emotion less home base at the time that the row was last passed to. */
export function writeDeviation(out: Float64Array): void {
  for (let axis = 0; axis < 3; axis++) {
    out[axis] = passed[AffectLane.emotion + axis]! - passed[AffectLane.homeBase + axis]!;
  }
}

/** The hours after which the row is at home for good. */
export function homeAfter(): number {
  const one = row[AffectLane.rates + RateLane.slow]!;
  const other = row[AffectLane.arousalRates + RateLane.slow]!;
  return LONG / (one < other ? one : other);
}

/**
 * When an axis of emotion or mood turns, in hours; NaN when it never does. Between home base and there it moves one way.
 *
 * Model: the deviation is es (E + C w) with es = e^(-slow t) and w = 1 - e^(-gap t); it turns once at most, where
 * e^(-gap t) = slow (E + C) / ((slow + gap) C). For mood likewise, with what passes to it in place of C.
 */
export function turnOf(lane: number): number {
  const axis = lane % 3;
  const isMood = lane >= AffectLane.mood;
  const home = row[AffectLane.homeBase + axis]!;
  const emotion = row[AffectLane.emotion + axis]! - home;
  const mood = row[AffectLane.mood + axis]! - home;
  const rates = axis === 1 ? AffectLane.arousalRates : AffectLane.rates;
  const slow = row[rates + RateLane.slow]!;
  const gap = row[rates + RateLane.gap]!;
  const share = row[rates + RateLane.share]!;
  const began = isMood ? mood : emotion;
  const pulled = isMood
    ? row[rates + RateLane.passing]! * emotion - (1 - share) * mood
    : row[rates + RateLane.pull]! * mood - share * emotion;
  // 1 - e^(-gap t) at the turn, in a form that nearly equal rates leave whole.
  const faded = (gap * pulled - slow * began) / ((slow + gap) * pulled);
  if (!(faded > 0 && faded < 1)) return Number.NaN;
  return (faded < 1e-4 ? faded * (1 + faded * (1 / 2 + faded * (1 / 3 + faded / 4))) : -log(1 - faded)) / gap;
}
