import type { IssueLog } from './issues';
import { isJsonObject, ownValue, readRow } from './json-rows';
import { isIdle } from './speakers';
import type { Reading, TranscriptLine } from './types';

/** JSON.parse without a throw, because half of the callers only want to know. */
export function tryParse(text: string): { value: unknown } | { cause: unknown } {
  try {
    return { value: JSON.parse(text) };
  } catch (cause) {
    return { cause };
  }
}

/** The rows of a whole document: the array itself, or the `messages` of an object. */
export function rowsOf(value: unknown): readonly unknown[] | undefined {
  const rows: unknown = isJsonObject(value) ? ownValue(value, 'messages') : value;
  return Array.isArray(rows) ? rows : undefined;
}

/** Reads one JSON object per line; blank lines and comments may stand between them. */
export function readJsonLines(lines: readonly string[], issues: IssueLog): Reading {
  const read: TranscriptLine[] = [];
  let skipped = 0;
  for (const [index, raw] of lines.entries()) {
    const text = raw.trim();
    if (isIdle(text)) continue;
    const path = ['line', index + 1] as const;
    const parsed = tryParse(text);
    if ('cause' in parsed) {
      issues.add(path, 'this line is not valid JSON.', parsed.cause);
      continue;
    }
    const line = readRow(parsed.value, index + 1, path, issues);
    if (line) read.push(line);
    else skipped += 1;
  }
  return { format: 'jsonl', lines: read, skipped };
}

/** Reads one JSON document from line `start` (counted from 0) on: an array of rows, or `{ "messages": [...] }`. */
export function readJsonDocument(lines: readonly string[], start: number, issues: IssueLog): Reading {
  const read: TranscriptLine[] = [];
  let skipped = 0;
  const parsed = tryParse(lines.slice(start).join('\n'));
  if ('cause' in parsed) {
    issues.add(['line', start + 1], 'the JSON that begins here is not valid.', parsed.cause);
    return { format: 'json', lines: read, skipped };
  }
  const rows = rowsOf(parsed.value);
  if (!rows) issues.add(['line', start + 1], 'expected an array, or an object whose "messages" is one.');
  for (const [index, row] of rows?.entries() ?? []) {
    const line = readRow(row, index + 1, ['entry', index + 1], issues);
    if (line) read.push(line);
    else skipped += 1;
  }
  return { format: 'json', lines: read, skipped };
}
