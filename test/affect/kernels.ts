import fc from 'fast-check';
import { personaliseImpulse, writeRawImpulse } from '../../src/affect/appraisal-impulse';
import { createDisposition, type Disposition } from '../../src/affect/disposition';
import { AffectLane } from '../../src/affect/lanes';
import type { Vad } from '../../src/maths/vad';
import type { Appraisal } from '../../src/schema/appraisal';
import { facetOffsets } from '../../src/traits/facets';
import {
  emotionConfigs,
  facets,
  lanesOf,
  neutralPersonality,
  personalities,
  vads,
} from '../support/arbitraries';

/** What marks a lane that no kernel may touch: no kernel can make it, and NaN shows in every sum. */
const UNTOUCHED = Number.NaN;

/** A character of no particular traits and without overrides. */
export const neutral: Disposition = createDisposition(neutralPersonality, {}, {});

/** Characters of any traits, facets and overrides. */
export const dispositions: fc.Arbitrary<Disposition> = fc
  .tuple(personalities, facets, fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, emotionConfigs))
  .map(([personality, authored, config]) =>
    createDisposition(personality, facetOffsets(personality, authored), config),
  );

/** Emotion and mood anywhere in core affect. */
export const feelings: fc.Arbitrary<{ readonly emotion: Vad; readonly mood: Vad }> = fc.record({
  emotion: vads,
  mood: vads,
});

export function toAxes({ valence, arousal, dominance }: Vad): readonly [number, number, number] {
  return [valence, arousal, dominance];
}

/** The affect lanes of a character that feels so. */
export function feel(
  disposition: Disposition,
  feeling: { readonly emotion: Vad; readonly mood: Vad },
): Float64Array {
  const lanes = disposition.affect.slice();
  lanes.set(toAxes(feeling.emotion), AffectLane.emotion);
  lanes.set(toAxes(feeling.mood), AffectLane.mood);
  return lanes;
}

/** The raw push of an appraisal: valence, arousal, dominance. */
export function rawImpulse(appraisal: Appraisal): Float64Array {
  const out = new Float64Array(3);
  writeRawImpulse(lanesOf(appraisal), 0, out, 0);
  return out;
}

/** The push of an appraisal as a character feels it, without the bend of its traits. */
export function impulse(appraisal: Appraisal, { reactions }: Disposition): Float64Array {
  const out = rawImpulse(appraisal);
  personaliseImpulse(out, 0, reactions, 0);
  return out;
}

/** `inside` at `at`, between lanes that nothing may touch. */
export function surrounded(inside: Float64Array, at: number): Float64Array {
  const lanes = new Float64Array(at + inside.length + 3).fill(UNTOUCHED);
  lanes.set(inside, at);
  return lanes;
}

/** What lies between the untouchable lanes; undefined when one of them was touched. */
export function between(lanes: Float64Array, at: number, length: number): Float64Array | undefined {
  const rest = [...lanes.subarray(0, at), ...lanes.subarray(at + length)];
  return rest.every(Number.isNaN) ? lanes.slice(at, at + length) : undefined;
}
