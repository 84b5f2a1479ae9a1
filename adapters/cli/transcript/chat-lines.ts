import type { IssueLog } from './issues';
import { isIdle, type Said, splitChat, splitPlain } from './speakers';
import { createDayCounter, instantOf, isDayFirst, openingStamp, type Stamp } from './timestamps';
import type { Reading, TranscriptLine } from './types';

interface Entry {
  readonly lineNumber: number;
  readonly line: string;
  readonly header?: { readonly stamp: Stamp; readonly end: number };
}

interface Message {
  readonly lineNumber: number;
  readonly speaker: string;
  readonly parts: string[];
  readonly atMs?: number;
}

// Apps mark what they wrote into a message themselves ("image omitted", the notice on encryption) with this.
const APP_MARK = '\u200e';

function toEntries(lines: readonly string[]): { entries: Entry[]; dated: boolean } {
  const entries: Entry[] = [];
  let dated: boolean | undefined;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (isIdle(line)) continue;
    const header = openingStamp(line);
    if (header) dated ??= header.stamp.date !== undefined;
    // Where headers carry dates, a lone "[10:15]" is something that somebody wrote.
    const isHeader = header !== undefined && (!dated || header.stamp.date !== undefined);
    entries.push({ lineNumber: index + 1, line, ...(isHeader ? { header } : {}) });
  }
  return { entries, dated: dated ?? false };
}

function createInstants(entries: readonly Entry[], dated: boolean, issues: IssueLog) {
  const dayFirst = isDayFirst(entries.flatMap(({ header }) => (header ? [header.stamp] : [])));
  const countDays = createDayCounter();
  return (stamp: Stamp, lineNumber: number): number => {
    if (!dated && stamp.date) {
      issues.add(['line', lineNumber], 'this line has a date, but the lines before it only a time of day.');
      return 0;
    }
    const instant = instantOf(stamp, dayFirst);
    if (instant === undefined) {
      issues.add(['line', lineNumber], 'there is no such date or time.');
      return 0;
    }
    return dated ? instant : countDays(instant);
  };
}

function toLine({ lineNumber, speaker, parts, atMs }: Message): TranscriptLine {
  return { lineNumber, speaker, text: parts.join('\n'), ...(atMs === undefined ? {} : { atMs }) };
}

/**
 * Reads `Name: text`, with or without a time in front. A file whose first line has a time is a chat export: there a
 * line without a time always continues the message above it, even if it looks like `Name: text`.
 */
export function readChatLines(lines: readonly string[], issues: IssueLog): Reading {
  const { entries, dated } = toEntries(lines);
  const isChat = entries[0]?.header !== undefined;
  const instantAt = createInstants(entries, dated, issues);
  const messages: Message[] = [];
  let current: Message | 'notice' | undefined;
  let skipped = 0;

  const begin = (lineNumber: number, { speaker, text }: Said, at?: number): void => {
    const parts = text === '' || text.startsWith(APP_MARK) ? [] : [text];
    current = { lineNumber, speaker, parts, ...(at === undefined ? {} : { atMs: at }) };
    messages.push(current);
  };

  for (const { lineNumber, line, header } of entries) {
    const timed = header && splitChat(line.slice(header.end));
    if (header && (timed || isChat)) {
      const at = instantAt(header.stamp, lineNumber);
      if (timed) {
        begin(lineNumber, timed, at);
      } else {
        current = 'notice';
        skipped += 1;
      }
      continue;
    }
    const said = isChat ? undefined : splitPlain(line);
    if (said) {
      begin(lineNumber, said);
    } else if (current === 'notice') {
      skipped += 1;
    } else if (current) {
      current.parts.push(line);
    } else {
      issues.add(['line', lineNumber], 'no speaker: expected "Name: text" or "[time] Name: text".');
      // One such line says it all; what follows up to the first speaker is the same preamble.
      current = 'notice';
    }
  }

  const spoken = messages.filter(({ parts }) => parts.length > 0);
  skipped += messages.length - spoken.length;
  return { format: isChat ? 'chat' : 'plain', lines: spoken.map(toLine), skipped };
}
