import { EVOLUTION } from '../constants/evolution';

/**
 * Whether evidence is a significant moment: it came from an event that mattered, and it was far from what was held.
 *
 * Model: impact >= momentImpact and |error| >= momentError; evidence without an impact never is.
 * @param impact relevance times the length of the impulse, >= 0
 * Effects: pure; total.
 */
export function isSignificant(impact: number | undefined, error: number): boolean {
  return (
    impact !== undefined &&
    impact >= EVOLUTION.momentImpact.value &&
    Math.abs(error) >= EVOLUTION.momentError.value
  );
}

/** How many observations evidence counts as: three times its weight when it is a significant moment. Effects: pure. */
export function countedWeight(weight: number, isMoment: boolean): number {
  return weight * (isMoment ? EVOLUTION.momentWeight.value : 1);
}

/** Share of the proposed change that is applied. Effects: pure. */
export function dampeningOf(isMoment: boolean): number {
  return isMoment ? EVOLUTION.momentDampening.value : EVOLUTION.dampening.value;
}
