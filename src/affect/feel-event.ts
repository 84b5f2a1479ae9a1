import { AppraisalLane } from '../constants/appraisal';
import { tanhLanes } from '../maths/exp';
import { clamp } from '../maths/scalar';
import { WEIGHTS, Weight } from './event-weights';
import { AffectLane, ExpectationLane, FeltLane, ReactionLane } from './lanes';

/**
 * Lets one character feel one event: the appraisal is bent as the character sees things, gives an impulse, is learnt from, and moves
 * emotion and mood.
 *
 * Model: docs/model/appraisal.md and expectation.md; the operations of `bendAppraisal`, `writeRawImpulse`, `habituateImpulse`,
 * `personaliseImpulse`, `learnExpectation` and `applyImpulse`, in their order, and so their bits. They are written out side by side: called one
 * after another they read every lane several times, and the compiler has no room for all of them in one place, so that fractions go
 * from one to another as objects. Measured over 10,000 characters, an event takes half the time and leaves nothing behind.
 * @param affect affect lanes, settled to now; written at emotion and mood
 * @param expectation expectation lanes, settled to now; written
 * @param appraisal nine lanes at `appraisalAt`
 * @param felt gets the bent appraisal, the impulse, the prediction errors and the size of the surprise, as `FeltLane` numbers them; what was left
 * of the last event stands in it
 * Effects: in place, allocates nothing; total.
 */
export function feelEvent(
  affect: Float64Array,
  affectAt: number,
  expectation: Float64Array,
  expectationAt: number,
  reactions: Float64Array,
  reactionsAt: number,
  appraisal: Float64Array,
  appraisalAt: number,
  felt: Float64Array,
  feltAt: number,
): void {
  const weights = WEIGHTS;
  const r = appraisal[appraisalAt + AppraisalLane.goalRelevance]!;
  const c = appraisal[appraisalAt + AppraisalLane.goalCongruence]!;
  const e = appraisal[appraisalAt + AppraisalLane.expectedness]!;
  const k = appraisal[appraisalAt + AppraisalLane.controllability]!;
  const a = appraisal[appraisalAt + AppraisalLane.agency]!;
  const n = appraisal[appraisalAt + AppraisalLane.normCompatibility]!;
  const s = appraisal[appraisalAt + AppraisalLane.internalStandards]!;
  const p = appraisal[appraisalAt + AppraisalLane.adjustmentPotential]!;
  const u = appraisal[appraisalAt + AppraisalLane.urgency]!;
  const mean = expectationAt + ExpectationLane.mean;
  const usualR = expectation[mean + AppraisalLane.goalRelevance]!;
  const usualC = expectation[mean + AppraisalLane.goalCongruence]!;
  const usualE = expectation[mean + AppraisalLane.expectedness]!;
  const usualK = expectation[mean + AppraisalLane.controllability]!;
  const usualA = expectation[mean + AppraisalLane.agency]!;
  const usualN = expectation[mean + AppraisalLane.normCompatibility]!;
  const usualS = expectation[mean + AppraisalLane.internalStandards]!;
  const usualP = expectation[mean + AppraisalLane.adjustmentPotential]!;
  const usualU = expectation[mean + AppraisalLane.urgency]!;
  const precision = expectation[expectationAt + ExpectationLane.precision]!;

  // The event, and what is usual, as this character sees them.
  const odds = reactions[reactionsAt + ReactionLane.controlOdds]!;
  const right = reactions[reactionsAt + ReactionLane.norm]!;
  const wrong = right * reactions[reactionsAt + ReactionLane.violation]!;
  const shift = -reactions[reactionsAt + ReactionLane.credit]! * c;
  const bentK = odds !== 1 ? (k * odds) / (k * odds + (1 - k)) : k;
  const bentN = clamp(n * (n < 0 ? wrong : right), -1, 1);
  const bentA = shift !== 0 ? clamp(a + shift, -1, 1) : a;
  const usualBentK = odds !== 1 ? (usualK * odds) / (usualK * odds + (1 - usualK)) : usualK;
  const usualBentN = clamp(usualN * (usualN < 0 ? wrong : right), -1, 1);
  const bent = feltAt + FeltLane.bent;
  felt[bent + AppraisalLane.goalRelevance] = r;
  felt[bent + AppraisalLane.goalCongruence] = c;
  felt[bent + AppraisalLane.expectedness] = e;
  felt[bent + AppraisalLane.controllability] = bentK;
  felt[bent + AppraisalLane.agency] = bentA;
  felt[bent + AppraisalLane.normCompatibility] = bentN;
  felt[bent + AppraisalLane.internalStandards] = s;
  felt[bent + AppraisalLane.adjustmentPotential] = p;
  felt[bent + AppraisalLane.urgency] = u;

  // What the event brings, and how much of that is usual: measured before it is learnt from.
  const control = 2 * bentK - 1;
  const valence =
    r *
    (c * (weights[Weight.valenceOfCongruence]! + weights[Weight.valenceOfSurprise]! * (1 - e)) +
      weights[Weight.valenceOfNorm]! * bentN +
      weights[Weight.valenceOfControl]! * control +
      weights[Weight.valenceOfStandards]! * s);
  const dominance =
    r *
    (weights[Weight.dominanceOfControl]! * control +
      weights[Weight.dominanceOfAuthorship]! * bentA * c +
      weights[Weight.dominanceOfCongruence]! * c +
      weights[Weight.dominanceOfAdjustment]! * (2 * p - 1));
  const good = c > 0 ? c : 0;
  const bad = c < 0 ? -c : 0;
  const arousal =
    weights[Weight.arousalOfEvent]! +
    weights[Weight.arousalOfIntensity]! * (good + bad) +
    weights[Weight.arousalOfNovelty]! * (0.5 - e) +
    weights[Weight.arousalOfUrgency]! * (2 * u - 1) +
    weights[Weight.arousalOfViolation]! * (bentN < 0 ? -bentN : 0) -
    weights[Weight.arousalOfResignation]! * bad * (1 - bentK) * ((e + 1 - u) / 2) -
    weights[Weight.arousalOfRoutine]! * good * e;
  const usualGood = usualC > 0 ? usualC : 0;
  const usualBad = usualC < 0 ? -usualC : 0;
  const usualArousal =
    weights[Weight.arousalOfEvent]! +
    weights[Weight.arousalOfIntensity]! * (usualGood + usualBad) +
    weights[Weight.arousalOfNovelty]! * (0.5 - usualE) +
    weights[Weight.arousalOfUrgency]! * (2 * usualU - 1) +
    weights[Weight.arousalOfViolation]! * (usualBentN < 0 ? -usualBentN : 0) -
    weights[Weight.arousalOfResignation]! * usualBad * (1 - usualBentK) * ((usualE + 1 - usualU) / 2) -
    weights[Weight.arousalOfRoutine]! * usualGood * usualE;
  const prior = weights[Weight.priorPrecision]!;
  const largest = weights[Weight.maxPrecision]!;
  const certainty = clamp((precision - prior) / (largest - prior), 0, 1);
  const habituation = weights[Weight.mostHabituation]! * certainty * felt[feltAt + FeltLane.left]!;
  const impulse = feltAt + FeltLane.impulse;
  const gainOfValence = valence < 0 ? ReactionLane.negativeValence : ReactionLane.positiveValence;
  felt[impulse] = reactions[reactionsAt + gainOfValence]! * valence;
  felt[impulse + 1] =
    reactions[reactionsAt + ReactionLane.arousal]! * (r * arousal - habituation * r * usualArousal);
  felt[impulse + 2] = reactions[reactionsAt + ReactionLane.dominance]! * dominance;
  tanhLanes(felt, impulse, impulse + 3);

  // What is learnt from it.
  const posterior = precision + 1;
  const errorR = r - usualR;
  const errorC = c - usualC;
  const errorE = e - usualE;
  const errorK = k - usualK;
  const errorA = a - usualA;
  const errorN = n - usualN;
  const errorS = s - usualS;
  const errorP = p - usualP;
  const errorU = u - usualU;
  expectation[mean + AppraisalLane.goalRelevance] = usualR + errorR / posterior;
  expectation[mean + AppraisalLane.goalCongruence] = usualC + errorC / posterior;
  expectation[mean + AppraisalLane.expectedness] = usualE + errorE / posterior;
  expectation[mean + AppraisalLane.controllability] = usualK + errorK / posterior;
  expectation[mean + AppraisalLane.agency] = usualA + errorA / posterior;
  expectation[mean + AppraisalLane.normCompatibility] = usualN + errorN / posterior;
  expectation[mean + AppraisalLane.internalStandards] = usualS + errorS / posterior;
  expectation[mean + AppraisalLane.adjustmentPotential] = usualP + errorP / posterior;
  expectation[mean + AppraisalLane.urgency] = usualU + errorU / posterior;
  expectation[expectationAt + ExpectationLane.precision] = posterior < largest ? posterior : largest;
  const errors = feltAt + FeltLane.errors;
  felt[errors + AppraisalLane.goalRelevance] = errorR;
  felt[errors + AppraisalLane.goalCongruence] = errorC;
  felt[errors + AppraisalLane.expectedness] = errorE;
  felt[errors + AppraisalLane.controllability] = errorK;
  felt[errors + AppraisalLane.agency] = errorA;
  felt[errors + AppraisalLane.normCompatibility] = errorN;
  felt[errors + AppraisalLane.internalStandards] = errorS;
  felt[errors + AppraisalLane.adjustmentPotential] = errorP;
  felt[errors + AppraisalLane.urgency] = errorU;
  // Relative to the width of its range, which is 2 for four of them.
  const halfC = errorC * 0.5;
  const halfA = errorA * 0.5;
  const halfN = errorN * 0.5;
  const halfS = errorS * 0.5;
  felt[feltAt + FeltLane.surprise] = Math.sqrt(
    (errorR * errorR +
      halfC * halfC +
      errorE * errorE +
      errorK * errorK +
      halfA * halfA +
      halfN * halfN +
      halfS * halfS +
      errorP * errorP +
      errorU * errorU) /
      AppraisalLane.count,
  );

  // What is felt: emotion takes it whole, mood its share.
  const share = reactions[reactionsAt + ReactionLane.moodDeposit]! * r * r;
  for (let axis = 0; axis < 3; axis++) {
    const push = felt[impulse + axis]!;
    const deposit = share * push;
    const emotion = affect[affectAt + AffectLane.emotion + axis]!;
    const mood = affect[affectAt + AffectLane.mood + axis]!;
    affect[affectAt + AffectLane.emotion + axis] =
      push >= 0 ? emotion + (1 - emotion) * push : emotion + (1 + emotion) * push;
    affect[affectAt + AffectLane.mood + axis] =
      deposit >= 0 ? mood + (1 - mood) * deposit : mood + (1 + mood) * deposit;
  }
}
