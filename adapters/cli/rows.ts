import type { createColors } from 'picocolors';
import { joinCells, type Layout, shareBar, signed } from './layout';
import type { Moment } from './performance';
import { runningTime, timeOfDay } from './spans';
import { cleanText, displayWidth, fitText } from './terminal-text';
import type { TranscriptLine } from './transcript';

/** Colours, or the same functions that colour nothing. */
export type Colours = ReturnType<typeof createColors>;

const CLEAR_SHIFT = 0.05;
const STRONG_SHIFT = 0.3;

/** How a table or a summary is to look. */
export interface Look {
  readonly colours: Colours;
  /** Valence of the point that the character's feelings return to. */
  readonly homeValence: number;
}

/**
 * The colour of a feeling: green is better than usual for this character, red is worse. Labels mean the same distance, so a
 * sunny character that is annoyed is shown in red although its valence is still above 0.
 */
export function colourOf(valence: number, { colours, homeValence }: Look): (text: string) => string {
  const shift = valence - homeValence;
  if (Math.abs(shift) < CLEAR_SHIFT) return (text) => text;
  const isStrong = Math.abs(shift) >= STRONG_SHIFT;
  if (shift > 0) return isStrong ? colours.greenBright : colours.green;
  return isStrong ? colours.redBright : colours.red;
}

/** What stands in the column "line": what was said, or that something happened that nobody said. */
export function wordsOf({ text }: TranscriptLine): string {
  return cleanText(text ?? '') || '(something happens)';
}

/** What stands in the column "time": a time of day, or in a file that tells pauses only, the time since its beginning. */
export function clockOf(line: TranscriptLine, runningSeconds: number): string {
  return line.atMs === undefined ? runningTime(runningSeconds) : timeOfDay(line.atMs);
}

/** One line of the table. */
export function rowOf(moment: Moment, time: string, layout: Layout, look: Look): string {
  const { colours } = look;
  const { line, own, emotion, mood } = moment;
  const { valence, arousal, dominance } = emotion.vad;
  const tint = colourOf(valence, look);
  const said = own ? colours.dim : (text: string) => text;
  const axes = [valence, arousal, dominance].map((value) => signed(value, layout.axis)).join(' ');
  return joinCells([
    layout.time === 0 ? '' : colours.dim(fitText(time, layout.time)),
    layout.speaker === 0 ? '' : said(fitText(cleanText(line.speaker ?? ''), layout.speaker)),
    said(fitText(wordsOf(line), layout.text)),
    tint(fitText(emotion.label, layout.label)),
    layout.bar === 0
      ? ''
      : `${tint(shareBar(emotion.intensity, layout.bar))} ${emotion.intensity.toFixed(2)}`,
    layout.axis === 0 ? '' : said(axes),
    layout.mood === 0 ? '' : colourOf(mood.vad.valence, look)(fitText(mood.label, layout.mood)),
  ]);
}

/** A thin line across the table, with words in it. */
export function ruleOf(words: string, layout: Layout, colours: Colours): string {
  const rest = Math.max(0, layout.width - displayWidth(words) - 5);
  return colours.dim(`─── ${words} ${'─'.repeat(rest)}`);
}
