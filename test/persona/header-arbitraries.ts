import fc from 'fast-check';

const TOKEN_CHARACTERS = [..."!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Names that may be set, those that objects treat in their own way among them. */
export const tokens: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), minLength: 1, maxLength: 12 }),
  fc.constantFrom('__proto__', '__PROTO__', 'constructor', 'toString', 'hasOwnProperty', '0', '7', 'x-1'),
  fc.constantFrom(
    'Authorization',
    'authorization',
    'AUTHORIZATION',
    'Content-Type',
    'content-type',
    'Cookie',
  ),
);

/** Values that may be sent. */
export const values: fc.Arbitrary<string> = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }), fc.constant(9))
    .map((unit) => String.fromCharCode(unit)),
  maxLength: 20,
});

/** Any string at all, mostly of characters that a header must not have. */
export const anything: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc
      .oneof(fc.integer({ min: 0, max: 0x120 }), fc.integer({ min: 0, max: 0xffff }))
      .map((unit) => String.fromCharCode(unit)),
    maxLength: 8,
  }),
  fc.constantFrom('', ' ', 'a b', 'a:b', 'a\r\nb: c', 'a\0', 'é', '\u212a', '😀', '\ud83d'),
);

/** Records of headers, every name an own property, with and without a prototype. */
export const records = (
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(fc.array(fc.tuple(name, value), { maxLength: 10 }), fc.boolean())
    .map(([entries, isBare]) =>
      Object.setPrototypeOf(Object.fromEntries(entries), isBare ? null : Object.prototype),
    );
