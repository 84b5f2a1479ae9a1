import { AppraisalLane } from '../constants/appraisal';
import { IMPULSE } from '../constants/coefficients';
import { tanhLanes } from '../maths/exp';
import { clamp } from '../maths/scalar';
import { AffectLane, ReactionLane } from './lanes';

/*
 * What becomes of an appraisal, one step after the other. For a whole event `feelEvent` does all of them at once.
 */

const V = IMPULSE.valence;
const A = IMPULSE.arousal;
const D = IMPULSE.dominance;

/**
 * Bends an appraisal to how this character sees events: the anxious find less control, the honest weigh norms more,
 * the agreeable excuse violations, the immodest credit themselves with the good and others with the bad.
 *
 * Model: odds(k') = odds(k) x controlOdds; n' = clamp(n x norm, x violation too where n < 0); a' = clamp(a - credit c).
 * Every other dimension stays.
 * Monotone in k, n and a, and the identity for a neutral personality, to the bit.
 * @param appraisal nine lanes at `at`
 * @param out gets nine lanes at `outAt`; may be the same lanes
 * Effects: in place in `out`, allocates nothing; total.
 */
export function bendAppraisal(
  appraisal: Float64Array,
  at: number,
  reactions: Float64Array,
  reactionsAt: number,
  out: Float64Array,
  outAt: number,
): void {
  for (let lane = 0; lane < AppraisalLane.count; lane++) out[outAt + lane] = appraisal[at + lane]!;
  const odds = reactions[reactionsAt + ReactionLane.controlOdds]!;
  const norm = reactions[reactionsAt + ReactionLane.norm]!;
  const k = appraisal[at + AppraisalLane.controllability]!;
  if (odds !== 1) out[outAt + AppraisalLane.controllability] = (k * odds) / (k * odds + (1 - k));
  const n = appraisal[at + AppraisalLane.normCompatibility]!;
  const weight = n < 0 ? norm * reactions[reactionsAt + ReactionLane.violation]! : norm;
  out[outAt + AppraisalLane.normCompatibility] = clamp(n * weight, -1, 1);
  const shift =
    -reactions[reactionsAt + ReactionLane.credit]! * appraisal[at + AppraisalLane.goalCongruence]!;
  if (shift !== 0)
    out[outAt + AppraisalLane.agency] = clamp(appraisal[at + AppraisalLane.agency]! + shift, -1, 1);
}

/**
 * Writes the raw push that an appraisal gives, before personality: valence, arousal, dominance.
 *
 * Model: the three equations beside `IMPULSE` in constants/coefficients.ts.
 * Bounds: |V| <= 1.35, |A| <= .95 (see docs/model/appraisal.md), |D| <= .90; linear in relevance, 0 at relevance 0.
 * @param out gets three lanes at `outAt`
 * Effects: in place, allocates nothing; total. Source: Yeo & Ong 2024 (fit), Tong & Ellsworth 2009 (form).
 */
export function writeRawImpulse(appraisal: Float64Array, at: number, out: Float64Array, outAt: number): void {
  const r = appraisal[at + AppraisalLane.goalRelevance]!;
  const c = appraisal[at + AppraisalLane.goalCongruence]!;
  const e = appraisal[at + AppraisalLane.expectedness]!;
  const k = appraisal[at + AppraisalLane.controllability]!;
  const a = appraisal[at + AppraisalLane.agency]!;
  const n = appraisal[at + AppraisalLane.normCompatibility]!;
  const s = appraisal[at + AppraisalLane.internalStandards]!;
  const p = appraisal[at + AppraisalLane.adjustmentPotential]!;
  const control = 2 * k - 1;
  out[outAt] =
    r *
    (c * (V.congruence.value + V.surprise.value * (1 - e)) +
      V.norm.value * n +
      V.control.value * control +
      V.standards.value * s);
  out[outAt + 1] = r * arousalOf(appraisal, at);
  out[outAt + 2] =
    r *
    (D.control.value * control +
      D.authorship.value * a * c +
      D.congruence.value * c +
      D.adjustment.value * (2 * p - 1));
}

/** How much an appraisal arouses or calms for each unit of relevance: [-.95, .95]. */
function arousalOf(appraisal: Float64Array, at: number): number {
  const c = appraisal[at + AppraisalLane.goalCongruence]!;
  const e = appraisal[at + AppraisalLane.expectedness]!;
  const k = appraisal[at + AppraisalLane.controllability]!;
  const n = appraisal[at + AppraisalLane.normCompatibility]!;
  const u = appraisal[at + AppraisalLane.urgency]!;
  const good = c > 0 ? c : 0;
  const bad = c < 0 ? -c : 0;
  const violation = n < 0 ? -n : 0;
  // A disaster that is certain calms only when it is over: nobody resigns while it is happening.
  const settled = (e + 1 - u) / 2;
  return (
    A.event.value +
    A.intensity.value * (good + bad) +
    A.novelty.value * (0.5 - e) +
    A.urgency.value * (2 * u - 1) +
    A.violation.value * violation -
    A.resignation.value * bad * (1 - k) * settled -
    A.routine.value * good * e
  );
}

/**
 * Takes from a raw push the arousal that an event as expected would bring: one gets used to what is usual.
 *
 * Model: A <- A - h r A(expected), with A of one unit of relevance. What is usual neither arouses nor calms at h = 1,
 * and what is quieter than usual calms. Nothing changes at h = 0, to the bit.
 * @param impulse raw push of an event, three lanes at `at`, its arousal rewritten in place
 * @param relevance goal relevance of the event, [0, 1]
 * @param expected the expected appraisal as this character sees it, nine lanes; its relevance is not read
 * @param habituation how far the character has got used to it, [0, 1]
 * Effects: in place, allocates nothing; total. Source: Sokolov 1963 (arousal follows the mismatch with what is expected).
 */
export function habituateImpulse(
  impulse: Float64Array,
  at: number,
  relevance: number,
  expected: Float64Array,
  expectedAt: number,
  habituation: number,
): void {
  impulse[at + 1] = impulse[at + 1]! - habituation * relevance * arousalOf(expected, expectedAt);
}

/**
 * Turns a raw push into this character's impulse: gains of its personality, then an S-shape.
 *
 * Model: I = tanh(g x raw), with one gain for good and one for bad valence.
 * @param impulse three lanes at `at`, rewritten in place; the result lies in (-1, 1)
 * Effects: in place, allocates nothing; total. Source: Tong & Ellsworth 2009 (S-shape).
 */
export function personaliseImpulse(
  impulse: Float64Array,
  at: number,
  reactions: Float64Array,
  reactionsAt: number,
): void {
  for (let axis = 0; axis < 3; axis++) {
    const raw = impulse[at + axis]!;
    // The gains lie in the order of the axes, with that of bad valence after that of good.
    const lane = axis > 0 || raw < 0 ? ReactionLane.negativeValence + axis : ReactionLane.positiveValence;
    impulse[at + axis] = reactions[reactionsAt + lane]! * raw;
  }
  tanhLanes(impulse, at, at + 3);
}

/**
 * A push on one axis that can never leave [-1, 1]: it takes up its share of the room that is left.
 * Model: v + (1 - v) I for I >= 0, v + (1 + v) I for I < 0. Odd, monotone in both; pushes of one sign commute.
 */
export function kick(v: number, impulse: number): number {
  return impulse >= 0 ? v + (1 - v) * impulse : v + (1 + v) * impulse;
}

/**
 * Gives one character an impulse: emotion takes it whole, mood a share that grows with how much the event matters.
 *
 * Model: e <- kick(e, I), m <- kick(m, phi r^2 I), phi the mood deposit.
 * @param lanes affect lanes, written in place at emotion and mood; time must have been settled before
 * @param relevance goal relevance of the event, [0, 1]
 * Effects: in place, allocates nothing; total. Source: Verduyn & Lavrijsen 2015 (important events last longer).
 */
export function applyImpulse(
  lanes: Float64Array,
  offset: number,
  impulse: Float64Array,
  impulseAt: number,
  relevance: number,
  moodDeposit: number,
): void {
  const share = moodDeposit * relevance * relevance;
  for (let axis = 0; axis < 3; axis++) {
    const push = impulse[impulseAt + axis]!;
    const emotion = offset + AffectLane.emotion + axis;
    const mood = offset + AffectLane.mood + axis;
    lanes[emotion] = kick(lanes[emotion]!, push);
    lanes[mood] = kick(lanes[mood]!, share * push);
  }
}
