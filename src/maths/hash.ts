const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A 32-bit hash of a text, unsigned: FNV-1a over its UTF-16 units. Not for secrets.
 * Every change of a single unit changes the hash, because each step is a bijection of what came before.
 * @param start a hash to go on from, so that several texts can be hashed as one
 * Source: Fowler, Noll & Vo (FNV-1a).
 */
export function hashText(text: string, start: number = FNV_OFFSET): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}
