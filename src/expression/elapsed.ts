const NUMBER_WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

const JUST_NOW_HOURS = 5 / 60;

/** Each unit is used below its border, where the next one would not yet be a better fit; borders and sizes in hours. */
const UNITS = [
  { unit: 'hours', hours: 1, below: 23.5 },
  { unit: 'days', hours: 24, below: 13.5 * 24 },
  { unit: 'weeks', hours: 168, below: 8.5 * 168 },
  { unit: 'months', hours: 730.5, below: 23.5 * 730.5 },
  { unit: 'years', hours: 8766, below: 99.5 * 8766 },
] as const;

/**
 * A span of time as somebody would put it: "about three hours", "about 20 minutes", "more than a hundred years".
 * @param hours any number
 * @returns undefined for five minutes and less, when it is still the same moment, and for what is no number
 * Pure; total.
 */
export function elapsedInWords(hours: number): string | undefined {
  if (!(hours > JUST_NOW_HOURS)) return undefined;
  // Nobody remembers minutes one by one: steps of five.
  const minutes = 5 * Math.round(hours * 12);
  if (minutes < 60) return `about ${numberWord(minutes)} minutes`;
  for (const { unit, hours: size, below } of UNITS) {
    if (hours < below) return aboutUnits(Math.round(hours / size), unit);
  }
  return 'more than a hundred years';
}

function aboutUnits(count: number, unit: (typeof UNITS)[number]['unit']): string {
  // The borders above let only hours and days come out as one.
  if (count === 1) return unit === 'hours' ? 'about an hour' : 'about a day';
  return `about ${numberWord(count)} ${unit}`;
}

function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}
