import { AffectLane } from '../../src/affect/lanes';
import { type Columns, LifeLane } from '../../src/population/columns';
import { NOTE } from '../../src/population/step-noted';
import { Op } from './shared';

/*
 * A worker notes what a row was before it touches it, so that a step can be finished without it: only the row in its hand, because all rows
 * before are done and all after are as they were. Two notes are written by turns: while one is half written, the other still holds the row before,
 * which is the one that the worker's word names until the new note is whole.
 *
 * The stores of a row are plain. Of a thread that is dead or stands still they are all to be seen, in the order in which it made them; whether it
 * stands still is asked before anything is made of them (finish-without.ts).
 */

/** Notes what an operation is about to change in a row. Effects: in place, allocates nothing. */
export function noteRow(
  { affect, life }: Columns,
  op: Op,
  row: number,
  notes: Float64Array,
  notesAt: number,
  words: Int32Array,
  wordAt: number,
): void {
  const note = notesAt + NOTE * (row & 1);
  copySix(affect, row * AffectLane.count + AffectLane.emotion, notes, note);
  if (op === Op.settle) {
    notes[note + 6] = life[row * LifeLane.count + LifeLane.settledAtMs]!;
    notes[note + 7] = life[row * LifeLane.count + LifeLane.steps]!;
  }
  words[wordAt] = row + 1;
}

/** Puts back what was noted of a row. */
export function putBack(
  { affect, life }: Columns,
  op: Op,
  row: number,
  notes: Float64Array,
  notesAt: number,
): void {
  const note = notesAt + NOTE * (row & 1);
  copySix(notes, note, affect, row * AffectLane.count + AffectLane.emotion);
  if (op !== Op.settle) return;
  life[row * LifeLane.count + LifeLane.settledAtMs] = notes[note + 6]!;
  life[row * LifeLane.count + LifeLane.steps] = notes[note + 7]!;
}

/** Emotion and mood are the first six lanes of affect, one after the other. */
function copySix(from: Float64Array, at: number, to: Float64Array, o: number): void {
  to[o] = from[at]!;
  to[o + 1] = from[at + 1]!;
  to[o + 2] = from[at + 2]!;
  to[o + 3] = from[at + 3]!;
  to[o + 4] = from[at + 4]!;
  to[o + 5] = from[at + 5]!;
}
