/** A point or a direction in core affect, each axis in [-1, 1] for a point. */
export interface Vad {
  /** Displeasure to pleasure. */
  readonly valence: number;
  /** Calm to excitement. */
  readonly arousal: number;
  /** Being controlled to being in control. */
  readonly dominance: number;
}

/** The largest distance from the centre that three axes in [-1, 1] allow: the square root of 3. */
export const VAD_CORNER = Math.sqrt(3);

/** Euclidean length of three numbers. */
export function lengthOf(valence: number, arousal: number, dominance: number): number {
  return Math.sqrt(valence * valence + arousal * arousal + dominance * dominance);
}
