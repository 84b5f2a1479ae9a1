import { LN2 } from '../maths/exp';
import { writeRates } from '../maths/two-time-scale';
import type { AppraisalBend, Dynamics } from './dynamics';
import { AffectLane, ReactionLane } from './lanes';

/**
 * Writes home base and rates of one character into its affect lanes.
 * Model: le = ln2 / (half-life of emotion x timeScale), lm likewise, k = coupling x le.
 * Effects: in place, allocates nothing; total on a resolved `Dynamics`.
 */
export function writeAffectParameters(lanes: Float64Array, offset: number, dynamics: Dynamics): void {
  const emotionPerHour = LN2 / (dynamics.emotionHalfLifeHours * dynamics.timeScale);
  const moodPerHour = LN2 / (dynamics.moodHalfLifeHours * dynamics.timeScale);
  lanes[offset + AffectLane.homeBase] = dynamics.homeBase.valence;
  lanes[offset + AffectLane.homeBase + 1] = dynamics.homeBase.arousal;
  lanes[offset + AffectLane.homeBase + 2] = dynamics.homeBase.dominance;
  writeRates(
    lanes,
    offset + AffectLane.rates,
    emotionPerHour,
    moodPerHour,
    dynamics.coupling.valence * emotionPerHour,
  );
  writeRates(
    lanes,
    offset + AffectLane.arousalRates,
    emotionPerHour,
    moodPerHour,
    dynamics.coupling.arousal * emotionPerHour,
  );
}

/** Writes how one character reacts to appraisals. Effects: in place, allocates nothing; total. */
export function writeReactions(
  lanes: Float64Array,
  offset: number,
  dynamics: Dynamics,
  bend: AppraisalBend,
): void {
  lanes[offset + ReactionLane.positiveValence] = dynamics.gains.positiveValence;
  lanes[offset + ReactionLane.negativeValence] = dynamics.gains.negativeValence;
  lanes[offset + ReactionLane.arousal] = dynamics.gains.arousal;
  lanes[offset + ReactionLane.dominance] = dynamics.gains.dominance;
  lanes[offset + ReactionLane.moodDeposit] = dynamics.moodDeposit;
  lanes[offset + ReactionLane.controlOdds] = bend.controlOdds;
  lanes[offset + ReactionLane.norm] = bend.norm;
  lanes[offset + ReactionLane.violation] = bend.violation;
  lanes[offset + ReactionLane.credit] = bend.credit;
}
