/** A number in [0, 1) for a name: the same for the same subject, and as good as unrelated to those of other names. */
export type Draws = (name: string) => number;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const WORDS = 4_294_967_296;

/**
 * Chance that hangs on a subject alone. Each number has a name, so that a further one moves none of the others.
 * Pure; the same bits on every machine.
 */
export function createDraws(subject: string): Draws {
  const seed = mixed(hashOnto(FNV_OFFSET, subject));
  return (name) => mixed(hashOnto(seed, name)) / WORDS;
}

/** FNV-1a over the length and the UTF-16 units of a text. */
function hashOnto(hash: number, text: string): number {
  let result = Math.imul(hash ^ text.length, FNV_PRIME);
  for (let i = 0; i < text.length; i++) result = Math.imul(result ^ text.charCodeAt(i), FNV_PRIME);
  return result;
}

/** A one-to-one scrambling of 32 bits. Source: the finaliser of MurmurHash3 (Appleby). */
function mixed(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The entry of a list that a number in [0, 1) stands for. */
export function pick<T>(entries: readonly T[], draw: number): T {
  return entries[Math.min(entries.length - 1, Math.floor(draw * entries.length))]!;
}
