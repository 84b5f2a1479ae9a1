import { IMAGE_BYTES, imageTypeOf } from '../../src/index';
import type { ImageBytes } from '../../src/ports';

/** What is thrown for bytes that are no picture, or too large a one. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}

/** The kinds of pictures that the interface takes and gives: the engine keeps GIFs too, but no provider draws or reads them. */
const KINDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** The media type that the first bytes tell of: PNG, JPEG or WebP; undefined for everything else. Never what somebody says it is. */
export function imageMediaType(bytes: Uint8Array): string | undefined {
  const mediaType = imageTypeOf(bytes)?.mediaType;
  return mediaType !== undefined && KINDS.has(mediaType) ? mediaType : undefined;
}

/**
 * A picture out of base64, which is measured before it is unpacked.
 * @throws NotAnImage when it is larger than {@link IMAGE_BYTES} or neither PNG nor JPEG nor WebP
 */
export function readImage(base64: string): ImageBytes {
  if (base64.length > Math.ceil(IMAGE_BYTES / 3) * 4) throw new NotAnImage('too large');
  // Buffer.from passes over what is no base64; the signature then tells.
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const mediaType = imageMediaType(bytes);
  if (mediaType === undefined || bytes.length > IMAGE_BYTES) throw new NotAnImage('no picture');
  return { bytes, mediaType };
}
