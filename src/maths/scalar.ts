/**
 * `x` brought into [low, high]. Total: NaN stays NaN, because a clamp must not hide a broken number.
 * @param low not greater than `high`
 */
export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** Turns -0 into 0 and leaves every other number as it is: JSON has no -0, and a state must survive JSON unchanged. */
export function plainZero(x: number): number {
  return x + 0;
}

/** A trait in [0, 1] as a signed deviation in [-1, 1] from the neutral 0.5: t = 2x - 1. */
export function traitToDeviation(x: number): number {
  return 2 * x - 1;
}
