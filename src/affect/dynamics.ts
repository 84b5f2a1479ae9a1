import { DOMAINS } from '../constants/traits';
import type { Vad } from '../maths/vad';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Personality } from '../schema/personality';
import type { FacetOffsets } from '../traits/facets';
import { DynamicsLane, layOutAuthored } from './dynamics-lanes';
import { writeDynamics } from './write-dynamics';

const domains = new Float64Array(DOMAINS.length);

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

/**
 * Everything about a character's feelings that follows from its traits, with its author's overrides on top: {@link writeDynamics} as an object.
 *
 * @param offsets facets; four facets equal to their domain change nothing, to the bit
 * @param config overrides; what it names is taken as it stands
 * Effects: pure. Resolving with the result as `config` gives the same result.
 */
export function resolveDynamics(
  personality: Personality,
  offsets: FacetOffsets,
  config: EmotionConfig,
): Dynamics {
  return readDynamics(dynamicsLanesOf(personality, offsets, config));
}

/**
 * What bends a character's appraisals.
 * @param dynamics whose `appraisalBias` is heard
 * Effects: pure. A neutral personality bends nothing, to the bit.
 */
export function resolveBend(
  personality: Personality,
  offsets: FacetOffsets,
  dynamics: Dynamics,
): AppraisalBend {
  const lanes = dynamicsLanesOf(personality, offsets, dynamics);
  return {
    controlOdds: lanes[DynamicsLane.controlOdds]!,
    norm: lanes[DynamicsLane.norm]!,
    violation: lanes[DynamicsLane.violation]!,
    credit: lanes[DynamicsLane.credit]!,
  };
}

/** The lanes that {@link writeDynamics} writes, for traits as objects. Effects: pure. */
export function dynamicsLanesOf(
  personality: Personality,
  offsets: FacetOffsets,
  config: EmotionConfig,
): Float64Array {
  const lanes = new Float64Array(DynamicsLane.count);
  for (let place = 0; place < DOMAINS.length; place++) domains[place] = personality[DOMAINS[place]!];
  writeDynamics(domains, layOutAuthored(offsets, config), lanes);
  return lanes;
}

/** The lanes of dynamics as an object. Effects: pure. */
export function readDynamics(lanes: Float64Array): Dynamics {
  return {
    homeBase: {
      valence: lanes[DynamicsLane.homeBase]!,
      arousal: lanes[DynamicsLane.homeBase + 1]!,
      dominance: lanes[DynamicsLane.homeBase + 2]!,
    },
    emotionHalfLifeHours: lanes[DynamicsLane.emotionHalfLifeHours]!,
    moodHalfLifeHours: lanes[DynamicsLane.moodHalfLifeHours]!,
    coupling: {
      valence: lanes[DynamicsLane.couplingValence]!,
      arousal: lanes[DynamicsLane.couplingArousal]!,
    },
    gains: {
      positiveValence: lanes[DynamicsLane.positiveValence]!,
      negativeValence: lanes[DynamicsLane.negativeValence]!,
      arousal: lanes[DynamicsLane.arousal]!,
      dominance: lanes[DynamicsLane.dominance]!,
    },
    moodDeposit: lanes[DynamicsLane.moodDeposit]!,
    timeScale: lanes[DynamicsLane.timeScale]!,
    noisePerHour: lanes[DynamicsLane.noisePerHour]!,
    appraisalBias: lanes[DynamicsLane.appraisalBias]!,
  };
}
