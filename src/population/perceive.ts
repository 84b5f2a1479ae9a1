import { becomesCause, CauseLane, shareLeftAfter } from '../affect/cause';
import { fadeExpectation, writeBlankExpectation } from '../affect/expectation';
import { feelEvent } from '../affect/feel-event';
import { AffectLane, ExpectationLane, FeltLane, ReactionLane } from '../affect/lanes';
import { AppraisalLane } from '../constants/appraisal';
import { MS_PER_HOUR } from '../constants/time';
import { gatherEvent, WindowLane } from '../evolution/window';
import { lengthOf } from '../maths/vad';
import { type Columns, LifeLane, MarkLane } from './columns';

const felt = new Float64Array(FeltLane.count);
const blank = new Float64Array(ExpectationLane.count);

/**
 * Lets the character of one row perceive an event; what a session does, on lanes. The row must be settled to now.
 * @param appraisal nine lanes at `appraisalAt`
 * @returns the size of the surprise, [0, 1]
 * Effects: in place, allocates nothing; total.
 */
export function perceiveRow(
  columns: Columns,
  row: number,
  appraisal: Float64Array,
  appraisalAt: number,
  nowMs: number,
): number {
  const { affect, reactions, life, marks } = columns;
  const a = row * AffectLane.count;
  const l = row * LifeLane.count;
  const halfLifeHours = life[l + LifeLane.halfLifeHours]!;
  const residual = distanceFromHome(affect, a);
  // NaN before the first event, and then nothing below is true of it.
  const lastAtMs = life[l + LifeLane.lastEventAtMs]!;
  const sinceMs = nowMs - lastAtMs;
  const left = sinceMs >= 0 ? shareLeftAfter(sinceMs, halfLifeHours) : 0;

  const expectations = columns.expectation ? columns.expectations : blank;
  const e = columns.expectation ? row * ExpectationLane.count : 0;
  const m = row * MarkLane.count;
  if (!columns.expectation || marks[m + MarkLane.expects] === 0) writeBlankExpectation(expectations, e);
  else if (sinceMs > 0) {
    fadeExpectation(expectations, e, sinceMs / MS_PER_HOUR / life[l + LifeLane.timeScale]!);
  }
  marks[m + MarkLane.expects] = 1;
  const r = row * ReactionLane.count;
  const surprise = feelEvent(affect, a, expectations, e, reactions, r, appraisal, appraisalAt, left, felt, 0);

  if (columns.causes && takeCause(columns, row, residual, nowMs, halfLifeHours, lastAtMs, left)) {
    marks[m + MarkLane.isFresh] = 1;
  }
  if (columns.windows) gatherRow(columns, row, appraisal, appraisalAt, nowMs);
  life[l + LifeLane.lastEventAtMs] = nowMs;
  life[l + LifeLane.turns] = life[l + LifeLane.turns]! + 1;
  life[l + LifeLane.steps] = life[l + LifeLane.steps]! + 1;
  return surprise;
}

/** Makes what was just felt the cause of the feeling, unless it is too weak beside the one before. */
function takeCause(
  { causesOf }: Columns,
  row: number,
  residual: number,
  nowMs: number,
  halfLifeHours: number,
  lastAtMs: number,
  left: number,
): boolean {
  const c = row * CauseLane.count;
  const held = causesOf[c + CauseLane.weight]!;
  const atMs = causesOf[c + CauseLane.atMs]!;
  // Mostly the last event was the cause, and what is left of that is known.
  const share = atMs === lastAtMs ? left : shareLeftAfter(nowMs - atMs, halfLifeHours);
  const heldWeight = held === 0 ? 0 : held * share;
  const strength = lengthAt(felt, FeltLane.impulse);
  if (!becomesCause(strength, heldWeight, held === 0 ? 0 : lengthAt(causesOf, c + CauseLane.impulse))) {
    return false;
  }
  for (let lane = 0; lane < CauseLane.weight; lane++) causesOf[c + lane] = felt[FeltLane.bent + lane]!;
  causesOf[c + CauseLane.weight] = strength / (strength + residual);
  causesOf[c + CauseLane.atMs] = nowMs;
  return true;
}

/** Adds what was just felt to what the row has gathered of its life. */
function gatherRow(
  { affect, gathered }: Columns,
  row: number,
  appraisal: Float64Array,
  at: number,
  nowMs: number,
): void {
  const a = row * AffectLane.count;
  gatherEvent(
    gathered,
    row * WindowLane.count,
    affect,
    a + AffectLane.mood,
    affect,
    a + AffectLane.emotion,
    appraisal[at + AppraisalLane.agency]!,
    appraisal[at + AppraisalLane.normCompatibility]!,
    appraisal[at + AppraisalLane.goalRelevance]! * lengthAt(felt, FeltLane.impulse),
    nowMs,
  );
}

/** How far emotion is from home base. */
export function distanceFromHome(affect: Float64Array, at: number): number {
  const emotion = at + AffectLane.emotion;
  const home = at + AffectLane.homeBase;
  return lengthOf(
    affect[emotion]! - affect[home]!,
    affect[emotion + 1]! - affect[home + 1]!,
    affect[emotion + 2]! - affect[home + 2]!,
  );
}

function lengthAt(lanes: Float64Array, at: number): number {
  return lengthOf(lanes[at]!, lanes[at + 1]!, lanes[at + 2]!);
}
