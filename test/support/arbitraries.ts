import fc from 'fast-check';
import {
  APPRAISAL_DIMENSIONS,
  APPRAISAL_RANGES,
  type AppraisalDimension,
  AppraisalLane,
} from '../../src/constants/appraisal';
import { DOMAINS, type Domain, FACET_NAMES, type Facet } from '../../src/constants/traits';
import type { Vad } from '../../src/maths/vad';
import type { Appraisal } from '../../src/schema/appraisal';
import type { EmotionConfig } from '../../src/schema/emotion-config';
import type { Facets, Personality } from '../../src/schema/personality';

/** A number in [low, high]: mostly spread evenly, with the ends, the middle and the neighbourhood of 0 more often than by chance. */
export function numberIn(low: number, high: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 1e9 }).map((n) => low + (high - low) * (n / 1e9)) },
    { weight: 2, arbitrary: fc.constantFrom(low, high, (low + high) / 2) },
    { weight: 1, arbitrary: fc.double({ min: low, max: high, noNaN: true }).map((x) => x + 0) },
  );
}

/** Ten to the power of a number in [low, high], for quantities that matter by their order of magnitude. */
export function magnitudeIn(low: number, high: number): fc.Arbitrary<number> {
  return fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
}

export const unit = numberIn(0, 1);
export const signedUnit = numberIn(-1, 1);
export const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

export const personalities: fc.Arbitrary<Personality> = fc.record(
  Object.fromEntries(DOMAINS.map((domain) => [domain, unit])) as Record<Domain, fc.Arbitrary<number>>,
);

/** Any of the 24 facets. */
export const facets: fc.Arbitrary<Facets> = fc.record(
  Object.fromEntries(FACET_NAMES.map((facet) => [facet, unit])) as Record<Facet, fc.Arbitrary<number>>,
  { requiredKeys: [] },
);

export const neutralPersonality: Personality = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

export const appraisals: fc.Arbitrary<Appraisal> = fc.record({
  goalRelevance: unit,
  goalCongruence: signedUnit,
  expectedness: unit,
  controllability: unit,
  agency: signedUnit,
  normCompatibility: signedUnit,
  internalStandards: signedUnit,
  adjustmentPotential: unit,
  urgency: unit,
});

/** An event, and the same with one dimension at a higher value, anywhere up to the end of its range. */
export const raised = (dimension: AppraisalDimension): fc.Arbitrary<readonly [Appraisal, Appraisal]> =>
  fc.tuple(appraisals, unit).map(([appraisal, share]) => {
    const value = appraisal[dimension];
    const { high } = APPRAISAL_RANGES[dimension];
    return [
      appraisal,
      { ...appraisal, [dimension]: Math.min(high, value + share * (high - value)) },
    ] as const;
  });

export const neutralAppraisal = Object.fromEntries(
  APPRAISAL_DIMENSIONS.map((dimension) => [dimension, APPRAISAL_RANGES[dimension].neutral]),
) as unknown as Appraisal;

/** An appraisal in nine lanes. */
export function lanesOf(appraisal: Appraisal): Float64Array {
  const lanes = new Float64Array(AppraisalLane.count);
  APPRAISAL_DIMENSIONS.forEach((dimension, lane) => {
    lanes[lane] = appraisal[dimension];
  });
  return lanes;
}

export const vads: fc.Arbitrary<Vad> = fc.record({
  valence: signedUnit,
  arousal: signedUnit,
  dominance: signedUnit,
});

export const impulses: fc.Arbitrary<Float64Array> = fc
  .tuple(signedUnit, signedUnit, signedUnit)
  .map((axes) => Float64Array.from(axes));

/** The three rates of one axis, per hour. */
export interface Rates {
  readonly emotion: number;
  readonly mood: number;
  readonly coupling: number;
}

/** Rates as characters have them: half-lives from minutes to months, coupling up to emotion's own rate. */
export const rates: fc.Arbitrary<Rates> = fc
  .record({ emotion: magnitudeIn(-2, 1), mood: magnitudeIn(-4, 0), coupling: numberIn(0, 1) })
  .map(({ emotion, mood, coupling }) => ({ emotion, mood, coupling: coupling * emotion }));

/**
 * All rates that a config allows and more: half-lives of a millisecond to a million years, mood faster than emotion,
 * equal and nearly equal rates, no coupling and a coupling of ten times emotion's rate.
 */
export const extremeRates: fc.Arbitrary<Rates> = fc
  .record({
    emotion: magnitudeIn(-10, 7),
    mood: magnitudeIn(-10, 7),
    coupling: fc.oneof(fc.constant(0), magnitudeIn(-12, 1)),
    likeness: fc.constantFrom('none', 'equal', 'nearly'),
  })
  .map(({ emotion, mood, coupling, likeness }) => ({
    emotion,
    mood: likeness === 'none' ? mood : likeness === 'equal' ? emotion : emotion * (1 + 2 ** -50),
    coupling: coupling * emotion,
  }));

export const anyRates: fc.Arbitrary<Rates> = fc.oneof(rates, extremeRates);

/** Spans of time as turns have them, in hours: a second to a few weeks. */
export const hours: fc.Arbitrary<number> = magnitudeIn(-3.5, 2.7);

/** Spans of time from none at all to more than the age of the world, in hours. */
export const extremeHours: fc.Arbitrary<number> = fc.oneof(
  hours,
  magnitudeIn(-300, 300),
  fc.constantFrom(0, Number.MIN_VALUE, 1e-12, 876_000, Number.MAX_VALUE),
);

/** Any part of the overrides that an author may set. */
export const emotionConfigs: fc.Arbitrary<EmotionConfig> = fc.record(
  {
    homeBase: fc.record(
      { valence: signedUnit, arousal: signedUnit, dominance: signedUnit },
      { requiredKeys: [] },
    ),
    valenceOffset: signedUnit,
    emotionHalfLifeHours: magnitudeIn(-3, 6),
    moodHalfLifeHours: magnitudeIn(-3, 6),
    coupling: fc.record({ valence: numberIn(0, 10), arousal: numberIn(0, 10) }, { requiredKeys: [] }),
    gains: fc.record(
      {
        positiveValence: numberIn(0, 10),
        negativeValence: numberIn(0, 10),
        arousal: numberIn(0, 10),
        dominance: numberIn(0, 10),
      },
      { requiredKeys: [] },
    ),
    moodDeposit: unit,
    // Ten to the power of -4 comes out below .0001.
    timeScale: magnitudeIn(-4, 4).map((scale) => Math.max(0.0001, scale)),
    noisePerHour: numberIn(0, 10),
    appraisalBias: numberIn(0, 2),
  },
  { requiredKeys: [] },
);
