import { LABELLING } from '../constants/coefficients';
import { MS_PER_HOUR } from '../constants/time';
import { exp2 } from '../maths/exp';

/** How the event that a feeling is about lies. No event has the weight 0. */
export enum CauseLane {
  /** The appraisal as the character saw it, as `AppraisalLane` numbers it. */
  appraisal = 0,
  /** The impulse, three axes. */
  impulse = 9,
  /** How much of the feeling was its doing at `atMs`, [0, 1]. */
  weight = 12,
  atMs = 13,
  /** How many lanes it takes. */
  count = 14,
}

/**
 * What is left of an event after so many milliseconds: half of it with every half-life of emotion.
 * @param halfLifeHours of emotion, in hours of the host's world
 */
export function shareLeftAfter(ms: number, halfLifeHours: number): number {
  return exp2(exponentOfShare(ms, halfLifeHours));
}

/** The same as a power of two. */
export function exponentOfShare(ms: number, halfLifeHours: number): number {
  return -ms / MS_PER_HOUR / halfLifeHours;
}

/**
 * Whether an event becomes what the feeling is about: when it is not too weak beside what is left of the one before.
 * @param strength length of its impulse
 * @param heldWeight what is left of the weight of the one before, 0 when there was none
 * @param heldStrength length of that one's impulse
 */
export function becomesCause(strength: number, heldWeight: number, heldStrength: number): boolean {
  return strength > 0 && strength >= LABELLING.causeYields.value * heldWeight * heldStrength;
}
