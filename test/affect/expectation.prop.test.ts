import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fadeExpectation,
  habituationOf,
  learnExpectation,
  writeBlankExpectation,
} from '../../src/affect/expectation';
import { ExpectationLane } from '../../src/affect/lanes';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../../src/constants/appraisal';
import { EXPECTATION } from '../../src/constants/coefficients';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, lanesOf, magnitudeIn, neutralAppraisal, unit } from '../support/arbitraries';
import { between, surrounded } from './kernels';

const RUNS = { numRuns: 500 };
const prior = EXPECTATION.priorPrecision.value;
const largest = EXPECTATION.maxPrecision.value;
const halfLife = EXPECTATION.certaintyHalfLifeHours.value;

const blank = (): Float64Array => {
  const lanes = new Float64Array(ExpectationLane.count);
  writeBlankExpectation(lanes, 0);
  return lanes;
};

const learn = (
  lanes: Float64Array,
  event: Appraisal,
  errors = new Float64Array(AppraisalLane.count),
): number => learnExpectation(lanes, 0, lanesOf(event), 0, errors, 0);

/** Expectations of any certainty that a stored state may hold. */
const expectations = fc
  .tuple(appraisals, fc.oneof(magnitudeIn(-300, 3), magnitudeIn(0, 1.3)))
  .map(([mean, precision]) => {
    const lanes = new Float64Array(ExpectationLane.count);
    lanes.set(lanesOf(mean), ExpectationLane.mean);
    lanes[ExpectationLane.precision] = precision;
    return lanes;
  });

describe('an expectation', () => {
  it('begins at the neutral appraisal, worth one event', () => {
    expect(blank().subarray(0, AppraisalLane.count)).toEqual(lanesOf(neutralAppraisal));
    expect(blank()[ExpectationLane.precision]).toBe(1);
  });

  it('stays between what it was and what was seen, and within the ranges of appraisals', () => {
    fc.assert(
      fc.property(expectations, appraisals, (lanes, event) => {
        const before = lanes.slice();
        learn(lanes, event);
        APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
          const [from, to] = [before[lane]!, event[dimension]];
          expect(lanes[lane]).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-15);
          expect(lanes[lane]).toBeLessThanOrEqual(Math.max(from, to) + 1e-15);
          expect(lanes[lane]).toBeGreaterThanOrEqual(APPRAISAL_RANGES[dimension].low);
          expect(lanes[lane]).toBeLessThanOrEqual(APPRAISAL_RANGES[dimension].high);
        });
      }),
      RUNS,
    );
  });

  it('tells the prediction error of each dimension, and a surprise in [0, 1]', () => {
    fc.assert(
      fc.property(expectations, appraisals, (lanes, event) => {
        const before = lanes.slice();
        const errors = new Float64Array(AppraisalLane.count);
        const surprise = learn(lanes, event, errors);
        let squares = 0;
        APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
          expect(errors[lane]).toBe(event[dimension] - before[lane]!);
          squares +=
            (errors[lane]! / (APPRAISAL_RANGES[dimension].high - APPRAISAL_RANGES[dimension].low)) ** 2;
        });
        expect(surprise).toBeCloseTo(Math.sqrt(squares / AppraisalLane.count), 14);
        expect(surprise >= 0 && surprise <= 1).toBe(true);
      }),
      RUNS,
    );
    const ends = (end: 'low' | 'high'): Appraisal =>
      Object.fromEntries(
        APPRAISAL_DIMENSIONS.map((name) => [name, APPRAISAL_RANGES[name][end]]),
      ) as unknown as Appraisal;
    const lanes = blank();
    lanes.set(lanesOf(ends('low')), ExpectationLane.mean);
    expect(learn(lanes, ends('high'))).toBe(1);
  });

  it('is the mean of what was seen and of the neutral prior, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(appraisals, { minLength: 1, maxLength: largest - prior }), (events) => {
        const [lanes, backwards] = [blank(), blank()];
        for (const event of events) learn(lanes, event);
        for (const event of [...events].reverse()) learn(backwards, event);
        expect(lanes[ExpectationLane.precision]).toBe(Math.min(largest, prior + events.length));
        APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
          const sum = events.reduce(
            (total, event) => total + event[dimension],
            APPRAISAL_RANGES[dimension].neutral,
          );
          expect(lanes[lane]).toBeCloseTo(sum / (events.length + 1), 12);
          expect(backwards[lane]).toBeCloseTo(lanes[lane]!, 12);
        });
      }),
      RUNS,
    );
  });

  it('keeps learning however much it has seen: the gain never falls below one in seventeen', () => {
    fc.assert(
      fc.property(appraisals, appraisals, (usual, different) => {
        const lanes = blank();
        for (let i = 0; i < 200; i++) learn(lanes, usual);
        const before = lanes.slice();
        learn(lanes, different);
        APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
          const error = different[dimension] - before[lane]!;
          expect(lanes[lane]! - before[lane]!).toBeCloseTo(error / (largest + 1), 12);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('is less surprised the second time', () => {
    fc.assert(
      fc.property(expectations, appraisals, (lanes, event) => {
        const first = learn(lanes, event);
        expect(learn(lanes, event)).toBeLessThanOrEqual(first);
      }),
      RUNS,
    );
  });
});

describe('the certainty of an expectation', () => {
  it('fades towards that of the prior by half in its half-life, and leaves what is expected alone', () => {
    fc.assert(
      fc.property(expectations, (lanes) => {
        const before = lanes.slice();
        fadeExpectation(lanes, 0, halfLife);
        const precision = lanes[ExpectationLane.precision]!;
        expect(precision - prior).toBeCloseTo((before[ExpectationLane.precision]! - prior) / 2, 12);
        expect(precision).toBeGreaterThan(0);
        expect(lanes.subarray(0, AppraisalLane.count)).toEqual(before.subarray(0, AppraisalLane.count));
      }),
      RUNS,
    );
  });

  it('fades over two spans as over their sum, not at all over none, and to the prior for good', () => {
    fc.assert(
      fc.property(expectations, magnitudeIn(-3, 4), magnitudeIn(-3, 4), (lanes, first, second) => {
        const atOnce = lanes.slice();
        const start = lanes[ExpectationLane.precision]!;
        fadeExpectation(lanes, 0, first);
        fadeExpectation(lanes, 0, second);
        fadeExpectation(atOnce, 0, first + second);
        const tolerance = 1e-12 * Math.max(1, start);
        const difference = lanes[ExpectationLane.precision]! - atOnce[ExpectationLane.precision]!;
        expect(Math.abs(difference)).toBeLessThanOrEqual(tolerance);
        fadeExpectation(lanes, 0, 1e300);
        expect(lanes[ExpectationLane.precision]).toBe(prior);
      }),
      RUNS,
    );
  });
});

describe('habituation', () => {
  it('is nothing before the first event and all there is once no expectation could be surer', () => {
    const lanes = blank();
    expect(habituationOf(lanes, 0, 1)).toBe(0);
    for (let i = prior; i < largest; i++) learn(lanes, neutralAppraisal);
    expect(habituationOf(lanes, 0, 1)).toBe(EXPECTATION.habituation.value);
  });

  it('lies in [0, 1], grows with every event, fades with a pause', () => {
    fc.assert(
      fc.property(expectations, appraisals, unit, (lanes, event, left) => {
        const before = habituationOf(lanes, 0, left);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1);
        expect(before).toBeLessThanOrEqual(habituationOf(lanes, 0, 1));
        expect(habituationOf(lanes, 0, 0)).toBe(0);
        if (lanes[ExpectationLane.precision]! > largest) return;
        learn(lanes, event);
        expect(habituationOf(lanes, 0, left)).toBeGreaterThanOrEqual(before);
      }),
      RUNS,
    );
  });
});

describe('the kernels of expectation', () => {
  it('give the same at every offset and leave the lanes beside their own alone', () => {
    fc.assert(
      fc.property(
        expectations,
        appraisals,
        magnitudeIn(-3, 4),
        fc.nat(9),
        fc.nat(9),
        (lanes, event, span, at, seenAt) => {
          const { count } = ExpectationLane;
          const shifted = surrounded(lanes, at);
          const seen = surrounded(lanesOf(event), seenAt);
          const errors = surrounded(new Float64Array(AppraisalLane.count), at);
          fadeExpectation(shifted, at, span);
          const surprise = learnExpectation(shifted, at, seen, seenAt, errors, at);

          const expectedErrors = new Float64Array(AppraisalLane.count);
          fadeExpectation(lanes, 0, span);
          expect(surprise).toBe(learn(lanes, event, expectedErrors));
          expect(between(shifted, at, count)).toEqual(lanes);
          expect(habituationOf(shifted, at, 0.5)).toBe(habituationOf(lanes, 0, 0.5));
          expect(between(errors, at, AppraisalLane.count)).toEqual(expectedErrors);
          expect(between(seen, seenAt, AppraisalLane.count)).toEqual(lanesOf(event));

          writeBlankExpectation(shifted, at);
          expect(between(shifted, at, count)).toEqual(blank());
        },
      ),
      RUNS,
    );
  });
});
