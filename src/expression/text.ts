/** Text brought onto one line: every run of blanks and line breaks becomes one blank, none is left at the ends. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The text with its first letter raised. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A list as it is said: "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A number with two decimals, never "-0.00". */
export function twoDecimals(x: number): string {
  return (Math.round(x * 100) / 100 + 0).toFixed(2);
}
