/** Milliseconds in an hour. */
export const MS_PER_HOUR = 3_600_000;
/** Milliseconds in a second. */
export const MS_PER_SECOND = 1000;
/** Seconds in an hour. */
export const SECONDS_PER_HOUR = 3600;
/** The last instant that an ISO date can name, in milliseconds since 1970. */
export const LAST_INSTANT_MS = 8.64e15;
/** Milliseconds in a day. */
export const MS_PER_DAY = 86_400_000;
