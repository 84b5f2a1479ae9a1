import type { Coefficient } from '../constants/coefficient';
import {
  APPRAISAL_BIAS,
  DYNAMICS,
  DYNAMICS_WEIGHTS,
  FACET_SHARES,
  GAIN_WEIGHTS,
  HOME_BASE_WEIGHTS,
} from '../constants/coefficients';
import { DOMAINS, type Domain, type Facet } from '../constants/traits';
import { exp, exp2, tanh } from '../maths/exp';
import { plainZero, traitToDeviation } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Personality } from '../schema/personality';
import { FACETS_OF_DOMAIN, type FacetOffsets, facetValue } from '../traits/facets';

/** How a character's feelings move: everything that traits decide, with the overrides of its author. Hands back as an EmotionConfig. */
export interface Dynamics {
  /** The point that affect returns to, each axis in [-1, 1]. */
  readonly homeBase: Vad;
  /** Half-life of emotion before `timeScale`, hours. */
  readonly emotionHalfLifeHours: number;
  /** Half-life of mood before `timeScale`, hours. */
  readonly moodHalfLifeHours: number;
  /** Pull of emotion on mood as a share of emotion's own rate; dominance follows valence. */
  readonly coupling: { readonly valence: number; readonly arousal: number };
  /** Factors of the impulse. */
  readonly gains: {
    readonly positiveValence: number;
    readonly negativeValence: number;
    readonly arousal: number;
    readonly dominance: number;
  };
  /** Share of an impulse that goes into mood at once when the event matters fully. */
  readonly moodDeposit: number;
  /** Factor of all half-lives. */
  readonly timeScale: number;
  /** Variance that random ups and downs add to each axis of emotion per hour. */
  readonly noisePerHour: number;
  /** How much traits bend appraisals; see `control` and `norm`. */
  readonly appraisalBias: number;
}

/** What bends this character's appraisals. */
export interface AppraisalBend {
  /** Factor of the odds of controllability; 1 bends nothing. */
  readonly controlOdds: number;
  /** Factor of norm compatibility; 1 bends nothing. */
  readonly norm: number;
  /** Factor of norm compatibility where a norm is violated, on top of `norm`; 1 bends nothing. */
  readonly violation: number;
  /** How far agency moves away from the character per unit of congruence; 0 bends nothing. */
  readonly credit: number;
}

type Weights = { readonly [D in Domain]?: Coefficient };
type Shares = { readonly [F in Facet]?: Coefficient };

/** One summand of what a trait contributes. */
interface Term {
  readonly domain: Domain;
  readonly weight: number;
  readonly shares: Shares | undefined;
}
type Terms = readonly Term[];

// Laid out once: a population asks for the dynamics of somebody with every day that is told.
const termsOf = (weights: Weights, shares?: { readonly [D in Domain]?: Shares }): Terms =>
  DOMAINS.flatMap((domain) => {
    const weight = weights[domain];
    return weight ? [{ domain, weight: weight.value, shares: shares?.[domain] }] : [];
  });
const TERMS = {
  valence: termsOf(HOME_BASE_WEIGHTS.valence, { N: FACET_SHARES.valenceN, E: FACET_SHARES.valenceE }),
  arousal: termsOf(HOME_BASE_WEIGHTS.arousal),
  dominance: termsOf(HOME_BASE_WEIGHTS.dominance, { E: FACET_SHARES.dominanceE }),
  coupling: termsOf(DYNAMICS_WEIGHTS.coupling),
  emotionHalfLife: termsOf(DYNAMICS_WEIGHTS.emotionHalfLife),
  moodHalfLife: termsOf(DYNAMICS_WEIGHTS.moodHalfLife),
};
const GAIN_TERMS = {
  positiveValence: termsOf(GAIN_WEIGHTS.positiveValence),
  negativeValence: termsOf(GAIN_WEIGHTS.negativeValence),
  arousal: termsOf(GAIN_WEIGHTS.arousal),
  dominance: termsOf(GAIN_WEIGHTS.dominance),
};

/**
 * Everything about a character's feelings that follows from its traits, with its author's overrides on top.
 *
 * Model: home base h = tanh(b + sum w t); gains exp(sum w t); half-lives H0 2^(sum w t); coupling kappa exp(w t); t = 2x - 1.
 * @param offsets facets; four facets equal to their domain change nothing, to the bit
 * @param config overrides; what it names is taken as it stands
 * Effects: pure. Resolving with the result as `config` gives the same result.
 * Source: docs/model/parameters.md; coefficients in constants/coefficients.ts.
 */
export function resolveDynamics(
  personality: Personality,
  offsets: FacetOffsets,
  config: EmotionConfig,
): Dynamics {
  const sum = (terms: Terms): number => {
    let total = 0;
    for (let i = 0; i < terms.length; i++) {
      const { domain, weight, shares } = terms[i]!;
      total += weight * effectiveDeviation(personality, offsets, domain, shares);
    }
    return total;
  };
  const { homeBase, coupling, gains } = config;
  const valenceOffset = config.valenceOffset ?? HOME_BASE_WEIGHTS.valence.b.value;
  const couplingFactor = exp(sum(TERMS.coupling));
  return {
    homeBase: {
      valence: homeBase?.valence ?? tanh(valenceOffset + sum(TERMS.valence)),
      arousal: homeBase?.arousal ?? tanh(HOME_BASE_WEIGHTS.arousal.b.value + sum(TERMS.arousal)),
      dominance: homeBase?.dominance ?? tanh(HOME_BASE_WEIGHTS.dominance.b.value + sum(TERMS.dominance)),
    },
    emotionHalfLifeHours:
      config.emotionHalfLifeHours ?? DYNAMICS.emotionHalfLifeHours.value * exp2(sum(TERMS.emotionHalfLife)),
    moodHalfLifeHours:
      config.moodHalfLifeHours ?? DYNAMICS.moodHalfLifeHours.value * exp2(sum(TERMS.moodHalfLife)),
    coupling: {
      valence: coupling?.valence ?? DYNAMICS.couplingValence.value * couplingFactor,
      arousal: coupling?.arousal ?? DYNAMICS.couplingArousal.value * couplingFactor,
    },
    gains: {
      positiveValence: gains?.positiveValence ?? exp(sum(GAIN_TERMS.positiveValence)),
      negativeValence: gains?.negativeValence ?? exp(sum(GAIN_TERMS.negativeValence)),
      arousal: gains?.arousal ?? exp(sum(GAIN_TERMS.arousal)),
      dominance: gains?.dominance ?? exp(sum(GAIN_TERMS.dominance)),
    },
    moodDeposit: config.moodDeposit ?? DYNAMICS.moodDeposit.value,
    timeScale: config.timeScale ?? 1,
    noisePerHour: config.noisePerHour ?? 0,
    appraisalBias: config.appraisalBias ?? 1,
  };
}

/**
 * What bends a character's appraisals.
 *
 * Model: odds(k') = odds(k) exp(w_N t_N), n' = n (1 + w_H t_H), times 1 + w_A t_A where n < 0, a' = a - u_H t_H c;
 * the weights times `appraisalBias`.
 * Effects: pure. A neutral personality bends nothing, to the bit.
 */
export function resolveBend(
  personality: Personality,
  offsets: FacetOffsets,
  dynamics: Dynamics,
): AppraisalBend {
  const neuroticism = effectiveDeviation(personality, offsets, 'N', undefined);
  const honesty = effectiveDeviation(personality, offsets, 'H', undefined);
  const agreeableness = effectiveDeviation(personality, offsets, 'A', undefined);
  return {
    controlOdds: exp(dynamics.appraisalBias * APPRAISAL_BIAS.controlN.value * neuroticism),
    norm: 1 + dynamics.appraisalBias * APPRAISAL_BIAS.normH.value * honesty,
    violation: 1 + dynamics.appraisalBias * APPRAISAL_BIAS.violationA.value * agreeableness,
    credit: plainZero(dynamics.appraisalBias * APPRAISAL_BIAS.creditH.value * honesty),
  };
}

/** A domain's deviation with its facets' shares; as differences from the domain, so that facets equal to it add exactly 0. */
function effectiveDeviation(
  personality: Personality,
  offsets: FacetOffsets,
  domain: Domain,
  shares: Shares | undefined,
): number {
  let difference = 0;
  for (const facet of FACETS_OF_DOMAIN[domain]) {
    if (offsets[facet] === undefined) continue;
    const share = shares ? (shares[facet]?.value ?? 0) : 1 / 4;
    difference += share * 2 * (facetValue(personality, offsets, facet) - personality[domain]);
  }
  return traitToDeviation(personality[domain]) + difference;
}
