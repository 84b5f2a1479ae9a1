import { EngineError, type InputIssue } from '../../errors';
import { hashText } from '../../maths/hash';
import type { Collection, StoredEntry } from '../../ports';
import { issuesOf } from '../../schema/parse';
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  type ExportEntry,
  exportEndSchema,
  exportEntrySchema,
  exportHeaderSchema,
} from '../../schema/upkeep';
import { fromBase64, toBase64 } from '../../text/base64';

/** The first line of every export. */
export const HEADER = lineOf({ format: EXPORT_FORMAT, version: EXPORT_VERSION });

/** A value as a line of its own, also for readers who take the line separators of Unicode for the end of one, as Node's readline does. */
function lineOf(value: object): string {
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `${json}\n`;
}

/** What a line ends in behind the last of its fields: a hash of the line as it is without this. */
const SEAL = /,"line":(\d+)\}\n$/;

/** A record with its history as a line, to the letter; the order of the fields is fixed. */
export function entryLine(label: Collection, { record, events }: StoredEntry): string {
  const { id, parent, name, revision, checksum, body } = record;
  const line = lineOf({
    collection: label,
    id,
    parent,
    name,
    revision,
    checksum,
    ...written(body),
    events: events.map((event) => ({
      sequence: event.sequence,
      revision: event.revision,
      type: event.type,
      atMs: event.atMs,
      key: event.key,
      checksum: event.checksum,
      ...written(event.body),
    })),
  });
  // Checksums of records and events do not cover parents, names, sequences and keys.
  return `${line.slice(0, -2)},"line":${hashText(line)}}\n`;
}

/** Whether a line is as {@link entryLine} made it. */
function isUnchanged(line: string): boolean {
  const seal = SEAL.exec(line);
  return seal !== null && String(hashText(`${line.slice(0, seal.index)}}\n`)) === seal[1];
}

/** A body as it is written down. That of an event can be bytes too, where damage has made them. */
function written(body: string | Uint8Array): { readonly body: string } | { readonly bytes: string } {
  return typeof body === 'string' ? { body } : { bytes: toBase64(body) };
}

/** Counts the lines of an export. */
export class LineCount {
  private records = 0;
  private events = 0;
  private checksum = hashText('');

  /** Takes note of a line, its line feed included. */
  add(line: string, entry?: { readonly events: readonly unknown[] }): void {
    this.checksum = hashText(line, this.checksum);
    if (entry === undefined) return;
    this.records += 1;
    this.events += entry.events.length;
  }

  /** The last line, which says what came before it. */
  end(): string {
    const { records, events, checksum } = this;
    return lineOf({ records, events, checksum });
  }
}

/** The error for a line that cannot be imported. @param line counted from 1 */
export function invalidLine(line: number, message: string, issues: readonly InputIssue[] = []): EngineError {
  return new EngineError('EXPORT_INVALID', `line ${line} of the import ${message}`, { line, issues });
}

/** A line of an export as it was read. */
export interface ReadLine {
  readonly number: number;
  readonly entry: ExportEntry;
  /** How many characters it has. */
  readonly length: number;
}

/**
 * Reads the lines of an export, each of which may end with a line feed.
 * @throws EngineError EXPORT_INVALID, at the end when it is not whole; STATE_VERSION_UNSUPPORTED for a newer format
 */
export async function* readLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<ReadLine> {
  const count = new LineCount();
  let number = 0;
  let isEnded = false;
  for await (const given of lines) {
    number += 1;
    const line = given.endsWith('\n') ? given : `${given}\n`;
    if (isEnded) {
      if (line.trim() === '') continue;
      throw invalidLine(number, 'stands behind the end of the export');
    }
    const value = parseLine(line, number);
    if (number === 1) readHeader(value);
    else if (typeof value === 'object' && value !== null && 'collection' in value) {
      const result = exportEntrySchema.safeParse(value);
      if (!result.success) throw invalidLine(number, 'is no record', issuesOf(result.error));
      if (!isUnchanged(line)) throw invalidLine(number, 'is not as it was written: it does not fit its hash');
      count.add(line, result.data);
      yield { number, entry: result.data, length: line.length };
      continue;
    } else {
      const result = exportEndSchema.safeParse(value);
      if (!result.success) throw invalidLine(number, 'is no record and no end', issuesOf(result.error));
      if (line !== count.end()) throw invalidLine(number, 'does not fit what came before it');
      isEnded = true;
    }
    count.add(line);
  }
  if (!isEnded) throw invalidLine(number + 1, 'is missing: the export is not whole');
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw invalidLine(number, 'is no JSON');
  }
}

function readHeader(value: unknown): void {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : 0;
  const isOurs =
    typeof value === 'object' && value !== null && Reflect.get(value, 'format') === EXPORT_FORMAT;
  if (isOurs && typeof found === 'number' && found > EXPORT_VERSION) {
    throw new EngineError('STATE_VERSION_UNSUPPORTED', 'the export is of a newer version of animacy', {
      found,
      supported: EXPORT_VERSION,
    });
  }
  const result = exportHeaderSchema.safeParse(value);
  if (!result.success) throw invalidLine(1, 'is not the beginning of an export', issuesOf(result.error));
}

/** What a line says, in the words of the store of its scope. */
export function entryOf({ entry }: ReadLine, kind: Collection): StoredEntry {
  const { id, parent, name, revision, checksum, body, bytes, events } = entry;
  const stream = { collection: kind, id };
  return {
    record: {
      collection: kind,
      id,
      parent,
      ...(name !== undefined && { name }),
      body: body ?? fromBase64(bytes ?? ''),
      checksum,
      revision,
    },
    events: events.map(({ key, ...event }) => ({ stream, ...event, ...(key !== undefined && { key }) })),
  };
}
