import { CauseLane, shareLeftAfter } from '../affect/cause';
import {
  chooseLabel,
  intensityOf,
  LABEL_COUNT,
  namelessBelow,
  nearestLabel,
  writeLabelProbabilities,
} from '../affect/label';
import { AffectLane } from '../affect/lanes';
import { type FeltLabel, LABEL_NAMES } from '../constants/affect';
import { AppraisalLane } from '../constants/appraisal';
import { LABELLING } from '../constants/coefficients';
import { type Columns, LifeLane, MarkLane } from './columns';

const deviation = new Float64Array(3);
const appraisal = new Float64Array(AppraisalLane.count);
const impulse = new Float64Array(3);
const probabilities = new Float64Array(LABEL_COUNT);

/**
 * The name that the feeling of a settled row goes by, given the one it went by when it was last named.
 * Effects: holds the name for the next time; allocates nothing; total.
 */
export function nameFeeling(columns: Columns, row: number, nowMs: number): FeltLabel {
  const { affect, marks } = columns;
  const m = row * MarkLane.count;
  const a = row * AffectLane.count;
  writeDeviation(affect, a, AffectLane.emotion);
  const intensity = intensityOf(deviation[0]!, deviation[1]!, deviation[2]!);
  const held = nameOf(marks[m + MarkLane.label]!);
  const isFresh = marks[m + MarkLane.isFresh] === 1;
  const neutralBelow = LABELLING.neutralBelow.value;
  // Most feelings are too weak for a name, and names are dear.
  if (intensity >= namelessBelow(held, isFresh, neutralBelow)) {
    const weight = readCause(columns, row, nowMs);
    writeLabelProbabilities(deviation, appraisal, impulse, weight, probabilities);
  }
  const label = chooseLabel(probabilities, intensity, held, isFresh, neutralBelow);
  marks[m + MarkLane.label] = numberOf(label);
  marks[m + MarkLane.isFresh] = 0;
  return label;
}

/** The name of the mood of a settled row. Effects: pure. */
export function nameMood({ affect }: Columns, row: number): FeltLabel {
  writeDeviation(affect, row * AffectLane.count, AffectLane.mood);
  const intensity = intensityOf(deviation[0]!, deviation[1]!, deviation[2]!);
  if (intensity < LABELLING.moodNeutralBelow.value) return 'neutral';
  return LABEL_NAMES[nearestLabel(deviation)]!;
}

/** How strong the feeling of a settled row is, [0, 1]. Effects: pure. */
export function intensityAt({ affect }: Columns, row: number): number {
  writeDeviation(affect, row * AffectLane.count, AffectLane.emotion);
  return intensityOf(deviation[0]!, deviation[1]!, deviation[2]!);
}

/** A label by its number in a column: 0 is neutral. */
export function nameOf(number: number): FeltLabel {
  return number === 0 ? 'neutral' : LABEL_NAMES[number - 1]!;
}

/** The number of a label in a column. */
export function numberOf(label: FeltLabel): number {
  return label === 'neutral' ? 0 : LABEL_NAMES.indexOf(label) + 1;
}

function writeDeviation(affect: Float64Array, at: number, lane: AffectLane): void {
  for (let axis = 0; axis < 3; axis++) {
    deviation[axis] = affect[at + lane + axis]! - affect[at + AffectLane.homeBase + axis]!;
  }
}

/** Lays out what a feeling is about, and tells how much of it that still is. */
function readCause({ causes, causesOf, life }: Columns, row: number, nowMs: number): number {
  const c = row * CauseLane.count;
  const held = causes ? causesOf[c + CauseLane.weight]! : 0;
  if (held === 0) return 0;
  for (let lane = 0; lane < AppraisalLane.count; lane++) appraisal[lane] = causesOf[c + lane]!;
  for (let axis = 0; axis < 3; axis++) impulse[axis] = causesOf[c + CauseLane.impulse + axis]!;
  const halfLifeHours = life[row * LifeLane.count + LifeLane.halfLifeHours]!;
  return held * shareLeftAfter(nowMs - causesOf[c + CauseLane.atMs]!, halfLifeHours);
}
