import { hashText } from '../maths/hash';
import { streamKey, threefry } from '../maths/random';

/**
 * Makes ids: UUIDs of version 7, so their order follows time and stores keep them together.
 * The random part is a function of the seed, the instant and a counter: the same seed and clock give the same ids.
 * Two engines with one seed may meet in an id; a create that finds its id taken takes another, and leaves out a longer stretch each
 * time, so that an engine that begins again with the seed and clock of one before it soon has the ids of that one behind it.
 * @param scope the path of the scope whose ids they are: what one scope does leaves the ids of another as they are
 */
export function createIdSource(seed: number, scope = ''): (nowMs: number, timesTaken?: number) => string {
  const key = streamKey(seed, scope === '' ? 'ids' : `ids/${scope}`);
  const words = new Uint32Array(2);
  let counter = 0;
  return (nowMs, timesTaken = 0) => {
    if (timesTaken > 0) counter += 1 << (2 * timesTaken);
    const instant = Math.max(0, Math.floor(nowMs)) % 2 ** 48;
    const draw = () => {
      counter += 1;
      threefry(key[0], key[1], counter, (instant % 2 ** 32) | 0, words);
      return [words[0]!, words[1]!] as const;
    };
    const [a, b] = draw();
    const [c] = draw();
    const time = hex(instant, 12);
    const variant = ((b >>> 28) & 0x3) | 0x8;
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 3)}-${hex(variant, 1)}${hex(b, 3)}-${hex(a >>> 12, 4)}${hex(c, 8)}`;
  };
}

// Beginnings of four hashes, which need only differ: the first words of pi behind the point, as Blowfish begins.
const BEGINNINGS = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344] as const;

/**
 * The id of what is made under a key of a caller's: the same key gives the same id in every process and with every seed, and no two keys
 * are to be expected to share one. A UUID of version 8; 122 bits of it follow from the key.
 * @param kind what is made, so that one key may make things of several kinds
 */
export function idOfKey(kind: string, key: string): string {
  const [a, b, c, d] = BEGINNINGS.map((start) => hashText(`${kind}:${key}`, start)) as [
    number,
    number,
    number,
    number,
  ];
  // Two turns of a cipher mix the four words and lose nothing of them: hashes of keys that are alike are alike themselves.
  const low = new Uint32Array(2);
  const high = new Uint32Array(2);
  threefry(a, b, c, d, low);
  threefry(low[0]!, low[1]!, a, b, high);
  const variant = (low[1]! >>> 30) | 0x8;
  const tail = hex(low[1]! & 0xfff, 3);
  return `${hex(high[0]!, 8)}-${hex(high[1]! >>> 16, 4)}-8${hex(high[1]!, 3)}-${hex(variant, 1)}${tail}-${hex((low[1]! >>> 12) & 0xffff, 4)}${hex(low[0]!, 8)}`;
}

/** The last digits of a number. */
function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0').slice(-length);
}
