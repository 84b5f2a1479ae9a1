import { MS_PER_HOUR } from '../constants/time';
import { BELIEF_TRAITS } from '../constants/traits';
import { plainZero } from '../maths/scalar';
import type { TraitBelief, TraitBeliefs } from '../traits/beliefs';
import { BeliefLane } from './lanes';
import { relaxBelief } from './relaxation';

const scratch = new Float64Array(BeliefLane.count);

/**
 * A belief as it is at an instant, when nothing happened since it was last changed.
 * @param atMs milliseconds since 1970; before the last change it is the belief as it stands
 * Effects: pure. Asking again later gives what asking at once would have given: what is stored never moves by being read.
 */
export function beliefAt(belief: TraitBelief, atMs: number): TraitBelief {
  const hours = (atMs - belief.updatedAtMs) / MS_PER_HOUR;
  if (!(hours > 0)) return belief;
  scratch[BeliefLane.mean] = belief.mean;
  scratch[BeliefLane.setPoint] = belief.setPoint;
  scratch[BeliefLane.precision] = belief.precision;
  relaxBelief(scratch, 0, hours);
  return {
    mean: plainZero(scratch[BeliefLane.mean]!),
    setPoint: plainZero(scratch[BeliefLane.setPoint]!),
    precision: scratch[BeliefLane.precision]!,
    observations: belief.observations,
    updatedAtMs: belief.updatedAtMs,
  };
}

/** When the youngest of the beliefs last changed, milliseconds since 1970. */
export function lastChangeOf(beliefs: TraitBeliefs): number {
  let last = beliefs[BELIEF_TRAITS[0]].updatedAtMs;
  for (const trait of BELIEF_TRAITS) if (beliefs[trait].updatedAtMs > last) last = beliefs[trait].updatedAtMs;
  return last;
}
