import { TWO_TO_SIXTY_FOURTHS } from './exp-table';

/*
 * Elementary functions made of + - * / and table look-ups alone, so that they give the same bits on every runtime.
 * Math.exp and its kin differ between engines, Math.pow and ** even between versions of Node.
 */

/*
 * The numbers that steer these functions are an enum because the build writes its members into the code;
 * read from the module's scope instead they double the time of a call.
 */
enum Constant {
  /** The smallest and the largest m for which a double can hold 2^m. */
  lowestExponent = -1074,
  highestExponent = 1023,
  ln2 = 0.6931471805599453,
  sixtyFourOverLn2 = 92.33248261689366,
  /** ln2/64 in two parts: the high one has so few bits that its product with the step number is exact. */
  stepHigh = 0.010830424695086549,
  stepLow = 1.162596423439437e-12,
  /** 1.5 * 2^52: adding it and taking it away rounds a double to the nearest integer. */
  rounder = 6755399441055744,
  expOverflowsAbove = 709.782712893384,
  expIsZeroBelow = -745.1332191019412,
  /** Between these two every power of two on the way to e^x is a normal double. */
  expIsHugeAbove = 709,
  expIsMinuteBelow = -708,
  twoTo64 = 1.8446744073709552e19,
  expm1SeriesBelow = 0.125,
  /** 2^-7: below it six terms of the series are exact to the last place, and the short steps of a game stay below it. */
  tiny = 0.0078125,
  /** Twice 22: beyond it a double cannot tell tanh from one. */
  tanhIsOneAbove = 44,
}

/** The one slot in which functions of numbers ask those of lanes. */
const slot = new Float64Array(1);

/** The natural logarithm of 2. */
export const LN2: number = Constant.ln2;

/** 2^m at index m + 1074, all that a double can hold: exact, because doubling and halving a double are exact. */
const POWERS_OF_TWO = new Float64Array(Constant.highestExponent - Constant.lowestExponent + 1);
for (let m = 0, power = 1; m <= Constant.highestExponent; m++, power *= 2) {
  POWERS_OF_TWO[m - Constant.lowestExponent] = power;
}
for (let m = -1, power = 0.5; m >= Constant.lowestExponent; m--, power /= 2) {
  POWERS_OF_TWO[m - Constant.lowestExponent] = power;
}

/**
 * e to the power of x, within 1.3 units in the last place; the same bits on every runtime.
 *
 * Model: x = k ln2/64 + r with |r| <= ln2/128, so e^x = 2^(k div 64) * T[k mod 64] * e^r, and e^r is its series to r^5.
 * @param x any number; NaN gives NaN, results beyond the doubles give Infinity or 0
 * Source: table-driven argument reduction after Tang 1989 (ACM TOMS 15:144); constants computed, see the tests.
 */
export function exp(x: number): number {
  if (x < Constant.tiny && x > -Constant.tiny) return 1 + tinyExpm1(x);
  if (x > Constant.expIsHugeAbove)
    return x > Constant.expOverflowsAbove ? Number.POSITIVE_INFINITY : 2 * scaledExp(x, -1);
  if (x < Constant.expIsMinuteBelow)
    return x < Constant.expIsZeroBelow ? 0 : scaledExp(x, 64) / Constant.twoTo64;
  return scaledExp(x, 0);
}

/** e^x 2^twos: at both ends of the doubles the power of two alone would not fit into one. */
function scaledExp(x: number, twos: number): number {
  const rounded = x * Constant.sixtyFourOverLn2 + Constant.rounder - Constant.rounder;
  const k = rounded | 0;
  const r = x - rounded * Constant.stepHigh - rounded * Constant.stepLow;
  const square = r * r;
  const series = r + square * (1 / 2 + r * (1 / 6)) + square * square * (1 / 24 + r * (1 / 120));
  const entry = TWO_TO_SIXTY_FOURTHS[k & 63]!;
  return (entry + entry * series) * POWERS_OF_TWO[(k >> 6) + twos - Constant.lowestExponent]!;
}

/** The series of e^x - 1 to x^6, exact to the last place for |x| < 2^-7; pairs of terms keep its chain of operations short. */
function tinyExpm1(x: number): number {
  const square = x * x;
  return (
    x + (square * (1 / 2 + x * (1 / 6)) + square * square * (1 / 24 + x * (1 / 120) + square * (1 / 720)))
  );
}

/**
 * e^x - 1 without the cancellation near 0, relative error at most 2e-15; the same bits on every runtime.
 *
 * Model: the series x + x^2/2! + ... + x^11/11! for |x| < 1/8, else exp(x) - 1.
 * @param x any number; NaN gives NaN; -0 gives -0
 */
export function expm1(x: number): number {
  if (x === 0) return x;
  if (x < Constant.tiny && x > -Constant.tiny) return tinyExpm1(x);
  if (!(x < Constant.expm1SeriesBelow && x > -Constant.expm1SeriesBelow)) return exp(x) - 1;
  const square = x * x;
  const far =
    1 / 5040 + x * (1 / 40320) + square * (1 / 362880 + x * (1 / 3628800) + square * (1 / 39916800));
  const near = 1 / 6 + x * (1 / 24) + square * (1 / 120 + x * (1 / 720));
  return x + square * (1 / 2 + x * (near + square * square * far));
}

/**
 * Hyperbolic tangent, relative error at most 2e-15; odd to the bit; the same bits on every runtime.
 *
 * Model: tanh x = q / (q + 2) with q = e^2x - 1.
 * @param x any number; NaN gives NaN; beyond |x| = 22 the result is +-1
 */
export function tanh(x: number): number {
  slot[0] = x;
  tanhLanes(slot, 0, 1);
  return slot[0]!;
}

/**
 * {@link tanh} of lanes `from` to `to`.
 *
 * The three ways of {@link expm1} are written out: where the compiler has no room left for it in its caller, every number that passed
 * through a call would be an object.
 * Effects: in place, allocates nothing; total.
 */
export function tanhLanes(lanes: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const given = lanes[i]!;
    const x = given < 0 ? -2 * given : 2 * given;
    if (!(x > 0)) continue;
    const square = x * x;
    let q = Number.POSITIVE_INFINITY;
    if (x < Constant.tiny) {
      q =
        x +
        (square * (1 / 2 + x * (1 / 6)) + square * square * (1 / 24 + x * (1 / 120) + square * (1 / 720)));
    } else if (x < Constant.expm1SeriesBelow) {
      const far =
        1 / 5040 + x * (1 / 40320) + square * (1 / 362880 + x * (1 / 3628800) + square * (1 / 39916800));
      const near = 1 / 6 + x * (1 / 24) + square * (1 / 120 + x * (1 / 720));
      q = x + square * (1 / 2 + x * (near + square * square * far));
    } else if (x <= Constant.tanhIsOneAbove) {
      const rounded = x * Constant.sixtyFourOverLn2 + Constant.rounder - Constant.rounder;
      const k = rounded | 0;
      const r = x - rounded * Constant.stepHigh - rounded * Constant.stepLow;
      const rr = r * r;
      const series = r + rr * (1 / 2 + r * (1 / 6)) + rr * rr * (1 / 24 + r * (1 / 120));
      const entry = TWO_TO_SIXTY_FOURTHS[k & 63]!;
      q = (entry + entry * series) * POWERS_OF_TWO[(k >> 6) - Constant.lowestExponent]! - 1;
    }
    const size = x <= Constant.tanhIsOneAbove ? q / (q + 2) : 1;
    lanes[i] = given < 0 ? -size : size;
  }
}

/**
 * Natural logarithm, within 2 units in the last place; the same bits on every runtime.
 *
 * Model: x = m 2^e with m in [sqrt(1/2), sqrt 2); ln x = e ln2 + 2 atanh((m-1)/(m+1)).
 * @param x > 0; 0 gives -Infinity, NaN and negative numbers give NaN
 */
export function log(x: number): number {
  slot[0] = x;
  logLanes(slot, 0, 1);
  return slot[0]!;
}

/** {@link log} of lanes `from` to `to`. Effects: in place, allocates nothing; total. */
export function logLanes(lanes: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    let m = lanes[i]!;
    if (m === 0 || m === Number.POSITIVE_INFINITY) {
      if (m === 0) lanes[i] = Number.NEGATIVE_INFINITY;
      continue;
    }
    if (!(m > 0)) {
      lanes[i] = Number.NaN;
      continue;
    }
    let e = 0;
    while (m >= 4294967296) {
      m /= 4294967296;
      e += 32;
    }
    while (m < 1 / 4294967296) {
      m *= 4294967296;
      e -= 32;
    }
    while (m >= Math.SQRT2) {
      m /= 2;
      e += 1;
    }
    while (m < Math.SQRT1_2) {
      m *= 2;
      e -= 1;
    }
    const s = (m - 1) / (m + 1);
    const z = s * s;
    const series =
      z *
      (1 / 3 +
        z *
          (1 / 5 +
            z *
              (1 / 7 +
                z *
                  (1 / 9 +
                    z * (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z / 21)))))))));
    lanes[i] = e * Constant.ln2 + 2 * (s + s * series);
  }
}

/** 2^x for any real x: e^(x ln 2). A half-life's share that is left after n half-lives is `exp2(-n)`. */
export function exp2(x: number): number {
  return exp(x * Constant.ln2);
}

/**
 * {@link exp} of lanes `from` to `to`. Written out for the same reason as {@link tanhLanes}.
 * Effects: in place, allocates nothing; total.
 */
export function expLanes(lanes: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const x = lanes[i]!;
    if (x < Constant.tiny && x > -Constant.tiny) {
      const square = x * x;
      lanes[i] =
        1 +
        (x +
          (square * (1 / 2 + x * (1 / 6)) + square * square * (1 / 24 + x * (1 / 120) + square * (1 / 720))));
    } else if (x >= Constant.expIsMinuteBelow && x <= Constant.expIsHugeAbove) {
      const rounded = x * Constant.sixtyFourOverLn2 + Constant.rounder - Constant.rounder;
      const k = rounded | 0;
      const r = x - rounded * Constant.stepHigh - rounded * Constant.stepLow;
      const square = r * r;
      const series = r + square * (1 / 2 + r * (1 / 6)) + square * square * (1 / 24 + r * (1 / 120));
      const entry = TWO_TO_SIXTY_FOURTHS[k & 63]!;
      lanes[i] = (entry + entry * series) * POWERS_OF_TWO[(k >> 6) - Constant.lowestExponent]!;
    } else lanes[i] = exp(x);
  }
}

/** e^(-k/64) for k = 0 .. 2048, for loops that write the exponential out themselves: no power of two is left to multiply by. */
export const EXP_OF_MINUS_SIXTY_FOURTHS: Float64Array = new Float64Array(2049);
for (let k = 0; k < EXP_OF_MINUS_SIXTY_FOURTHS.length; k++) EXP_OF_MINUS_SIXTY_FOURTHS[k] = exp(-k / 64);
