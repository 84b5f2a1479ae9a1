import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyImpulse,
  bendAppraisal,
  habituateImpulse,
  personaliseImpulse,
  writeRawImpulse,
} from '../../src/affect/appraisal-impulse';
import { habituationOf, learnExpectation } from '../../src/affect/expectation';
import { feelEvent } from '../../src/affect/feel-event';
import { AffectLane, ExpectationLane, FeltLane, ReactionLane } from '../../src/affect/lanes';
import { AppraisalLane } from '../../src/constants/appraisal';
import { appraisals, lanesOf, magnitudeIn, unit } from '../support/arbitraries';
import { between, dispositions, feel, feelings, surrounded } from './kernels';

it('feels an event as its kernels do one after another, to the bit, at every offset and in its own lanes alone', () => {
  fc.assert(
    fc.property(
      dispositions,
      feelings,
      appraisals,
      fc.tuple(appraisals, fc.oneof(magnitudeIn(-3, 2), unit)),
      unit,
      fc.nat(7),
      ({ reactions, ...rest }, feeling, event, [expected, precision], left, at) => {
        const affect = feel({ reactions, ...rest }, feeling);
        const expectation = new Float64Array(ExpectationLane.count);
        expectation.set(lanesOf(expected));
        expectation[ExpectationLane.precision] = precision;
        const felt = new Float64Array(FeltLane.count);
        felt[FeltLane.left] = left;
        const lanes = [affect, expectation, reactions, lanesOf(event), felt].map((one) =>
          surrounded(one, at),
        ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
        feelEvent(lanes[0], at, lanes[1], at, lanes[2], at, lanes[3], at, lanes[4], at);

        const usual = new Float64Array(AppraisalLane.count);
        bendAppraisal(lanesOf(event), 0, reactions, 0, felt, FeltLane.bent);
        writeRawImpulse(felt, FeltLane.bent, felt, FeltLane.impulse);
        bendAppraisal(expectation, ExpectationLane.mean, reactions, 0, usual, 0);
        const habituation = habituationOf(expectation, 0, left);
        habituateImpulse(felt, FeltLane.impulse, event.goalRelevance, usual, 0, habituation);
        felt[FeltLane.surprise] = learnExpectation(expectation, 0, lanesOf(event), 0, felt, FeltLane.errors);
        personaliseImpulse(felt, FeltLane.impulse, reactions, 0);
        const deposit = reactions[ReactionLane.moodDeposit]!;
        applyImpulse(affect, 0, felt, FeltLane.impulse, event.goalRelevance, deposit);

        expect(between(lanes[0], at, AffectLane.count)).toEqual(affect);
        expect(between(lanes[1], at, ExpectationLane.count)).toEqual(expectation);
        expect(between(lanes[2], at, ReactionLane.count)).toEqual(reactions);
        expect(between(lanes[3], at, AppraisalLane.count)).toEqual(lanesOf(event));
        expect(between(lanes[4], at, FeltLane.count)).toEqual(felt);
      },
    ),
    { numRuns: 1000 },
  );
});
