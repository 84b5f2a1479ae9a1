import { renderChart } from './chart';
import { shareBar, signed } from './layout';
import type { Moment } from './performance';
import type { Closing, Opening } from './reporter';
import { type Colours, colourOf, type Look, wordsOf } from './rows';
import { dateOf, timeOfDay } from './spans';
import { cleanText, fitText } from './terminal-text';

const KEY = 11;
const MOST_LABELS = 8;

/** The chart and the summary below the table. Empty when nothing was played. */
export function closingLines(opening: Opening, closing: Closing, columns: number, look: Look): string[] {
  const { colours } = look;
  const { tally } = closing;
  const { first, last, strongest } = tally;
  if (!first || !last || !strongest) return [];
  const ends = [placeOf(first), placeOf(last)] as const;
  return [
    ...renderChart({ feelings: tally.feelings, pauses: tally.pauses, ends }, columns, colours),
    '',
    ...strongestLines(strongest, columns, look),
    ...labelLines(closing, columns, colours),
    entry('Now', nowOf(opening, last, look), colours),
    ...goOnLines(opening, closing, colours),
  ];
}

function placeOf({ line, number }: Moment): string {
  return (line.atMs === undefined ? undefined : dateOf(line.atMs, 'short')) ?? `line ${number}`;
}

function entry(key: string, text: string, colours: Colours): string {
  return colours.dim(key.padEnd(KEY)) + text;
}

function strongestLines({ number, line, emotion }: Moment, columns: number, look: Look): string[] {
  const { colours } = look;
  const date = line.atMs === undefined ? undefined : dateOf(line.atMs);
  const when = line.atMs === undefined ? '' : `, ${[date, timeOfDay(line.atMs)].filter(Boolean).join(' ')}`;
  const label = colourOf(emotion.vad.valence, look)(`${emotion.label} ${emotion.intensity.toFixed(2)}`);
  const speaker = cleanText(line.speaker ?? '');
  const words = (speaker === '' ? '' : `${speaker}: `) + wordsOf(line);
  return [
    entry('Strongest', `${label} at line ${number}${when}`, colours),
    entry('', fitText(words, columns - KEY - 1).trimEnd(), colours),
  ];
}

function labelLines({ tally }: Closing, columns: number, colours: Colours): string[] {
  const labels = tally.labels();
  const most = labels[0]?.count ?? 1;
  const total = tally.feelings.length;
  const barWidth = Math.min(24, columns - KEY - 24);
  const shown = labels.slice(0, MOST_LABELS).map(({ label, count }, index) => {
    const share = `${String(count).padStart(5)} ${`${Math.round((count / total) * 100)}%`.padStart(4)}`;
    return entry(
      index === 0 ? 'Felt' : '',
      `${label.padEnd(14)} ${share} ${shareBar(count / most, barWidth).trimEnd()}`,
      colours,
    );
  });
  const rest = labels.slice(MOST_LABELS).map(({ label, count }) => `${label} ${count}`);
  return rest.length === 0
    ? shown
    : [...shown, entry('', fitText(`and ${rest.join(', ')}`, columns - KEY - 1).trimEnd(), colours)];
}

function nowOf({ casting }: Opening, { emotion, mood }: Moment, look: Look): string {
  const { valence, arousal, dominance } = emotion.vad;
  const label = colourOf(valence, look)(`${emotion.label} ${emotion.intensity.toFixed(2)}`);
  const background = colourOf(mood.vad.valence, look)(mood.label);
  return `${casting.name}: ${label}, mood ${background}, V ${signed(valence)} A ${signed(arousal)} D ${signed(dominance)}`;
}

function goOnLines(
  { casting, store, chosen }: Opening,
  { turns, interrupted }: Closing,
  colours: Colours,
): string[] {
  const { name } = casting;
  const stopped = interrupted ? [entry('', 'Stopped before the end of the file.', colours)] : [];
  if (store === undefined) {
    return [
      ...stopped,
      entry('Go on', `add --store characters.db, and the next run continues ${name}.`, colours),
    ];
  }
  const times = turns === 1 ? 'line' : 'lines';
  const before = chosen.remembered ? `, ${turns - chosen.session.turns} of them now` : '';
  return [
    ...stopped,
    entry('Kept in', `${cleanText(store)}: ${turns} ${times} heard so far${before}.`, colours),
    entry('Go on', `the same command continues ${name}; --fresh begins anew.`, colours),
  ];
}
