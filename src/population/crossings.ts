import { AffectLane } from '../affect/lanes';
import { VAD_CORNER } from '../maths/vad';
import { homeAfter, passed, passTo, takeUp, turnOf, writeDeviation } from './relaxing-row';
import { INTENSITY, isBeyond, type Threshold } from './threshold';

/** How close a time is found, in hours. */
const PRECISION = 1e-9;
/** What is too short to be told apart, in hours: where a feeling hardly touches a threshold. */
export const SHORTEST_HOURS = 1e-6;

const first = new Float64Array(3);
const last = new Float64Array(3);
const bounds = new Float64Array(5);

/**
 * When a relaxing row next comes to the other side of a threshold.
 *
 * Model: each axis turns once at most. In a stretch between turns an axis is on the other side at the end or never, and bisection finds the
 * time on the flow itself. An intensity need not move one way there: a stretch is halved until it does, or until the smallest and the
 * largest that it can be are on the same side.
 * @param from hours from where the row stands
 * @param isMet the side it is on then
 * @returns hours from where the row stands, Infinity when it never is
 * Effects: pure, allocates nothing; total.
 */
export function nextCrossing(
  affect: Float64Array,
  at: number,
  threshold: Threshold,
  from: number,
  isMet: boolean,
): number {
  // The end of the scale is where intensity is cut off.
  if (threshold.lane === INTENSITY && threshold.isAbove && threshold.value >= 1)
    return Number.POSITIVE_INFINITY;
  takeUp(affect, at);
  if (isBeyondAt(threshold, from) !== isMet) return from;
  const stretches = writeBounds(threshold.lane, from);
  for (let i = 0; i < stretches; i++) {
    const found = crossingWithin(threshold, bounds[i]!, bounds[i + 1]!, isMet);
    if (found < Number.POSITIVE_INFINITY) return found;
  }
  return Number.POSITIVE_INFINITY;
}

/** Writes the times between which each axis that matters moves one way, rising. @returns how many stretches they bound */
function writeBounds(lane: number, from: number): number {
  const end = homeAfter();
  if (!(from < end)) return 0;
  bounds[0] = from;
  let count = 1;
  const axes = lane === INTENSITY ? 3 : 1;
  for (let i = 0; i < axes; i++) {
    const turn = turnOf(lane === INTENSITY ? AffectLane.emotion + i : lane);
    if (!(turn > from && turn < end)) continue;
    let place = count++;
    for (; bounds[place - 1]! > turn; place--) bounds[place] = bounds[place - 1]!;
    bounds[place] = turn;
  }
  bounds[count] = end;
  return count;
}

/** The first time in a stretch between turns at which it is on the other side. */
function crossingWithin(threshold: Threshold, from: number, to: number, isMet: boolean): number {
  const crosses = isBeyondAt(threshold, to) !== isMet;
  if (threshold.lane === INTENSITY && !movesOneWay(threshold.value, from, to)) {
    if (isOutOfReach) return Number.POSITIVE_INFINITY;
    if (to - from > SHORTEST_HOURS) {
      const middle = (from + to) / 2;
      const found = crossingWithin(threshold, from, middle, isMet);
      return found < Number.POSITIVE_INFINITY ? found : crossingWithin(threshold, middle, to, isMet);
    }
  }
  return crosses ? bisect(threshold, from, to, isMet) : Number.POSITIVE_INFINITY;
}

/** Set by {@link movesOneWay}: whether the intensity cannot come to the threshold in the stretch that it was asked of. */
let isOutOfReach = false;

/** Whether intensity only rises or only falls in a stretch in which each axis moves one way. */
function movesOneWay(threshold: number, from: number, to: number): boolean {
  passTo(from);
  writeDeviation(first);
  passTo(to);
  writeDeviation(last);
  let rises = false;
  let falls = false;
  let least = 0;
  let most = 0;
  for (let axis = 0; axis < 3; axis++) {
    const before = first[axis]! * first[axis]!;
    const after = last[axis]! * last[axis]!;
    const isTurned = first[axis]! < 0 !== last[axis]! < 0;
    rises ||= isTurned || after > before;
    falls ||= isTurned || after < before;
    if (!isTurned) least += after < before ? after : before;
    most += after > before ? after : before;
  }
  const square = threshold * VAD_CORNER * (threshold * VAD_CORNER);
  isOutOfReach = most < square || least > square;
  return !(rises && falls);
}

function bisect(threshold: Threshold, from: number, to: number, isMet: boolean): number {
  let before = from;
  let after = to;
  while (after - before > PRECISION) {
    const middle = (before + after) / 2;
    // Late enough, there is no double in between.
    if (middle <= before || middle >= after) break;
    if (isBeyondAt(threshold, middle) === isMet) before = middle;
    else after = middle;
  }
  return after;
}

function isBeyondAt(threshold: Threshold, hours: number): boolean {
  passTo(hours);
  return isBeyond(passed, 0, threshold);
}
