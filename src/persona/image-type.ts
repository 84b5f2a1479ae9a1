import { IMAGE_ID, IMAGE_MEDIA_TYPES, type ImageExtension, type ImageMediaType } from '../constants/media';

/** What kind of image some bytes are. */
export interface ImageType {
  readonly mediaType: ImageMediaType;
  readonly extension: ImageExtension;
}

const ANY = -1;

/** How the bytes of each kind begin, up to where no other format begins the same. */
const SIGNATURES: readonly (readonly [ImageExtension, readonly number[]])[] = [
  // The eight bytes of PNG, and the header chunk that has to follow: 13 bytes long, called IHDR.
  ['png', [0x89, ...ascii('PNG\r\n'), 0x1a, ...ascii('\n'), 0, 0, 0, 13, ...ascii('IHDR')]],
  ['webp', [...ascii('RIFF'), ANY, ANY, ANY, ANY, ...ascii('WEBP')]],
  ['gif', ascii('GIF87a')],
  ['gif', ascii('GIF89a')],
];

/**
 * The kind of an image by the bytes that it begins with: PNG, JPEG, WebP or GIF.
 *
 * What follows the signature is not looked at: the bytes may be cut short, broken, or hold something else as well. Whoever
 * serves them gives this type and forbids browsers to guess another.
 * @returns undefined for anything else, SVG and all other text among it
 * Effects: pure; total; reads 16 bytes at most, from the view's own beginning. Source: PNG (W3C 2003) 5.2, JPEG (ITU T.81) B.1.1,
 * RFC 9649 2.4, GIF89a 17.
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (beginsJpeg(bytes)) return typeOf('jpg');
  const match = SIGNATURES.find(([, signature]) => beginsWith(bytes, signature));
  return match && typeOf(match[0]);
}

/**
 * The media type that an image is served with, by its id.
 * @returns undefined for what is no image id
 * Effects: pure; total.
 */
export function mediaTypeOfImage(imageId: string): ImageMediaType | undefined {
  const [, extension] = IMAGE_ID.exec(imageId) ?? [];
  return extension === undefined ? undefined : IMAGE_MEDIA_TYPES[extension as ImageExtension];
}

function typeOf(extension: ImageExtension): ImageType {
  return { mediaType: IMAGE_MEDIA_TYPES[extension], extension };
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => (byte === ANY ? i < bytes.length : bytes[i] === byte));
}

/** The marker for a start of image, and after it a marker that opens a segment: from C0 on, but not those without a length. */
function beginsJpeg(bytes: Uint8Array): boolean {
  if (!beginsWith(bytes, [0xff, 0xd8, 0xff])) return false;
  const marker = bytes[3] ?? 0;
  return marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd9);
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
