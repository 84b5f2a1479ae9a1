import { pathToFileURL } from 'node:url';
import { writeRawImpulse } from '../../src/affect/appraisal-impulse';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../../src/constants/appraisal';
import type { Coefficient } from '../../src/constants/coefficient';
import { IMPULSE } from '../../src/constants/coefficients';
import { clamp } from '../../src/maths/scalar';
import alma from '../../test/validation/data/gebhard-2005.json';
import russell from '../../test/validation/data/russell-mehrabian-1977.json';
import yeoOng from '../../test/validation/data/yeo-ong-2024.json';
import { atanh, correlation, markdownTable, mean, positiveRidge, short } from './numerics';

const AXES = ['valence', 'arousal', 'dominance'] as const;
type Axis = (typeof AXES)[number];
type Triple = readonly number[];

/** Emotions of the meta-analysis and the terms for them in Russell & Mehrabian 1977, as the data file names them. */
const RUSSELL_TERMS: Readonly<Record<string, Triple>> = {
  joy: russell.terms.happiness.vad,
  sadness: russell.terms.sadness.vad,
  anger: russell.terms.anger.vad,
  hope: russell.terms.hope.vad,
  fear: russell.terms.fear.vad,
  interest: russell.terms.interest.vad,
  disgust: russell.terms.disgust.vad,
  shame: russell.terms.shame.vad,
  surprise: russell.terms.surprise.vad,
  // "thankful": of that table too, but no emotion of the validation that the data file is made for.
  gratitude: [0.61, 0.1, -0.13],
};

/** The same for Gebhard 2005. */
const ALMA_TERMS: Readonly<Record<string, Triple>> = {
  joy: alma.emotions.joy,
  contentment: alma.emotions.satisfaction,
  relief: alma.emotions.relief,
  pride: alma.emotions.pride,
  gratitude: alma.emotions.gratitude,
  hope: alma.emotions.hope,
  anger: alma.emotions.anger,
  fear: alma.emotions.fear,
  sadness: alma.emotions.distress,
  disappointment: alma.emotions.disappointment,
  guilt: alma.emotions.remorse,
  shame: alma.emotions.shame,
};

type Profile = Readonly<Record<string, readonly number[]>>;

/** The emotions that have both a profile of appraisals and a place in core affect. */
export const EMOTIONS = Object.entries(yeoOng.profiles as Readonly<Record<string, Profile>>)
  .map(([name, profile]) => ({
    name,
    profile,
    places: [RUSSELL_TERMS[name], ALMA_TERMS[name]].filter((place) => place !== undefined),
  }))
  .filter(({ places }) => places.length > 0);

/** Coefficients that the original fit did not have either: they were set by hand. */
const HELD: ReadonlySet<string> = new Set(['surprise', 'event', 'violation', 'routine']);

/** How correlations are read as appraisals, and how strongly weights are held back. */
export interface Setting {
  /** The correlation that counts as a full appraisal; the strongest with congruence is .51. */
  readonly fullAt: number;
  readonly penalty: number;
}

/** The setting of the table; `SETTINGS` are tried to see what hangs on it. */
export const SETTING: Setting = { fullAt: 0.5, penalty: 0.5 };
const SETTINGS: readonly Setting[] = [0.4, 0.5, 0.6].flatMap((fullAt) =>
  [0.1, 0.5, 2].map((penalty) => ({ fullAt, penalty })),
);

/** A profile as the appraisal of an event that fully matters; dimensions nobody studied stand at their neutral value. */
export function appraisalOf(profile: Profile, fullAt: number): Float64Array {
  const lanes = new Float64Array(AppraisalLane.count);
  APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
    const { low, high, neutral } = APPRAISAL_RANGES[dimension];
    const share = clamp((profile[dimension]?.[0] ?? 0) / fullAt, -1, 1);
    lanes[lane] = neutral + (share * (high - low)) / 2;
  });
  lanes[AppraisalLane.goalRelevance] = 1;
  return lanes;
}

/** What each coefficient of an axis is multiplied with, signed so that every coefficient should be positive. */
export function features(axis: Axis, lanes: Float64Array): Readonly<Record<string, number>> {
  const c = lanes[AppraisalLane.goalCongruence]!;
  const e = lanes[AppraisalLane.expectedness]!;
  const k = lanes[AppraisalLane.controllability]!;
  const n = lanes[AppraisalLane.normCompatibility]!;
  const u = lanes[AppraisalLane.urgency]!;
  if (axis === 'valence')
    return {
      congruence: c,
      surprise: c * (1 - e),
      norm: n,
      control: 2 * k - 1,
      standards: lanes[AppraisalLane.internalStandards]!,
    };
  if (axis === 'dominance')
    return {
      control: 2 * k - 1,
      authorship: lanes[AppraisalLane.agency]! * c,
      congruence: c,
      adjustment: 2 * lanes[AppraisalLane.adjustmentPotential]! - 1,
    };
  return {
    event: 1,
    intensity: Math.abs(c),
    novelty: 0.5 - e,
    urgency: 2 * u - 1,
    violation: Math.max(-n, 0),
    resignation: (-Math.max(-c, 0) * (1 - k) * (e + 1 - u)) / 2,
    routine: -Math.max(c, 0) * e,
  };
}

/** What a fit of one axis comes to. */
export interface AxisFit {
  readonly coefficients: readonly {
    readonly name: string;
    readonly shipped: number;
    readonly fitted?: number;
  }[];
  /** Correlations with the published places, over emotions. */
  readonly inSample: number;
  readonly leftOut: number;
  readonly shipped: number;
}

/**
 * Fits the coefficients of one axis but for those in HELD, which no table of the two says anything about and which stay as shipped.
 * What is fitted is the raw impulse, so the published places are taken back through the S-shape first.
 */
export function fitAxis(axis: Axis, { fullAt, penalty }: Setting): AxisFit {
  const at = AXES.indexOf(axis);
  const table: Readonly<Record<string, Coefficient>> = IMPULSE[axis];
  const names = Object.keys(table);
  const free = names.filter((name) => !HELD.has(name));
  const held = names.filter((name) => HELD.has(name));
  const appraisals = EMOTIONS.map(({ profile }) => appraisalOf(profile, fullAt));
  const targets = EMOTIONS.map(({ places }) => atanh(mean(places.map((place) => place[at]!))));
  const rows = appraisals.map((lanes) => free.map((name) => features(axis, lanes)[name]!));
  const base = appraisals.map((lanes) =>
    held.reduce((sum, name) => sum + table[name]!.value * features(axis, lanes)[name]!, 0),
  );
  const wanted = targets.map((target, i) => target - base[i]!);
  const predict = (weights: readonly number[], i: number) =>
    base[i]! + weights.reduce((sum, weight, j) => sum + weight * rows[i]![j]!, 0);
  const weights = positiveRidge(rows, wanted, penalty);
  const without = <T>(list: readonly T[], i: number) => list.filter((_, other) => other !== i);
  return {
    coefficients: names.map((name) => {
      const index = free.indexOf(name);
      const shipped = table[name]!.value;
      return index < 0 ? { name, shipped } : { name, shipped, fitted: weights[index]! };
    }),
    inSample: correlation(
      rows.map((_, i) => predict(weights, i)),
      targets,
    ),
    leftOut: correlation(
      rows.map((_, i) => predict(positiveRidge(without(rows, i), without(wanted, i), penalty), i)),
      targets,
    ),
    shipped: correlation(
      appraisals.map((lanes) => rawImpulse(lanes)[at]!),
      targets,
    ),
  };
}

function rawImpulse(lanes: Float64Array): Float64Array {
  const out = new Float64Array(3);
  writeRawImpulse(lanes, 0, out, 0);
  return out;
}

/** Fitted coefficients beside those that are shipped. */
export function coefficientTable(): string {
  const rows = AXES.flatMap((axis) =>
    fitAxis(axis, SETTING).coefficients.map(({ name, shipped, fitted }) => [
      axis,
      name,
      fitted === undefined ? 'held' : short(fitted, 2),
      short(shipped, 2),
    ]),
  );
  return markdownTable([['axis', 'coefficient', 'fitted here', 'shipped'], ...rows]);
}

/** How well each axis comes out, and how much hangs on the setting. */
export function agreementTable(): string {
  const span = (values: readonly number[]) =>
    `${short(Math.min(...values), 2)} to ${short(Math.max(...values), 2)}`;
  const rows = AXES.map((axis) => {
    const { inSample, leftOut, shipped } = fitAxis(axis, SETTING);
    const all = SETTINGS.map((setting) => fitAxis(axis, setting));
    return [
      axis,
      short(inSample, 2),
      short(leftOut, 2),
      span(all.map((fit) => fit.leftOut)),
      short(shipped, 2),
      span(all.map((fit) => fit.shipped)),
    ];
  });
  return markdownTable([
    [
      'axis',
      'fitted, in sample',
      'fitted, left out',
      'left out, nine settings',
      'shipped',
      'shipped, same readings',
    ],
    ...rows,
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(`${EMOTIONS.length} emotions\n\n${coefficientTable()}\n\n${agreementTable()}`);
