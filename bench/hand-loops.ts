import { AffectLane, FactorLane } from '../src/affect/lanes';
import { AppraisalLane } from '../src/constants/appraisal';

/*
 * What one would write by hand if nothing but the numbers mattered: one loop over one strided array, nothing called, nothing checked. A population
 * is measured against these.
 */

/** Emotion and mood of all rows over a step whose factors are known. */
export function stepByHand(lanes: Float64Array, factors: Float64Array): void {
  for (let at = 0, f = 0; at < lanes.length; at += AffectLane.count, f += FactorLane.count) {
    const ee = factors[f]!;
    const em = factors[f + 1]!;
    const me = factors[f + 2]!;
    const mm = factors[f + 3]!;
    const v = lanes[at + 6]!;
    const a = lanes[at + 7]!;
    const d = lanes[at + 8]!;
    const emotionV = lanes[at]! - v;
    const emotionA = lanes[at + 1]! - a;
    const emotionD = lanes[at + 2]! - d;
    const moodV = lanes[at + 3]! - v;
    const moodA = lanes[at + 4]! - a;
    const moodD = lanes[at + 5]! - d;
    lanes[at] = v + ee * emotionV + em * moodV;
    lanes[at + 1] = a + factors[f + 4]! * emotionA + factors[f + 5]! * moodA;
    lanes[at + 2] = d + ee * emotionD + em * moodD;
    lanes[at + 3] = v + me * emotionV + mm * moodV;
    lanes[at + 4] = a + factors[f + 6]! * emotionA + factors[f + 7]! * moodA;
    lanes[at + 5] = d + me * emotionD + mm * moodD;
  }
}

/** The same flow for any span, with the runtime's own exponential. */
export function advanceByHand(lanes: Float64Array, hours: number): void {
  for (let offset = 0; offset < lanes.length; offset += AffectLane.count) {
    for (let group = 0; group < 2; group++) {
      const rates = offset + AffectLane.rates + group * 5;
      const kept = Math.exp(-lanes[rates]! * hours);
      const faded = kept - Math.exp(-(lanes[rates]! + lanes[rates + 1]!) * hours);
      const passed = faded / lanes[rates + 1]!;
      const share = lanes[rates + 4]!;
      for (let axis = group; axis < 3; axis += group === 0 ? 2 : 3) {
        const home = lanes[offset + AffectLane.homeBase + axis]!;
        const emotion = lanes[offset + axis]! - home;
        const mood = lanes[offset + AffectLane.mood + axis]! - home;
        lanes[offset + axis] = home + ((kept - share * faded) * emotion + lanes[rates + 2]! * passed * mood);
        lanes[offset + AffectLane.mood + axis] =
          home + (lanes[rates + 3]! * passed * emotion + (kept - (1 - share) * faded) * mood);
      }
    }
  }
}

/** An event for each of some rows, felt as crudely as can be: a weighted sum for each axis, added and held within the scale. */
export function feelByHand(lanes: Float64Array, rows: Int32Array, appraisals: Float64Array): void {
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * AffectLane.count;
    const from = i * AppraisalLane.count;
    for (let axis = 0; axis < 3; axis++) {
      let impulse = 0;
      for (let lane = 0; lane < AppraisalLane.count; lane++) {
        impulse += appraisals[from + lane]! * (0.1 + 0.05 * axis);
      }
      const moved = lanes[at + axis]! + impulse * (1 - Math.abs(lanes[at + axis]!));
      lanes[at + axis] = Math.max(-1, Math.min(1, moved));
    }
  }
}
