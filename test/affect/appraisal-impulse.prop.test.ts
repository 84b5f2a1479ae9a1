import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyImpulse,
  bendAppraisal,
  habituateImpulse,
  personaliseImpulse,
  writeRawImpulse,
} from '../../src/affect/appraisal-impulse';
import { AffectLane } from '../../src/affect/lanes';
import { APPRAISAL_RANGES, type AppraisalDimension, AppraisalLane } from '../../src/constants/appraisal';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, lanesOf, neutralAppraisal, raised, unit } from '../support/arbitraries';
import { between, dispositions, feel, feelings, impulse, neutral, rawImpulse, surrounded } from './kernels';

const RUNS = { numRuns: 500 };
const [V, A, D] = [0, 1, 2] as const;

describe('the raw impulse', () => {
  it('is what the equations of docs/model/appraisal.md say', () => {
    fc.assert(
      fc.property(appraisals, (event) => {
        const { goalRelevance: r, goalCongruence: c, expectedness: e, controllability: k, agency: a } = event;
        const { normCompatibility: n, internalStandards: s, adjustmentPotential: p, urgency: u } = event;
        const [good, bad, kk] = [Math.max(c, 0), Math.max(-c, 0), 2 * k - 1];
        const stir = 0.15 + 0.2 * Math.abs(c) + 0.3 * (0.5 - e) + 0.35 * (2 * u - 1) + 0.1 * Math.max(-n, 0);
        const right = [
          r * (c * (0.7 + 0.25 * (1 - e)) + 0.1 * n + 0.2 * kk + 0.1 * s),
          r * (stir - 0.4 * bad * (1 - k) * (e + 1 - u) - 0.15 * good * e),
          r * (0.25 * kk + 0.3 * a * c + 0.25 * c + 0.1 * (2 * p - 1)),
        ];
        rawImpulse(event).forEach((push, axis) => {
          expect(push).toBeCloseTo(right[axis]!, 14);
        });
      }),
      RUNS,
    );
  });

  it('F.8 row 9: is nothing without relevance, and nothing for a neutral appraisal', () => {
    fc.assert(
      fc.property(appraisals, (appraisal) => {
        for (const axis of rawImpulse({ ...appraisal, goalRelevance: 0 })) expect(axis + 0).toBe(0);
      }),
      RUNS,
    );
    for (const axis of rawImpulse(neutralAppraisal)) expect(axis + 0).toBe(0);
  });

  it('F.8 row 9: is linear in relevance, to the bit', () => {
    fc.assert(
      fc.property(appraisals, (appraisal) => {
        const whole = rawImpulse({ ...appraisal, goalRelevance: 1 });
        expect(rawImpulse(appraisal)).toEqual(whole.map((axis) => appraisal.goalRelevance * axis));
      }),
      RUNS,
    );
  });

  it.each([
    ['valence', V, 1, 'goalCongruence'],
    ['valence', V, 1, 'normCompatibility'],
    ['valence', V, 1, 'controllability'],
    ['valence', V, 1, 'internalStandards'],
    ['arousal', A, 1, 'urgency'],
    ['arousal', A, -1, 'expectedness'],
    ['dominance', D, 1, 'controllability'],
    ['dominance', D, 1, 'adjustmentPotential'],
  ] as const)('F.8 row 10: %s (axis %d) moves by the sign %d with %s', (_, axis, sign, dimension) => {
    fc.assert(
      fc.property(raised(dimension), ([low, high]) => {
        const change = sign * (rawImpulse(high)[axis]! - rawImpulse(low)[axis]!);
        expect(change).toBeGreaterThanOrEqual(0);
        if (low.goalRelevance > 0.01 && high[dimension] - low[dimension] > 0.01)
          expect(change).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('F.8 row 10: authorship raises dominance of what is good and lowers it of what is bad', () => {
    fc.assert(
      fc.property(raised('agency'), ([low, high]) => {
        const change = rawImpulse(high)[D]! - rawImpulse(low)[D]!;
        expect(change * low.goalCongruence).toBeGreaterThanOrEqual(0);
        if (low.goalCongruence === 0) expect(change).toBe(0);
        else if (low.goalRelevance * Math.abs(low.goalCongruence) * (high.agency - low.agency) > 1e-6)
          expect(Math.sign(change)).toBe(Math.sign(low.goalCongruence));
      }),
      RUNS,
    );
  });

  it('F.8 row 11: surprise makes good and bad stronger and keeps their sign', () => {
    fc.assert(
      fc.property(raised('expectedness'), ([surprising, expected]) => {
        const bare = { normCompatibility: 0, controllability: 0.5, internalStandards: 0 };
        const [strong, weak] = [surprising, expected].map((event) => rawImpulse({ ...event, ...bare })[V]!);
        expect(Math.abs(weak!)).toBeLessThanOrEqual(Math.abs(strong!));
        for (const push of [strong!, weak!]) {
          expect(push * surprising.goalCongruence).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('F.8 row 12: valence is odd in congruence, norm, standards and control together', () => {
    fc.assert(
      fc.property(appraisals, (event) => {
        const mirrored = {
          ...event,
          goalCongruence: -event.goalCongruence,
          normCompatibility: -event.normCompatibility,
          internalStandards: -event.internalStandards,
          controllability: 1 - event.controllability,
        };
        expect(Math.abs(rawImpulse(mirrored)[V]! + rawImpulse(event)[V]!)).toBeLessThanOrEqual(1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 12: what authorship does to dominance stays when authorship and congruence both change sign', () => {
    const part = (event: Appraisal): number =>
      rawImpulse(event)[D]! - rawImpulse({ ...event, agency: 0 })[D]!;
    fc.assert(
      fc.property(appraisals, (event) => {
        const mirrored = { ...event, agency: -event.agency, goalCongruence: -event.goalCongruence };
        expect(Math.abs(part(mirrored) - part(event))).toBeLessThanOrEqual(1e-12);
      }),
      RUNS,
    );
  });

  it('F.8 row 13: |V| <= 1.35, |A| <= .95, |D| <= .90, and the corners of the ranges reach them', () => {
    // The bounds are sums of decimals, which doubles round in the last place.
    const bounds = [1.35, 0.95, 0.9].map((bound) => bound + 4e-16);
    fc.assert(
      fc.property(appraisals, (event) => {
        rawImpulse(event).forEach((push, axis) => {
          expect(Math.abs(push)).toBeLessThanOrEqual(bounds[axis]!);
        });
      }),
      RUNS,
    );
    const dimensions = Object.keys(APPRAISAL_RANGES) as AppraisalDimension[];
    const largest = [0, 0, 0];
    for (let corner = 0; corner < 2 ** dimensions.length; corner++) {
      const event = Object.fromEntries(
        dimensions.map((dimension, i) => [
          dimension,
          (corner >> i) & 1 ? APPRAISAL_RANGES[dimension].high : APPRAISAL_RANGES[dimension].low,
        ]),
      ) as unknown as Appraisal;
      rawImpulse(event).forEach((push, axis) => {
        largest[axis] = Math.max(largest[axis]!, Math.abs(push));
      });
    }
    expect(largest.map((push) => push.toFixed(12))).toEqual([
      '1.350000000000',
      '0.950000000000',
      '0.900000000000',
    ]);
  });
});

describe('the impulse of an event that is more or less usual', () => {
  const habituated = (event: Appraisal, expected: Appraisal, habituation: number): Float64Array => {
    const out = rawImpulse(event);
    habituateImpulse(out, 0, event.goalRelevance, lanesOf(expected), 0, habituation);
    return out;
  };

  it('is the raw one to a character that is used to nothing, to the bit', () => {
    fc.assert(
      fc.property(appraisals, appraisals, (event, expected) => {
        expect(habituated(event, expected, 0).map((axis) => axis + 0)).toEqual(
          rawImpulse(event).map((axis) => axis + 0),
        );
      }),
      RUNS,
    );
  });

  it('neither arouses nor calms when all is as it always is; valence and dominance stay', () => {
    fc.assert(
      fc.property(appraisals, unit, (event, relevance) => {
        const [valence, , dominance] = rawImpulse(event);
        const usual = { ...event, goalRelevance: relevance };
        expect([...habituated(event, usual, 1)]).toEqual([valence, 0, dominance]);
      }),
      RUNS,
    );
  });

  it('arouses the more the less arousing the usual is, and never beyond twice what an event can', () => {
    fc.assert(
      fc.property(appraisals, raised('urgency'), unit, (event, [settled, pressing], habituation) => {
        const [more, less] = [settled, pressing].map((usual) => habituated(event, usual, habituation)[A]!);
        expect(more).toBeGreaterThanOrEqual(less!);
        for (const push of [more, less]) expect(Math.abs(push!)).toBeLessThanOrEqual(1.9 + 1e-15);
      }),
      RUNS,
    );
  });

  it.each([
    [1, 'urgency'],
    [-1, 'expectedness'],
  ] as const)('F.8 row 10: arousal still moves by the sign %d with %s', (sign, dimension) => {
    fc.assert(
      fc.property(raised(dimension), appraisals, unit, ([low, high], expected, habituation) => {
        const [before, after] = [low, high].map((event) => habituated(event, expected, habituation)[A]!);
        expect(sign * (after! - before!)).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('F.8 row 9: is linear in relevance, and nothing without it', () => {
    fc.assert(
      fc.property(appraisals, appraisals, unit, (event, expected, habituation) => {
        const whole = habituated({ ...event, goalRelevance: 1 }, expected, habituation)[A]!;
        const push = habituated(event, expected, habituation)[A]!;
        expect(Math.abs(push - event.goalRelevance * whole)).toBeLessThanOrEqual(1e-15);
        expect(habituated({ ...event, goalRelevance: 0 }, expected, habituation)[A]! + 0).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('the impulse of a character', () => {
  it('F.8 row 13: lies in (-1, 1) on every axis, whatever the gains', () => {
    fc.assert(
      fc.property(appraisals, dispositions, (event, disposition) => {
        for (const push of impulse(event, disposition)) expect(Math.abs(push)).toBeLessThan(1);
      }),
      RUNS,
    );
  });

  it('is tanh of the raw push times the gain of its axis, and of its sign for valence', () => {
    fc.assert(
      fc.property(appraisals, dispositions, (event, disposition) => {
        const raw = rawImpulse(event);
        const { positiveValence, negativeValence, arousal, dominance } = disposition.dynamics.gains;
        const gains = [raw[V]! < 0 ? negativeValence : positiveValence, arousal, dominance];
        impulse(event, disposition).forEach((push, axis) => {
          expect(push).toBeCloseTo(Math.tanh(gains[axis]! * raw[axis]!), 14);
        });
        impulse(event, neutral).forEach((push, axis) => {
          expect(push).toBeCloseTo(Math.tanh(raw[axis]!), 14);
        });
      }),
      RUNS,
    );
  });
});

describe('the kernels of appraisal', () => {
  it('give the same at every offset and leave the lanes beside their own alone', () => {
    fc.assert(
      fc.property(
        appraisals,
        dispositions,
        feelings,
        fc.nat(9),
        fc.nat(9),
        (event, disposition, feeling, at, outAt) => {
          const { reactions } = disposition;
          const seen = surrounded(lanesOf(event), at);
          const bent = surrounded(new Float64Array(AppraisalLane.count), outAt);
          const push = surrounded(new Float64Array(3), outAt);
          const affect = surrounded(feel(disposition, feeling), at);
          bendAppraisal(seen, at, surrounded(reactions, outAt), outAt, bent, outAt);
          writeRawImpulse(bent, outAt, push, outAt);
          habituateImpulse(push, outAt, event.goalRelevance, seen, at, 0.5);
          personaliseImpulse(push, outAt, surrounded(reactions, at), at);
          applyImpulse(affect, at, push, outAt, event.goalRelevance, 0.1);

          const expectedBent = new Float64Array(AppraisalLane.count);
          const expectedPush = new Float64Array(3);
          const expectedAffect = feel(disposition, feeling);
          bendAppraisal(lanesOf(event), 0, reactions, 0, expectedBent, 0);
          writeRawImpulse(expectedBent, 0, expectedPush, 0);
          habituateImpulse(expectedPush, 0, event.goalRelevance, lanesOf(event), 0, 0.5);
          personaliseImpulse(expectedPush, 0, reactions, 0);
          applyImpulse(expectedAffect, 0, expectedPush, 0, event.goalRelevance, 0.1);

          expect(between(seen, at, AppraisalLane.count)).toEqual(lanesOf(event));
          expect(between(bent, outAt, AppraisalLane.count)).toEqual(expectedBent);
          expect(between(push, outAt, 3)).toEqual(expectedPush);
          expect(between(affect, at, AffectLane.count)).toEqual(expectedAffect);
        },
      ),
      RUNS,
    );
  });
});
