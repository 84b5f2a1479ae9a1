import { LN2 } from '../maths/exp';
import { writeRates } from '../maths/two-time-scale';
import { DynamicsLane } from './dynamics-lanes';
import { AffectLane, ReactionLane } from './lanes';

/**
 * Writes home base and rates of one character into its affect lanes.
 * Model: le = ln2 / (half-life of emotion x timeScale), lm likewise, k = coupling x le.
 * @param dynamics as `DynamicsLane` numbers it
 * Effects: in place, allocates nothing; total on dynamics that were written.
 */
export function writeAffectParameters(lanes: Float64Array, offset: number, dynamics: Float64Array): void {
  const timeScale = dynamics[DynamicsLane.timeScale]!;
  const emotionPerHour = LN2 / (dynamics[DynamicsLane.emotionHalfLifeHours]! * timeScale);
  const moodPerHour = LN2 / (dynamics[DynamicsLane.moodHalfLifeHours]! * timeScale);
  lanes[offset + AffectLane.homeBase] = dynamics[DynamicsLane.homeBase]!;
  lanes[offset + AffectLane.homeBase + 1] = dynamics[DynamicsLane.homeBase + 1]!;
  lanes[offset + AffectLane.homeBase + 2] = dynamics[DynamicsLane.homeBase + 2]!;
  writeRates(
    lanes,
    offset + AffectLane.rates,
    emotionPerHour,
    moodPerHour,
    dynamics[DynamicsLane.couplingValence]! * emotionPerHour,
  );
  writeRates(
    lanes,
    offset + AffectLane.arousalRates,
    emotionPerHour,
    moodPerHour,
    dynamics[DynamicsLane.couplingArousal]! * emotionPerHour,
  );
}

/** Lets emotion and mood of one character stand at its home base. Effects: in place, allocates nothing; total. */
export function standAtHome(lanes: Float64Array, offset: number): void {
  for (let axis = 0; axis < 3; axis++) {
    const home = lanes[offset + AffectLane.homeBase + axis]!;
    lanes[offset + AffectLane.emotion + axis] = home;
    lanes[offset + AffectLane.mood + axis] = home;
  }
}

/**
 * Writes how one character reacts to appraisals.
 * @param dynamics as `DynamicsLane` numbers it
 * Effects: in place, allocates nothing; total.
 */
export function writeReactions(lanes: Float64Array, offset: number, dynamics: Float64Array): void {
  lanes[offset + ReactionLane.positiveValence] = dynamics[DynamicsLane.positiveValence]!;
  lanes[offset + ReactionLane.negativeValence] = dynamics[DynamicsLane.negativeValence]!;
  lanes[offset + ReactionLane.arousal] = dynamics[DynamicsLane.arousal]!;
  lanes[offset + ReactionLane.dominance] = dynamics[DynamicsLane.dominance]!;
  lanes[offset + ReactionLane.moodDeposit] = dynamics[DynamicsLane.moodDeposit]!;
  lanes[offset + ReactionLane.controlOdds] = dynamics[DynamicsLane.controlOdds]!;
  lanes[offset + ReactionLane.norm] = dynamics[DynamicsLane.norm]!;
  lanes[offset + ReactionLane.violation] = dynamics[DynamicsLane.violation]!;
  lanes[offset + ReactionLane.credit] = dynamics[DynamicsLane.credit]!;
}
