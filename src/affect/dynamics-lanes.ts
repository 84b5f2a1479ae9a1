import { FACET_NAMES } from '../constants/traits';
import type { EmotionConfig } from '../schema/emotion-config';
import type { FacetOffsets } from '../traits/facets';

/** How everything that traits decide of a character's feelings lies. Units and ranges are those of `Dynamics` and `AppraisalBend`. */
export enum DynamicsLane {
  /** The point that affect returns to, three axes. */
  homeBase = 0,
  /** Before `timeScale`, as is the next. */
  emotionHalfLifeHours = 3,
  moodHalfLifeHours = 4,
  couplingValence = 5,
  couplingArousal = 6,
  positiveValence = 7,
  negativeValence = 8,
  arousal = 9,
  dominance = 10,
  moodDeposit = 11,
  timeScale = 12,
  noisePerHour = 13,
  appraisalBias = 14,
  controlOdds = 15,
  norm = 16,
  violation = 17,
  credit = 18,
  /** How many lanes it takes. */
  count = 19,
}

/** How what an author has set beside traits lies: first as {@link DynamicsLane} up to the bias, NaN where nothing was set. */
export enum AuthoredLane {
  valenceOffset = 15,
  /** 1 where a facet differs from its domain. */
  isRefined = 16,
  /** Each facet as a difference from its domain, in the order of `FACET_NAMES`; 0 where nothing was set. */
  facets = 17,
  /** How many lanes it takes. */
  count = 41,
}

/** Lays out what an author has set. Effects: pure. */
export function layOutAuthored(offsets: FacetOffsets, config: EmotionConfig): Float64Array {
  const lanes = new Float64Array(AuthoredLane.count).fill(Number.NaN, 0, AuthoredLane.isRefined);
  const set = (lane: number, value: number | undefined): void => {
    if (value !== undefined) lanes[lane] = value;
  };
  const { homeBase, coupling, gains } = config;
  set(DynamicsLane.homeBase, homeBase?.valence);
  set(DynamicsLane.homeBase + 1, homeBase?.arousal);
  set(DynamicsLane.homeBase + 2, homeBase?.dominance);
  set(DynamicsLane.emotionHalfLifeHours, config.emotionHalfLifeHours);
  set(DynamicsLane.moodHalfLifeHours, config.moodHalfLifeHours);
  set(DynamicsLane.couplingValence, coupling?.valence);
  set(DynamicsLane.couplingArousal, coupling?.arousal);
  set(DynamicsLane.positiveValence, gains?.positiveValence);
  set(DynamicsLane.negativeValence, gains?.negativeValence);
  set(DynamicsLane.arousal, gains?.arousal);
  set(DynamicsLane.dominance, gains?.dominance);
  set(DynamicsLane.moodDeposit, config.moodDeposit);
  set(DynamicsLane.timeScale, config.timeScale);
  set(DynamicsLane.noisePerHour, config.noisePerHour);
  set(DynamicsLane.appraisalBias, config.appraisalBias);
  set(AuthoredLane.valenceOffset, config.valenceOffset);
  for (let place = 0; place < FACET_NAMES.length; place++) {
    const offset = offsets[FACET_NAMES[place]!] ?? 0;
    lanes[AuthoredLane.facets + place] = offset;
    if (offset !== 0) lanes[AuthoredLane.isRefined] = 1;
  }
  return lanes;
}
