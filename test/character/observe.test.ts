import { describe, expect, it } from 'vitest';
import { type CompleteEvidence, createCharacter, levelsAt, type Observed, observe } from '../../src';
import { overridePersonality } from '../../src/character';
import { EVOLUTION } from '../../src/constants/evolution';
import { LIMITS } from '../../src/constants/limits';
import { MS_PER_DAY } from '../../src/constants/time';
import { BIRTH, newborn, seen } from './lives';

const CAP = EVOLUTION.dailyCap.value;
const nobody = new Map();
const flood = (value: number, parts: Partial<CompleteEvidence> = {}) =>
  Array.from({ length: 1000 }, () => seen('agreeableness', value, { weight: 100, impact: 1, ...parts }));
const compassion = ({ character }: Observed, atMs: number) => levelsAt(character, undefined, atMs).compassion;

describe('one ordinary observation', () => {
  it('two SD away moves an authored character by about .0009, a significant one by about .008', () => {
    const value = 0.5 + 0.292;
    const [usual] = observe(newborn(), nobody, [seen('compassion', value)], BIRTH).revisions[0]!.changes;
    expect(usual).toMatchObject({
      traitCategory: 'dimensions',
      traitName: 'compassion',
      triggerType: 'observation',
      oldValue: 0.5,
      priorPrecision: 64,
      posteriorPrecision: 65,
      dampeningFactor: 0.2,
      isSignificantMoment: false,
      atMs: BIRTH,
    });
    expect(usual!.delta).toBeCloseTo(0.0009, 4);
    const moment = seen('compassion', value + 0.01, { impact: 0.5 });
    const [large] = observe(newborn(), nobody, [moment], BIRTH).revisions[0]!.changes;
    expect(large).toMatchObject({ posteriorPrecision: 67, dampeningFactor: 0.6, isSignificantMoment: true });
    expect(large!.delta).toBeCloseTo(0.008, 3);
  });

  it('moves a blank character further than an authored one', () => {
    const blank = createCharacter({
      id: 'c',
      personality: { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 },
      certainty: 'blank',
      nowMs: BIRTH,
    }).character;
    const moved = (character: typeof blank) =>
      compassion(observe(character, nobody, [seen('A', 1)], BIRTH), BIRTH) - 0.5;
    expect(moved(blank) / moved(newborn())).toBeCloseTo(65 / 17, 12);
  });
});

describe('a significant moment', () => {
  it('is told with what happened, and only when the event behind it is said to have mattered', () => {
    const parts = { trigger: 'betrayal', userId: 'u', impact: 0.9 };
    const { moments } = observe(newborn(), nobody, [seen('politeness', 0.1, parts)], BIRTH);
    expect(moments).toEqual([
      {
        type: 'personality.moment',
        characterId: 'c',
        atMs: BIRTH,
        userId: 'u',
        description: 'betrayal lowered politeness',
        triggerType: 'betrayal',
        impact: 0.9,
        traitsAffected: ['politeness'],
      },
    ]);
    const reasoning = 'He sold the boat behind her back.';
    const told = observe(newborn(), nobody, [seen('A', 0.95, { reasoning, impact: 0.5 })], BIRTH);
    expect(told.moments).toMatchObject([{ description: reasoning, reasoning }]);
    expect(told.moments[0]!.traitsAffected).toEqual(['compassion', 'politeness']);
    for (const slight of [seen('A', 1), seen('A', 1, { impact: 0.49 }), seen('A', 0.79, { impact: 1 })]) {
      expect(observe(newborn(), nobody, [slight], BIRTH).moments).toEqual([]);
    }
  });
});

describe('a flood of evidence', () => {
  it.each([
    ['at once', [flood(1)]],
    ['to and fro', [flood(1).map((one, i) => ({ ...one, value: i % 2 }))]],
    ['in many calls', Array.from({ length: 50 }, () => flood(1).slice(0, 20))],
    ['with many users', [flood(1).map((one, i) => ({ ...one, userId: `u${i % 7}` }))]],
  ])('%s moves no trait further in a day than the daily cap, there and back counted', (_, calls) => {
    let character = newborn();
    let way = 0;
    for (const evidence of calls) {
      const told = observe(character, nobody, evidence, BIRTH);
      character = told.character;
      for (const { traitName, appliedDelta } of told.revisions[0]!.changes) {
        if (traitName === 'compassion') way += Math.abs(appliedDelta);
      }
    }
    expect(way).toBeLessThanOrEqual(CAP + 1e-12);
    expect(way).toBeGreaterThan(CAP - 1e-9);
  });

  it('goes on when the next day of UTC begins, and not before', () => {
    const first = observe(newborn(), nobody, flood(1), BIRTH);
    expect(compassion(first, BIRTH)).toBeCloseTo(0.5 + CAP, 12);
    const late = observe(first.character, nobody, flood(1), BIRTH + MS_PER_DAY - 1);
    expect(compassion(late, BIRTH + MS_PER_DAY - 1)).toBeLessThanOrEqual(0.5 + CAP + 1e-12);
    const next = observe(late.character, nobody, flood(1), BIRTH + MS_PER_DAY);
    expect(compassion(next, BIRTH + MS_PER_DAY)).toBeCloseTo(0.5 + 2 * CAP, 3);
  });

  it('is counted by the day on which it was seen, and two days told in turn are still two', () => {
    let character = newborn();
    for (let call = 0; call < 20; call++) {
      const seenAtMs = BIRTH + (call % 2) * MS_PER_DAY;
      character = observe(character, nobody, flood(1).slice(0, 50), seenAtMs).character;
    }
    const { mean } = character.beliefs.compassion;
    expect(mean).toBeGreaterThan(0.5 + CAP);
    expect(mean).toBeLessThanOrEqual(0.5 + 2 * CAP + 1e-12);
  });

  it('of days before the last change counts where it counts from: it is no way around the cap', () => {
    let character = newborn();
    for (let days = 50; days > 0; days--) {
      const seenAtMs = BIRTH - days * MS_PER_DAY;
      const told = observe(character, nobody, flood(1).slice(0, 50), seenAtMs, { clockMs: BIRTH });
      expect(told.revisions[0]?.atMs).toBe(BIRTH);
      character = told.character;
    }
    expect(character.beliefs.compassion.mean).toBeLessThanOrEqual(0.5 + CAP + 1e-12);
  });

  it('turns nobody over towards one user in a day either', () => {
    const told = observe(newborn(), nobody, flood(1, { userId: 'u' }), BIRTH);
    const { differences } = told.overlays.get('u')!;
    expect(differences.compassion.mean).toBeLessThanOrEqual(CAP + 1e-12);
    const again = observe(told.character, told.overlays, flood(1, { userId: 'u' }), BIRTH + 1000);
    expect(again.overlays.get('u')!.differences.compassion.mean).toBeLessThanOrEqual(CAP + 1e-12);
  });
});

describe('after an override', () => {
  const { character, events } = overridePersonality(
    newborn(),
    (levels) => ({ ...levels, compassion: 0.8 }),
    BIRTH,
  );
  const until = BIRTH + LIMITS.overrideProtectionMs;
  const evidence = [seen('A', 0, { impact: 1 }), seen('N', 1, { userId: 'u', weight: 100, impact: 1 })];

  it('evidence is held off for ten minutes: it is told of, and nothing moves or grows more certain', () => {
    expect(events[0].protectedUntilMs).toBe(until);
    for (const atMs of [BIRTH, until - 1]) {
      const told = observe(character, nobody, evidence, atMs);
      expect(told.character.beliefs).toEqual(character.beliefs);
      expect(told.moments).toEqual([]);
      const met = levelsAt(told.character, told.overlays.get('u'), atMs);
      expect(met).toEqual(levelsAt(character, undefined, atMs));
      const changes = told.revisions.flatMap((revision) => revision.changes);
      expect(changes).toHaveLength(6);
      for (const change of changes) {
        expect(change).toMatchObject({ delta: 0, appliedDelta: 0, dampeningFactor: 0 });
        expect(change.isSignificantMoment).toBe(false);
        expect(change.posteriorPrecision).toBe(change.priorPrecision);
      }
    }
  });

  it('and for no longer', () => {
    const told = observe(character, nobody, evidence, until);
    const levels = levelsAt(told.character, undefined, until);
    expect(levels.compassion).toBeLessThan(0.8);
    expect(levels.volatility).toBeGreaterThan(0.5);
    expect(told.moments).toHaveLength(2);
  });
});

describe('a character whose last change lies ahead of the clock', () => {
  it('goes on from there instead of going back', () => {
    const ahead = observe(newborn(), nobody, [seen('E', 1)], BIRTH + MS_PER_DAY).character;
    const told = observe(ahead, nobody, [seen('E', 1)], BIRTH);
    expect(told.revisions[0]!.atMs).toBe(BIRTH + MS_PER_DAY);
    expect(told.character.beliefs.enthusiasm.updatedAtMs).toBe(BIRTH + MS_PER_DAY);
    expect(told.character.beliefs.enthusiasm.observations).toBe(2);
  });
});
