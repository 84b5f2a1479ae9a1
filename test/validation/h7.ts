import { writeFactors } from '../../src/affect/flow';
import { AffectLane, FactorLane } from '../../src/affect/lanes';
import { SpreadLane, writeSpread } from '../../src/maths/ornstein-uhlenbeck';
import { PropagatorLane } from '../../src/maths/two-time-scale';
import { neutral } from './core';
import { curves } from './data/esm-autocorrelation.json';
import { type Figure, figureOf } from './figure';
import { squaresAroundLine } from './statistics';

type Curve = (typeof curves)[number];
/** The autocorrelation that a model expects at a lag in hours. */
type Expected = (hours: number) => number;
/** Which rates a curve is held against. */
type Axis = 'valence' | 'arousal';

/** So long that nothing is left of the present: the spread over it is that of the stationary state. */
const FOREVER_HOURS = 1e6;

/**
 * The autocorrelation of emotion that the core has when white noise drives it, exactly:
 * the propagator times the stationary covariance, relative to the variance. The size of the noise drops out.
 */
function expectedOf(axis: Axis): Expected {
  const lanes = neutral.affect;
  const ratesAt = axis === 'arousal' ? AffectLane.arousalRates : AffectLane.rates;
  const factorsAt = axis === 'arousal' ? FactorLane.arousalFactors : FactorLane.factors;
  const factors = new Float64Array(FactorLane.count);
  const spread = new Float64Array(SpreadLane.count);
  writeFactors(lanes, 0, FOREVER_HOURS, factors, 0);
  writeSpread(lanes, ratesAt, Float64Array.of(1), 0, factors, factorsAt, spread, 0);
  const variance = spread[SpreadLane.emotion]! ** 2;
  const withMood = spread[SpreadLane.emotion]! * spread[SpreadLane.moodWithEmotion]!;
  return (hours) => {
    writeFactors(lanes, 0, hours, factors, 0);
    const fromEmotion = factors[factorsAt + PropagatorLane.emotionFromEmotion]!;
    const fromMood = factors[factorsAt + PropagatorLane.emotionFromMood]!;
    return (fromEmotion * variance + fromMood * withMood) / variance;
  };
}

/** Squared error over all curves; amplitude and offset are free for each, because noise of measurement and length of study set them. */
function squaredError(expectedFor: (curve: Curve) => Expected): number {
  return curves.reduce((sum, curve) => {
    const expected = curve.lagHours.map(expectedFor(curve));
    return sum + squaresAroundLine(expected, curve.autocorrelation);
  }, 0);
}

/** The squared error when each curve is held against the rates of the axis that `axisOf` names. */
export function errorOf(axisOf: (measure: string) => Axis): number {
  const expected = { valence: expectedOf('valence'), arousal: expectedOf('arousal') };
  return squaredError(({ measure }) => expected[axisOf(measure)]);
}

/** One exponential for all curves, with the best half-life there is. */
function errorOfOneExponential(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let halfLife = 0.5; halfLife < 100; halfLife *= 1.01) {
    best = Math.min(
      best,
      squaredError(() => (hours) => 2 ** (-hours / halfLife)),
    );
  }
  return best;
}

/** H7: how autocorrelation falls with the lag in experience sampling. */
export function h7(): Figure[] {
  const points = curves.reduce((sum, { lagHours }) => sum + lagHours.length, 0);
  return [
    figureOf({
      id: 'H7 error',
      what: `autocorrelation, ${curves.length} curves, ${points} points, squared error, less is better`,
      naive: errorOfOneExponential(),
      // Negative affect is the other end of valence; only what was measured as arousal has arousal's rates.
      ours: errorOf((measure) => (measure === 'arousal' ? 'arousal' : 'valence')),
      target: 0.2,
      better: 'less',
    }),
  ];
}
