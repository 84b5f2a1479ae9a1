export { evidenceOfLife } from './consolidate';
export { createCharacter, type NewCharacter } from './create-character';
export type {
  CharacterCreated,
  CharacterDeleted,
  CharacterEvent,
  CharacterUpdated,
  PersonalityMoment,
  PersonalityOverridden,
  PersonalityRestored,
  PersonalityRevised,
  TraitChange,
} from './events';
export { characterTime, levelsAt } from './levels';
export { type Observed, observe } from './observe';
export { createOverlay, overlayId } from './overlay';
export { overridePersonality } from './override';
export { restorePersonality, takePersonalitySnapshot } from './snapshot';
export { type CharacterView, dispositionOf, viewCharacter } from './view';
