import type { BeliefTrait } from '../constants/traits';
import { BeliefLane, StepLane } from '../evolution/lanes';
import { confidenceOf, updateBelief } from '../evolution/update';
import { plainZero } from '../maths/scalar';
import type { CompleteEvidence } from '../schema/evidence';
import type { PersonalityMoment, TraitChange } from './events';

const belief = new Float64Array(BeliefLane.count);
const step = new Float64Array(StepLane.count);

/** What is told of an observation beside its numbers. */
export interface Telling {
  readonly seen: CompleteEvidence;
  readonly significant: boolean;
  readonly at: number;
}

/**
 * Runs one belief through the kernel and writes down what it did.
 * @param dampening 0 holds the evidence off: nothing moves, and nothing becomes more certain
 */
export function moveTrait(
  old: number,
  precision: number,
  error: number,
  weight: number,
  dampening: number,
  room: number,
  trait: BeliefTrait,
  { seen, significant, at }: Telling,
): TraitChange {
  belief[BeliefLane.mean] = old;
  belief[BeliefLane.precision] = precision;
  updateBelief(belief, 0, error, weight, dampening, Math.max(room, 0), step, 0);
  const isHeldOff = dampening === 0;
  const posterior = isHeldOff ? precision : belief[BeliefLane.precision]!;
  const applied = plainZero(step[StepLane.applied]!);
  return {
    traitCategory: trait === 'honestyHumility' ? 'hexaco' : 'dimensions',
    traitName: trait,
    triggerType: seen.trigger,
    oldValue: old,
    newValue: plainZero(belief[BeliefLane.mean]!),
    delta: applied,
    proposedDelta: plainZero(step[StepLane.proposed]!),
    appliedDelta: applied,
    dampeningFactor: step[StepLane.dampening]!,
    predictionError: plainZero(error),
    priorPrecision: precision,
    posteriorPrecision: posterior,
    confidence: confidenceOf(posterior),
    isSignificantMoment: significant && !isHeldOff,
    ...(seen.reasoning !== undefined && { reasoning: seen.reasoning }),
    ...(seen.userId !== undefined && { userId: seen.userId }),
    atMs: at,
  };
}

/** A significant observation as a moment. */
export function momentOf(
  characterId: string,
  seen: CompleteEvidence,
  traits: readonly BeliefTrait[],
  changes: readonly TraitChange[],
  atMs: number,
): PersonalityMoment {
  const direction = changes.at(-1)!.appliedDelta < 0 ? 'lowered' : 'raised';
  return {
    type: 'personality.moment',
    characterId,
    atMs,
    ...(seen.userId !== undefined && { userId: seen.userId }),
    description: seen.reasoning ?? `${seen.trigger} ${direction} ${traits.join(' and ')}`,
    ...(seen.reasoning !== undefined && { reasoning: seen.reasoning }),
    triggerType: seen.trigger,
    impact: seen.impact!,
    traitsAffected: traits,
  };
}
