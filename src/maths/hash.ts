const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** A UTF-16 unit takes at most this many bytes of UTF-8. */
const BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();
/** The one-slot scratch of this module, filled before it is read; it grows with the longest text. */
let bytes = new Uint8Array(8192);

/**
 * A 32-bit hash of a text, unsigned: {@link hashBytes} of its UTF-8 bytes. Not for secrets.
 * @param start a hash to go on from, so that several texts can be hashed as one
 */
export function hashText(text: string, start: number = FNV_OFFSET): number {
  if (bytes.length < text.length * BYTES_PER_UNIT) bytes = new Uint8Array(text.length * BYTES_PER_UNIT);
  return hashBytes(bytes, encoder.encodeInto(text, bytes).written, start);
}

/**
 * A 32-bit hash of bytes, unsigned: FNV-1a in four interleaved lanes, which are then hashed into one.
 * Not for secrets. Every change of a single byte changes the hash, because each step is a bijection of what came before.
 * Bytes and lanes because reading a string unit by unit, each waiting for the multiplication before it, takes three times as long.
 * @param length how many of the bytes count
 * @param start a hash to go on from
 * Source: Fowler, Noll & Vo (FNV-1a); the lanes are ours.
 */
export function hashBytes(
  bytes: Uint8Array,
  length: number = bytes.length,
  start: number = FNV_OFFSET,
): number {
  // A local: the build makes a variable of the constant, and each step would read it from memory.
  const prime = FNV_PRIME;
  const whole = length - (length % 4);
  let a = start ^ length;
  let b = a ^ 1;
  let c = a ^ 2;
  let d = a ^ 3;
  for (let i = 0; i < whole; i += 4) {
    a = Math.imul(a ^ bytes[i]!, prime);
    b = Math.imul(b ^ bytes[i + 1]!, prime);
    c = Math.imul(c ^ bytes[i + 2]!, prime);
    d = Math.imul(d ^ bytes[i + 3]!, prime);
  }
  for (let i = whole; i < length; i++) a = Math.imul(a ^ bytes[i]!, prime);
  b = Math.imul(b ^ a, prime);
  c = Math.imul(c ^ b, prime);
  return Math.imul(d ^ c, prime) >>> 0;
}
