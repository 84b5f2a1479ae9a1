import { becomesCause, CauseLane, exponentOfShare } from '../affect/cause';
import { exponentOfFading, fadedPrecision, writeBlankExpectation } from '../affect/expectation';
import { feelEvent } from '../affect/feel-event';
import { AffectLane, ExpectationLane, FeltLane, ReactionLane } from '../affect/lanes';
import { AppraisalLane } from '../constants/appraisal';
import { MS_PER_HOUR } from '../constants/time';
import { EventLane, gatherEvent, WindowLane } from '../evolution/window';
import { expLanes, LN2 } from '../maths/exp';
import { lengthOf } from '../maths/vad';
import { LifeLane, MarkLane, PastLane } from './columns';
import type { PopulationState } from './state';

const felt = new Float64Array(FeltLane.count);
const blank = new Float64Array(ExpectationLane.count);
const event = new Float64Array(EventLane.count);

/** What is left after the time since the last event, worked out together. */
enum Left {
  /** Of that event. */
  event = 0,
  /** Of what was learnt of the certainty of the expectation. */
  certainty = 1,
  /** Of what the feeling is about. */
  cause = 2,
  /** How many lanes it takes. */
  count = 3,
}
const left = new Float64Array(Left.count);

/**
 * Lets the character of one row perceive an event; what a session does, on lanes. The row must be settled to now.
 *
 * All of it that needs fractions stands in this one function, and what it calls takes lanes or is small enough to be written into it: a
 * fraction that goes into a call or comes out of one is an object, and a batch of events is to leave none behind.
 * @param appraisal nine lanes at `appraisalAt`
 * Effects: in place, allocates nothing; total. {@link surpriseFelt} tells how large the surprise was.
 */
export function perceiveRow(
  { columns, manners, nowMs }: PopulationState,
  row: number,
  appraisal: Float64Array,
  appraisalAt: number,
): void {
  const { affect, reactions, life, past, marks, causesOf } = columns;
  const a = row * AffectLane.count;
  const emotion = a + AffectLane.emotion;
  const home = a + AffectLane.homeBase;
  const residual = lengthOf(
    affect[emotion]! - affect[home]!,
    affect[emotion + 1]! - affect[home + 1]!,
    affect[emotion + 2]! - affect[home + 2]!,
  );

  // NaN before the first event, and then nothing is left of it.
  const l = row * LifeLane.count;
  const p = row * PastLane.count;
  const m = row * MarkLane.count;
  const lastAtMs = marks[m + MarkLane.met] === 1 ? past[p + PastLane.lastEventAtMs]! : Number.NaN;
  const sinceMs = nowMs - lastAtMs;
  const halfLifeHours = life[l + LifeLane.halfLifeHours]!;
  const c = row * CauseLane.count;
  const held = columns.causes ? causesOf[c + CauseLane.weight]! : 0;
  // Mostly the last event was the cause.
  const isOlder = held !== 0 && causesOf[c + CauseLane.atMs]! !== lastAtMs;
  left[Left.event] = exponentOfShare(sinceMs, halfLifeHours) * LN2;
  left[Left.certainty] = exponentOfFading(sinceMs / MS_PER_HOUR / life[l + LifeLane.timeScale]!) * LN2;
  if (isOlder) {
    left[Left.cause] = exponentOfShare(nowMs - causesOf[c + CauseLane.atMs]!, halfLifeHours) * LN2;
  }
  expLanes(left, 0, isOlder ? Left.count : Left.cause);
  felt[FeltLane.left] = sinceMs >= 0 ? left[Left.event]! : 0;

  const expectations = columns.expectation ? columns.expectations : blank;
  const e = columns.expectation ? row * ExpectationLane.count : 0;
  if (!columns.expectation || marks[m + MarkLane.expects] === 0) writeBlankExpectation(expectations, e);
  else if (sinceMs > 0) {
    const certainty = e + ExpectationLane.precision;
    expectations[certainty] = fadedPrecision(expectations[certainty]!, left[Left.certainty]!);
  }
  marks[m + MarkLane.expects] = 1;
  const r = row * ReactionLane.count;
  feelEvent(affect, a, expectations, e, reactions, r, appraisal, appraisalAt, felt, 0);

  const i = FeltLane.impulse;
  const strength = lengthOf(felt[i]!, felt[i + 1]!, felt[i + 2]!);
  if (columns.causes) {
    const share = isOlder ? left[Left.cause]! : felt[FeltLane.left]!;
    const j = c + CauseLane.impulse;
    const heldStrength = held === 0 ? 0 : lengthOf(causesOf[j]!, causesOf[j + 1]!, causesOf[j + 2]!);
    if (becomesCause(strength, held * share, heldStrength)) {
      for (let lane = 0; lane < CauseLane.weight; lane++) causesOf[c + lane] = felt[FeltLane.bent + lane]!;
      causesOf[c + CauseLane.weight] = strength / (strength + residual);
      causesOf[c + CauseLane.atMs] = nowMs;
      marks[m + MarkLane.isFresh] = 1;
    }
  }
  if (columns.windows && manners.of(columns.manners[row]!).learnsFromSessions !== false) {
    event[EventLane.agency] = appraisal[appraisalAt + AppraisalLane.agency]!;
    event[EventLane.normCompatibility] = appraisal[appraisalAt + AppraisalLane.normCompatibility]!;
    event[EventLane.impact] = appraisal[appraisalAt + AppraisalLane.goalRelevance]! * strength;
    event[EventLane.atMs] = nowMs;
    const w = row * WindowLane.count;
    gatherEvent(columns.gathered, w, affect, a + AffectLane.mood, affect, a + AffectLane.emotion, event);
  }
  past[p + PastLane.lastEventAtMs] = nowMs;
  past[p + PastLane.turns] = past[p + PastLane.turns]! + 1;
  marks[m + MarkLane.met] = 1;
  life[l + LifeLane.steps] = life[l + LifeLane.steps]! + 1;
}

/** The size of the surprise that the last event was which a row of this thread perceived, [0, 1]. */
export function surpriseFelt(): number {
  return felt[FeltLane.surprise]!;
}
