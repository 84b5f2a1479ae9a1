import { EngineError } from '../errors';
import { checksumWords } from '../maths/checksum';

/*
 * A packed population, in the byte order of the machine that wrote it:
 *
 *   0   8 bytes  magic
 *   8   2 x u32  checksum of everything after it
 *   16  u32      a mark that reads differently in the other byte order
 *   20  u32      version of the format
 *   24  f64      bytes in all
 *   32  u32      bytes of the header
 *   36  u32      0
 *   40           the header, JSON in UTF-8, with zeros up to a multiple of 8
 *   ...          the columns in the order that the header names, so many rows as were used, each with zeros up to a multiple of 8
 *
 * Columns are copied as they lie in memory, which is what makes it fast; the machines of today agree about the order of bytes.
 */

/** The version of the format that this release writes, and the only one that it reads. */
export const PACKED_VERSION = 1;

/** The first eight bytes. */
export const MAGIC: Uint8Array = new TextEncoder().encode('ANIMACYP');

/** Reads as another number where bytes are the other way round. */
export const BYTE_ORDER_MARK = 0x01020304;

/** Where things stand in front of the header, in bytes. */
export enum Prelude {
  checksum = 8,
  mark = 16,
  version = 20,
  total = 24,
  headerLength = 32,
  header = 40,
}

/** The checksum of words that are a packed population; it covers all that comes after it. */
export function checksumOf(words: Uint32Array): readonly [number, number] {
  return checksumWords(words, Prelude.mark / 4, words.length);
}

/** Everything stands at a multiple of this many bytes, so that it can be read as doubles. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** The error for bytes that no population can be made of. */
export function mismatch(what: string, cause?: unknown): EngineError {
  return new EngineError(
    'SNAPSHOT_MISMATCH',
    `this is no population that can be restored: ${what}`,
    {},
    { cause },
  );
}
