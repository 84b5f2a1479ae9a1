import { type FeltLabel, LABEL_NAMES, LABELS } from '../constants/affect';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, AppraisalLane } from '../constants/appraisal';
import { LABELLING } from '../constants/coefficients';
import { exp } from '../maths/exp';
import { clamp } from '../maths/scalar';
import { lengthOf, VAD_CORNER } from '../maths/vad';

const COUNT = LABEL_NAMES.length;
const SIGNATURE_SIZE = 6;

const DIMENSIONS = [
  { lane: AppraisalLane.goalCongruence, halfRange: 1, weight: LABELLING.congruence.value },
  { lane: AppraisalLane.expectedness, halfRange: 0.5, weight: LABELLING.expectedness.value },
  { lane: AppraisalLane.controllability, halfRange: 0.5, weight: LABELLING.controllability.value },
  { lane: AppraisalLane.agency, halfRange: 1, weight: LABELLING.agency.value },
  { lane: AppraisalLane.normCompatibility, halfRange: 1, weight: LABELLING.norm.value },
  { lane: AppraisalLane.urgency, halfRange: 0.5, weight: LABELLING.urgency.value },
] as const;
const SIGNATURE_LANES = DIMENSIONS.map((dimension) => dimension.lane as number);
const SIGNATURE_WEIGHTS = Float64Array.from(
  DIMENSIONS,
  ({ weight, halfRange }) => weight / (halfRange * halfRange),
);
const SIGNATURE_NEUTRALS = DIMENSIONS.map(({ lane }) => APPRAISAL_RANGES[APPRAISAL_DIMENSIONS[lane]].neutral);

/** Each label's direction in core affect, three unit lanes a label. */
const DIRECTIONS = new Float64Array(COUNT * 3);
/** Each label's typical appraisal: its signature, drawn in from the ideal case towards the neutral appraisal. */
const SIGNATURES = new Float64Array(COUNT * SIGNATURE_SIZE);
LABEL_NAMES.forEach((name, index) => {
  const { vad, signature } = LABELS[name];
  const length = lengthOf(vad[0], vad[1], vad[2]);
  vad.forEach((value, axis) => {
    DIRECTIONS[index * 3 + axis] = value / length;
  });
  signature.forEach((ideal, i) => {
    const neutral = SIGNATURE_NEUTRALS[i]!;
    SIGNATURES[index * SIGNATURE_SIZE + i] = neutral + LABELLING.typicality.value * (ideal - neutral);
  });
});

/** Whether a label stands for something pleasant: the sign of its valence. */
const IS_PLEASANT = LABEL_NAMES.map((name) => LABELS[name].vad[0] > 0);

/** How many labels are ranked. */
export const LABEL_COUNT: number = COUNT;

/** One label with how probable it is. */
export interface RankedLabel {
  readonly label: FeltLabel;
  /** [0, 1]; the probabilities of one ranking sum to 1. */
  readonly probability: number;
}

/** How strong a deviation from home base is, [0, 1]: its length relative to the corner of the cube, at most 1. */
export function intensityOf(valence: number, arousal: number, dominance: number): number {
  const intensity = lengthOf(valence, arousal, dominance) / VAD_CORNER;
  return intensity < 1 ? intensity : 1;
}

/**
 * Writes how probable each label is for a feeling.
 *
 * Model: softmax(score / temperature), mixed: `causeWeight` of the cause's score, the rest of the state's score.
 *   state: -w_direction/2 |u_label - u|^2 with unit vectors, u the deviation from home base
 *   cause: -w_vad |u_label - u_impulse|^2 / 2 - sum over six dimensions of w ((signature - appraisal) / half range)^2,
 *   with the room that the sign of the event leaves to labels of its kind as a factor before they are brought to 1
 * @param deviation emotion minus home base, three lanes; a zero deviation ranks by the cause alone
 * @param appraisal the appraisal behind the feeling, nine lanes, as the character saw it
 * @param impulse what it pushed, three lanes
 * @param causeWeight how much of the feeling is this cause's doing, [0, 1]; at 0 the cause is not read
 * @param out LABEL_COUNT lanes, in the order of LABEL_NAMES, summing to 1
 * Effects: in place in `out`, allocates nothing; total.
 */
export function writeLabelProbabilities(
  deviation: Float64Array,
  appraisal: Float64Array,
  impulse: Float64Array,
  causeWeight: number,
  out: Float64Array,
): void {
  out.fill(0);
  const hasDirection = lengthOf(deviation[0]!, deviation[1]!, deviation[2]!) > 0;
  const weight = hasDirection ? causeWeight : 1;
  if (weight < 1) addState(deviation, 1 - weight, out);
  if (weight > 0) addCause(appraisal, impulse, weight, out);
}

const scores = new Float64Array(COUNT);
/** What an appraisal says on the dimensions of a signature. */
const asked = new Float64Array(SIGNATURE_SIZE);

function addState(deviation: Float64Array, share: number, out: Float64Array): void {
  const x = deviation[0]!;
  const y = deviation[1]!;
  const z = deviation[2]!;
  const length = lengthOf(x, y, z);
  const weight = LABELLING.direction.value;
  for (let label = 0; label < COUNT; label++) {
    scores[label] = -weight * distanceOfDirections(label, x, y, z, length);
  }
  addSoftmax(share, 1, 1, out);
}

function addCause(appraisal: Float64Array, impulse: Float64Array, share: number, out: Float64Array): void {
  const x = impulse[0]!;
  const y = impulse[1]!;
  const z = impulse[2]!;
  const length = lengthOf(x, y, z);
  const weight = LABELLING.vad.value;
  for (let i = 0; i < SIGNATURE_SIZE; i++) asked[i] = appraisal[SIGNATURE_LANES[i]!]!;
  for (let label = 0; label < COUNT; label++) {
    let score = -weight * distanceOfDirections(label, x, y, z, length);
    for (let i = 0; i < SIGNATURE_SIZE; i++) {
      const difference = SIGNATURES[label * SIGNATURE_SIZE + i]! - asked[i]!;
      score -= SIGNATURE_WEIGHTS[i]! * difference * difference;
    }
    scores[label] = score;
  }
  const congruence = appraisal[AppraisalLane.goalCongruence]!;
  const norm = appraisal[AppraisalLane.normCompatibility]!;
  addSoftmax(share, roomFor(congruence, norm), roomFor(-congruence, -norm), out);
}

/**
 * How much room an event leaves to pleasant labels; with both signs turned, to unpleasant ones: [0, 1].
 *
 * Model: 1 - ((-c)+ - n+) / plain, kept in [0, 1]: none when the event is plainly bad and nothing about it is right,
 * all when it is not bad. A gain got by wrong may still be guilt, a harm that is just may still be relief.
 */
function roomFor(congruence: number, norm: number): number {
  const against = (congruence < 0 ? -congruence : 0) - (norm > 0 ? norm : 0);
  return clamp(1 - against / LABELLING.plain.value, 0, 1);
}

/**
 * Half the squared distance between a label's direction and another, one minus the cosine of their angle: [0, 2]; 1 when there is none.
 * @param length of the vector x, y, z
 */
function distanceOfDirections(label: number, x: number, y: number, z: number, length: number): number {
  return length === 0 ? 1 : 1 - alongDirection(label, x, y, z) / length;
}

/** How far a vector reaches in a label's direction. */
function alongDirection(label: number, x: number, y: number, z: number): number {
  return DIRECTIONS[label * 3]! * x + DIRECTIONS[label * 3 + 1]! * y + DIRECTIONS[label * 3 + 2]! * z;
}

function addSoftmax(share: number, pleasant: number, unpleasant: number, out: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < COUNT; label++) if (scores[label]! > highest) highest = scores[label]!;
  const temperature = LABELLING.temperature.value;
  let sum = 0;
  for (let label = 0; label < COUNT; label++) {
    const room = IS_PLEASANT[label] ? pleasant : unpleasant;
    const likelihood = room * exp((scores[label]! - highest) / temperature);
    scores[label] = likelihood;
    sum += likelihood;
  }
  for (let label = 0; label < COUNT; label++) out[label] = out[label]! + (share * scores[label]!) / sum;
}

/**
 * The index of the label whose direction lies closest to a deviation from home base: the most probable one where there is no cause.
 * @param deviation three lanes, not all zero; the first of equals
 */
export function nearestLabel(deviation: Float64Array): number {
  const x = deviation[0]!;
  const y = deviation[1]!;
  const z = deviation[2]!;
  let best = 0;
  let furthest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < COUNT; label++) {
    const along = alongDirection(label, x, y, z);
    if (along > furthest) {
      furthest = along;
      best = label;
    }
  }
  return best;
}

/** The index of the most probable label; the first of equals. */
export function mostProbable(probabilities: Float64Array): number {
  let best = 0;
  for (let label = 1; label < COUNT; label++) if (probabilities[label]! > probabilities[best]!) best = label;
  return best;
}

/**
 * The label a feeling goes by, given the one it went by before: a label stays until another is clearly more probable.
 *
 * @param intensity strength of the feeling, [0, 1]
 * @param held the label before
 * @param isFresh whether an event has just become the cause of the feeling: then the past has no say
 * @param neutralBelow intensity below which a feeling has no name
 */
export function chooseLabel(
  probabilities: Float64Array,
  intensity: number,
  held: FeltLabel,
  isFresh: boolean,
  neutralBelow: number,
): FeltLabel {
  if (intensity < namelessBelow(held, isFresh, neutralBelow)) return 'neutral';
  const best = mostProbable(probabilities);
  if (isFresh || held === 'neutral') return LABEL_NAMES[best]!;
  const holds = probabilities[best]! < LABELLING.hysteresis.value * probabilities[LABEL_NAMES.indexOf(held)]!;
  return holds ? held : LABEL_NAMES[best]!;
}

/** The intensity below which {@link chooseLabel} gives no name, whatever is probable. */
export function namelessBelow(held: FeltLabel, isFresh: boolean, neutralBelow: number): number {
  return held === 'neutral' && !isFresh
    ? (neutralBelow * LABELLING.nameableAbove.value) / LABELLING.neutralBelow.value
    : neutralBelow;
}

/** All labels by falling probability; equals keep the order of the table. */
export function rankLabels(probabilities: Float64Array): RankedLabel[] {
  const ranked: RankedLabel[] = [];
  for (let label = 0; label < COUNT; label++) {
    const probability = probabilities[label]!;
    // Sorted in while they are made: for 26 of them a third of the time of a sort.
    let place = label;
    for (; place > 0 && ranked[place - 1]!.probability < probability; place--)
      ranked[place] = ranked[place - 1]!;
    ranked[place] = { label: LABEL_NAMES[label]!, probability };
  }
  return ranked;
}
