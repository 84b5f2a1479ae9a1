import { createDisposition } from '../../src/affect/disposition';
import { writeFactors } from '../../src/affect/flow';
import { AffectLane, FactorLane } from '../../src/affect/lanes';
import { exp2 } from '../../src/maths/exp';
import { SpreadLane, writeSpread } from '../../src/maths/ornstein-uhlenbeck';
import { PropagatorLane } from '../../src/maths/two-time-scale';

/** The three numbers that decide how the autocorrelation of one axis falls. */
export interface TimeScales {
  readonly emotionHalfLifeHours: number;
  readonly moodHalfLifeHours: number;
  /** Pull of emotion on mood as a share of emotion's own rate. */
  readonly coupling: number;
}

const NEUTRAL = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/**
 * Autocorrelation of noisy emotion at each lag, from the engine's own flow and noise.
 * Model: acf(t) = F11 + F12 C12 / C11, F the propagator over t and C the stationary covariance.
 */
export function modelAutocorrelation(scales: TimeScales, lagHours: readonly number[]): number[] {
  const { emotionHalfLifeHours, moodHalfLifeHours, coupling } = scales;
  const { affect } = createDisposition(
    NEUTRAL,
    {},
    { emotionHalfLifeHours, moodHalfLifeHours, coupling: { valence: coupling, arousal: coupling } },
  );
  const factors = new Float64Array(FactorLane.count);
  const spread = new Float64Array(SpreadLane.count);
  // Over an endless span nothing is left of the beginning: the propagator is 0 and the noise is all there is.
  writeSpread(affect, AffectLane.rates, Float64Array.of(1), 0, factors, FactorLane.factors, spread, 0);
  const moodOverEmotion = spread[SpreadLane.moodWithEmotion]! / spread[SpreadLane.emotion]!;
  return lagHours.map((hours) => {
    writeFactors(affect, 0, hours, factors, 0);
    const kept = factors[FactorLane.factors + PropagatorLane.emotionFromEmotion]!;
    return kept + factors[FactorLane.factors + PropagatorLane.emotionFromMood]! * moodOverEmotion;
  });
}

/** Autocorrelation of a process with one time scale. */
export function singleExponential(halfLifeHours: number, lagHours: readonly number[]): number[] {
  return lagHours.map((hours) => exp2(-hours / halfLifeHours));
}
