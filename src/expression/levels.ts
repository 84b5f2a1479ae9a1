import type { VAD_AXES } from '../constants/affect';

/** The five levels that a trait, a facet or an axis of affect is spoken of in, from the lowest to the highest. */
export const LEVELS = ['very low', 'low', 'middle', 'high', 'very high'] as const;
/** One of the five levels. */
export type Level = (typeof LEVELS)[number];

/**
 * The level of a trait or a facet.
 *
 * Model: very low < .2 <= low < .4 <= middle <= .6 < high <= .8 < very high. The borders belong to the level nearer the
 * middle, so that a trait and its mirror image 1 - x always get mirrored levels. Basis: chosen, fifths of the range.
 * @param value [0, 1]
 * Pure; total.
 */
export function levelOf(value: number): Level {
  if (value < 0.2) return 'very low';
  if (value < 0.4) return 'low';
  if (value <= 0.6) return 'middle';
  return value <= 0.8 ? 'high' : 'very high';
}

/**
 * A trait or a score to six decimals. Sums of what was written with two would otherwise miss a border by a rounding error:
 * .8 - .2 is more than .6.
 * Pure; total.
 */
export function withoutNoise(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * How far a trait lies from the middle, [0, .5], to six decimals.
 * @param value [0, 1]
 * Pure; total. Model: |x - .5|.
 */
export function distanceFromMiddle(value: number): number {
  return withoutNoise(Math.abs(value - 0.5));
}

/** The words for how strong a feeling is, from the weakest to the strongest. */
export const STRENGTHS = ['slight', 'moderate', 'strong', 'overwhelming'] as const;
/** One of the words for how strong a feeling is. */
export type Strength = (typeof STRENGTHS)[number];

/**
 * How strong a feeling is, in one word.
 *
 * Model: slight < .15 <= moderate < .35 <= strong < .6 <= overwhelming. Basis: chosen. Ordinary ups and downs of people
 * reach about .25, the full-blown emotions of `LABELS` lie between .25 and .6, and little is ever stronger than those.
 * @param intensity [0, 1]
 * Pure; total.
 */
export function strengthOf(intensity: number): Strength {
  if (intensity < 0.15) return 'slight';
  if (intensity < 0.35) return 'moderate';
  return intensity < 0.6 ? 'strong' : 'overwhelming';
}

/** An axis of core affect. */
export type VadAxis = (typeof VAD_AXES)[number];

/** What each level of each axis is like; every phrase completes "at its core: ...". */
export const AXIS_WORDS: Readonly<Record<VadAxis, Readonly<Record<Level, string>>>> = {
  valence: {
    'very low': 'very unpleasant',
    low: 'unpleasant',
    middle: 'neutral',
    high: 'pleasant',
    'very high': 'very pleasant',
  },
  arousal: {
    'very low': 'very still',
    low: 'quiet',
    middle: 'awake',
    high: 'stirred up',
    'very high': 'highly charged',
  },
  dominance: {
    'very low': 'overpowered',
    low: 'not quite in control',
    middle: 'on even terms',
    high: 'in control',
    'very high': 'firmly in control',
  },
};

/**
 * What a place on an axis of core affect is like, in words.
 *
 * Model: the five levels of {@link levelOf} stretched over the axis, so the borders are -.6, -.2, .2 and .6.
 * @param value [-1, 1]
 * Pure; total.
 */
export function axisWord(axis: VadAxis, value: number): string {
  return AXIS_WORDS[axis][levelOf((value + 1) / 2)];
}
