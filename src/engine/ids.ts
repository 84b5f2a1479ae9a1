import { streamKey, threefry } from '../maths/random';

/**
 * Makes ids: UUIDs of version 7, so their order follows time and stores keep them together.
 * The random part is a function of the seed, the instant and a counter: the same seed and clock give the same ids.
 * Two engines with one seed may meet in an id; a create that finds its id taken takes another, and leaves out a longer stretch each
 * time, so that an engine that begins again with the seed and clock of one before it soon has the ids of that one behind it.
 */
export function createIdSource(seed: number): (nowMs: number, timesTaken?: number) => string {
  const key = streamKey(seed, 'ids');
  const words = new Uint32Array(2);
  let counter = 0;
  return (nowMs, timesTaken = 0) => {
    if (timesTaken > 0) counter += 1 << (2 * timesTaken);
    const instant = Math.max(0, Math.floor(nowMs)) % 2 ** 48;
    const hex = (value: number, length: number) => value.toString(16).padStart(length, '0').slice(-length);
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
