import { BELIEF_TRAITS } from '../constants/traits';

/** How many traits are held as beliefs. */
export const TRAIT_COUNT = BELIEF_TRAITS.length;

/**
 * How a row's traits lie. What most rows never need, because nothing has been seen of them, is kept apart (`HeldLane`): pages that nobody
 * writes cost nothing.
 */
export enum TraitLane {
  /** The level of each trait when it last changed, in the order of `BELIEF_TRAITS`. */
  levels = 0,
  /** The instant as of which the row's feelings follow its traits; that of its beginning until evidence has moved them. */
  asOfMs = 11,
  /** How many lanes it takes. */
  count = 12,
}

/**
 * How what else is held of one trait lies; the eleven of a row lie one after the other. All of them are doubles: none can be narrower
 * and still give the bits of a character's beliefs.
 */
export enum HeldLane {
  /** Where it drifts back to. */
  setPoint = 0,
  /** How certain it is, as a count of observations, > 0. */
  precision = 1,
  /** When it last changed, milliseconds of the population's time. */
  updatedAtMs = 2,
  /** How far evidence has moved it on the day of that change; the daily cap goes by it. */
  moved = 3,
  /** How many lanes it takes. */
  count = 4,
}
