import type { InputIssue } from '../../../src/errors';
import type { IssueLog } from './issues';
import { instantOfValue } from './timestamps';
import type { TranscriptLine } from './types';

type Path = InputIssue['path'];
type JsonObject = Readonly<Record<string, unknown>>;

const SPEAKER_KEYS = ['name', 'speaker', 'author', 'from', 'sender', 'role'];
const TEXT_KEYS = ['text', 'content', 'message', 'body'];
const TIME_KEYS = ['time', 'timestamp', 'ts', 'date', 'createdAt', 'created_at'];
const ELAPSED_KEYS = ['elapsedSeconds', 'elapsed_seconds'];

// Checked here although the engine checks too: only the reader can say on which line the mistake is.
const DIMENSIONS: ReadonlyMap<string, { readonly least: number; readonly optional?: true }> = new Map([
  ['goalRelevance', { least: 0 }],
  ['goalCongruence', { least: -1 }],
  ['expectedness', { least: 0 }],
  ['controllability', { least: 0 }],
  ['agency', { least: -1 }],
  ['normCompatibility', { least: -1 }],
  ['internalStandards', { least: -1, optional: true }],
  ['adjustmentPotential', { least: 0, optional: true }],
  ['urgency', { least: 0, optional: true }],
]);

/** Whether a JSON value is an object, which in JSON terms excludes arrays and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a row's own key; null counts as absent, as in most exports. Never looks at the prototype. */
export function ownValue(row: JsonObject, key: string): unknown {
  return Object.hasOwn(row, key) ? (row[key] ?? undefined) : undefined;
}

function firstValue(row: JsonObject, keys: readonly string[]): { key: string; value: unknown } | undefined {
  for (const key of keys) {
    const value = ownValue(row, key);
    if (value !== undefined) return { key, value };
  }
  return undefined;
}

function readSpeaker(row: JsonObject, path: Path, issues: IssueLog): string | undefined {
  const found = firstValue(row, SPEAKER_KEYS);
  if (!found) return undefined;
  // Some exports nest the author: { "author": { "name": "Ida" } }.
  const value = isJsonObject(found.value) ? ownValue(found.value, 'name') : found.value;
  if (typeof value === 'string') return value.trim() || undefined;
  issues.add([...path, found.key], 'the speaker must be a string.');
  return undefined;
}

// Content arrays mix text with images and links; what was said is their text, in order.
function joinParts(parts: readonly unknown[]): string {
  const texts = parts.map((part) => (isJsonObject(part) ? ownValue(part, 'text') : part));
  return texts.filter((text) => typeof text === 'string').join('');
}

function readText(row: JsonObject, path: Path, issues: IssueLog): string | undefined {
  const found = firstValue(row, TEXT_KEYS);
  if (!found) return undefined;
  const value = Array.isArray(found.value) ? joinParts(found.value) : found.value;
  if (typeof value === 'string') return value.trim();
  issues.add([...path, found.key], 'the text must be a string or an array of text parts.');
  return '';
}

function readTime(row: JsonObject, path: Path, issues: IssueLog): number | undefined {
  const found = firstValue(row, TIME_KEYS);
  if (!found) return undefined;
  const instant = instantOfValue(found.value);
  if (instant === undefined) {
    issues.add(
      [...path, found.key],
      'expected an ISO 8601 time that exists, or epoch seconds or milliseconds.',
    );
  }
  return instant;
}

function readElapsed(row: JsonObject, path: Path, issues: IssueLog): number | undefined {
  const found = firstValue(row, ELAPSED_KEYS);
  if (!found) return undefined;
  if (typeof found.value === 'number' && found.value >= 0 && Number.isFinite(found.value)) return found.value;
  issues.add([...path, found.key], 'expected a number of seconds that is not negative.');
  return undefined;
}

function readAppraisal(row: JsonObject, path: Path, issues: IssueLog): Record<string, number> | undefined {
  const given = ownValue(row, 'appraisal');
  if (given === undefined) return undefined;
  const at = [...path, 'appraisal'];
  if (!isJsonObject(given)) {
    issues.add(at, 'the appraisal must be an object.');
    return {};
  }
  const appraisal: Record<string, number> = {};
  const missing = new Set([...DIMENSIONS].flatMap(([name, { optional }]) => (optional ? [] : [name])));
  for (const key of Object.keys(given)) {
    const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const dimension = DIMENSIONS.get(name);
    const value = ownValue(given, key);
    if (dimension && value === undefined) continue;
    missing.delete(name);
    if (!dimension) issues.add([...at, key], 'unknown dimension of an appraisal.');
    else if (typeof value === 'number' && value >= dimension.least && value <= 1) appraisal[name] = value;
    else issues.add([...at, key], `expected a number in [${dimension.least}, 1].`);
  }
  for (const name of missing) issues.add([...at, name], 'this dimension is missing.');
  return appraisal;
}

/**
 * Reads one row under whichever of the usual key names it uses.
 * Undefined when nobody says anything in it: a service message, an empty text. What is wrong goes to `issues`.
 */
export function readRow(
  value: unknown,
  lineNumber: number,
  path: Path,
  issues: IssueLog,
): TranscriptLine | undefined {
  if (!isJsonObject(value)) {
    issues.add(path, 'expected a JSON object.');
    return undefined;
  }
  if (ownValue(value, 'type') === 'service') return undefined;
  const speaker = readSpeaker(value, path, issues);
  const text = readText(value, path, issues);
  const appraisal = readAppraisal(value, path, issues);
  const atMs = readTime(value, path, issues);
  const elapsedSeconds = readElapsed(value, path, issues);
  if (text === undefined && !appraisal) issues.add(path, 'neither a text nor an appraisal.');
  if (!text && !appraisal) return undefined;
  return {
    lineNumber,
    ...(speaker === undefined ? {} : { speaker }),
    ...(text ? { text } : {}),
    ...(appraisal ? { appraisal } : {}),
    ...(atMs === undefined ? {} : { atMs }),
    ...(elapsedSeconds === undefined ? {} : { elapsedSeconds }),
  };
}
