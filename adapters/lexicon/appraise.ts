import type { AppraiserAnswer } from '../../src/ports';
import { ACTS, type ActProfile } from './acts';
import type { Concern } from './context';
import type { Shift } from './cue';
import type { Findings } from './read-text';

/** An appraisal with every dimension given. */
export type FullAppraisal = { readonly [K in keyof AppraiserAnswer]-?: number };

/** The appraisal of nothing: it concerns nobody, and every other dimension stands in the middle. */
export const NEUTRAL_APPRAISAL: FullAppraisal = {
  goalRelevance: 0,
  goalCongruence: 0,
  expectedness: 0.5,
  controllability: 0.5,
  agency: 0,
  normCompatibility: 0,
  internalStandards: 0,
  adjustmentPotential: 0.5,
  urgency: 0.5,
};

/* Basis of every number below: chosen. */

/** Alpha of s / sqrt(s^2 + alpha). VADER has 15 for whole posts; one or two charged words make a line of chat. */
const SATURATION = 6;
/** The same for the relevance of one act. */
const RELEVANCE_SATURATION = 1.5;
/** Weight of the neutral appraisal against the acts found, in units of strength. */
const NEUTRAL_WEIGHT = 0.4;
const EXCLAMATION_STEP = 0.1;
const EXCLAMATION_URGENCY = 0.04;
const MOST_EXCLAMATIONS = 4;
const SHOUTING_URGENCY = 0.1;
const MOST_SHIFT = 0.4;
const PRESENCE = 0.05;
const ADDRESS = 0.05;
const QUESTION_TO_CHARACTER = 0.1;
const FIRST_GOAL = 0.25;
const FURTHER_GOAL = 0.1;
const MOST_GOALS = 2;
const VALUE_RELEVANCE = 0.1;
const VALUE_NORM = 0.25;
const MOST_VALUES = 2;

/** S-shaped and bounded by +-1; made of a square root, which gives the same bits on every machine. */
const saturated = (x: number, alpha: number): number => x / Math.sqrt(x * x + alpha);

const within = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x)) + 0;

type Moved = Exclude<keyof ActProfile, 'congruence' | 'relevance'>;

/** The mean of the acts' profiles in one dimension, weighed by strength and pulled to neutral where evidence is thin. */
function weighed(findings: Findings, dimension: Moved, neutral: number): number {
  let weight = NEUTRAL_WEIGHT;
  let sum = 0;
  for (const { act, strength } of findings.acts) {
    weight += strength;
    sum += strength * (ACTS[act][dimension] - neutral);
  }
  return neutral + sum / weight;
}

function shifted(findings: Findings, dimension: keyof Shift): number {
  let sum = 0;
  for (const shift of findings.shifts) sum += shift[dimension] ?? 0;
  return within(sum, -MOST_SHIFT, MOST_SHIFT);
}

/** What is known of a text beside its findings. */
export interface TextFacts {
  readonly exclamations: number;
  readonly concern: Concern;
}

/**
 * Weighs what was found in a text into one appraisal.
 * Model: congruence = s / sqrt(s^2 + 6), s = (1 + .1 min(!, 4)) sum strength_i congruence_i;
 * relevance = max_i relevance_i strength_i / sqrt(strength_i^2 + 1.5), raised by shifts, goals and values;
 * every other dimension = neutral + sum strength_i (profile_i - neutral) / (.4 + sum strength_i) + shifts.
 * More exclamation marks never lower |congruence|. Total; every dimension is finite and in range.
 * Source: saturation after Hutto & Gilbert 2014; the rest chosen.
 */
export function weigh(findings: Findings, facts: TextFacts): FullAppraisal {
  const exclaimed = Math.min(facts.exclamations, MOST_EXCLAMATIONS);
  let sum = 0;
  let relevance = PRESENCE + (findings.addressed ? ADDRESS : 0);
  if (findings.addressed && findings.questions > 0) relevance += QUESTION_TO_CHARACTER;
  for (const { act, strength } of findings.acts) {
    const { congruence, relevance: full } = ACTS[act];
    sum += strength * congruence;
    relevance = Math.max(relevance, full * saturated(strength, RELEVANCE_SATURATION));
  }
  sum *= 1 + EXCLAMATION_STEP * exclaimed;
  const goalCongruence = saturated(sum, SATURATION);

  const goals = Math.min(facts.concern.goals, MOST_GOALS);
  const values = Math.min(facts.concern.values, MOST_VALUES);
  const atStake = (goals > 0 ? FIRST_GOAL + FURTHER_GOAL * (goals - 1) : 0) + VALUE_RELEVANCE * values;
  const concerned = within(relevance + shifted(findings, 'relevance'), 0, 1);

  const norm = weighed(findings, 'norm', 0) + shifted(findings, 'norm');
  const urgency =
    weighed(findings, 'urgency', NEUTRAL_APPRAISAL.urgency) +
    shifted(findings, 'urgency') +
    (findings.acts.length > 0 ? EXCLAMATION_URGENCY * exclaimed : 0) +
    (findings.loudWords > 1 ? SHOUTING_URGENCY : 0);

  return {
    goalRelevance: within(concerned + (1 - concerned) * atStake, 0, 1),
    goalCongruence: within(goalCongruence, -1, 1),
    expectedness: within(weighed(findings, 'expectedness', 0.5) + shifted(findings, 'expectedness'), 0, 1),
    controllability: within(
      weighed(findings, 'controllability', 0.5) + shifted(findings, 'controllability'),
      0,
      1,
    ),
    agency: within(weighed(findings, 'agency', 0) + shifted(findings, 'agency'), -1, 1),
    normCompatibility: within(norm * (1 + VALUE_NORM * values), -1, 1),
    internalStandards: within(weighed(findings, 'standards', 0) + shifted(findings, 'standards'), -1, 1),
    adjustmentPotential: within(weighed(findings, 'adjustment', 0.5) + shifted(findings, 'adjustment'), 0, 1),
    urgency: within(urgency, 0, 1),
  };
}
