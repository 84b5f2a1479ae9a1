import { z } from 'zod';

/** A whole number in a query string: nothing else is one, not even `1.0`, ` 1` or `1e2`. */
export function queryInteger(range: {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
}) {
  const { min, max, fallback } = range;
  return z
    .string()
    .refine((text) => /^-?\d{1,15}$/.test(text), 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`)
    .default(fallback)
    .meta({ type: 'integer', minimum: min, maximum: max, default: fallback });
}
