import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { beliefAt, lastChangeOf } from '../evolution/beliefs-at';
import { clamp } from '../maths/scalar';
import type { CharacterState } from '../schema/character';
import type { OverlayState } from '../schema/overlay';
import type { TraitLevels } from '../traits/aspects';

/**
 * The instant at which a character stands: `nowMs`, or its last change when a session's own time ran ahead of the clock. Never before it was
 * last put back to a snapshot, though what it holds then is older.
 */
export function characterTime({ beliefs, restoredAtMs }: CharacterState, nowMs: number): number {
  return Math.max(nowMs, lastChangeOf(beliefs), restoredAtMs ?? Number.NEGATIVE_INFINITY);
}

/**
 * The levels of a character's traits at an instant, as one user meets them when an overlay is given.
 *
 * Model: the character's own level plus the overlay's difference, kept in [0, 1]; both rest until the instant.
 * Effects: pure.
 */
export function levelsAt(
  character: CharacterState,
  overlay: OverlayState | undefined,
  atMs: number,
): TraitLevels {
  const levels = {} as Record<BeliefTrait, number>;
  for (const trait of BELIEF_TRAITS) {
    const own = beliefAt(character.beliefs[trait], atMs).mean;
    levels[trait] = overlay ? clamp(own + beliefAt(overlay.differences[trait], atMs).mean, 0, 1) : own;
  }
  return levels;
}
