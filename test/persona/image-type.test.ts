import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGE_BYTES, IMAGE_ID, IMAGE_MEDIA_TYPES } from '../../src/constants/media';
import { imageTypeOf, mediaTypeOfImage } from '../../src/persona/image-type';

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const PNG = latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
const WEBP = latin('RIFF\x24\0\0\0WEBP');
const JPEG = latin('\xff\xd8\xff\xe0');
const SAMPLES = [
  ['png', 'image/png', PNG],
  ['jpg', 'image/jpeg', JPEG],
  ['webp', 'image/webp', WEBP],
  ['gif', 'image/gif', latin('GIF87a')],
  ['gif', 'image/gif', latin('GIF89a')],
] as const;

describe('imageTypeOf', () => {
  it.each(SAMPLES)('knows %s, and nothing shorter', (extension, mediaType, bytes) => {
    expect(imageTypeOf(bytes)).toEqual({ mediaType, extension });
    for (let length = 0; length < bytes.length; length++) {
      expect(imageTypeOf(bytes.subarray(0, length))).toBeUndefined();
    }
  });

  it.each(SAMPLES)('knows %s by every byte of its signature', (extension, _, bytes) => {
    for (let at = 0; at < bytes.length; at++) {
      // The length of a RIFF file may be anything.
      if (extension === 'webp' && at >= 4 && at < 8) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = at === 3 && extension === 'jpg' ? 0 : bytes[at]! ^ 0x20;
      expect(imageTypeOf(damaged), `byte ${at}`).toBeUndefined();
    }
  });

  it.each([0xc0, 0xc4, 0xdb, 0xdd, 0xe1, 0xee, 0xfe])('knows a JPEG whose first segment is %i', (marker) => {
    expect(imageTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, marker))?.extension).toBe('jpg');
  });

  it.each([0x00, 0x01, 0xbf, 0xd0, 0xd8, 0xd9, 0xff])('refuses a JPEG that goes on with %i', (marker) => {
    expect(imageTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, marker))).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG after an XML declaration', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ['SVG after a byte order mark', '\xef\xbb\xbf<svg/>'],
    ['SVG that mentions the others', '<!--\x89PNG\r\n\x1a\n GIF89a RIFF....WEBP--><svg/>'],
    ['SVG in UTF-16', '\xff\xfe<\0s\0v\0g\0'],
    ['compressed SVG', '\x1f\x8b\x08\0'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['PDF', '%PDF-1.7'],
    ['an archive', 'PK\x03\x04'],
    ['a program', '\x7fELF'],
    ['BMP', 'BM\x36\0\0\0'],
    ['ICO', '\0\0\x01\0'],
    ['TIFF', 'II*\0'],
    ['AVIF', '\0\0\0\x1cftypavif'],
    ['JPEG XL', '\xff\x0a'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['RIFF with sound', 'RIFF\x24\0\0\0WAVEfmt '],
    ['RIFX', 'RIFX\x24\0\0\0WEBP'],
    ['WebP in the wrong place', 'RIFFWEBP\0\0\0\0\0\0\0\0'],
    ['MNG', '\x8aMNG\r\n\x1a\n\0\0\0\x1cMHDR'],
    ['PNG with line ends converted', '\x89PNG\n\x1a\n\0\0\0\rIHDR'],
    ['PNG with another chunk first', '\x89PNG\r\n\x1a\n\0\0\0\x04CgBI'],
    ['PNG after a blank', ' \x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['PNG as a data URL', 'data:image/png;base64,iVBORw0KGgo='],
    ['PNG in base64', 'iVBORw0KGgoAAAANSUhEUg=='],
    ['GIF of no version', 'GIF88a'],
    ['GIF in lower case', 'gif89a'],
  ])('refuses %s', (_, text) => {
    expect(imageTypeOf(latin(text))).toBeUndefined();
  });

  it('reads a view from its own beginning', () => {
    const inside = Uint8Array.from([...latin('<svg>'), ...PNG, 1, 2, 3]);
    expect(imageTypeOf(inside)).toBeUndefined();
    expect(imageTypeOf(inside.subarray(5))?.extension).toBe('png');
    expect(imageTypeOf(Buffer.from(inside).subarray(5))?.extension).toBe('png');
  });

  it('does not look beyond the signature, and lets nothing but signatures through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.uint8Array(), ([extension, , bytes], rest) => {
        expect(imageTypeOf(Uint8Array.from([...bytes, ...rest]))?.extension).toBe(extension);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), (bytes) => {
        const type = imageTypeOf(bytes);
        const begins = (start: Uint8Array) => start.every((byte, i) => bytes[i] === byte);
        expect(type !== undefined).toBe(
          SAMPLES.some(
            ([extension, , sample]) => extension === type?.extension && begins(sample.subarray(0, 3)),
          ),
        );
      }),
      { numRuns: 5000 },
    );
  });
});

const UUID = '0123abcd-89ef-4012-8345-6789abcdef01';

describe('image ids', () => {
  it.each(Object.entries(IMAGE_MEDIA_TYPES))('tell that .%s is %s', (extension, mediaType) => {
    expect(mediaTypeOfImage(`${UUID}.${extension}`)).toBe(mediaType);
  });

  it.each([
    '',
    UUID,
    `${UUID}.svg`,
    `${UUID}.jpeg`,
    `${UUID}.PNG`,
    `${UUID.toUpperCase()}.png`,
    `${UUID}.png\n`,
    `${UUID}.png\0.gif`,
    `${UUID}.png.svg`,
    `${UUID}..png`,
    `${UUID}.constructor`,
    ` ${UUID}.png`,
    `../${UUID}.png`,
    `..%2F${UUID}.png`,
    '../../personas.json',
    `${UUID.replaceAll('-', '')}.png`,
    `${'-'.repeat(36)}.png`,
    `${UUID.replace('0', '٠')}.png`,
  ])('are not like %j', (id) => {
    expect(IMAGE_ID.test(id)).toBe(false);
    expect(mediaTypeOfImage(id)).toBeUndefined();
  });

  it('are made of any UUID and name no path', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...Object.keys(IMAGE_MEDIA_TYPES)), (uuid, extension) => {
        expect(IMAGE_ID.test(`${uuid}.${extension}`)).toBe(true);
        expect(`${uuid}.${extension}`).not.toMatch(/\.\.|[/\\%]/);
      }),
    );
  });
});

it('an image may have eight mebibytes', () => {
  expect(IMAGE_BYTES).toBe(8_388_608);
});
