import type { EmotionLabel } from '../../src/constants/affect';
import type { Appraisal } from '../../src/schema/appraisal';
import table from './data/smith-ellsworth-1985.json';

/** An emotion of Smith & Ellsworth 1985. */
export type SmithEllsworthEmotion = keyof typeof table.rows;

/** The fifteen emotions, in the order of the paper. */
export const SMITH_ELLSWORTH_EMOTIONS = Object.keys(table.rows) as SmithEllsworthEmotion[];

/** What our labels call the fifteen. */
export function labelOf(emotion: SmithEllsworthEmotion): EmotionLabel {
  return emotion === 'happiness' ? 'joy' : emotion;
}

/** The six components of one emotion, brought to [-1, 1]. */
export interface Components {
  readonly pleasantness: number;
  readonly selfResponsibility: number;
  readonly certainty: number;
  readonly attention: number;
  readonly effort: number;
  readonly situationalControl: number;
}

/** How components are read as an appraisal. What has no component stands at its neutral value unless a reading says otherwise. */
export interface Reading {
  readonly name: string;
  /** Brings a standardised mean to [-1, 1]. */
  readonly scale: (z: number) => number;
  readonly relevance: (components: Components) => number;
  /** Own control, [-1, 1]. */
  readonly control: (components: Components) => number;
  /** Norm compatibility, [-1, 1]. */
  readonly norm: (components: Components) => number;
  /** Urgency, [-1, 1]. */
  readonly urgency: (components: Components) => number;
  /** Stands in for the one value of the table that is known from memory only. */
  readonly interestSituationalControl?: number;
}

/** The largest mean of the table is 1.46: half as much again as one standard deviation just fits. */
const linear = (z: number): number => Math.max(-1, Math.min(1, z / 1.5));

/**
 * The reading that the figures are made with: one component, one dimension; nothing is used twice, nothing is derived.
 * Attention and effort are the two halves of one demand, so that urgency is their mean.
 */
export const READING: Reading = {
  name: 'one component, one dimension',
  scale: linear,
  relevance: () => 1,
  control: ({ situationalControl }) => -situationalControl,
  norm: () => 0,
  urgency: ({ attention, effort }) => (attention + effort) / 2,
};

const ownControl = ({ selfResponsibility, situationalControl }: Components): number =>
  (selfResponsibility - situationalControl) / 2;
const answerable = ({ pleasantness, selfResponsibility }: Components): number =>
  pleasantness * Math.abs(selfResponsibility);

/** Other readings that can be defended, each one step from {@link READING} but the last; they tell how much hangs on the choice. */
export const OTHER_READINGS: readonly Reading[] = [
  { ...READING, name: 'scale: hyperbolic tangent', scale: Math.tanh },
  { ...READING, name: 'control: mean of self and not the situation', control: ownControl },
  { ...READING, name: 'norm: who is answerable for good or bad', norm: answerable },
  {
    ...READING,
    name: 'norm: good or bad that people made',
    norm: ({ pleasantness, situationalControl }) => pleasantness * Math.max(0, -situationalControl),
  },
  { ...READING, name: 'urgency: attention alone', urgency: ({ attention }) => attention },
  { ...READING, name: 'urgency: effort alone', urgency: ({ effort }) => effort },
  {
    ...READING,
    name: 'relevance: attention',
    relevance: ({ attention }) => (1 + attention) / 2,
  },
  { ...READING, name: 'the value from memory set to 0', interestSituationalControl: 0 },
  { ...READING, name: 'written first, before any score', control: ownControl, norm: answerable },
];

/** The appraisal that is typical of an emotion. */
export function appraisalOf(emotion: SmithEllsworthEmotion, reading: Reading): Appraisal {
  const row = table.rows[emotion];
  const situationalControl =
    emotion === 'interest' ? (reading.interestSituationalControl ?? row[5]!) : row[5]!;
  const components: Components = {
    pleasantness: reading.scale(-row[0]!),
    selfResponsibility: reading.scale(row[1]!),
    certainty: reading.scale(-row[2]!),
    attention: reading.scale(row[3]!),
    effort: reading.scale(row[4]!),
    situationalControl: reading.scale(situationalControl),
  };
  return {
    goalRelevance: reading.relevance(components),
    goalCongruence: components.pleasantness,
    expectedness: (1 + components.certainty) / 2,
    controllability: (1 + reading.control(components)) / 2,
    agency: components.selfResponsibility,
    normCompatibility: reading.norm(components),
    internalStandards: 0,
    adjustmentPotential: 0.5,
    urgency: (1 + reading.urgency(components)) / 2,
  };
}
