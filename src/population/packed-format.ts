import { EngineError } from '../errors';
import { CHECKSUM_LANES, checksumWords } from '../maths/checksum';

/*
 * A packed population, in the byte order of the machine that wrote it:
 *
 *   0   8 bytes  magic
 *   8   2 x u32  checksum of what comes after it and before the columns
 *   16  u32      a mark that reads differently in the other byte order
 *   20  u32      version of the format
 *   24  f64      bytes in all
 *   32  u32      bytes of the header
 *   36  u32      0
 *   40  2 x u32  checksum of the columns
 *   48           zeros
 *   64           the header, JSON in UTF-8, with zeros up to a multiple of 32
 *   ...          the columns in the order that the header names, so many rows as were used, each with zeros up to a multiple of 32
 *
 * Columns are copied as they lie in memory, which is what makes it fast; the machines of today agree about the order of bytes. What stands in front
 * of them has a checksum of its own, so that they can be read from wherever they are into the memory where they stay.
 */

/** The version of the format that this release writes, and the only one that it reads. Version 1 had one checksum over everything, 2 other columns. */
export const PACKED_VERSION = 3;

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
  bodyChecksum = 40,
  header = 64,
}

/** Everything stands at a multiple of this many bytes: so it can be read as doubles, and taken into a checksum piece by piece. */
export const ALIGNMENT: number = 4 * CHECKSUM_LANES;

/** As many bytes, and zeros up to the next multiple of {@link ALIGNMENT}. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** The checksum of what stands before the columns. @param words the packed population, from its beginning on */
export function checksumOfHead(words: Uint32Array, columnsAt: number): readonly [number, number] {
  return checksumWords(words, Prelude.mark / 4, columnsAt / 4);
}

/** Writes both checksums of a packed population into it. @param words all of it */
export function seal(words: Uint32Array, columnsAt: number): void {
  words.set(checksumWords(words, columnsAt / 4, words.length), Prelude.bodyChecksum / 4);
  words.set(checksumOfHead(words, columnsAt), Prelude.checksum / 4);
}

/** From where a packed population is read, piece by piece. */
export interface PackedSource {
  /** How many bytes it has. */
  readonly length: number;
  /** Fills `into` with the bytes from `at` on; they are there. */
  read(at: number, into: Uint8Array): void;
}

/** Bytes as a source. @throws EngineError SNAPSHOT_MISMATCH when they are none */
export function sourceOf(bytes: Uint8Array): PackedSource {
  if (!(bytes instanceof Uint8Array)) throw mismatch('it is no Uint8Array');
  return {
    length: bytes.length,
    read: (at, into) => into.set(bytes.subarray(at, at + into.length)),
  };
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
