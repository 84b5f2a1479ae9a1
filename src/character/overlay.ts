import { BELIEF } from '../constants/evolution';
import { BELIEF_TRAITS } from '../constants/traits';
import { OVERLAY_VERSION, type OverlayState } from '../schema/overlay';
import type { TraitLevels } from '../traits/aspects';
import { createBeliefs } from '../traits/beliefs';

const NO_DIFFERENCE = Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, 0])) as unknown as TraitLevels;

/** The id of the overlay of one user; no two pairs of ids share one. */
export function overlayId(characterId: string, userId: string): string {
  return `${characterId.length}:${characterId}/${userId}`;
}

/** An overlay that does not differ yet, and of which little is known. Effects: pure. */
export function createOverlay(characterId: string, userId: string, atMs: number): OverlayState {
  return {
    version: OVERLAY_VERSION,
    id: overlayId(characterId, userId),
    characterId,
    userId,
    createdAtMs: atMs,
    differences: createBeliefs(NO_DIFFERENCE, BELIEF.blankPrecision.value, atMs),
    changes: 0,
  };
}
