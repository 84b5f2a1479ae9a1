/** How the belief about one trait lies; the eleven of a character lie one after the other, in the order of `BELIEF_TRAITS`. */
export enum BeliefLane {
  /** The trait as it is held now. */
  mean = 0,
  /** Where it drifts back to. */
  setPoint = 1,
  /** How certain that is, as a count of observations, > 0. */
  precision = 2,
  /** How many lanes one belief takes. */
  count = 3,
}

/** What one update of a belief did. */
export enum StepLane {
  /** Share of the error that an undampened update takes up, [0, 1). */
  gain = 0,
  /** Gain times error. */
  proposed = 1,
  /** Share of the proposed change that was applied. */
  dampening = 2,
  /** New mean minus old mean, to the bit. */
  applied = 3,
  /** How many lanes a step takes. */
  count = 4,
}

/** How what a stretch of life was like lies; each number as `LifeSummary` and `Peak` have it. */
export enum SummaryLane {
  events = 0,
  /** Mean mood, three axes. */
  mood = 1,
  valenceSpread = 4,
  deeds = 5,
  rightness = 6,
  peakImpact = 7,
  /** What was felt at the peak, three axes. */
  peak = 8,
  /** How many lanes it takes. */
  count = 11,
}

/** How what a stretch of life shows of traits lies: the level of each of `LIFE_TRAITS`, and how much it counts. */
export enum ShownLane {
  levels = 0,
  /** Weight of the first four. */
  weight = 5,
  /** Weight of honesty-humility; 0 when nothing was shown of it. */
  honestyWeight = 6,
  /** How many lanes it takes. */
  count = 7,
}
