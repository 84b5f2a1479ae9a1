import { relaxAffect } from '../affect/flow';
import { AffectLane, FactorLane } from '../affect/lanes';
import { PropagatorLane } from '../maths/two-time-scale';
import type { Columns } from './columns';

/** Numbers of one row in a note: emotion and mood, and two more for what else an operation changes. */
export const NOTE = 8;

/**
 * Lets rows `from` to `to` relax as `stepRows` does, to the bit, and notes of each what it was, right before it is changed: the row's number plus one
 * at `words[wordAt]`, and emotion and mood in one of two places by turns, so that the row before stays noted while a note is written.
 *
 * It is the step written out once more, with the note made of what the step has read anyway: measured over 100,000 rows, noting costs .7 ns of
 * 10 so, and 4.5 in a loop of its own before the step.
 * @param notes two notes from `notesAt` on
 * Effects: in place, allocates nothing; total.
 */
export function stepNotedRows(
  { affect, factors }: Columns,
  from: number,
  to: number,
  notes: Float64Array,
  notesAt: number,
  words: Int32Array,
  wordAt: number,
): void {
  for (let row = from; row < to; row++) {
    const emotion = row * AffectLane.count + AffectLane.emotion;
    const mood = row * AffectLane.count + AffectLane.mood;
    const home = row * AffectLane.count + AffectLane.homeBase;
    const pair = row * FactorLane.count + FactorLane.factors;
    const arousal = row * FactorLane.count + FactorLane.arousalFactors;
    const ee = factors[pair + PropagatorLane.emotionFromEmotion]!;
    const em = factors[pair + PropagatorLane.emotionFromMood]!;
    const me = factors[pair + PropagatorLane.moodFromEmotion]!;
    const mm = factors[pair + PropagatorLane.moodFromMood]!;
    const v = affect[home]!;
    const a = affect[home + 1]!;
    const d = affect[home + 2]!;
    const e0 = affect[emotion]!;
    const e1 = affect[emotion + 1]!;
    const e2 = affect[emotion + 2]!;
    const m0 = affect[mood]!;
    const m1 = affect[mood + 1]!;
    const m2 = affect[mood + 2]!;
    const note = notesAt + NOTE * (row & 1);
    notes[note] = e0;
    notes[note + 1] = e1;
    notes[note + 2] = e2;
    notes[note + 3] = m0;
    notes[note + 4] = m1;
    notes[note + 5] = m2;
    words[wordAt] = row + 1;
    affect[emotion] = v + (ee * (e0 - v) + em * (m0 - v));
    affect[emotion + 1] =
      a +
      (factors[arousal + PropagatorLane.emotionFromEmotion]! * (e1 - a) +
        factors[arousal + PropagatorLane.emotionFromMood]! * (m1 - a));
    affect[emotion + 2] = d + (ee * (e2 - d) + em * (m2 - d));
    affect[mood] = v + (me * (e0 - v) + mm * (m0 - v));
    affect[mood + 1] =
      a +
      (factors[arousal + PropagatorLane.moodFromEmotion]! * (e1 - a) +
        factors[arousal + PropagatorLane.moodFromMood]! * (m1 - a));
    affect[mood + 2] = d + (me * (e2 - d) + mm * (m2 - d));
  }
}

/** The one-slot scratch of this module. */
const span = new Float64Array(1);

/**
 * Lets rows `from` to `to` relax for a span of hours as `advanceRows` does, and notes of each what it was as {@link stepNotedRows} does.
 * Effects: in place, allocates nothing; total.
 */
export function advanceNotedRows(
  { affect }: Columns,
  from: number,
  to: number,
  hours: number,
  notes: Float64Array,
  notesAt: number,
  words: Int32Array,
  wordAt: number,
): void {
  span[0] = hours;
  for (let row = from; row < to; row++) {
    const emotion = row * AffectLane.count + AffectLane.emotion;
    const note = notesAt + NOTE * (row & 1);
    // Emotion and mood are the first six lanes of affect, one after the other.
    notes[note] = affect[emotion]!;
    notes[note + 1] = affect[emotion + 1]!;
    notes[note + 2] = affect[emotion + 2]!;
    notes[note + 3] = affect[emotion + 3]!;
    notes[note + 4] = affect[emotion + 4]!;
    notes[note + 5] = affect[emotion + 5]!;
    words[wordAt] = row + 1;
    relaxAffect(affect, row * AffectLane.count, span);
  }
}
