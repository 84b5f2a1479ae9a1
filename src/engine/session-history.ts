import type { z } from 'zod';
import { invalid } from '../affect/authored';
import { LIMITS } from '../constants/limits';
import type { EngineError } from '../errors';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { historyQuerySchema } from '../schema/sessions-api';
import { type Emotion, feelingAt, type Mood, type PredictionError, type Remembered } from '../session';
import { EVENT_LOST, readEvent } from './codec';
import type { EngineContext } from './context';
import type { GuardedStore } from './guarded-store';
import { historyMissing, isBeginningKept } from './history-beginning';
import { newestFirst } from './pages';
import type { LoadedSession } from './records';
import { type PastFeeling, toIso } from './session-answers';
import { sessionTimeAt } from './session-time';

interface Entry {
  /** The place of the entry in the history of its session: what happened later has a larger one. */
  readonly id: string;
  /** The session's own time, ISO 8601. */
  readonly at: string;
}

/** What was felt, without the ranking of all labels. */
export type RecordedEmotion = Omit<Emotion, 'labels'>;

interface FeltEntry extends Entry {
  readonly emotion: RecordedEmotion;
  readonly mood: Mood;
}

/** An event that a session perceived. */
export interface PerceivedEntry extends FeltEntry {
  readonly type: 'perceived';
  /** How many events the session had perceived, this one included. */
  readonly turn: number;
  readonly text?: string;
  readonly context?: string;
  readonly appraisal: Appraisal;
  readonly impulse: Vad;
  readonly delta: Vad;
  readonly predictionError: PredictionError;
}

/** Time that passed for a session by itself. */
export interface ElapsedEntry extends FeltEntry {
  readonly type: 'elapsed';
  readonly seconds: number;
}

/** A feeling that was set by hand. */
export interface OverriddenEntry extends FeltEntry {
  readonly type: 'overridden';
}

/** A return to a snapshot; `at` is the session's time from there on. */
export interface RestoredEntry extends FeltEntry {
  readonly type: 'restored';
  readonly turns: number;
}

/** Something that happened to a session and was not felt. */
export interface UnfeltEntry extends Entry {
  readonly type: 'created' | 'consolidated' | 'archived' | 'unarchived';
}

/** Something that happened to a session; `type` tells which. */
export type SessionHistoryEntry =
  | PerceivedEntry
  | ElapsedEntry
  | OverriddenEntry
  | RestoredEntry
  | UnfeltEntry;

/** What has happened to a session, newest first, as far as it is kept. */
export async function readEntries(
  store: GuardedStore,
  id: string,
  { limit, since, until }: z.output<typeof historyQuerySchema>,
): Promise<readonly SessionHistoryEntry[]> {
  const range = {
    ...(since !== undefined && { sinceMs: since }),
    ...(until !== undefined && { untilMs: until }),
  };
  const entries: SessionHistoryEntry[] = [];
  for await (const stored of newestFirst(store, { collection: 'session', id }, range)) {
    const entry = entryOf(`${stored.sequence}`, (readEvent(stored) as Remembered).event);
    if (entry) entries.push(entry);
    if (entries.length >= limit) break;
  }
  return entries;
}

/**
 * How a session felt at an instant.
 * @throws EngineError INPUT_INVALID when that is in its future, or before anything had happened to it; HISTORY_MISSING when that part of its
 * history was trimmed, or lost to damage
 */
export async function readFeelingAt(
  { store, now }: EngineContext,
  { state, disposition }: LoadedSession,
  atMs: number,
): Promise<PastFeeling> {
  const { id, characterId } = state;
  const present = sessionTimeAt(state, now());
  if (atMs > present) throw refusal(`lies in the future: the session's own time is ${toIso(present)}`);
  const { memories, isFelt } = await readMemories(store, id, atMs);
  // What the session had felt by then may have been in what is gone.
  const stream = { collection: 'session', id } as const;
  if (!isFelt && !(await isBeginningKept(store, stream))) throw historyMissing(stream, atMs);
  if (memories.length === 0) throw refusal('lies before the session was created');
  return { id, characterId, ...feelingAt(state, disposition, memories, atMs), at: toIso(atMs) };
}

function refusal(message: string): EngineError {
  return invalid('the instant', [{ path: [], message }]);
}

/**
 * The last of what had happened to a session by an instant, the oldest first: back to its last feeling, and a page of events further to know
 * what that is about.
 */
async function readMemories(
  store: GuardedStore,
  id: string,
  atMs: number,
): Promise<{ readonly memories: readonly Remembered[]; readonly isFelt: boolean }> {
  const memories: Remembered[] = [];
  let isFelt = false;
  for await (const stored of newestFirst(store, { collection: 'session', id }, { untilMs: atMs })) {
    if (stored.type === EVENT_LOST) {
      if (!isFelt) throw historyMissing(stored.stream, atMs);
      continue;
    }
    const memory = readEvent(stored) as Remembered;
    memories.push(memory);
    const { type } = memory.event;
    isFelt ||= 'emotion' in memory.event;
    // Nothing before it bears on a feeling that was set or put back.
    if (type === 'session.overridden' || type === 'session.restored') break;
    if (isFelt && memories.length >= LIMITS.pageLength) break;
  }
  return { memories: memories.reverse(), isFelt };
}

/** An event as the history shows it; undefined for one that this release does not know, and for what stands in the place of a lost one. */
function entryOf(id: string, event: Remembered['event']): SessionHistoryEntry | undefined {
  const entry: Entry = { id, at: toIso(event.atMs) };
  switch (event.type) {
    case 'session.perceived':
      return {
        ...entry,
        type: 'perceived',
        turn: event.turn,
        ...(event.text !== undefined && { text: event.text }),
        ...(event.context !== undefined && { context: event.context }),
        appraisal: event.appraisal,
        impulse: event.impulse,
        delta: event.delta,
        predictionError: event.predictionError,
        ...feltOf(event),
      };
    case 'session.elapsed':
      return { ...entry, type: 'elapsed', seconds: event.seconds, ...feltOf(event) };
    case 'session.overridden':
      return { ...entry, type: 'overridden', ...feltOf(event) };
    case 'session.restored':
      return { ...entry, type: 'restored', turns: event.turns, ...feltOf(event) };
    case 'session.created':
      return { ...entry, type: 'created' };
    case 'session.consolidated':
      return { ...entry, type: 'consolidated' };
    case 'session.archived':
      return { ...entry, type: 'archived' };
    case 'session.unarchived':
      return { ...entry, type: 'unarchived' };
    default:
      return undefined;
  }
}

function feltOf({ emotion, mood }: { readonly emotion: Emotion; readonly mood: Mood }) {
  const { labels: _, ...recorded } = emotion;
  return { emotion: recorded, mood };
}
