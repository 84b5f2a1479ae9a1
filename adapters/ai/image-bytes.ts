import type { ImageBytes } from '../../src/ports';

/** The largest picture that is taken. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** What is thrown for bytes that are no picture, or too large a one. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const WEBP_AT = 8;

/** The media type that the first bytes tell of: PNG, JPEG or WebP; undefined for everything else. Never what somebody says it is. */
export function imageMediaType(bytes: Uint8Array): string | undefined {
  const has = (signature: readonly number[], at = 0): boolean =>
    signature.every((byte, index) => bytes[at + index] === byte);
  if (has(PNG)) return 'image/png';
  if (has(JPEG)) return 'image/jpeg';
  return has(RIFF) && has(WEBP, WEBP_AT) ? 'image/webp' : undefined;
}

/**
 * A picture out of base64, which is measured before it is unpacked.
 * @throws NotAnImage when it is larger than {@link MAX_IMAGE_BYTES} or neither PNG nor JPEG nor WebP
 */
export function readImage(base64: string): ImageBytes {
  if (base64.length > Math.ceil(MAX_IMAGE_BYTES / 3) * 4) throw new NotAnImage('too large');
  // Buffer.from passes over what is no base64; the signature then tells.
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const mediaType = imageMediaType(bytes);
  if (mediaType === undefined || bytes.length > MAX_IMAGE_BYTES) throw new NotAnImage('no picture');
  return { bytes, mediaType };
}
