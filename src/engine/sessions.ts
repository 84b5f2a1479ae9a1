import type { PromptData } from '../expression';
import type { CreateSessionInput, PerceiveInput } from '../schema/session';
import type {
  ListSessionsInput,
  OverrideFeelingInput,
  SessionHistoryQuery,
  SessionSnapshot,
} from '../schema/sessions-api';
import type { CallOptions } from './context';
import type { PageEnd } from './pages';
import type { WriteOptions } from './projects';
import type { PastFeeling, Perception, Session, SessionStateView, SessionSummary } from './session-answers';
import type { SessionHistoryEntry } from './session-history';
import type { ConsolidationAnswer } from './session-turns';

/** One page of sessions in the order of their creation. */
export interface SessionPage extends PageEnd {
  readonly sessions: readonly SessionSummary[];
}

/**
 * How characters feel: the sessions of an engine. For every call but `delete` and `unarchive` a session that is archived is not there.
 * Every call may reject with ENGINE_CLOSED and with what its store throws.
 */
export interface Sessions {
  /**
   * Begins a session, with a character of its own or with one that exists; under an `idempotencyKey` once, also after a restart and between
   * processes.
   * @throws EngineError INPUT_INVALID, PRESET_UNKNOWN, CHARACTER_NOT_FOUND
   */
  create(input: CreateSessionInput, options?: CallOptions): Promise<Session>;
  /** Reads a session; undefined when there is none with that id. */
  get(id: string, options?: CallOptions): Promise<Session | undefined>;
  /**
   * Walks sessions in the order of their creation: all of them, or those of one character, of one user, or of both. A page may hold fewer
   * than `limit`, even none, because users and archived sessions are sorted out after it was read: go on as long as there is a `cursor`. Damaged
   * records are named instead of listed.
   * @throws EngineError INPUT_INVALID on a forged cursor or a limit outside 1 to 100
   */
  list(input?: ListSessionsInput, options?: CallOptions): Promise<SessionPage>;
  /** Deletes a session, archived, damaged or neither, with its state and history, and its character when that was made for it alone. */
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
  /**
   * Lets a session perceive an event, given as an appraisal or as a text for the engine's appraiser.
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, TIME_REVERSED, APPRAISER_MISSING, APPRAISAL_FAILED, REVISION_CONFLICT
   */
  perceive(id: string, input: PerceiveInput, options?: CallOptions): Promise<Perception>;
  /**
   * Lets time pass by the caller's count. 0 seconds change nothing.
   * @param seconds >= 0; more than a hundred years count as a hundred years
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  tick(id: string, seconds: number, options?: CallOptions): Promise<SessionStateView>;
  /**
   * Tells the character at once what this session has gathered about it, instead of when a day of the session has passed.
   * While a manual override of the character is protected nothing is told, and the session keeps what it has.
   * @throws EngineError SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  consolidate(id: string, options?: CallOptions): Promise<ConsolidationAnswer>;
  /**
   * Sets axes of a feeling by hand; those that are absent stay. Time passes first, by the clock, and the feeling is named anew. When any axis of
   * emotion is set, it is no longer about the event that it was about.
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, TIME_REVERSED, REVISION_CONFLICT
   */
  overrideFeeling(id: string, input: OverrideFeelingInput, options?: CallOptions): Promise<SessionStateView>;
  /**
   * How a session felt at its last write, as plain JSON to put back later. Writes nothing.
   * @throws EngineError SESSION_NOT_FOUND
   */
  snapshot(id: string, options?: CallOptions): Promise<SessionSnapshot>;
  /**
   * Puts a session back to a snapshot of itself or of another. It feels, expects and counts as it did then, its own time is that of then, and
   * goes on from there as of now. Who feels there, with whom and how strongly stays, and so does what has been gathered about the character
   * and what was told it. Idempotency keys stay used.
   * @param options `expectedRevision` refuses it when the session has been written since: how a population gives back what it has lived
   * @throws EngineError INPUT_INVALID, STATE_VERSION_UNSUPPORTED, SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  restoreSnapshot(id: string, snapshot: SessionSnapshot, options?: WriteOptions): Promise<SessionStateView>;
  /**
   * Puts a session away: it keeps everything, and is not there any more for any call but `unarchive` and `delete`. What it has gathered is told
   * to its character first, unless an override is protected; its character stays.
   * @throws EngineError INPUT_INVALID, REVISION_CONFLICT
   */
  archive(id: string, options?: CallOptions): Promise<{ readonly archived: boolean; readonly id: string }>;
  /**
   * Brings an archived session back as if it had been left alone meanwhile; one that is not archived is answered as it is.
   * @throws EngineError SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  unarchive(id: string, options?: CallOptions): Promise<Session>;
  /**
   * What has happened to a session, newest first, as far as it is kept: the first event ever has the id "1". Instants are the session's own time, which a restored snapshot may have set back: the order
   * is that in which things happened.
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND
   */
  history(
    id: string,
    query?: SessionHistoryQuery,
    options?: CallOptions,
  ): Promise<{ readonly events: readonly SessionHistoryEntry[] }>;
  /**
   * How a session felt at an instant of its own time: the last feeling of its history by then, relaxed until that instant. Random ups and downs
   * in between are not reproduced, and the disposition is the character's present one. Of an instant that a restored snapshot made it live
   * through twice, the later time counts.
   * @param instant ISO 8601 with its offset, a Date, or milliseconds since 1970; from the session's creation until its present time
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, HISTORY_MISSING when that part of its history was trimmed or lost
   */
  at(id: string, instant: string | number | Date, options?: CallOptions): Promise<PastFeeling>;
  /**
   * How a session feels now by the clock. Writes nothing, so a `tick` after it counts from the last write and not from here.
   * @throws EngineError SESSION_NOT_FOUND
   */
  state(id: string, options?: CallOptions): Promise<SessionStateView>;
  /**
   * Text blocks about the character and its feeling now, for a language model. Writes nothing.
   * @throws EngineError SESSION_NOT_FOUND
   */
  promptData(id: string, options?: CallOptions): Promise<PromptData>;
}
