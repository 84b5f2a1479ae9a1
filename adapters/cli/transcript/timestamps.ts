import { BLANK } from './speakers';

/** The fields of a written time, before anything is decided about their meaning. */
export interface Stamp {
  /** `pair` holds the first two numbers of a date such as 3/4/26, whose order only the whole file can tell. */
  readonly date?:
    | { readonly year: number; readonly month: number; readonly day: number }
    | { readonly year: number; readonly pair: readonly [number, number] };
  /** NaN when the hour does not fit its AM or PM. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC; absent when no zone is written. */
  readonly offset?: number;
}

const DAY_MS = 86_400_000;

// Every repetition is bounded, so a match takes constant time however long the line is.
const GAP = `${BLANK}{0,4}`;
const DATE = String.raw`(?:(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})|(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<c>\d{4}|\d{2}))`;
const CLOCK = String.raw`(?<h>\d{1,2})[:.](?<min>\d{2})(?:[:.](?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?`;
const HALF = String.raw`(?:${GAP}(?<half>[ap])\.?${GAP}m\.?)?`;
const ZONE = String.raw`(?:${GAP}(?<zone>Z|[+-]\d{2}(?::?\d{2})?))?`;
const BETWEEN = `(?:T|,?${BLANK}{1,4})`;
const TIME = `${CLOCK}${HALF}${ZONE}`;

const BRACKETED = new RegExp(String.raw`^${GAP}\[${GAP}(?:${DATE}${BETWEEN})?${TIME}${GAP}\]`, 'i');
// Without brackets a date is needed: "18:05 - still raining" is far likelier to be text than a header.
const BARE = new RegExp(`^${GAP}${DATE}${BETWEEN}${TIME}(?:${GAP}[-–]${BLANK}|${BLANK})`, 'i');
const WHOLE = new RegExp(`^${DATE}(?:${BETWEEN}${TIME})?$`, 'i');
const EPOCH = /^-?\d{1,17}(?:\.\d{1,9})?$/;

function toStamp(groups: Record<string, string | undefined>): Stamp {
  const { y, m, d, a, b, c, h = '0', min = '0', s = '0', f = '0', half, zone } = groups;
  const clock = {
    hour: toHour(Number(h), half),
    minute: Number(min),
    second: Number(s),
    millisecond: Number(f.slice(0, 3).padEnd(3, '0')),
  };
  const offset = zone === undefined ? {} : { offset: toOffset(zone) };
  if (y !== undefined) {
    return { ...clock, ...offset, date: { year: Number(y), month: Number(m), day: Number(d) } };
  }
  if (c === undefined) return { ...clock, ...offset };
  // Chat exports did not exist before 2000, so two digits need no guess.
  const year = c.length === 2 ? 2000 + Number(c) : Number(c);
  return { ...clock, ...offset, date: { year, pair: [Number(a), Number(b)] } };
}

function toHour(written: number, half: string | undefined): number {
  if (half === undefined) return written;
  if (written < 1 || written > 12) return Number.NaN;
  return (written % 12) + (/p/i.test(half) ? 12 : 0);
}

function toOffset(zone: string): number {
  if (/z/i.test(zone)) return 0;
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  const size = minutes > 59 ? Number.NaN : Number(zone.slice(1, 3)) * 60 + minutes;
  return zone.startsWith('-') ? -size : size;
}

/** Finds the time that opens a chat line, and where the rest of the line begins. */
export function openingStamp(line: string): { stamp: Stamp; end: number } | undefined {
  const match = BRACKETED.exec(line) ?? BARE.exec(line);
  return match?.groups && { stamp: toStamp(match.groups), end: match[0].length };
}

/**
 * Whether the dates of a file have the day before the month. One number above 12 anywhere decides; a file that never
 * shows one is read day first, as most of the world writes.
 */
export function isDayFirst(stamps: Iterable<Stamp>): boolean {
  let monthFirstSeen = false;
  for (const { date } of stamps) {
    if (!date || !('pair' in date)) continue;
    if (date.pair[0] > 12) return true;
    if (date.pair[1] > 12) monthFirstSeen = true;
  }
  return !monthFirstSeen;
}

/** The instant of a stamp in milliseconds since 1970 (a time of day: of 1970-01-01), undefined if there is none. */
export function instantOf(stamp: Stamp, dayFirst: boolean): number | undefined {
  const { hour, minute, second, millisecond, offset = 0 } = stamp;
  if (!(hour <= 23 && minute <= 59 && second <= 59 && Math.abs(offset) < 24 * 60)) return undefined;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  const { date } = stamp;
  if (date === undefined) return ofDay;
  const [month, day] =
    'pair' in date ? [date.pair[dayFirst ? 1 : 0], date.pair[dayFirst ? 0 : 1]] : [date.month, date.day];
  const midnight = Date.UTC(date.year, month - 1, day);
  // Date.UTC turns 31 February into 3 March and the year 26 into 1926; reading the fields back shows either.
  const back = new Date(midnight);
  const same =
    back.getUTCFullYear() === date.year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return same ? midnight + ofDay - offset * 60_000 : undefined;
}

/** Turns times of day, which carry no date, into rising instants: a time earlier than the one before is of a new day. */
export function createDayCounter(): (ofDayMs: number) => number {
  let day = 0;
  let last = 0;
  return (ofDayMs) => {
    if (ofDayMs < last) day += 1;
    last = ofDayMs;
    return day * DAY_MS + ofDayMs;
  };
}

/** An instant from a JSON value: ISO 8601, or epoch seconds or milliseconds; undefined when it is none of these. */
export function instantOfValue(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (EPOCH.test(text)) return fromEpoch(Number(text));
  const groups = WHOLE.exec(text)?.groups;
  const stamp = groups && toStamp(groups);
  // Only a whole chat export can tell 3/4 from 4/3; a JSON value has to say it itself.
  if (!stamp?.date || 'pair' in stamp.date) return undefined;
  return instantOf(stamp, true);
}

function fromEpoch(value: number): number | undefined {
  // 1e11 as seconds is the year 5138, as milliseconds March 1973: no chat lies on the wrong side of it.
  const ms = Math.abs(value) < 1e11 ? value * 1000 : value;
  return Math.abs(ms) <= 8.64e15 ? Math.round(ms) : undefined;
}
