import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSchema, isId } from '../../src/schema/guards';

describe('isId', () => {
  it('says what the schema of ids says, whatever it is asked', () => {
    const units = fc
      .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 9, 0x1f, 0x20, 0x7f, 0x9f, 0xa0, 0xd800, 0xdc00)), {
        maxLength: 205,
      })
      .map((codes) => String.fromCharCode(...codes));
    const lengths = fc.constantFrom(0, 1, 199, 200, 201, 5000).map((length) => 'x'.repeat(length));
    fc.assert(
      fc.property(fc.oneof(units, lengths, fc.string({ unit: 'grapheme' }), fc.anything()), (value) => {
        expect(isId(value)).toBe(idSchema.safeParse(value).success);
      }),
      { numRuns: 1000 },
    );
  });
});
