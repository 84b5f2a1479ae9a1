import { rowsOf, tryParse } from './json-lines';
import { isIdle, splitPlain } from './speakers';
import { openingStamp } from './timestamps';

/** How a file is to be read, and on which line (counted from 0) its content begins. */
export interface Detection {
  readonly kind: 'text' | 'jsonl' | 'json';
  readonly start: number;
}

type Kind = Detection['kind'];

function hintOf(fileName: string | undefined): Kind {
  const ending = fileName?.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'jsonl' || ending === 'ndjson') return 'jsonl';
  return ending === 'json' ? 'json' : 'text';
}

function kindOfObject(first: string, isOnlyLine: boolean, hint: Kind): Kind {
  const parsed = tryParse(first);
  if ('value' in parsed) return isOnlyLine && rowsOf(parsed.value) ? 'json' : 'jsonl';
  // A closed brace is a row with a mistake in it; an open one is a document spread over lines, or a row cut short.
  return first.endsWith('}') || hint === 'jsonl' ? 'jsonl' : 'json';
}

function kindOf(lines: readonly string[], start: number, hint: Kind): Kind {
  const first = lines[start]?.trim() ?? '';
  const next = lines.findIndex((line, index) => index > start && !isIdle(line.trim()));
  if (first.startsWith('{')) return kindOfObject(first, next === -1, hint);
  if (openingStamp(first)) return 'text';
  if (first.startsWith('[')) {
    // "[laughs] Ida: hello" opens with a bracket too; rows open a brace, an empty list closes at once.
    const inside = first.slice(1).trimStart() || (lines[next]?.trim() ?? '');
    return inside === '' || '{["]'.includes(inside.charAt(0)) ? 'json' : 'text';
  }
  return splitPlain(first) ? 'text' : hint;
}

/** Tells the form of a file by its content; the name only decides which complaint fits a content that has no form. */
export function detect(lines: readonly string[], fileName?: string): Detection {
  const start = lines.findIndex((line) => !isIdle(line.trim()));
  return start === -1 ? { kind: 'text', start: 0 } : { kind: kindOf(lines, start, hintOf(fileName)), start };
}
