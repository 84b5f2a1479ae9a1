import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bendAppraisal } from '../../src/affect/appraisal-impulse';
import { ReactionLane } from '../../src/affect/lanes';
import { AppraisalLane } from '../../src/constants/appraisal';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, lanesOf, raised } from '../support/arbitraries';
import { dispositions, neutral } from './kernels';

const RUNS = { numRuns: 500 };

describe('the bend of an appraisal', () => {
  const bend = (event: Appraisal, reactions: Float64Array): Float64Array => {
    const out = new Float64Array(AppraisalLane.count);
    bendAppraisal(lanesOf(event), 0, reactions, 0, out, 0);
    return out;
  };
  const bends = fc
    .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: 0.6, max: 1.4, noNaN: true }))
    .map(([logOdds, norm]) => {
      const reactions = neutral.reactions.slice();
      reactions[ReactionLane.controlOdds] = Math.exp(logOdds);
      reactions[ReactionLane.norm] = norm;
      return reactions;
    });

  it('is none for a neutral character, to the bit', () => {
    fc.assert(
      fc.property(appraisals, (event) => {
        expect(bend(event, neutral.reactions)).toEqual(lanesOf(event));
      }),
      RUNS,
    );
  });

  it('touches control and norms alone, keeps their ends and their order', () => {
    fc.assert(
      fc.property(
        raised('controllability'),
        raised('normCompatibility'),
        bends,
        (control, norm, reactions) => {
          const [low, high] = control.map((event) => bend(event, reactions)[AppraisalLane.controllability]!);
          expect(high).toBeGreaterThanOrEqual(low! - 1e-15);
          expect(low! >= 0 && high! <= 1).toBe(true);
          const [worse, better] = norm.map(
            (event) => bend(event, reactions)[AppraisalLane.normCompatibility]!,
          );
          expect(better).toBeGreaterThanOrEqual(worse!);
          expect(worse! >= -1 && better! <= 1).toBe(true);
          for (const end of [0, 1]) {
            const event = { ...control[0], controllability: end };
            expect(bend(event, reactions)[AppraisalLane.controllability]).toBe(end);
          }
          const [event] = control;
          const rest = bend({ ...event, controllability: 0, normCompatibility: 0 }, reactions);
          expect(rest).toEqual(lanesOf({ ...event, controllability: 0, normCompatibility: 0 }));
        },
      ),
      RUNS,
    );
  });

  it('excuses violations alone, and shifts agency against the sign of the event; order and ends stay', () => {
    const factors = fc.double({ min: 0, max: 2, noNaN: true });
    const shifts = fc.double({ min: -1.6, max: 1.6, noNaN: true });
    fc.assert(
      fc.property(
        raised('agency'),
        raised('normCompatibility'),
        factors,
        shifts,
        (agency, norm, violation, credit) => {
          const reactions = neutral.reactions.slice();
          reactions[ReactionLane.violation] = violation;
          reactions[ReactionLane.credit] = credit;
          const [low, high] = agency.map((event) => bend(event, reactions)[AppraisalLane.agency]!);
          expect(high).toBeGreaterThanOrEqual(low!);
          const [event] = agency;
          expect((low! - event.agency) * credit * event.goalCongruence).toBeLessThanOrEqual(0);
          expect(Math.abs(low!)).toBeLessThanOrEqual(1);
          const idle = bend({ ...event, goalCongruence: 0 }, reactions);
          expect(idle[AppraisalLane.agency]).toBe(event.agency);
          const [worse, better] = norm.map((it) => bend(it, reactions)[AppraisalLane.normCompatibility]!);
          expect(better).toBeGreaterThanOrEqual(worse!);
          const right = norm[0].normCompatibility >= 0;
          expect(worse).toBe(
            right ? norm[0].normCompatibility : Math.max(-1, norm[0].normCompatibility * violation),
          );
        },
      ),
      RUNS,
    );
  });

  it('adds on the scale of log odds: it is symmetric in helplessness and control, and its inverse undoes it', () => {
    fc.assert(
      fc.property(appraisals, bends, (event, reactions) => {
        const inverse = reactions.slice();
        inverse[ReactionLane.controlOdds] = 1 / reactions[ReactionLane.controlOdds]!;
        const bent = bend(event, reactions)[AppraisalLane.controllability]!;
        const mirrored = bend({ ...event, controllability: 1 - event.controllability }, inverse);
        expect(mirrored[AppraisalLane.controllability]).toBeCloseTo(1 - bent, 12);
        const back = bend({ ...event, controllability: bent }, inverse);
        expect(back[AppraisalLane.controllability]).toBeCloseTo(event.controllability, 12);
      }),
      RUNS,
    );
  });

  it('is the same in the lanes of the appraisal itself as in others', () => {
    fc.assert(
      fc.property(appraisals, dispositions, (event, { reactions }) => {
        const lanes = lanesOf(event);
        const out = new Float64Array(AppraisalLane.count);
        bendAppraisal(lanes, 0, reactions, 0, out, 0);
        bendAppraisal(lanes, 0, reactions, 0, lanes, 0);
        expect(lanes).toEqual(out);
      }),
      RUNS,
    );
  });
});
