import type { BeliefTrait } from '../constants/traits';

/** One change of one trait, with all that explains it. Levels lie in [0, 1]. */
export interface TraitChange {
  /** Which vector the trait lives in: `dimensions` for the ten aspects, `hexaco` for honesty-humility. */
  readonly traitCategory: 'dimensions' | 'hexaco';
  readonly traitName: BeliefTrait;
  /** What caused it, in a word: the evidence's trigger, `manual_override`, or `snapshot`. */
  readonly triggerType: string;
  readonly oldValue: number;
  readonly newValue: number;
  /** newValue - oldValue. */
  readonly delta: number;
  /** What undampened evidence would have changed: gain times prediction error. */
  readonly proposedDelta: number;
  /** What was changed: dampeningFactor times proposedDelta, and delta to the bit. */
  readonly appliedDelta: number;
  /** Share of the proposed change that was applied, [0, 1]; 0 while a manual override is protected. */
  readonly dampeningFactor: number;
  /** What was seen minus what was held. */
  readonly predictionError: number;
  readonly priorPrecision: number;
  readonly posteriorPrecision: number;
  /** How firmly the trait is held afterwards, [0, 1). */
  readonly confidence: number;
  readonly isSignificantMoment: boolean;
  readonly reasoning?: string;
  /** The user it was observed with. */
  readonly userId?: string;
  readonly atMs: number;
}

/** Which vector a trait lives in: see `TraitChange.traitCategory`. */
export function categoryOf(trait: BeliefTrait): TraitChange['traitCategory'] {
  return trait === 'honestyHumility' ? 'hexaco' : 'dimensions';
}

interface CharacterEventBase {
  readonly characterId: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** A character came to be. */
export interface CharacterCreated extends CharacterEventBase {
  readonly type: 'character.created';
}

/** What a character was written as was changed: identity, goals, facets or dynamics. */
export interface CharacterUpdated extends CharacterEventBase {
  readonly type: 'character.updated';
}

/** A character was deleted with everything that belonged to it. */
export interface CharacterDeleted extends CharacterEventBase {
  readonly type: 'character.deleted';
}

/** Evidence moved a personality, or one user's overlay of it. */
export interface PersonalityRevised extends CharacterEventBase {
  readonly type: 'personality.revised';
  /** Present when it was this user's overlay that moved; then the levels are those that this user meets. */
  readonly userId?: string;
  /** The session whose window was consolidated. */
  readonly sessionId?: string;
  readonly changes: readonly TraitChange[];
}

/** Evidence was a turning point: it mattered, and it was far from what was held. */
export interface PersonalityMoment extends CharacterEventBase {
  readonly type: 'personality.moment';
  readonly userId?: string;
  /** What happened, in a sentence. */
  readonly description: string;
  readonly reasoning?: string;
  readonly triggerType: string;
  /** How much the event mattered, [0, 1]. */
  readonly impact: number;
  readonly traitsAffected: readonly BeliefTrait[];
}

/** Somebody set a personality by hand. */
export interface PersonalityOverridden extends CharacterEventBase {
  readonly type: 'personality.overridden';
  readonly changes: readonly TraitChange[];
  /** Until when evidence leaves it alone. */
  readonly protectedUntilMs: number;
}

/** A personality was put back to a snapshot. */
export interface PersonalityRestored extends CharacterEventBase {
  readonly type: 'personality.restored';
  /** One for each trait whose level is another now. */
  readonly changes: readonly TraitChange[];
}

/** What can happen to a character. */
export type CharacterEvent =
  | CharacterCreated
  | CharacterUpdated
  | CharacterDeleted
  | PersonalityRevised
  | PersonalityMoment
  | PersonalityOverridden
  | PersonalityRestored;
