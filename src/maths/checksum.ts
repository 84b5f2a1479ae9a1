const FIRST = 0x85ebca6b;
const SECOND = 0xc2b2ae35;
const LANES = 4;

/**
 * A checksum of 64 bits, as two unsigned 32-bit words. Not for secrets.
 *
 * Model: four interleaved lanes; each takes its words in by x <- rotate(x xor word, 13) * odd, and the lanes are then taken into both words.
 * Every step is a bijection of what came before, so a change of one word always shows; the rotation brings high bits down, where the
 * multiplication alone would leave the sign of a double in the last bit. Words and lanes because memory is then what it waits for.
 * @param words what is summed, up to `to`
 * @param from to first word, and the one after the last
 * Effects: pure; total. Source: the mixing constants of MurmurHash3 (Appleby); the arrangement is ours.
 */
export function checksumWords(words: Uint32Array, from: number, to: number): readonly [number, number] {
  const whole = to - ((to - from) % LANES);
  let a = FIRST ^ (to - from);
  let b = SECOND;
  let c = FIRST + SECOND;
  let d = SECOND - FIRST;
  for (let i = from; i < whole; i += LANES) {
    a ^= words[i]!;
    b ^= words[i + 1]!;
    c ^= words[i + 2]!;
    d ^= words[i + 3]!;
    a = Math.imul((a << 13) | (a >>> 19), FIRST);
    b = Math.imul((b << 13) | (b >>> 19), FIRST);
    c = Math.imul((c << 13) | (c >>> 19), FIRST);
    d = Math.imul((d << 13) | (d >>> 19), FIRST);
  }
  for (let i = whole; i < to; i++) a = take(a, words[i]!, FIRST);
  const low = take(take(take(take(FIRST, a, FIRST), b, FIRST), c, FIRST), d, FIRST);
  const high = take(take(take(take(SECOND, d, SECOND), b, SECOND), a, SECOND), c, SECOND);
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
