import type { BeliefTrait } from '../constants/traits';
import { BeliefLane, StepLane } from '../evolution/lanes';
import { confidenceOf, updateBelief } from '../evolution/update';
import { plainZero } from '../maths/scalar';
import type { CompleteEvidence } from '../schema/evidence';
import type { TraitBelief } from '../traits/beliefs';
import { categoryOf, type PersonalityMoment, type TraitChange } from './events';

const belief = new Float64Array(BeliefLane.count);
const step = new Float64Array(StepLane.count);

/** How an observation pushes one belief. */
export interface Push {
  readonly seen: CompleteEvidence;
  readonly isMoment: boolean;
  /** In observations, >= 0. */
  readonly weight: number;
  /** Share of the proposed change that is applied; 0 holds the evidence off: nothing moves, and nothing becomes more certain. */
  readonly dampening: number;
  /** How far the trait may still move, >= 0. */
  readonly room: number;
  readonly atMs: number;
}

/**
 * Runs one belief through the kernel and writes down what it did.
 * @param old the level that is held, [0, 1]
 * @param precision how certain that is
 * @param error what was seen minus what is held
 */
export function moveTrait(
  trait: BeliefTrait,
  old: number,
  precision: number,
  error: number,
  { seen, isMoment, weight, dampening, room, atMs }: Push,
): TraitChange {
  belief[BeliefLane.mean] = old;
  belief[BeliefLane.precision] = precision;
  updateBelief(belief, 0, error, weight, dampening, room, step, 0);
  const posterior = dampening === 0 ? precision : belief[BeliefLane.precision]!;
  const applied = plainZero(step[StepLane.applied]!);
  return {
    traitCategory: categoryOf(trait),
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
    isSignificantMoment: isMoment,
    ...(seen.reasoning !== undefined && { reasoning: seen.reasoning }),
    ...(seen.userId !== undefined && { userId: seen.userId }),
    atMs,
  };
}

/**
 * Writes down what a hand has done to one belief: nothing was weighed, all of it was applied.
 * @param triggerType what kind of hand, in a word
 * @param before what was held at the instant
 * @param after what is held at it instead
 */
export function changeByHand(
  trait: BeliefTrait,
  triggerType: string,
  before: TraitBelief,
  after: TraitBelief,
  atMs: number,
): TraitChange {
  const delta = after.mean - before.mean;
  return {
    traitCategory: categoryOf(trait),
    traitName: trait,
    triggerType,
    oldValue: before.mean,
    newValue: after.mean,
    delta,
    proposedDelta: delta,
    appliedDelta: delta,
    dampeningFactor: 1,
    predictionError: delta,
    priorPrecision: before.precision,
    posteriorPrecision: after.precision,
    confidence: confidenceOf(after.precision),
    isSignificantMoment: false,
    atMs,
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

/** Adds a moment; one event that bears on several traits is one moment. */
export function addMoment(moments: PersonalityMoment[], moment: PersonalityMoment): void {
  const last = moments.at(-1);
  const isSame =
    last !== undefined &&
    last.triggerType === moment.triggerType &&
    last.reasoning !== undefined &&
    last.reasoning === moment.reasoning &&
    last.userId === moment.userId;
  if (!isSame) moments.push(moment);
  else {
    const traitsAffected = [...new Set([...last.traitsAffected, ...moment.traitsAffected])];
    const impact = Math.max(last.impact, moment.impact);
    moments[moments.length - 1] = { ...last, impact, traitsAffected };
  }
}
