import { z } from 'zod';

/** The longest time that what was accepted may wait to be stored: an hour. Chosen; timers reach further. */
const LONGEST_WAIT_MS = 3_600_000;
/** The most units that may wait. Chosen: some gigabytes of sessions. */
const MOST_PENDING = 1_000_000;

const writeBehindSchema = z.strictObject(
  {
    /** How long what was accepted waits to be stored, in milliseconds. */
    flushEveryMs: z.number().positive().max(LONGEST_WAIT_MS),
    /** How many units may wait; the one that fills the line waits for the store. */
    maxPending: z.number().int().min(1).max(MOST_PENDING),
  },
  "must be 'commit' or { flushEveryMs, maxPending }",
);

/** How what was accepted is stored later: how often, and how much of it may wait. */
export type WriteBehindOptions = z.output<typeof writeBehindSchema>;

/**
 * When what was accepted is stored: before the call is answered (`commit`), or later. Comes out as undefined for `commit`.
 * No union, because the issues of a union lead to it and not to what is wrong inside.
 */
export const durabilitySchema = z.preprocess(
  (value) => (value === 'commit' ? undefined : value),
  writeBehindSchema.optional(),
) as z.ZodType<WriteBehindOptions | undefined, 'commit' | WriteBehindOptions | undefined>;
