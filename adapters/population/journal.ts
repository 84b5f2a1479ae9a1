import { AffectLane } from '../../src/affect/lanes';
import { type Columns, LifeLane } from '../../src/population/columns';
import { Op } from './shared';

/*
 * A worker writes down what its rows were before it touches them, so that a step can be finished without it. A chunk is small enough for
 * the copy to stay in the nearest caches, from which the loop then reads the rows. What moves is written out lane by lane: measured, a loop
 * over six lanes takes as long as the step itself with its factors, this half as long.
 */

/** Copies what an operation is about to change in rows `from` to `to`. Effects: in place at `out`, allocates nothing. */
export function saveRows(
  columns: Columns,
  op: Op,
  from: number,
  to: number,
  out: Float64Array,
  at: number,
): void {
  // Factors follow from what nobody writes: they are simply written again.
  if (op === Op.prepare) return;
  for (let row = from, o = at; row < to; row++, o += 6) {
    copySix(columns.affect, row * AffectLane.count + AffectLane.emotion, out, o);
  }
  if (op !== Op.settle) return;
  for (let row = from, o = at + 6 * (to - from); row < to; row++, o += 2) {
    out[o] = columns.life[row * LifeLane.count + LifeLane.settledAtMs]!;
    out[o + 1] = columns.life[row * LifeLane.count + LifeLane.steps]!;
  }
}

/** Puts back what {@link saveRows} copied. */
export function restoreRows(
  columns: Columns,
  op: Op,
  from: number,
  to: number,
  saved: Float64Array,
  at: number,
): void {
  if (op === Op.prepare) return;
  for (let row = from, o = at; row < to; row++, o += 6) {
    copySix(saved, o, columns.affect, row * AffectLane.count + AffectLane.emotion);
  }
  if (op !== Op.settle) return;
  for (let row = from, o = at + 6 * (to - from); row < to; row++, o += 2) {
    columns.life[row * LifeLane.count + LifeLane.settledAtMs] = saved[o]!;
    columns.life[row * LifeLane.count + LifeLane.steps] = saved[o + 1]!;
  }
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
