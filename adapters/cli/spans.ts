const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each unit is used below its border, where the next one begins to fit better; in seconds. */
const UNITS = [
  { unit: 'second', size: 1, below: 90 },
  { unit: 'minute', size: MINUTE, below: 90 * MINUTE },
  { unit: 'hour', size: HOUR, below: 36 * HOUR },
  { unit: 'day', size: DAY, below: 14 * DAY },
  { unit: 'week', size: 7 * DAY, below: 9 * 7 * DAY },
  { unit: 'month', size: 30.44 * DAY, below: 24 * 30.44 * DAY },
] as const;
const YEAR = { unit: 'year', size: 365.25 * DAY };

/** A span of time in words, for example "3 minutes" or "1 day". */
export function spanInWords(seconds: number): string {
  const { unit, size } = UNITS.find(({ below }) => seconds < below) ?? YEAR;
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const SHORT_DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** An instant of a transcript as a date. Where a file gives times of day only, it counts from 1970 and has none. */
export function dateOf(atMs: number, form: 'long' | 'short' = 'long'): string | undefined {
  const date = new Date(atMs);
  // No chat is as old as that; a transcript never counts a year of days.
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() === 1970) return undefined;
  return (form === 'long' ? DATE : SHORT_DATE).format(date);
}

/** An instant of a transcript as a time of day, for example "18:05". */
export function timeOfDay(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(-13, -8);
}

/** Seconds since the beginning as hours and minutes, for example "+1:05". */
export function runningTime(seconds: number): string {
  const minutes = Math.floor(seconds / MINUTE);
  return `+${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
