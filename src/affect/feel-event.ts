import { AppraisalLane } from '../constants/appraisal';
import {
  applyImpulse,
  bendAppraisal,
  habituateImpulse,
  personaliseImpulse,
  writeRawImpulse,
} from './appraisal-impulse';
import { habituationOf, learnExpectation } from './expectation';
import { ExpectationLane, FeltLane, ReactionLane } from './lanes';

const usual = new Float64Array(AppraisalLane.count);

/**
 * Lets one character feel one event: the appraisal is bent as the character sees things, gives an impulse, is learnt from, and moves
 * emotion and mood.
 *
 * Model: docs/model/appraisal.md and expectation.md, in the order of the calls below.
 * @param affect affect lanes, settled to now; written at emotion and mood
 * @param expectation expectation lanes, settled to now; written
 * @param appraisal nine lanes at `appraisalAt`
 * @param left what is left of the last event, [0, 1]: 0 when there was none
 * @param felt gets the bent appraisal, the impulse and the prediction errors, as `FeltLane` numbers them
 * @returns the size of the surprise, [0, 1]
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
  left: number,
  felt: Float64Array,
  feltAt: number,
): number {
  const bent = feltAt + FeltLane.bent;
  const impulse = feltAt + FeltLane.impulse;
  const relevance = appraisal[appraisalAt + AppraisalLane.goalRelevance]!;
  bendAppraisal(appraisal, appraisalAt, reactions, reactionsAt, felt, bent);
  writeRawImpulse(felt, bent, felt, impulse);
  // Before this event is learnt from: what it brings is measured against what was usual without it.
  bendAppraisal(expectation, expectationAt + ExpectationLane.mean, reactions, reactionsAt, usual, 0);
  habituateImpulse(felt, impulse, relevance, usual, 0, habituationOf(expectation, expectationAt, left));
  const surprise = learnExpectation(
    expectation,
    expectationAt,
    appraisal,
    appraisalAt,
    felt,
    feltAt + FeltLane.errors,
  );
  personaliseImpulse(felt, impulse, reactions, reactionsAt);
  const deposit = reactions[reactionsAt + ReactionLane.moodDeposit]!;
  applyImpulse(affect, affectAt, felt, impulse, relevance, deposit);
  return surprise;
}
