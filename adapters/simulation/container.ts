import { EngineError } from '../../src/errors';
import { checksumWords } from '../../src/maths/checksum';

/*
 * Several arrays of bytes in one, with a checksum:
 *   0   8 bytes  magic
 *   8   2 x u32  checksum of everything after it
 *   16  u32      how many bytes follow the lengths in all, u32 how many arrays there are
 *   24           the length of each, f64; then the arrays, each with zeros up to a multiple of 8
 */
const MAGIC = new TextEncoder().encode('ANIMACYS');
const AFTER_CHECKSUM = 16;
const LENGTHS = 24;

/** Puts arrays into one. */
export function packBlocks(blocks: readonly Uint8Array[]): Uint8Array {
  let total = LENGTHS + 8 * blocks.length;
  for (const { length } of blocks) total += aligned(length);
  const bytes = new Uint8Array(total);
  const words = new Uint32Array(bytes.buffer);
  bytes.set(MAGIC);
  words[AFTER_CHECKSUM / 4 + 1] = blocks.length;
  const lengths = new Float64Array(bytes.buffer, LENGTHS, blocks.length);
  let at = LENGTHS + 8 * blocks.length;
  for (const [index, block] of blocks.entries()) {
    lengths[index] = block.length;
    bytes.set(block, at);
    at += aligned(block.length);
  }
  words.set(checksumWords(words, AFTER_CHECKSUM / 4, words.length), 2);
  return bytes;
}

/**
 * Takes arrays apart again; they share memory with the bytes.
 * @throws EngineError SNAPSHOT_MISMATCH when the bytes are not what was put together
 */
export function unpackBlocks(packed: Uint8Array): readonly Uint8Array[] {
  // What was read from a file may stand anywhere in its buffer.
  const bytes = packed.byteOffset % 8 === 0 ? packed : packed.slice();
  if (bytes.length < LENGTHS || bytes.length % 8 !== 0 || MAGIC.some((byte, i) => bytes[i] !== byte))
    throw damaged();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [low, high] = checksumWords(words, AFTER_CHECKSUM / 4, words.length);
  if (words[2] !== low || words[3] !== high) throw damaged();
  const lengths = new Float64Array(bytes.buffer, bytes.byteOffset + LENGTHS, words[AFTER_CHECKSUM / 4 + 1]!);
  let at = LENGTHS + 8 * lengths.length;
  return Array.from(lengths, (length) => {
    const block = bytes.subarray(at, at + length);
    at += aligned(length);
    return block;
  });
}

/** The bytes of an array of numbers, in place. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Copies bytes into an array of numbers. */
export function fillFrom(array: ArrayBufferView, bytes: Uint8Array): void {
  if (bytes.length !== array.byteLength) throw damaged();
  bytesOf(array).set(bytes);
}

/** The error for a snapshot that cannot be gone on with. */
export function damaged(): EngineError<'SNAPSHOT_MISMATCH'> {
  return new EngineError('SNAPSHOT_MISMATCH', 'the snapshot of the run is damaged', {});
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
