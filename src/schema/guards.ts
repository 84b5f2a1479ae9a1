import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { LAST_INSTANT_MS } from '../constants/time';
import { plainZero } from '../maths/scalar';

// Control characters make ids and names that look alike and logs that lie; a lone surrogate does not survive UTF-8.
function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0)) return false;
  }
  return text.isWellFormed();
}

function hasNoNul(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** A revision that a caller has read, when it names one. */
export const revisionSchema = z.number().int().min(1).optional();

/** Any text. */
export const textSchema = z.string();

/** One line of text: no control characters, well-formed Unicode. */
export const line = (max: number) =>
  z.string().min(1).max(max).refine(isPrintable, 'must not contain control characters or broken Unicode');

/** Text of several lines: no NUL, well-formed Unicode. */
export const prose = (max: number) =>
  z.string().max(max).refine(hasNoNul, 'must not contain NUL or broken Unicode');

/** An id: 1 to 200 characters, no control characters. */
export const idSchema = line(LIMITS.idLength);

/** Whether a value is what {@link idSchema} takes. Asked before each call, and most ids are ids: a parser would make four objects to say so. */
export function isId(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length > 0 && value.length <= LIMITS.idLength && isPrintable(value)
  );
}

/** A number in [low, high]. -0 comes out as 0: JSON would make it so later, and an answer must equal what is stored. */
export const numberIn = (low: number, high: number) => z.number().min(low).max(high).overwrite(plainZero);

/** A number in [0, 1]. */
export const unitInterval = numberIn(0, 1);

/** A number in [-1, 1]. */
export const signedUnit = numberIn(-1, 1);

/** An instant in milliseconds since 1970. */
export const instantMs = numberIn(-LAST_INSTANT_MS, LAST_INSTANT_MS);

/** An instant as callers give it: milliseconds since 1970, a Date, or ISO 8601 with its offset. Comes out as milliseconds. */
export const instantSchema = z.union(
  [
    instantMs,
    z.date().transform((date) => date.getTime()),
    z.iso
      .datetime({ offset: true })
      .pipe(z.coerce.date())
      .transform((date) => date.getTime()),
  ],
  'must be an instant: ISO 8601 with its offset, a Date, or milliseconds since 1970',
);

/** A day as callers give it: YYYY-MM-DD, its beginning in UTC. Comes out as milliseconds. */
export const daySchema = z.iso
  .date()
  .pipe(z.coerce.date())
  .transform((date) => date.getTime());
