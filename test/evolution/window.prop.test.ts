import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCharacter,
  createSession,
  dispositionOf,
  parseSessionState,
  type SessionState,
} from '../../src';
import { MS_PER_DAY } from '../../src/constants/time';
import type { Vad } from '../../src/maths/vad';
import type { Appraisal } from '../../src/schema/appraisal';
import { gather, isWindowDue, summarise, type Window, withoutWindow } from '../../src/session/window';
import { appraisals, neutralPersonality, numberIn, vads } from '../support/arbitraries';
import { deepFreeze } from '../support/fixtures-values';

interface Lived {
  readonly mood: Vad;
  readonly emotion: Vad;
  readonly appraisal: Appraisal;
  readonly impact: number;
  readonly atMs: number;
}

const events: fc.Arbitrary<Lived> = fc.record({
  mood: vads,
  emotion: vads,
  appraisal: appraisals,
  impact: numberIn(0, Math.sqrt(3)),
  atMs: fc.integer({ min: -1e12, max: 4e12 }),
});
const lists = fc.array(events, { minLength: 1, maxLength: 30 });

function gatherAll(lived: readonly Lived[], begun?: Window): Window {
  return lived.reduce<Window | undefined>(
    (window, { mood, emotion, appraisal, impact, atMs }) =>
      gather(window, mood, emotion, appraisal, impact, atMs),
    begun,
  )!;
}

const session: SessionState = (() => {
  const { character } = createCharacter({ id: 'c', personality: neutralPersonality, nowMs: 0 });
  const input = { id: 's', characterId: 'c', nowMs: 0, seed: 1 };
  return createSession(input, dispositionOf(character)).session;
})();

describe('a window', () => {
  it('is sums that are exact: the same in any order, and the same in two halves', () => {
    const shuffled = lists.chain((lived) =>
      fc.tuple(fc.constant(lived), fc.shuffledSubarray(lived, { minLength: lived.length }), fc.nat(30)),
    );
    fc.assert(
      fc.property(shuffled, ([lived, reordered, cut]) => {
        const { sinceMs, ...sums } = gatherAll(lived);
        expect(sinceMs).toBe(lived[0]!.atMs);
        const { sinceMs: other, ...again } = gatherAll(reordered);
        expect(other).toBe(reordered[0]!.atMs);
        // Of several events that mattered most the last one is kept.
        expect({ ...again, peak: undefined }).toEqual({ ...sums, peak: undefined });
        expect(again.peak.impact).toBe(sums.peak.impact);
        const parts = lived.map((one) => gatherAll([one]));
        for (const key of ['events', 'valence', 'valenceSquares', 'deeds', 'rightness'] as const)
          expect(sums[key]).toBe(parts.reduce((sum, part) => sum + part[key], 0));
        for (const axis of ['valence', 'arousal', 'dominance'] as const)
          expect(sums.mood[axis]).toBe(parts.reduce((sum, part) => sum + part.mood[axis], 0));
        const largest = Math.max(...parts.map(({ peak }) => peak.impact));
        expect(parts.filter(({ peak }) => peak.impact === largest)).toContainEqual(
          expect.objectContaining({ peak: sums.peak }),
        );
        const begun = lived.slice(0, cut);
        if (begun.length > 0) {
          const first = deepFreeze(gatherAll(begun));
          expect(gatherAll(lived.slice(cut), first)).toEqual({ sinceMs, ...sums });
        }
      }),
    );
  });

  it('survives JSON in a session that parseSessionState takes', () => {
    fc.assert(
      fc.property(lists, (lived) => {
        const state: SessionState = { ...session, window: gatherAll(lived) };
        const revived: unknown = JSON.parse(JSON.stringify(state));
        expect(revived).toStrictEqual(state);
        expect(parseSessionState(revived)).toStrictEqual(state);
      }),
    );
  });

  it('tells of the time it covers within the bounds of what can be, whatever the events', () => {
    fc.assert(
      fc.property(lists, (lived) => {
        const { meanMood, valenceSpread, deeds, rightness, events, peak } = summarise(gatherAll(lived));
        expect(events).toBe(lived.length);
        for (const axis of Object.values(meanMood)) expect(Math.abs(axis)).toBeLessThanOrEqual(1);
        expect(valenceSpread >= 0 && valenceSpread <= 1).toBe(true);
        expect(deeds >= 0 && deeds <= 1).toBe(true);
        expect(Math.abs(rightness)).toBeLessThanOrEqual(1);
        expect(peak.impact).toBeCloseTo(Math.max(...lived.map((one) => one.impact)), 3);
        for (const axis of Object.values(peak.affect)) expect(Math.abs(axis)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('tells means and spread as they were, but for the ten-thousandths that it counts in', () => {
    fc.assert(
      fc.property(lists, (lived) => {
        const { meanMood, valenceSpread, deeds } = summarise(gatherAll(lived));
        const mean = (of: (one: Lived) => number) =>
          lived.reduce((sum, one) => sum + of(one), 0) / lived.length;
        for (const axis of ['valence', 'arousal', 'dominance'] as const) {
          expect(Math.abs(meanMood[axis] - mean(({ mood }) => mood[axis]))).toBeLessThanOrEqual(1e-4);
        }
        const square =
          mean(({ emotion }) => emotion.valence ** 2) - mean(({ emotion }) => emotion.valence) ** 2;
        expect(Math.abs(valenceSpread ** 2 - square)).toBeLessThanOrEqual(4.001e-4);
        const own = mean(
          ({ appraisal }) => Math.max(0, appraisal.agency) * Math.abs(appraisal.normCompatibility),
        );
        expect(Math.abs(deeds - own)).toBeLessThanOrEqual(1e-4);
      }),
    );
  });

  it('holds a character to its own deeds alone, and to how right they were', () => {
    const lived = (agency: number, normCompatibility: number): Lived => ({
      mood: { valence: 0, arousal: 0, dominance: 0 },
      emotion: { valence: 0, arousal: 0, dominance: 0 },
      appraisal: {
        goalRelevance: 1,
        goalCongruence: 0,
        expectedness: 0.5,
        controllability: 0.5,
        agency,
        normCompatibility,
        internalStandards: 0,
        adjustmentPotential: 0.5,
        urgency: 0.5,
      },
      impact: 0.1,
      atMs: 0,
    });
    expect(summarise(gatherAll([lived(-1, -1), lived(0, -1)]))).toMatchObject({ deeds: 0, rightness: 0 });
    expect(summarise(gatherAll([lived(1, -1), lived(-1, 1)]))).toMatchObject({ deeds: 0.5, rightness: -1 });
    const { deeds, rightness } = summarise(gatherAll([lived(1, 1), lived(0.5, -1)]));
    expect(deeds).toBeCloseTo(0.75, 12);
    expect(rightness).toBeCloseTo(1 / 3, 12);
    // What bears on no norm says nothing of honesty.
    expect(summarise(gatherAll([lived(1, 0)]))).toMatchObject({ deeds: 0, rightness: 0 });
    expect(summarise(gatherAll([lived(1, 0.5)]))).toMatchObject({ deeds: 0.5, rightness: 1 });
  });

  it('remembers the later of two events that mattered the same', () => {
    const calm = { valence: 0.1, arousal: 0, dominance: 0 };
    const upset = { valence: -0.5, arousal: 0.4, dominance: -0.2 };
    const felt = (emotion: Vad, impact: number): Lived => ({
      mood: calm,
      emotion,
      appraisal: anything(),
      impact,
      atMs: 0,
    });
    const peakOf = (...lived: Lived[]) => summarise(gatherAll(lived)).peak;
    expect(peakOf(felt(calm, 0.5), felt(upset, 0.5))).toEqual({ impact: 0.5, affect: upset });
    expect(peakOf(felt(upset, 0.6), felt(calm, 0.5))).toEqual({ impact: 0.6, affect: upset });
    expect(peakOf(felt(calm, 0), felt(upset, 0))).toEqual({ impact: 0, affect: upset });
  });

  it('is due when a whole day has passed since its first event, and is gone without a trace', () => {
    const begun = {
      ...session,
      window: gatherAll([
        { mood: session.mood, emotion: session.emotion, appraisal: anything(), impact: 0, atMs: 5 },
      ]),
    };
    expect(isWindowDue(begun, 5 + MS_PER_DAY - 1)).toBe(false);
    expect(isWindowDue(begun, 5 + MS_PER_DAY)).toBe(true);
    expect(isWindowDue(session, 1e15)).toBe(false);
    expect(withoutWindow(deepFreeze(begun))).toStrictEqual(session);
    expect(withoutWindow(session)).toStrictEqual(session);
  });
});

function anything(): Appraisal {
  return fc.sample(appraisals, 1)[0]!;
}
