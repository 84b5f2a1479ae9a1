export type { RestoreOptions } from '../schema/packed-population';
export type { Inhabitant, PopulationOptions, RowEvidence, SpawnInput } from '../schema/population';
export { refuse } from './appraisals';
export { createPopulation, parsePopulationOptions } from './create-population';
export { populationOf } from './open-population';
export type { Population, RowPersonality, RowView, TraitMove } from './population';
export { restorePopulation, restoreState } from './snapshot';
export { openState, ordinaryParts, type PopulationParts, type PopulationState } from './state';
export type { Signal, WatchInput, Watching } from './watching';
