const FIRST = 0x85ebca6b;
const SECOND = 0xc2b2ae35;
const LANES = 8;

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
  const whole = to - ((to - from) % LANES);
  let a = FIRST ^ (to - from);
  let b = FIRST ^ 1;
  let c = FIRST ^ 2;
  let d = FIRST ^ 3;
  let e = FIRST ^ 4;
  let f = FIRST ^ 5;
  let g = FIRST ^ 6;
  let h = FIRST ^ 7;
  // Written out because it is most of the time that it takes to pack a population.
  for (let i = from; i < whole; i += LANES) {
    a ^= words[i]!;
    b ^= words[i + 1]!;
    c ^= words[i + 2]!;
    d ^= words[i + 3]!;
    e ^= words[i + 4]!;
    f ^= words[i + 5]!;
    g ^= words[i + 6]!;
    h ^= words[i + 7]!;
    a = Math.imul((a << 13) | (a >>> 19), FIRST);
    b = Math.imul((b << 13) | (b >>> 19), FIRST);
    c = Math.imul((c << 13) | (c >>> 19), FIRST);
    d = Math.imul((d << 13) | (d >>> 19), FIRST);
    e = Math.imul((e << 13) | (e >>> 19), FIRST);
    f = Math.imul((f << 13) | (f >>> 19), FIRST);
    g = Math.imul((g << 13) | (g >>> 19), FIRST);
    h = Math.imul((h << 13) | (h >>> 19), FIRST);
  }
  for (let i = whole; i < to; i++) a = take(a, words[i]!, FIRST);
  const lanes = [a, b, c, d, e, f, g, h];
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
