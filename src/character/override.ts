import { BELIEF } from '../constants/evolution';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { beliefAt } from '../evolution/beliefs-at';
import type { CharacterState } from '../schema/character';
import type { TraitLevels } from '../traits/aspects';
import type { TraitBelief } from '../traits/beliefs';
import type { PersonalityOverridden, TraitChange } from './events';
import { characterTime, levelsAt } from './levels';
import { changeByHand } from './trait-change';

/**
 * Sets a personality by hand: the character is, and wants to be, as it is told, at least as surely as an authored one.
 *
 * @param derive what each trait is set to, from what it is; of traits that are there already no change is told
 * @param atMs when; evidence leaves the personality alone for the next ten minutes
 * Effects: pure.
 */
export function overridePersonality(
  character: CharacterState,
  derive: (levels: TraitLevels) => TraitLevels,
  atMs: number,
): { readonly character: CharacterState; readonly events: readonly [PersonalityOverridden] } {
  const at = characterTime(character, atMs);
  const levels = derive(levelsAt(character, undefined, at));
  const beliefs = { ...character.beliefs } as Record<BeliefTrait, TraitBelief>;
  const changes: TraitChange[] = [];
  for (const trait of BELIEF_TRAITS) {
    const before = beliefAt(character.beliefs[trait], at);
    const mean = levels[trait];
    if (mean === before.mean && mean === before.setPoint) continue;
    const precision = Math.max(before.precision, BELIEF.authoredPrecision.value);
    beliefs[trait] = {
      mean,
      setPoint: mean,
      precision,
      observations: before.observations,
      updatedAtMs: at,
    };
    // Where it is already, it only stops drifting away: that is no change to tell of.
    if (mean !== before.mean) {
      changes.push(changeByHand(trait, 'manual_override', before, beliefs[trait], at));
    }
  }
  // By the clock and not by the character's time, which a session may have carried ahead.
  const protectedUntilMs = atMs + LIMITS.overrideProtectionMs;
  const next: CharacterState = {
    ...character,
    beliefs,
    changes: (character.changes ?? 0) + changes.length,
    protectedUntilMs,
  };
  const event = {
    type: 'personality.overridden',
    characterId: character.id,
    atMs: at,
    changes,
    protectedUntilMs,
  } as const;
  return { character: next, events: [event] };
}
