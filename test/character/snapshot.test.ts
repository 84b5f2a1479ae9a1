import { describe, expect, it } from 'vitest';
import {
  isEngineError,
  observe,
  type PersonalitySnapshot,
  parseCharacterState,
  parsePersonalitySnapshot,
  restorePersonality,
  takePersonalitySnapshot,
} from '../../src';
import { BIRTH, newborn, seen } from './lives';

const DAY = 86_400_000;

describe('restoring a personality', () => {
  it('gives a day back the room that it had then', () => {
    const push = [seen('A', 1, { weight: 100 })];
    const rested = newborn();
    const { character: pushed } = observe(rested, new Map(), push, BIRTH);
    const used = takePersonalitySnapshot(pushed, BIRTH);
    const fresh = takePersonalitySnapshot(rested, BIRTH);
    expect([used.days?.length, 'days' in fresh]).toEqual([1, false]);
    const moved = (snapshot: PersonalitySnapshot) => {
      const { character } = restorePersonality(pushed, snapshot, BIRTH);
      const told = observe(character, new Map(), push, BIRTH).revisions[0]!;
      return told.changes.map(({ appliedDelta }) => Math.abs(appliedDelta));
    };
    const first = observe(rested, new Map(), push, BIRTH).revisions[0]!.changes[0]!.appliedDelta;
    expect(moved(fresh)[0]).toBe(first);
    expect(moved(used)[0]).toBeLessThanOrEqual(0.1 - first + 1e-15);
  });
});

describe('a snapshot of a personality from elsewhere', () => {
  const good = takePersonalitySnapshot(
    observe(newborn(), new Map(), [seen('N', 1, { weight: 5 })], BIRTH + DAY).character,
    BIRTH + 2 * DAY,
  );
  const withBelief = (trait: keyof typeof good.beliefs, parts: object) => ({
    ...good,
    beliefs: { ...good.beliefs, [trait]: { ...good.beliefs[trait], ...parts } },
  });
  const pathsOf = (value: unknown) => {
    try {
      parsePersonalitySnapshot(value);
    } catch (error) {
      if (isEngineError(error, 'INPUT_INVALID'))
        return error.details.issues.map(({ path }) => path.join('.'));
      throw error;
    }
    return [];
  };

  it('is refused where it is wrong', () => {
    const { compassion: _, ...tenOfEleven } = good.beliefs;
    const { setPoint: __, ...fourOfFive } = good.beliefs.volatility;
    const day = { index: 20_000, moved: {} };
    const bad: readonly (readonly [string, unknown])[] = [
      ['', undefined],
      ['', null],
      ['', 'a snapshot'],
      ['', [good]],
      ['version', { ...good, version: 0 }],
      ['version', { ...good, version: '1' }],
      ['version', { ...good, version: undefined }],
      ['extra', { ...good, extra: 1 }],
      ['__proto__', JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(good).slice(1)}`)],
      ['atMs', { ...good, atMs: Number.NaN }],
      ['atMs', { ...good, atMs: 8.64e15 + 2 }],
      ['atMs', { ...good, atMs: new Date(good.atMs) }],
      ['beliefs', { ...good, beliefs: undefined }],
      ['beliefs', { ...good, beliefs: [] }],
      ['beliefs.compassion', { ...good, beliefs: tenOfEleven }],
      ['beliefs.openness', { ...good, beliefs: { ...good.beliefs, openness: good.beliefs.compassion } }],
      ['beliefs.volatility.setPoint', { ...good, beliefs: { ...good.beliefs, volatility: fourOfFive } }],
      ['beliefs.volatility.mean', withBelief('volatility', { mean: Number.NaN })],
      ['beliefs.volatility.mean', withBelief('volatility', { mean: 1.01 })],
      ['beliefs.volatility.setPoint', withBelief('volatility', { setPoint: -0.01 })],
      ['beliefs.volatility.precision', withBelief('volatility', { precision: 0 })],
      ['beliefs.volatility.precision', withBelief('volatility', { precision: Number.POSITIVE_INFINITY })],
      ['beliefs.honestyHumility.observations', withBelief('honestyHumility', { observations: -1 })],
      ['beliefs.honestyHumility.observations', withBelief('honestyHumility', { observations: 0.5 })],
      ['beliefs.honestyHumility.observations', withBelief('honestyHumility', { observations: 1e15 + 1 })],
      ['beliefs.volatility.updatedAtMs', withBelief('volatility', { updatedAtMs: good.atMs + 1 })],
      ['beliefs.volatility.updatedAtMs', withBelief('volatility', { updatedAtMs: '2030-01-01' })],
      ['days', { ...good, days: {} }],
      ['days', { ...good, days: Array(9).fill(day) }],
      ['days.1.index', { ...good, days: [day, { ...day, index: 0.5 }] }],
      ['days.0.moved.volatility', { ...good, days: [{ ...day, moved: { volatility: 1.01 } }] }],
      ['days.0.moved.O', { ...good, days: [{ ...day, moved: { O: 0.1 } }] }],
    ];
    expect(pathsOf(good)).toEqual([]);
    for (const [path, value] of bad) expect(pathsOf(value), path).toContain(path);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('of a newer version is refused as such, whatever else it holds', () => {
    for (const value of [{ version: 2 }, { ...good, version: 7, newer: true }]) {
      expect(() => parsePersonalitySnapshot(value)).toThrow(
        expect.objectContaining({ code: 'STATE_VERSION_UNSUPPORTED' }),
      );
    }
  });

  it('with the largest count that is taken still counts on', () => {
    const snapshot = parsePersonalitySnapshot(withBelief('volatility', { observations: 1e15 }));
    const { character } = restorePersonality(newborn(), snapshot, good.atMs);
    const next = observe(character, new Map(), [seen('volatility', 1)], good.atMs).character;
    expect(next.beliefs.volatility.observations).toBe(1e15 + 1);
    expect(parseCharacterState(next)).toStrictEqual(next);
  });
});
