import { pathToFileURL } from 'node:url';
import { DYNAMICS } from '../../src/constants/coefficients';
import { exp, log } from '../../src/maths/exp';
import esm from '../../test/validation/data/esm-autocorrelation.json';
import { modelAutocorrelation, singleExponential, type TimeScales } from './model-autocorrelation';
import { fitLine, grid, markdownTable, minimise, short } from './numerics';

/** One measured curve. */
export type Curve = (typeof esm.curves)[number];

/** All measured curves. */
export const CURVES: readonly Curve[] = esm.curves;

/** What the engine ships for valence. */
export const SHIPPED: TimeScales = {
  emotionHalfLifeHours: DYNAMICS.emotionHalfLifeHours.value,
  moodHalfLifeHours: DYNAMICS.moodHalfLifeHours.value,
  coupling: DYNAMICS.couplingValence.value,
};

type Shape = (lagHours: readonly number[]) => readonly number[];

/** Squared error of a shape, amplitude and offset being free for every curve. */
export function squaredErrorOf(shape: Shape, curves: readonly Curve[]): number {
  return curves.reduce(
    (sum, curve) => sum + fitLine(shape(curve.lagHours), curve.autocorrelation).squaredError,
    0,
  );
}

/** Looks through a grid of logarithms, then goes downhill from its best point: all three numbers are positive. */
function lowest(
  cost: (values: readonly number[]) => number,
  lists: readonly (readonly number[])[],
): number[] {
  const costOfLogs = (logs: readonly number[]) => cost(logs.map(exp));
  const points = grid(lists.map((list) => list.map(log)));
  const start = points.reduce((best, point) => (costOfLogs(point) < costOfLogs(best) ? point : best));
  return minimise(costOfLogs, start, 0.1).map(exp);
}

const scalesOf = ([emotion, mood, coupling]: readonly number[]): TimeScales => ({
  emotionHalfLifeHours: emotion!,
  moodHalfLifeHours: mood!,
  coupling: coupling!,
});

/** The two half-lives and the coupling that leave the least squared error. */
export function fitTimeScales(curves: readonly Curve[]): TimeScales {
  const cost = (values: readonly number[]) =>
    squaredErrorOf((lags) => modelAutocorrelation(scalesOf(values), lags), curves);
  return scalesOf(
    lowest(cost, [
      [0.7, 1.5, 3, 6],
      [12, 24, 48],
      [0.05, 0.1, 0.2],
    ]),
  );
}

/** The one half-life that leaves the least squared error when there is only one time scale. */
export function fitSingleExponential(curves: readonly Curve[]): number {
  const cost = ([halfLife]: readonly number[]) =>
    squaredErrorOf((lags) => singleExponential(halfLife!, lags), curves);
  return lowest(cost, [[1, 3, 10, 30]])[0]!;
}

/** The coupling that leaves the least squared error with the half-lives as shipped. */
function fitCoupling(curves: readonly Curve[]): TimeScales {
  const cost = ([coupling]: readonly number[]) =>
    squaredErrorOf((lags) => modelAutocorrelation({ ...SHIPPED, coupling: coupling! }, lags), curves);
  return { ...SHIPPED, coupling: lowest(cost, [[0.02, 0.05, 0.1, 0.2]])[0]! };
}

const isPositive = ({ measure }: Curve) => measure === 'valence' || measure === 'positive affect';
const pointsOf = (curves: readonly Curve[]) =>
  curves.reduce((sum, { lagHours }) => sum + lagHours.length, 0).toString();

function rowOf(name: string, how: string, scales: TimeScales, curves: readonly Curve[]): string[] {
  const error = squaredErrorOf((lags) => modelAutocorrelation(scales, lags), curves);
  return [
    name,
    pointsOf(curves),
    how,
    `${short(scales.emotionHalfLifeHours, 2)} h`,
    `${short(scales.moodHalfLifeHours, 1)} h`,
    short(scales.coupling, 3),
    short(error, 4),
  ];
}

/** What each way of describing the curves leaves unexplained. */
export function timeScaleTable(): string {
  const single = fitSingleExponential(CURVES);
  const singleError = squaredErrorOf((lags) => singleExponential(single, lags), CURVES);
  const positive = CURVES.filter(isPositive);
  const negative = CURVES.filter((curve) => !isPositive(curve));
  const westhoff = (measure: string) =>
    CURVES.filter((curve) => curve.study === 'Westhoff 2024' && curve.measure === measure);
  return markdownTable([
    [
      'curves',
      'points',
      'model',
      'half-life of emotion',
      'half-life of mood',
      'coupling k / le',
      'squared error',
    ],
    rowOf('all', 'two time scales, fitted', fitTimeScales(CURVES), CURVES),
    rowOf('all', 'two time scales, as shipped', SHIPPED, CURVES),
    [
      'all',
      pointsOf(CURVES),
      'one exponential, fitted',
      `${short(single, 2)} h`,
      '',
      '',
      short(singleError, 4),
    ],
    rowOf('valence and positive affect', 'two time scales, fitted', fitTimeScales(positive), positive),
    rowOf('arousal and negative affect', 'two time scales, fitted', fitTimeScales(negative), negative),
    ...['valence', 'arousal'].map((measure) => {
      const curves = westhoff(measure);
      return rowOf(`Westhoff 2024, ${measure}`, 'coupling fitted', fitCoupling(curves), curves);
    }),
  ]);
}

/** How the three numbers move when one data set is left out: what a reader should take for their precision. */
export function leaveOneOutTable(): string {
  const studies = [...new Set(CURVES.map(({ study }) => study))];
  const rows = studies.map((study) => {
    const { emotionHalfLifeHours, moodHalfLifeHours, coupling } = fitTimeScales(
      CURVES.filter((curve) => curve.study !== study),
    );
    return [
      study,
      `${short(emotionHalfLifeHours, 2)} h`,
      `${short(moodHalfLifeHours, 1)} h`,
      short(coupling, 3),
    ];
  });
  return markdownTable([
    ['without', 'half-life of emotion', 'half-life of mood', 'coupling k / le'],
    ...rows,
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(`${timeScaleTable()}\n\n${leaveOneOutTable()}`);
