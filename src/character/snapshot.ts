import { mergeConfigs } from '../affect/merge-configs';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { beliefAt, lastChangeOf } from '../evolution/beliefs-at';
import type { CharacterState } from '../schema/character';
import { PERSONALITY_SNAPSHOT_VERSION, type PersonalitySnapshot } from '../schema/personality-snapshot';
import type { TraitBelief } from '../traits/beliefs';
import type { PersonalityRestored, TraitChange } from './events';
import { characterTime } from './levels';
import { changeByHand } from './trait-change';

/**
 * What a character has become, and what its author has set that feeling and change go by, in an object that shares nothing with the state.
 * @param nowMs what the clock reads; a character that is ahead of it says its own time
 * Effects: pure.
 */
export function takePersonalitySnapshot(character: CharacterState, nowMs: number): PersonalitySnapshot {
  return {
    version: PERSONALITY_SNAPSHOT_VERSION,
    atMs: characterTime(character, nowMs),
    ...becomeOf(character),
    authored: authoredOf(character),
  };
}

/**
 * Puts a personality back to a snapshot, its own or another's. Its traits have rested since the snapshot as they would have rested anyhow. What
 * its author said stays, whatever the snapshot says of it, and so do its overlays, which lie on what is restored.
 *
 * @param snapshot a valid one
 * @param nowMs what the clock reads
 * @returns the next state and the event that tells of it, with a change for each trait whose level is another then; `character` itself is
 *   left as it was
 * Effects: pure; total on valid input.
 */
export function restorePersonality(
  character: CharacterState,
  snapshot: PersonalitySnapshot,
  nowMs: number,
): { readonly character: CharacterState; readonly events: readonly [PersonalityRestored] } {
  const become = becomeOf(snapshot);
  const at = Math.max(characterTime(character, nowMs), lastChangeOf(become.beliefs));
  const changes: TraitChange[] = [];
  for (const trait of BELIEF_TRAITS) {
    const before = beliefAt(character.beliefs[trait], at);
    const after = beliefAt(become.beliefs[trait], at);
    if (after.mean !== before.mean) changes.push(changeByHand(trait, 'snapshot', before, after, at));
  }
  const { days: _, ...kept } = character;
  const next: CharacterState = {
    ...kept,
    ...become,
    changes: (character.changes ?? 0) + changes.length,
    // Restored beliefs are older than this instant: without it, evidence that is told late would count before they were put back.
    restoredAtMs: at,
  };
  const event = { type: 'personality.restored', characterId: character.id, atMs: at, changes } as const;
  return { character: next, events: [event] };
}

/** What its author has set that feelings and change go by beside traits, copied. */
function authoredOf({
  facetOffsets,
  emotionConfig,
  plasticity,
  learnsFromSessions,
}: CharacterState): PersonalitySnapshot['authored'] {
  return {
    facetOffsets: { ...facetOffsets },
    emotionConfig: mergeConfigs({}, emotionConfig),
    ...(plasticity !== undefined && { plasticity }),
    ...(learnsFromSessions !== undefined && { learnsFromSessions }),
  };
}

type Become = Pick<PersonalitySnapshot, 'beliefs' | 'days'>;

/** The part of a state that a snapshot holds, copied. */
function becomeOf({ beliefs, days }: Become): Become {
  const copied = {} as Record<BeliefTrait, TraitBelief>;
  for (const trait of BELIEF_TRAITS) copied[trait] = { ...beliefs[trait] };
  return {
    beliefs: copied,
    ...(days && { days: days.map(({ index, moved }) => ({ index, moved: { ...moved } })) }),
  };
}
