import { readChatLines } from './chat-lines';
import { detect } from './detect';
import { IssueLog } from './issues';
import { readJsonDocument, readJsonLines } from './json-lines';
import type { Reading, ReadTranscriptOptions, Transcript, TranscriptLine } from './types';

export type { ReadTranscriptOptions, Transcript, TranscriptLine } from './types';

function splitLines(content: string): string[] {
  return (content.startsWith('\uFEFF') ? content.slice(1) : content).split(/\r\n|[\r\n]/);
}

function read(lines: readonly string[], fileName: string | undefined, issues: IssueLog): Reading {
  const { kind, start } = detect(lines, fileName);
  if (kind === 'jsonl') return readJsonLines(lines, issues);
  if (kind === 'json') return readJsonDocument(lines, start, issues);
  return readChatLines(lines, issues);
}

function withPauses(lines: readonly TranscriptLine[]): TranscriptLine[] {
  let last: number | undefined;
  return lines.map((line) => {
    const { atMs, elapsedSeconds } = line;
    if (atMs === undefined) return line;
    // Clocks are set back and exports are merged out of order; time must not run backwards for a character.
    const derived = last === undefined ? undefined : Math.max(0, (atMs - last) / 1000);
    last = atMs;
    return elapsedSeconds !== undefined || derived === undefined
      ? line
      : { ...line, elapsedSeconds: derived };
  });
}

/**
 * Reads a conversation from the content of a file, whatever common form it has: `Name: text`, a chat export with times
 * in front, JSON rows by line, one JSON array, or `{ "messages": [...] }`. The content decides, not the file's name.
 *
 * - Blank lines and lines that begin with `#` are left out. A line without a speaker continues the one above it.
 * - Times without a zone are read as UTC, so the same file gives the same result on every machine.
 * - In dates such as 3/4/26 the day comes first, unless some date of the file can only be month first.
 * - Times of day without a date move to the next day whenever they go backwards.
 *
 * @throws EngineError INPUT_INVALID; `details.issues` names up to twenty places, as `['line', 12, ...]` or, in one JSON
 *   document, `['entry', 12, ...]`, both counted from 1.
 *
 * @example
 * const { lines, speakers } = readTranscript('Ida: You kept my place?\nBo: All evening.');
 */
export function readTranscript(content: string, options: ReadTranscriptOptions = {}): Transcript {
  const { fileName } = options;
  const issues = new IssueLog();
  const lines = splitLines(content);
  const withNul = lines.findIndex((line) => line.includes('\0'));
  if (withNul !== -1) {
    issues.add(
      ['line', withNul + 1],
      'a NUL character: the file is binary or UTF-16; save it as UTF-8 text.',
    );
    issues.throwIfAny(fileName);
  }
  const { format, lines: found, skipped } = read(lines, fileName, issues);
  issues.throwIfAny(fileName);
  const speakers = new Set(found.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker])));
  return { format, lines: withPauses(found), speakers: [...speakers], skipped };
}
