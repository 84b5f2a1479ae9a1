/** The kinds of images that are kept, by the extension of their ids. SVG is none of them: it can hold scripts. */
export const IMAGE_MEDIA_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
} as const;

/** The extension of an image id. */
export type ImageExtension = keyof typeof IMAGE_MEDIA_TYPES;
/** The media type of an image that is kept. */
export type ImageMediaType = (typeof IMAGE_MEDIA_TYPES)[ImageExtension];

/** The most bytes that an image may have: 8 MiB. Basis: chosen, several times a generated portrait of 1,024 by 1,024. */
export const IMAGE_BYTES = 8 * 1024 * 1024;

/** An image id: a UUID in lower case and the extension of the image's kind. So it can name no path. */
export const IMAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.(png|jpg|webp|gif)$/;
