import { shareLeftAfter as leftAfter } from '../affect/cause';
import type { Disposition } from '../affect/disposition';
import {
  chooseLabel,
  intensityOf,
  LABEL_COUNT,
  nearestLabel,
  type RankedLabel,
  rankLabels,
  writeLabelProbabilities,
} from '../affect/label';
import { AffectLane } from '../affect/lanes';
import { type FeltLabel, LABEL_NAMES } from '../constants/affect';
import { AppraisalLane } from '../constants/appraisal';
import { LABELLING } from '../constants/coefficients';
import type { SessionState } from '../schema/session';
import { readVad, writeAppraisal, writeVad } from './lanes';
import type { Emotion, Mood } from './view';

/** The event that a feeling is about. */
export type Cause = NonNullable<SessionState['cause']>;

const deviation = new Float64Array(3);
const causeAppraisal = new Float64Array(AppraisalLane.count);
const causeImpulse = new Float64Array(3);
const probabilities = new Float64Array(LABEL_COUNT);

/** What is left of an event after so many milliseconds: half of it with every half-life of emotion. */
export function shareLeftAfter(ms: number, disposition: Disposition): number {
  const { emotionHalfLifeHours, timeScale } = disposition.dynamics;
  return leftAfter(ms, emotionHalfLifeHours * timeScale);
}

/** How much of a feeling is still its cause's doing. */
export function causeWeightAt(cause: Cause | undefined, atMs: number, disposition: Disposition): number {
  return cause ? cause.weight * shareLeftAfter(atMs - cause.atMs, disposition) : 0;
}

/**
 * Names what the settled lanes hold.
 * @param affect settled affect lanes
 * @param cause what the feeling is about
 * @param causeWeight what is left of the cause's weight now
 * @param held the label before
 * @param isFresh whether `cause` has just become the cause
 */
export function readEmotion(
  affect: Float64Array,
  cause: Cause | undefined,
  causeWeight: number,
  held: FeltLabel,
  isFresh: boolean,
): Emotion {
  const vad = readVad(affect, AffectLane.emotion);
  writeDeviation(affect, AffectLane.emotion);
  const intensity = intensityOf(deviation[0]!, deviation[1]!, deviation[2]!);
  rank(cause, causeWeight);
  const label = chooseLabel(probabilities, intensity, held, isFresh, LABELLING.neutralBelow.value);
  if (label === 'neutral') return { vad, label, intensity, labels: [{ label, probability: 1 }] };
  const labels = rankLabels(probabilities);
  const secondary = secondaryOf(labels, label);
  return secondary ? { vad, label, secondary, intensity, labels } : { vad, label, intensity, labels };
}

/** Names the slow background: mood has no cause, its label is read from the direction in which it leans. */
export function readMood(affect: Float64Array): Mood {
  const vad = readVad(affect, AffectLane.mood);
  writeDeviation(affect, AffectLane.mood);
  const intensity = intensityOf(deviation[0]!, deviation[1]!, deviation[2]!);
  if (intensity < LABELLING.moodNeutralBelow.value) return { vad, label: 'neutral' };
  return { vad, label: LABEL_NAMES[nearestLabel(deviation)]! };
}

function writeDeviation(affect: Float64Array, lane: AffectLane): void {
  for (let axis = 0; axis < 3; axis++) {
    deviation[axis] = affect[lane + axis]! - affect[AffectLane.homeBase + axis]!;
  }
}

function rank(cause: Cause | undefined, causeWeight: number): void {
  if (cause) {
    writeAppraisal(causeAppraisal, 0, cause.appraisal);
    writeVad(causeImpulse, 0, cause.impulse);
  }
  writeLabelProbabilities(deviation, causeAppraisal, causeImpulse, cause ? causeWeight : 0, probabilities);
}

function secondaryOf(labels: readonly RankedLabel[], label: FeltLabel): FeltLabel | undefined {
  const own = labels.find((ranked) => ranked.label === label)!.probability;
  const other = labels.find((ranked) => ranked.label !== label);
  return other && other.probability >= LABELLING.secondary.value * own ? other.label : undefined;
}
