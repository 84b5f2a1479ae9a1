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
