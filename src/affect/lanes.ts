/**
 * How one character's affect lies in a strided Float64Array: a session has one slot, a population a row for each character.
 * Every number counts from the character's own offset; the order of axes is always valence, arousal, dominance.
 */
export enum AffectLane {
  /** Fast part of core affect, three axes in [-1, 1]. */
  emotion = 0,
  /** Slow part of core affect, three axes in [-1, 1]. */
  mood = 3,
  /** The point that affect returns to, three axes in (-1, 1). */
  homeBase = 6,
  /** The rates of valence and dominance, as `RateLane` numbers them. */
  rates = 9,
  /** The rates of arousal, as `RateLane` numbers them. */
  arousalRates = 14,
  /** How many lanes one character's affect takes. */
  count = 19,
}

/** How the cached factors of one character lie. */
export enum FactorLane {
  /** What carries valence and dominance over the span, as `PropagatorLane` numbers it. */
  factors = 0,
  /** What carries arousal over the span. */
  arousalFactors = 4,
  /** How many lanes the factors of one character take. */
  count = 8,
}

/** How one character's way of reacting to appraisals lies. */
export enum ReactionLane {
  /** Factors of the raw impulse, > 0. */
  positiveValence = 0,
  negativeValence = 1,
  arousal = 2,
  dominance = 3,
  /** Share of an impulse that goes into mood at once when the event matters fully, [0, 1]. */
  moodDeposit = 4,
  /** Factor of the odds of controllability, > 0. */
  controlOdds = 5,
  /** Factor of norm compatibility, >= 0. */
  norm = 6,
  /** Factor of norm compatibility where a norm is violated, >= 0, on top of `norm`. */
  violation = 7,
  /** How far agency moves away from the character per unit of congruence. */
  credit = 8,
  /** How many lanes one character's reactions take. */
  count = 9,
}

/** How what a character has learnt to expect lies: the expected appraisal, then its certainty. */
export enum ExpectationLane {
  /** The mean of each appraisal dimension, as `AppraisalLane` numbers them. */
  mean = 0,
  /** How many events the expectation is worth, > 0. */
  precision = 9,
  /** How many lanes one character's expectation takes. */
  count = 10,
}

/** How what one event did to a character lies. */
export enum FeltLane {
  /** The appraisal as the character saw it, as `AppraisalLane` numbers it. */
  bent = 0,
  /** The impulse, three axes in (-1, 1). */
  impulse = 9,
  /** How far each appraisal dimension was from what was expected. */
  errors = 12,
  /** The size of the surprise, [0, 1]. */
  surprise = 21,
  /** What was left of the event before it, [0, 1], 0 when there was none: the one lane that is written before and read. */
  left = 22,
  /** How many lanes it takes. */
  count = 23,
}
