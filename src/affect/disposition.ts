import type { EmotionConfig } from '../schema/emotion-config';
import type { Personality } from '../schema/personality';
import type { FacetOffsets } from '../traits/facets';
import { type Dynamics, dynamicsLanesOf, readDynamics } from './dynamics';
import { AffectLane, ReactionLane } from './lanes';
import { standAtHome, writeAffectParameters, writeReactions } from './parameters';

/** How one character feels, ready for the kernels: resolved once, used for every turn until traits or config change. */
export interface Disposition {
  readonly dynamics: Dynamics;
  /** Affect lanes with home base and rates written, emotion and mood at home base. Copy, never write. */
  readonly affect: Float64Array;
  /** Reaction lanes. Never write. */
  readonly reactions: Float64Array;
}

/** Resolves traits and config into what the kernels need. Effects: pure, allocates the two lane arrays. */
export function createDisposition(
  personality: Personality,
  offsets: FacetOffsets,
  config: EmotionConfig,
): Disposition {
  const dynamics = dynamicsLanesOf(personality, offsets, config);
  const affect = new Float64Array(AffectLane.count);
  const reactions = new Float64Array(ReactionLane.count);
  writeAffectParameters(affect, 0, dynamics);
  standAtHome(affect, 0);
  writeReactions(reactions, 0, dynamics);
  return { dynamics: readDynamics(dynamics), affect, reactions };
}
