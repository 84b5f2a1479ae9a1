import { logLanes } from './exp';
import { hashText } from './hash';

/*
 * Random numbers that are a function of where they are used, not of what was drawn before:
 * draw(seed, stream, step, index). Nothing has to be stored, order and workers do not matter, a replay finds the same numbers.
 */

/** A key of a random stream: two 32-bit words. */
export type StreamKey = readonly [number, number];

const PARITY = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64-bit counters that passes the usual batteries of randomness.
 *
 * @param key0 key1 the key, 32-bit words
 * @param counter0 counter1 the counter, 32-bit words
 * @param out gets the two result words as unsigned 32-bit numbers
 * Effects: in place, allocates nothing; total.
 * Source: Salmon, Moraes, Dror & Shaw 2011 ("Parallel random numbers: as easy as 1, 2, 3"); known answers in the tests.
 */
export function threefry(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  const key2 = PARITY ^ key0 ^ key1;
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  // Twenty rounds in groups of four, a key between them; written out because a loop over tables takes twice as long.
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + key1) | 0;
  x1 = (x1 + key2 + 1) | 0;

  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + key2) | 0;
  x1 = (x1 + key0 + 2) | 0;

  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + key0) | 0;
  x1 = (x1 + key1 + 3) | 0;

  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + key1) | 0;
  x1 = (x1 + key2 + 4) | 0;

  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + key2) | 0;
  x1 = (x1 + key0 + 5) | 0;

  out[0] = x0;
  out[1] = x1;
}

/** The one-slot scratches of this module: every function below fills them before it reads them. */
const words = new Uint32Array(2);
const slot = new Float64Array(1);

const TWO_TO_32 = 4294967296;
const TWO_TO_21 = 2097152;
const TWO_TO_MINUS_52 = 1 / 4503599627370496;

/**
 * The key of one stream below a seed.
 * @param seed any safe integer; other numbers are brought to one
 * @param stream any text, for example a session's id; it is hashed to 64 bits
 */
export function streamKey(seed: number, stream: string): StreamKey {
  // Two hashes with different beginnings: they need only differ between streams, threefry does the mixing.
  const low = hashText(stream);
  const high = hashText(stream, low ^ PARITY);
  const whole = Math.floor(seed);
  threefry(whole | 0, Math.floor(whole / TWO_TO_32) | 0, low, high, words);
  return [words[0]!, words[1]!];
}

/**
 * A uniform number in (0, 1), the same for the same key, step and index.
 * @param step which turn of the stream, a safe integer >= 0
 * @param index which draw within the turn, [0, 2047]
 */
export function uniformAt(key: StreamKey, step: number, index: number): number {
  writeUniforms(key, step, index, 1, slot, 0);
  return slot[0]!;
}

/** A draw of the standard normal distribution, the same for the same key, step and index; as {@link uniformAt}. */
export function gaussianAt(key: StreamKey, step: number, index: number): number {
  writeGaussians(key, step, index, 1, slot, 0);
  return slot[0]!;
}

/** Writes `count` draws of {@link gaussianAt}, from `index` on. Effects: in place in `out`, allocates nothing; total. */
export function writeGaussians(
  key: StreamKey,
  step: number,
  index: number,
  count: number,
  out: Float64Array,
  outAt: number,
): void {
  writeUniforms(key, step, index, count, out, outAt);
  quantileLanes(out, outAt, outAt + count);
}

function writeUniforms(
  key: StreamKey,
  step: number,
  index: number,
  count: number,
  out: Float64Array,
  outAt: number,
): void {
  // 53 bits of step and 11 of index share the 64 bits of the counter.
  const high = Math.floor(step / TWO_TO_21);
  const low = (step - high * TWO_TO_21) * 2048 + index;
  for (let i = 0; i < count; i++) {
    // As 32-bit integers with a sign: threefry sees the same bits, and none of them needs an object.
    threefry(key[0] | 0, key[1] | 0, (low + i) | 0, high | 0, words);
    // 52 bits in the middle of their cells: with 53 the half would be rounded away, and the last cell would give 1.
    out[outAt + i] = ((words[0]! >>> 6) * 67108864 + (words[1]! >>> 6) + 0.5) * TWO_TO_MINUS_52;
  }
}

/**
 * The quantile of the standard normal distribution, relative error about 1e-16.
 * @param p in (0, 1)
 * Source: Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37:477; its coefficients.
 */
export function normalQuantile(p: number): number {
  slot[0] = p;
  quantileLanes(slot, 0, 1);
  return slot[0]!;
}

/** Where the coefficients of each part of the distribution begin, and how many a polynomial has. */
enum Region {
  centre = 0,
  near = 16,
  far = 32,
  terms = 8,
}

/** {@link normalQuantile} of lanes `from` to `to`. Effects: in place, allocates nothing; total. */
function quantileLanes(lanes: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const q = lanes[i]! - 0.5;
    let region = Region.centre;
    let r = 0.180625 - q * q;
    if (q < -0.425 || q > 0.425) {
      if (q > 0) lanes[i] = 1 - lanes[i]!;
      logLanes(lanes, i, i + 1);
      const tail = Math.sqrt(-lanes[i]!);
      region = tail <= 5 ? Region.near : Region.far;
      r = tail <= 5 ? tail - 1.6 : tail - 5;
    }
    let top = 0;
    let bottom = 0;
    for (let term = Region.terms - 1; term >= 0; term--) {
      top = top * r + COEFFICIENTS[region + term]!;
      bottom = bottom * r + COEFFICIENTS[region + Region.terms + term]!;
    }
    if (region === Region.centre) lanes[i] = (q * top) / bottom;
    else lanes[i] = q < 0 ? -top / bottom : top / bottom;
  }
}

// biome-ignore-start format: coefficient rows, constant term first
/** Of each {@link Region} the polynomial above the line, then that below it. */
const COEFFICIENTS = Float64Array.of(
  // centre
  3.3871328727963665,
  133.14166789178438,
  1971.5909503065513,
  13731.69376550946,
  45921.95393154987,
  67265.7709270087,
  33430.57558358813,
  2509.0809287301227,
  1,
  42.31333070160091,
  687.1870074920579,
  5394.196021424751,
  21213.794301586597,
  39307.89580009271,
  28729.085735721943,
  5226.495278852546,
  // near
  1.4234371107496835,
  4.630337846156546,
  5.769497221460691,
  3.6478483247632045,
  1.2704582524523684,
  0.2417807251774506,
  0.022723844989269184,
  0.0007745450142783414,
  1,
  2.053191626637759,
  1.6763848301838038,
  0.6897673349851,
  0.14810397642748008,
  0.015198666563616457,
  0.0005475938084995345,
  1.0507500716444169e-9,
  // far
  6.657904643501103,
  5.463784911164114,
  1.7848265399172913,
  0.29656057182850487,
  0.026532189526576124,
  0.0012426609473880784,
  2.7115555687434876e-5,
  2.0103343992922881e-7,
  1,
  0.599832206555888,
  0.1369298809227358,
  0.014875361290850615,
  0.0007868691311456133,
  1.8463183175100548e-5,
  1.421511758316446e-7,
  2.0442631033899397e-15,
);
// biome-ignore-end format: end of the rows
