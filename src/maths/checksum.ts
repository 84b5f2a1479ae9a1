const FIRST = 0x85ebca6b;
const SECOND = 0xc2b2ae35;

/** How many lanes a checksum has. Words may be taken in pieces, of which all but the last are so many words long or a multiple of it. */
export const CHECKSUM_LANES = 8;

/**
 * A checksum of 64 bits, as two unsigned 32-bit words. Not for secrets.
 *
 * Model: eight interleaved lanes; each takes its words in by x <- rotate(x xor word, 13) * odd, and both words then take in the lanes.
 * Every step is a bijection of what came before, so a change of one word always shows; the rotation brings high bits down, where the
 * multiplication alone would leave the sign of a double in the last bit. Words and lanes, so that memory is what it waits for.
 * @param from to first word, and the one after the last
 * Effects: pure; total. Source: the mixing constants of MurmurHash3 (Appleby); the arrangement is ours.
 */
export function checksumWords(words: Uint32Array, from: number, to: number): readonly [number, number] {
  const lanes = beginChecksum(to - from);
  takeWords(lanes, words, from, to);
  return endChecksum(lanes);
}

/** The lanes of a checksum that nothing has been taken into. @param count how many words it will be of */
export function beginChecksum(count: number): Int32Array {
  return Int32Array.from({ length: CHECKSUM_LANES }, (_, lane) => FIRST ^ (lane === 0 ? count : lane));
}

/**
 * Takes words into the lanes of a checksum; what is left over after whole rounds of them goes into the first.
 * Effects: in place at `lanes`, allocates nothing; total.
 */
export function takeWords(lanes: Int32Array, words: Uint32Array, from: number, to: number): void {
  // A local: the build makes a variable of the constant, and each step would read it from memory.
  const factor = FIRST;
  const whole = to - ((to - from) % CHECKSUM_LANES);
  let a = lanes[0]!;
  let b = lanes[1]!;
  let c = lanes[2]!;
  let d = lanes[3]!;
  let e = lanes[4]!;
  let f = lanes[5]!;
  let g = lanes[6]!;
  let h = lanes[7]!;
  // Written out because it is much of the time that it takes to pack a population.
  for (let i = from; i < whole; i += CHECKSUM_LANES) {
    a ^= words[i]!;
    b ^= words[i + 1]!;
    c ^= words[i + 2]!;
    d ^= words[i + 3]!;
    e ^= words[i + 4]!;
    f ^= words[i + 5]!;
    g ^= words[i + 6]!;
    h ^= words[i + 7]!;
    a = Math.imul((a << 13) | (a >>> 19), factor);
    b = Math.imul((b << 13) | (b >>> 19), factor);
    c = Math.imul((c << 13) | (c >>> 19), factor);
    d = Math.imul((d << 13) | (d >>> 19), factor);
    e = Math.imul((e << 13) | (e >>> 19), factor);
    f = Math.imul((f << 13) | (f >>> 19), factor);
    g = Math.imul((g << 13) | (g >>> 19), factor);
    h = Math.imul((h << 13) | (h >>> 19), factor);
  }
  for (let i = whole; i < to; i++) a = take(a, words[i]!, FIRST);
  lanes.set([a, b, c, d, e, f, g, h]);
}

/** The checksum of what was taken into lanes. */
export function endChecksum(lanes: Int32Array): readonly [number, number] {
  const low = lanes.reduce((sum, lane) => take(sum, lane, FIRST), FIRST);
  const high = lanes.reduceRight((sum, lane) => take(sum, lane, SECOND), SECOND);
  return [finish(low), finish(high)];
}

/** Takes one word into a lane. */
function take(lane: number, word: number, factor: number): number {
  const mixed = lane ^ word;
  return Math.imul((mixed << 13) | (mixed >>> 19), factor);
}

/** Spreads every bit over the word. */
function finish(lane: number): number {
  let mixed = lane;
  mixed = Math.imul(mixed ^ (mixed >>> 16), FIRST);
  mixed = Math.imul(mixed ^ (mixed >>> 13), SECOND);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
