export { type CharacterCreated, createCharacter, type NewCharacter } from './create-character';
export { type CharacterView, dispositionOf, mergeConfigs, viewCharacter } from './view';
