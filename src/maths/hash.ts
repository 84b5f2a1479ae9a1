const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A 32-bit hash of a text, unsigned: FNV-1a over its UTF-16 units in four interleaved lanes, which are then hashed into one.
 * Not for secrets. Every change of a single unit changes the hash, because each step is a bijection of what came before;
 * four lanes because one would wait for its own multiplication at every unit.
 * @param start a hash to go on from, so that several texts can be hashed as one
 * Source: Fowler, Noll & Vo (FNV-1a); the lanes are ours.
 */
export function hashText(text: string, start: number = FNV_OFFSET): number {
  let a = start ^ text.length;
  let b = a ^ 1;
  let c = a ^ 2;
  let d = a ^ 3;
  const whole = text.length - (text.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a = Math.imul(a ^ text.charCodeAt(i), FNV_PRIME);
    b = Math.imul(b ^ text.charCodeAt(i + 1), FNV_PRIME);
    c = Math.imul(c ^ text.charCodeAt(i + 2), FNV_PRIME);
    d = Math.imul(d ^ text.charCodeAt(i + 3), FNV_PRIME);
  }
  for (let i = whole; i < text.length; i++) a = Math.imul(a ^ text.charCodeAt(i), FNV_PRIME);
  b = Math.imul(b ^ a, FNV_PRIME);
  c = Math.imul(c ^ b, FNV_PRIME);
  return Math.imul(d ^ c, FNV_PRIME) >>> 0;
}
