import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VAD_AXES } from '../../src/constants/affect';
import {
  AXIS_WORDS,
  axisWord,
  LEVELS,
  type Level,
  levelOf,
  STRENGTHS,
  strengthOf,
} from '../../src/expression/levels';
import { signed, unit } from './arbitraries';

const BELOW = Number.EPSILON;

describe('levelOf', () => {
  it.each<[number, Level]>([
    [0, 'very low'],
    [0.2 - BELOW, 'very low'],
    [0.2, 'low'],
    [0.4 - BELOW, 'low'],
    [0.4, 'middle'],
    [0.5, 'middle'],
    [0.6, 'middle'],
    [0.6 + BELOW, 'high'],
    [0.8, 'high'],
    [0.8 + BELOW, 'very high'],
    [1, 'very high'],
  ])('calls %f %s', (value, level) => {
    expect(levelOf(value)).toBe(level);
  });

  it('never falls as the trait rises', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(LEVELS.indexOf(levelOf(low))).toBeLessThanOrEqual(LEVELS.indexOf(levelOf(high)));
      }),
    );
  });

  it('mirrors with the trait', () => {
    const hundredths = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(hundredths, (n) => {
        const mirrored = LEVELS.indexOf(levelOf((100 - n) / 100));
        expect(mirrored).toBe(LEVELS.length - 1 - LEVELS.indexOf(levelOf(n / 100)));
      }),
    );
  });
});

describe('strengthOf', () => {
  it.each([
    [0, 'slight'],
    [0.15 - BELOW, 'slight'],
    [0.15, 'moderate'],
    [0.35 - BELOW, 'moderate'],
    [0.35, 'strong'],
    [0.6 - BELOW, 'strong'],
    [0.6, 'overwhelming'],
    [1, 'overwhelming'],
  ])('calls %f %s', (intensity, strength) => {
    expect(strengthOf(intensity)).toBe(strength);
  });

  it('never falls as the feeling grows', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(STRENGTHS.indexOf(strengthOf(low))).toBeLessThanOrEqual(STRENGTHS.indexOf(strengthOf(high)));
      }),
    );
  });
});

describe('axisWord', () => {
  it.each([
    [-1, 'very unpleasant'],
    [-0.61, 'very unpleasant'],
    [-0.6, 'unpleasant'],
    [-0.21, 'unpleasant'],
    [-0.2, 'neutral'],
    [0.2, 'neutral'],
    [0.21, 'pleasant'],
    [0.6, 'pleasant'],
    [0.61, 'very pleasant'],
    [1, 'very pleasant'],
  ])('calls a valence of %f %s', (value, word) => {
    expect(axisWord('valence', value)).toBe(word);
  });

  it('has one of five different words for every place on every axis', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VAD_AXES), signed, (axis, value) => {
        expect(Object.values(AXIS_WORDS[axis])).toContain(axisWord(axis, value));
      }),
    );
    for (const axis of VAD_AXES) expect(new Set(Object.values(AXIS_WORDS[axis])).size).toBe(LEVELS.length);
  });
});
