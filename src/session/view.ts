import type { RankedLabel } from '../affect/label';
import type { FeltLabel } from '../constants/affect';
import type { Vad } from '../maths/vad';

/** What a character feels at one moment. */
export interface Emotion {
  /** Core affect, each axis in [-1, 1]. */
  readonly vad: Vad;
  /** The name of the feeling, `neutral` when it is too weak to have one. */
  readonly label: FeltLabel;
  /** A second name that fits nearly as well. */
  readonly secondary?: FeltLabel | undefined;
  /** Distance from home base relative to the largest there is, [0, 1]. */
  readonly intensity: number;
  /** All labels by falling probability, summing to 1; `neutral` alone when the feeling has no name. */
  readonly labels: readonly RankedLabel[];
}

/** The slow background of what a character feels. */
export interface Mood {
  readonly vad: Vad;
  readonly label: FeltLabel;
}
