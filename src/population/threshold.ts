import { intensityOf } from '../affect/label';
import { AffectLane } from '../affect/lanes';
import { passed, passTo, takeUp } from './relaxing-row';

/** A value that a row is watched for being above, or below. */
export interface Threshold {
  /** The lane of an axis; {@link INTENSITY} for how strong the emotion is. */
  readonly lane: number;
  readonly isAbove: boolean;
  readonly value: number;
}

/** In place of a lane: the intensity of the emotion. */
export const INTENSITY = -1;

/** What a threshold is compared with, in a row as it stands. Effects: pure. */
export function valueAt(affect: Float64Array, at: number, lane: number): number {
  if (lane !== INTENSITY) return affect[at + lane]!;
  const emotion = at + AffectLane.emotion;
  const home = at + AffectLane.homeBase;
  return intensityOf(
    affect[emotion]! - affect[home]!,
    affect[emotion + 1]! - affect[home + 1]!,
    affect[emotion + 2]! - affect[home + 2]!,
  );
}

/** What a threshold is compared with after so many hours in which nothing happens. Effects: pure. */
export function valueAfter(affect: Float64Array, at: number, lane: number, hours: number): number {
  takeUp(affect, at);
  passTo(hours);
  return valueAt(passed, 0, lane);
}

/**
 * Whether a row as it stands is on the side that is watched for. Here and not of a number that is handed in: a double that goes from one
 * function to another may cost an object, and this is asked of every watched row at every step.
 */
export function isBeyond(affect: Float64Array, at: number, { lane, isAbove, value }: Threshold): boolean {
  const seen = lane === INTENSITY ? valueAt(affect, at, lane) : affect[at + lane]!;
  return isAbove ? seen > value : seen < value;
}
