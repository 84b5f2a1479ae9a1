import { log } from '../../src/maths/exp';
import { CURVES, fitSingleExponential, SHIPPED, squaredErrorOf } from '../fit/half-lives';
import { modelAutocorrelation, singleExponential } from '../fit/model-autocorrelation';
import { fitLine, short } from '../fit/numerics';
import { panel, type Tick } from './panel';
import { dot, INK, line, PALETTE, type Point, picture, text } from './svg';

const LAGS: readonly Tick[] = [
  [1, '1'],
  [3, '3'],
  [6, '6'],
  [12, '12'],
  [24, '24'],
  [48, '48'],
  [96, '96'],
  [192, '192'],
];
const VALUES: readonly Tick[] = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4].map((value) => [
  value,
  short(value, value % 1 > 0 ? 1 : 0),
]);
const LOW_LAG = 0.9;
const HIGH_LAG = 240;

type Shape = (lagHours: readonly number[]) => readonly number[];

const isPositive = (measure: string) => measure === 'valence' || measure === 'positive affect';

/** The measured curves on the scale of the model: each moved and stretched by its own best offset and amplitude. */
function measured(shape: Shape, at: (x: number, y: number) => Point): string[] {
  return CURVES.flatMap(({ measure, lagHours, autocorrelation }) => {
    const { amplitude, offset } = fitLine(shape(lagHours), autocorrelation);
    return lagHours.map((lag, i) => {
      const place = at(lag, (autocorrelation[i]! - offset) / amplitude);
      return isPositive(measure) ? dot(place, 3, PALETTE.blue) : dot(place, 2.8, '#ffffff', PALETTE.orange);
    });
  });
}

/** Evenly spread over the logarithmic axis, each lag a constant factor from the one before. */
function* smoothLags(): Generator<number> {
  for (let lag = LOW_LAG; lag < HIGH_LAG; lag *= 1.04) yield lag;
  yield HIGH_LAG;
}

/** The model's autocorrelation and that of one exponential, each against the same measured curves. */
export function autocorrelation(): string {
  const halfLife = fitSingleExponential(CURVES);
  const panels: readonly { title: string; left: number; shape: Shape }[] = [
    {
      title: 'two time scales, as shipped',
      left: 66,
      shape: (lags) => modelAutocorrelation(SHIPPED, lags),
    },
    {
      title: `one exponential, best half-life ${short(halfLife, 1)} h`,
      left: 424,
      shape: (lags) => singleExponential(halfLife, lags),
    },
  ];
  const parts = panels.flatMap(({ title, left, shape }, index) => {
    const drawn = panel(
      { left, top: 118, width: 316, height: 300 },
      { low: LOW_LAG, high: HIGH_LAG, ticks: LAGS, transform: log, title: 'lag (hours)' },
      {
        low: -0.25,
        high: 1.45,
        ticks: index === 0 ? VALUES : VALUES.map(([value]) => [value, ''] as const),
        ...(index === 0 && { title: 'autocorrelation, rescaled' }),
      },
      title,
    );
    const error = text(left + 306, 140, `squared error ${short(squaredErrorOf(shape, CURVES), 3)}`, {
      anchor: 'end',
    });
    const lags = [...smoothLags()];
    const curve = shape(lags).map((value, i) => drawn.at(lags[i]!, value));
    return [drawn.frame, ...measured(shape, drawn.at), line(curve, { colour: INK.text, width: 2.2 }), error];
  });
  const count = CURVES.reduce((sum, { lagHours }) => sum + lagHours.length, 0);
  const note = `${CURVES.length} curves of 8 experience-sampling studies, ${count} points; amplitude and offset free for each curve.`;
  return picture(760, 480, 'How feelings resemble themselves later', note, [
    text(24, 54, note, { colour: INK.quiet }),
    dot([72, 80], 3, PALETTE.blue),
    text(82, 84, 'valence, positive affect'),
    dot([242, 80], 2.8, '#ffffff', PALETTE.orange),
    text(252, 84, 'arousal, negative affect'),
    line(
      [
        [412, 80],
        [436, 80],
      ],
      { colour: INK.text, width: 2.2 },
    ),
    text(442, 84, 'model'),
    ...parts,
  ]);
}
