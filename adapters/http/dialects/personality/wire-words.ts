import { z } from 'zod';

/** What this dialect says of a value that is not what it should be. */
type Issue = z.core.$ZodRawIssue;

const GAUGES: Readonly<Record<string, string>> = {
  string: 'length',
  array: 'array length',
  number: 'number',
};

/** Puts what is wrong with a value into the words of this dialect. */
function sayWrong(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'too_small':
      return `expected ${GAUGES[issue.origin] ?? issue.origin} >= ${issue.minimum}`;
    case 'too_big':
      return `expected ${GAUGES[issue.origin] ?? issue.origin} <= ${issue.maximum}`;
    default:
      return 'unexpected value';
  }
}

const error = { error: sayWrong };

/** An object with these members and no others. */
export const closed = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject(shape, error);

/** A number from 0 to 100. */
export const hundredths = z.number(error).min(0, error).max(100, error);

/** True or false. */
export const flag = z.boolean(error);

/** Text of a body; NUL and half characters get nowhere, for no store keeps them. */
export const prose = (longest: number) =>
  z
    .string(error)
    .max(longest, error)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'unexpected NUL or broken Unicode');

/** Texts of a body; `null` says as little as no list. */
export const proseList = (longest: number) =>
  z
    .array(prose(longest), error)
    .max(100, error)
    .nullable()
    .transform((texts) => texts ?? undefined);

/** Up to so many texts, whatever they are; `null` is none. */
export const anyTexts = (most: number) =>
  z
    .array(z.string(error), error)
    .max(most, error)
    .nullable()
    .transform((texts) => texts ?? []);

// Marks that turn the reading direction round make one name look like another.
const MISLEADING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What can be called by its name in a URL and in a log: one line, and no segment that a URL swallows. */
export const nameable = z
  .string(error)
  .min(1, error)
  .max(200, error)
  .refine((text) => text.isWellFormed() && !MISLEADING.test(text), 'unexpected control character')
  .refine((text) => text !== '.' && text !== '..', 'unexpected name: a URL cannot hold it');

/** A user or an instance in a query; an empty one says as little as none. */
export const idInQuery = (description: string) =>
  z
    .string()
    .max(200, error)
    .refine((text) => !/\p{Cc}/u.test(text), 'unexpected control character')
    .optional()
    .transform((text) => text || undefined)
    .meta({ type: 'string', maxLength: 200, description });

/** A whole number in a query: what is out of range counts as the nearest that is not, and an empty one as the usual one. */
export const wholeInQuery = (usual: number, low: number, high: number, description: string) =>
  z
    .string()
    .refine((text) => /^\d*$/.test(text), 'invalid integer')
    .optional()
    .transform((text) => (text ? Math.min(high, Math.max(low, Number(text))) : usual))
    .meta({
      type: 'integer',
      minimum: 0,
      description: `${description}; ${low} to ${high}, ${usual} when absent`,
    });

/** The first day of a stretch of history, from its beginning in UTC; an empty one says as little as none. */
export const dayInQuery = z
  .string()
  .refine(
    (text) => text === '' || z.iso.date().safeParse(text).success,
    'expected string to be RFC 3339 date',
  )
  .optional()
  .transform((text) => text || undefined)
  .meta({ type: 'string', description: 'Only what happened from this day on, YYYY-MM-DD in UTC' });

/** An instant in a query. */
export const instantInQuery = z
  .string()
  .refine(
    (text) => z.iso.datetime({ offset: true }).safeParse(text).success,
    'expected string to be RFC 3339 date-time',
  )
  .meta({ format: 'date-time', description: 'An instant, ISO 8601 with its offset' });

/** Clients may send the address of a schema along with a body; nothing is done with it. */
export const schemaLink = { $schema: z.string(error).optional() } as const;

/** An instant of an answer. */
export const instant = z.string().meta({ format: 'date-time' });
