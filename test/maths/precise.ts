/*
 * An oracle for the elementary functions: fixed-point numbers of 512 binary places in BigInt, far beyond what a double holds.
 * Every double is such a number exactly (but for those below 2^-512), so nothing is lost on the way in.
 */

const PLACES = 512n;
const ONE = 1n << PLACES;

/** A double as mantissa times a power of two, exactly. */
function parts(x: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: (biased === 0 ? 1 : biased) - 1075 };
}

/** A double as a fixed-point number. */
export function fixed(x: number): bigint {
  const { mantissa, exponent } = parts(x);
  const shift = PLACES + BigInt(exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

/** A fixed-point number as a double, to about a unit in the last place. */
export function toDouble(value: bigint): number {
  const size = value < 0n ? -value : value;
  const drop = BigInt(Math.max(0, size.toString(2).length - 60));
  return (Number(value >> drop) / 2 ** 60) * 2 ** (Number(drop - PLACES) + 60);
}

/** Product of two fixed-point numbers. */
export function times(a: bigint, b: bigint): bigint {
  return (a * b) >> PLACES;
}

/** Quotient of two fixed-point numbers. */
export function over(a: bigint, b: bigint): bigint {
  return (a << PLACES) / b;
}

/** 2 atanh(s) = ln((1 + s) / (1 - s)) by its series; |s| <= 1/3. */
function twiceAtanh(s: bigint): bigint {
  const square = times(s, s);
  let power = s;
  let sum = 0n;
  for (let n = 1n; power > 1n || power < -1n; n += 2n) {
    sum += power / n;
    power = times(power, square);
  }
  return 2n * sum;
}

const LN2 = twiceAtanh(ONE / 3n);

/** e^x as `mantissa 2^twos` with the mantissa in fixed point, near 1: no size of x over- or underflows. */
export function preciseExp(x: bigint): { readonly mantissa: bigint; readonly twos: bigint } {
  const twos = x / LN2;
  let rest = x - twos * LN2;
  const halvings = 32n;
  rest >>= halvings;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term > 1n || term < -1n; n++) {
    term = times(term, rest) / n;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum);
  return { mantissa: sum, twos };
}

/** e^x - 1 in fixed point, for x in [-40, 40]. */
export function preciseExpm1(x: bigint): bigint {
  const { mantissa, twos } = preciseExp(x);
  return (twos >= 0n ? mantissa << twos : mantissa >> -twos) - ONE;
}

/** tanh x in fixed point, for x in [-20, 20]. */
export function preciseTanh(x: bigint): bigint {
  const q = preciseExpm1(2n * x);
  return over(q, q + 2n * ONE);
}

/** The natural logarithm of a double > 0, in fixed point. */
export function preciseLog(x: number): bigint {
  const { mantissa, exponent } = parts(x);
  const length = BigInt(mantissa.toString(2).length);
  const m = mantissa << (PLACES - length);
  return (BigInt(exponent) + length) * LN2 + twiceAtanh(over(m - ONE, m + ONE));
}

/** 2^(j/64) as a double, correctly rounded, by six integer square roots. */
export function twoToSixtyFourths(j: number): number {
  let root = ONE << BigInt(j);
  for (let i = 0; i < 6; i++) root = integerRoot(root << PLACES);
  // Half of the last place of a double in [1, 2), so that cutting the bits off rounds to the nearest.
  return Number((root + (ONE >> 53n)) >> (PLACES - 52n)) / 2 ** 52;
}

function integerRoot(n: bigint): bigint {
  let guess = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** How far `got` is from `mantissa 2^twos`, in units of the last place that a double of that size has. */
export function ulpsFrom(got: number, mantissa: bigint, twos = 0n): number {
  const { mantissa: digits, exponent } = parts(got);
  // Both numbers with 512 places below the exponent of the right answer.
  const shift = PLACES + BigInt(exponent) - twos;
  const difference = (shift >= 0n ? digits << shift : digits >> -shift) - mantissa;
  const size = mantissa < 0n ? -mantissa : mantissa;
  const exponentOfSize = BigInt(size.toString(2).length) - 1n - PLACES + twos;
  const lastPlace = (exponentOfSize < -1022n ? -1022n : exponentOfSize) - 52n;
  const unit = PLACES + lastPlace - twos;
  const scaled = unit >= 40n ? difference >> (unit - 40n) : difference << (40n - unit);
  return Math.abs(Number(scaled)) / 2 ** 40;
}

/** The size of the error of `got` relative to the fixed-point number that it should be. */
export function relativeError(got: number, right: bigint): number {
  const difference = fixed(got) - right;
  return Math.abs(Number((difference << 64n) / right)) / 2 ** 64;
}
