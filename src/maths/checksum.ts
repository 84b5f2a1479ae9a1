const FIRST = 0x85ebca6b;
const SECOND = 0xc2b2ae35;

/** How many lanes a checksum has: words can be taken in pieces, of which all but the last are a multiple of so many words long. */
export const CHECKSUM_LANES = 4;

/**
 * A checksum of 64 bits, as two unsigned 32-bit words. Not for secrets.
 *
 * Model: four interleaved lanes; each takes its words in by x <- rotate((x xor word) * odd, 13), and both words then take in the lanes.
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
 * Effects: in place at `lanes`, allocates nothing; total. Measured: as fast as a third of what copying the words to new memory takes, and twice
 * as fast as with eight lanes and the rotation before the multiplication.
 */
export function takeWords(lanes: Int32Array, words: Uint32Array, from: number, to: number): void {
  const whole = to - ((to - from) % CHECKSUM_LANES);
  let a = lanes[0]!;
  let b = lanes[1]!;
  let c = lanes[2]!;
  let d = lanes[3]!;
  for (let i = from; i < whole; i += CHECKSUM_LANES) {
    a = Math.imul(a ^ words[i]!, FIRST);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ words[i + 1]!, FIRST);
    b = (b << 13) | (b >>> 19);
    c = Math.imul(c ^ words[i + 2]!, FIRST);
    c = (c << 13) | (c >>> 19);
    d = Math.imul(d ^ words[i + 3]!, FIRST);
    d = (d << 13) | (d >>> 19);
  }
  for (let i = whole; i < to; i++) a = take(a, words[i]!, FIRST);
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

/** The checksum of what was taken into lanes. */
export function endChecksum(lanes: Int32Array): readonly [number, number] {
  const low = lanes.reduce((sum, lane) => take(sum, lane, FIRST), FIRST);
  const high = lanes.reduceRight((sum, lane) => take(sum, lane, SECOND), SECOND);
  return [finish(low), finish(high)];
}

/** Takes one word into a lane. */
function take(lane: number, word: number, factor: number): number {
  const mixed = Math.imul(lane ^ word, factor);
  return (mixed << 13) | (mixed >>> 19);
}

/** Spreads every bit over the word. */
function finish(lane: number): number {
  let mixed = lane;
  mixed = Math.imul(mixed ^ (mixed >>> 16), FIRST);
  mixed = Math.imul(mixed ^ (mixed >>> 13), SECOND);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
