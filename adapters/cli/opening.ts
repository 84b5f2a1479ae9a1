import type { Opening } from './reporter';
import type { Colours } from './rows';
import type { Remembered } from './session-choice';
import { dateOf, spanInWords } from './spans';
import { cleanText } from './terminal-text';

/** The lines above the table: who plays, what is played, and what is remembered. */
export function openingLines(
  { source, transcript, casting, chosen, as }: Opening,
  colours: Colours,
): string[] {
  const { name } = casting;
  const { lines, speakers, skipped } = transcript;
  const role = cleanText(chosen.session.persona.identity.role ?? '');
  const days = daysOf(lines[0]?.atMs, lines.at(-1)?.atMs);
  const left = skipped > 0 ? `, ${skipped} without words left out` : '';
  const others = speakers.filter((speaker) => speaker !== as).map(cleanText);
  const shown = others.length > 4 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
  const heard = shown.length > 0 ? listInWords(shown) : 'what happens';
  const own = as === undefined ? '' : `; what ${cleanText(as)} says is ${name}'s own and lets time pass`;
  return [
    colours.bold(name) + (role === '' ? '' : `, ${role}`),
    `${cleanText(source)}: ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}${days}${left}`,
    `${name} hears ${heard}${own}.`,
    ...(chosen.remembered ? [memoryLine(name, chosen.remembered)] : []),
  ];
}

function memoryLine(name: string, { awaySeconds, before, now }: Remembered): string {
  const feel = ({ emotion }: typeof before) => `${emotion.label} ${emotion.intensity.toFixed(2)}`;
  const ago = awaySeconds < 2 ? 'a moment ago' : `${spanInWords(awaySeconds)} ago`;
  return `${name} remembers: last seen ${ago}, then ${feel(before)}; now ${feel(now)}.`;
}

function daysOf(firstMs: number | undefined, lastMs: number | undefined): string {
  const first = firstMs === undefined ? undefined : dateOf(firstMs);
  const last = lastMs === undefined ? undefined : dateOf(lastMs);
  if (first === undefined || last === undefined) return '';
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

function listInWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
