import type { Coefficient } from '../constants/coefficient';
import {
  APPRAISAL_BIAS,
  DYNAMICS,
  DYNAMICS_WEIGHTS,
  GAIN_WEIGHTS,
  HOME_BASE_WEIGHTS,
} from '../constants/coefficients';
import { DOMAINS, type Domain } from '../constants/traits';
import { expLanes, LN2, tanh } from '../maths/exp';
import { plainZero } from '../maths/scalar';
import { DeviationLane, writeDeviations } from './deviations';
import { AuthoredLane, DynamicsLane } from './dynamics-lanes';

type Weights = { readonly [D in Domain]?: Coefficient };
/** The lane that a sum takes in place of a domain's own. */
type Lanes = { readonly [D in Domain]?: DeviationLane };

/** Weighted sums of deviations: those of the home base first, then those that are exponents. */
enum Sum {
  homeBase = 0,
  emotionHalfLife = 3,
  moodHalfLife = 4,
  coupling = 5,
  positiveValence = 6,
  negativeValence = 7,
  arousal = 8,
  dominance = 9,
  /** The exponent of one more lane, which is no sum: those end here. */
  controlOdds = 10,
  /** How many lanes all of them take. */
  lanes = 11,
}

const termsOf = (weights: Weights, lanes: Lanes = {}): readonly (readonly [number, number])[] =>
  DOMAINS.flatMap((domain, place) => {
    const weight = weights[domain];
    return weight ? [[weight.value, lanes[domain] ?? DeviationLane.domains + place]] : [];
  });
const SUMS: readonly (readonly (readonly [number, number])[])[] = [
  termsOf(HOME_BASE_WEIGHTS.valence, { N: DeviationLane.valenceN, E: DeviationLane.valenceE }),
  termsOf(HOME_BASE_WEIGHTS.arousal),
  termsOf(HOME_BASE_WEIGHTS.dominance, { E: DeviationLane.dominanceE }),
  termsOf(DYNAMICS_WEIGHTS.emotionHalfLife),
  termsOf(DYNAMICS_WEIGHTS.moodHalfLife),
  termsOf(DYNAMICS_WEIGHTS.coupling),
  termsOf(GAIN_WEIGHTS.positiveValence),
  termsOf(GAIN_WEIGHTS.negativeValence),
  termsOf(GAIN_WEIGHTS.arousal),
  termsOf(GAIN_WEIGHTS.dominance),
];
// The terms of all sums in one row, and where each sum ends in it.
const WEIGHTS = Float64Array.from(SUMS.flat(), ([weight]) => weight);
const LANES = Int32Array.from(SUMS.flat(), ([, lane]) => lane);
const ENDS = Int32Array.from(SUMS, (_, sum) => SUMS.slice(0, sum + 1).flat().length);

const deviations = new Float64Array(DeviationLane.count);
/** Sums; once they have been taken to their exponentials, those. */
const sums = new Float64Array(Sum.lanes);

/**
 * Writes everything about a character's feelings that follows from its traits, with what its author has set on top.
 *
 * Model: home base h = tanh(b + sum w t); gains exp(sum w t); half-lives H0 2^(sum w t); coupling kappa exp(w t); t = 2x - 1.
 *   The bend of appraisals: odds(k') = odds(k) exp(w_N t_N), n' = n (1 + w_H t_H), times 1 + w_A t_A where n < 0, a' = a - u_H t_H c;
 *   the weights times the bias.
 * @param domains six levels in [0, 1], in the order of `DOMAINS`
 * @param authored as `AuthoredLane` numbers it; what it names is taken as it stands
 * @param out gets DynamicsLane.count lanes
 * Effects: in place, allocates nothing; total.
 * Source: docs/model/parameters.md; coefficients in constants/coefficients.ts.
 */
export function writeDynamics(domains: Float64Array, authored: Float64Array, out: Float64Array): void {
  writeDeviations(domains, authored, deviations);
  writeSums(Sum.controlOdds);
  writeHome(authored, out);
  const bias = laneOf(authored, DynamicsLane.appraisalBias);
  sums[Sum.emotionHalfLife]! *= LN2;
  sums[Sum.moodHalfLife]! *= LN2;
  sums[Sum.controlOdds] = bias * APPRAISAL_BIAS.controlN.value * deviations[DeviationLane.neuroticism]!;
  expLanes(sums, Sum.emotionHalfLife, Sum.lanes);
  for (let lane = DynamicsLane.emotionHalfLifeHours; lane < DynamicsLane.controlOdds; lane++) {
    out[lane] = laneOf(authored, lane);
  }
  const honesty = deviations[DeviationLane.honesty]!;
  out[DynamicsLane.controlOdds] = sums[Sum.controlOdds]!;
  out[DynamicsLane.norm] = 1 + bias * APPRAISAL_BIAS.normH.value * honesty;
  out[DynamicsLane.violation] =
    1 + bias * APPRAISAL_BIAS.violationA.value * deviations[DeviationLane.agreeableness]!;
  out[DynamicsLane.credit] = plainZero(bias * APPRAISAL_BIAS.creditH.value * honesty);
}

/** Writes the home base alone, as {@link writeDynamics} does. Effects: in place, allocates nothing; total. */
export function writeHomeBase(domains: Float64Array, authored: Float64Array, out: Float64Array): void {
  writeDeviations(domains, authored, deviations);
  writeSums(Sum.emotionHalfLife);
  writeHome(authored, out);
}

function writeSums(to: Sum): void {
  let term = 0;
  for (let sum = 0; sum < to; sum++) {
    let total = 0;
    for (const end = ENDS[sum]!; term < end; term++) total += WEIGHTS[term]! * deviations[LANES[term]!]!;
    sums[sum] = total;
  }
}

function writeHome(authored: Float64Array, out: Float64Array): void {
  const { valence, arousal, dominance } = HOME_BASE_WEIGHTS;
  const offset = authored[AuthoredLane.valenceOffset]!;
  writeAxis(authored, out, 0, Number.isNaN(offset) ? valence.b.value : offset);
  writeAxis(authored, out, 1, arousal.b.value);
  writeAxis(authored, out, 2, dominance.b.value);
}

function writeAxis(authored: Float64Array, out: Float64Array, axis: number, offset: number): void {
  const set = authored[DynamicsLane.homeBase + axis]!;
  out[DynamicsLane.homeBase + axis] = Number.isNaN(set) ? tanh(offset + sums[Sum.homeBase + axis]!) : set;
}

/** What an author has set of a lane, or else what traits make of it. */
function laneOf(authored: Float64Array, lane: DynamicsLane): number {
  const set = authored[lane]!;
  return Number.isNaN(set) ? derived(lane) : set;
}

/** What traits make of a lane that its author has not set. */
function derived(lane: DynamicsLane): number {
  switch (lane) {
    case DynamicsLane.emotionHalfLifeHours:
      return DYNAMICS.emotionHalfLifeHours.value * sums[Sum.emotionHalfLife]!;
    case DynamicsLane.moodHalfLifeHours:
      return DYNAMICS.moodHalfLifeHours.value * sums[Sum.moodHalfLife]!;
    case DynamicsLane.couplingValence:
      return DYNAMICS.couplingValence.value * sums[Sum.coupling]!;
    case DynamicsLane.couplingArousal:
      return DYNAMICS.couplingArousal.value * sums[Sum.coupling]!;
    case DynamicsLane.positiveValence:
      return sums[Sum.positiveValence]!;
    case DynamicsLane.negativeValence:
      return sums[Sum.negativeValence]!;
    case DynamicsLane.arousal:
      return sums[Sum.arousal]!;
    case DynamicsLane.dominance:
      return sums[Sum.dominance]!;
    case DynamicsLane.moodDeposit:
      return DYNAMICS.moodDeposit.value;
    case DynamicsLane.noisePerHour:
      return 0;
    default:
      // Time scale and bias.
      return 1;
  }
}
