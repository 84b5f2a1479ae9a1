import { createColors } from 'picocolors';
import { closingLines } from './closing';
import { columnsOf, type Io, wantsColour } from './io';
import { headingOf, type Layout, planLayout } from './layout';
import { openingLines } from './opening';
import type { Moment } from './performance';
import type { Progress } from './progress';
import type { Closing, Opening, Reporter } from './reporter';
import { clockOf, type Look, rowOf, ruleOf, wordsOf } from './rows';
import { dateOf, spanInWords } from './spans';
import { LONG_PAUSE_SECONDS } from './tally';
import { cleanText, displayWidth } from './terminal-text';
import type { Transcript } from './transcript';

/** How much is shown, and how. */
export interface TextOptions {
  readonly quiet: boolean;
  readonly colour: boolean;
}

/** A table for people, and below it a chart and a summary. With `quiet` only the latter. */
export function createTextReporter(io: Io, progress: Progress, { quiet, colour }: TextOptions): Reporter {
  const colours = createColors(wantsColour(io, colour));
  const columns = columnsOf(io);
  let opening: Opening | undefined;
  let layout: Layout;
  let look: Look = { colours, homeValence: 0 };
  let isTimed = false;
  let runningSeconds = 0;
  let shownDay: string | undefined;

  function printAll(lines: readonly string[]): void {
    for (const line of lines) progress.print(line);
  }

  /** How long nothing was said, and the day if it is another one. Empty where neither is worth a line. */
  function pauseBefore({ number, line, elapsedSeconds }: Moment): string {
    const isLong = number > 1 && elapsedSeconds > LONG_PAUSE_SECONDS;
    const day = line.atMs === undefined ? undefined : dateOf(line.atMs);
    const isNewDay = day !== undefined && day !== shownDay;
    if (number > 1 && !isLong) return '';
    if (isNewDay) shownDay = day;
    return [...(isLong ? [`${spanInWords(elapsedSeconds)} later`] : []), ...(isNewDay ? [day] : [])].join(
      ', ',
    );
  }

  return {
    open(given) {
      opening = given;
      look = { colours, homeValence: given.chosen.session.config.homeBase.valence };
      const { lines } = given.transcript;
      isTimed = lines.some(({ atMs, elapsedSeconds }) => atMs !== undefined || elapsedSeconds !== undefined);
      layout = layoutFor(given.transcript, columns, isTimed);
      if (quiet) return;
      printAll([...openingLines(given, colours), '', colours.dim(headingOf(layout))]);
    },
    show(moment: Moment) {
      const { number, line, elapsedSeconds } = moment;
      const isFirst = number === 1;
      // What lies between two runs is no part of the story.
      runningSeconds += isFirst ? (line.elapsedSeconds ?? 0) : elapsedSeconds;
      if (!quiet) {
        const pause = pauseBefore(moment);
        if (pause !== '') progress.print(ruleOf(pause, layout, colours));
        progress.print(rowOf(moment, isTimed ? clockOf(line, runningSeconds) : '', layout, look));
      }
      progress.advance(number);
    },
    close(closing?: Closing) {
      progress.stop();
      if (!opening || !closing || io.signal.reason === 'unread') return;
      const lines = closingLines(opening, closing, columns, look);
      printAll(quiet || lines.length === 0 ? lines : ['', ...lines]);
    },
  };
}

function layoutFor({ lines, speakers }: Transcript, columns: number, isTimed: boolean): Layout {
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
  const named = speakers.length > 0 ? Math.max(3, widest(speakers.map(cleanText))) : 0;
  const hasDays = lines.every(({ atMs }) => atMs !== undefined);
  const time = isTimed ? (hasDays ? 5 : 6) : 0;
  // Measured only as far as any terminal shows.
  return planLayout(columns, {
    time,
    speaker: named,
    text: widest(lines.map((line) => wordsOf(line).slice(0, columns))),
  });
}
