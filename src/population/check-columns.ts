import { CauseLane } from '../affect/cause';
import { AffectLane, ExpectationLane, ReactionLane } from '../affect/lanes';
import { LABEL_NAMES } from '../constants/affect';
import { RateLane } from '../maths/two-time-scale';
import { type Columns, LifeLane, MarkLane, PastLane } from './columns';
import { mismatch } from './packed-format';

/** Milliseconds by which an event may lie after now: what rounding does to the time of a snapshot of long ago. */
const SLACK_MS = 1;

/**
 * Checks the numbers in restored columns: nothing in them that a population could not have come to.
 * @param used rows that were lived in
 * @param vacant which of them nobody lives in
 * @returns how many of them have random ups and downs
 * @throws EngineError SNAPSHOT_MISMATCH with the column and the row
 */
export function checkColumns(
  columns: Columns,
  used: number,
  vacant: readonly number[],
  nowMs: number,
): number {
  let alive = 0;
  let noisy = 0;
  for (let row = 0; row < used; row++) {
    if (!isSoundAffect(columns.affect, row * AffectLane.count)) throw broken('affect', row);
    if (!areFinite(columns.reactions, row * ReactionLane.count, ReactionLane.count))
      throw broken('reactions', row);
    const isAlive = checkMarks(columns.marks, row);
    if (isAlive) alive++;
    if (!isSoundLife(columns.life, row * LifeLane.count, isAlive, nowMs)) throw broken('life', row);
    if (!isSoundPast(columns.past, row * PastLane.count, nowMs)) throw broken('past', row);
    const noise = columns.noise[row]!;
    if (!(noise === 0 || (isAlive && isPositive(noise)))) throw broken('noise', row);
    if (noise > 0) noisy++;
    if (columns.expectation && columns.marks[row * MarkLane.count + MarkLane.expects] === 1) {
      const at = row * ExpectationLane.count;
      const isSound = areWithin(columns.expectations, at, ExpectationLane.precision);
      if (!isSound || !isPositive(columns.expectations[at + ExpectationLane.precision]!))
        throw broken('expectations', row);
    }
    if (columns.causes && !isSoundCause(columns.causesOf, row * CauseLane.count, nowMs))
      throw broken('causesOf', row);
  }
  for (const row of vacant) {
    if (columns.marks[row * MarkLane.count + MarkLane.alive] === 1) {
      throw mismatch(`somebody lives in its vacant row ${row}`);
    }
  }
  const living = used - vacant.length;
  if (alive !== living) throw mismatch(`${alive} live in it in place of ${living}`);
  return noisy;
}

/** Emotion, mood and home base on the scale, rates that a relaxation can have. */
function isSoundAffect(affect: Float64Array, at: number): boolean {
  if (!areWithin(affect, at, AffectLane.rates)) return false;
  for (let rates = at + AffectLane.rates; rates < at + AffectLane.count; rates += RateLane.count) {
    const share = affect[rates + RateLane.share]!;
    const passing = affect[rates + RateLane.passing]!;
    if (!isPositive(affect[rates + RateLane.slow]!) || !isPositive(affect[rates + RateLane.gap]!))
      return false;
    if (!isPositive(affect[rates + RateLane.pull]!) || !(passing >= 0 && passing < Number.POSITIVE_INFINITY))
      return false;
    if (!(share >= 0 && share <= 1)) return false;
  }
  return true;
}

/** @returns whether somebody lives there */
function checkMarks(marks: Uint8Array, row: number): boolean {
  const at = row * MarkLane.count;
  const label = marks[at + MarkLane.label]!;
  if (label > LABEL_NAMES.length)
    throw mismatch(`row ${row} goes by label ${label} of ${LABEL_NAMES.length}`);
  const alive = marks[at + MarkLane.alive]!;
  const isSound =
    alive <= 1 &&
    marks[at + MarkLane.isFresh]! <= 1 &&
    marks[at + MarkLane.expects]! <= 1 &&
    marks[at + MarkLane.met]! <= 1;
  if (!isSound) throw broken('marks', row);
  return alive === 1;
}

function isSoundLife(life: Float64Array, at: number, isAlive: boolean, nowMs: number): boolean {
  const halfLife = life[at + LifeLane.halfLifeHours]!;
  const timeScale = life[at + LifeLane.timeScale]!;
  const settledAt = life[at + LifeLane.settledAtMs]!;
  if (!(settledAt >= 0 && settledAt <= nowMs)) return false;
  if (!Number.isInteger(life[at + LifeLane.steps]!)) return false;
  return !isAlive || (isPositive(halfLife) && isPositive(timeScale));
}

function isSoundPast(past: Float64Array, at: number, nowMs: number): boolean {
  const lastEvent = past[at + PastLane.lastEventAtMs]!;
  if (!(lastEvent > Number.NEGATIVE_INFINITY && lastEvent <= nowMs + SLACK_MS)) return false;
  return Number.isInteger(past[at + PastLane.turns]!);
}

function isSoundCause(causes: Float64Array, at: number, nowMs: number): boolean {
  const weight = causes[at + CauseLane.weight]!;
  if (weight === 0) return true;
  const isSound = areFinite(causes, at, CauseLane.count) && weight > 0 && weight <= 1;
  return isSound && causes[at + CauseLane.atMs]! <= nowMs + SLACK_MS;
}

function areWithin(lanes: Float64Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (!(lanes[i]! >= -1 && lanes[i]! <= 1)) return false;
  return true;
}

function areFinite(lanes: Float64Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) {
    if (!(lanes[i]! > Number.NEGATIVE_INFINITY && lanes[i]! < Number.POSITIVE_INFINITY)) return false;
  }
  return true;
}

function isPositive(x: number): boolean {
  return x > 0 && x < Number.POSITIVE_INFINITY;
}

function broken(column: string, row: number): Error {
  return mismatch(`there are numbers in row ${row} of ${column} that cannot be`);
}
