export {
  createPopulation,
  type Inhabitant,
  type Population,
  type PopulationOptions,
  type RestoreOptions,
  type RowEvidence,
  type RowPersonality,
  type RowView,
  restorePopulation,
  type Signal,
  type SpawnInput,
  type TraitMove,
  type WatchInput,
  type Watching,
} from '../../src/population';
export { createParallelPopulation, restoreParallelPopulation } from './create-parallel-population';
export type { ParallelPopulation, ThreadOptions } from './open-together';
export { restoreSnapshot, saveSnapshot } from './snapshot-file';
