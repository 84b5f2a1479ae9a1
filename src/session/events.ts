import type { FeltLabel } from '../constants/affect';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { Emotion, Mood } from './view';

/** How far an event was from what was expected, each dimension in its own unit, and the size of the whole in [0, 1]. */
export interface PredictionError extends Appraisal {
  readonly magnitude: number;
}

interface SessionEventBase {
  readonly sessionId: string;
  readonly characterId: string;
  readonly userId?: string | undefined;
  /** The session's time when it happened, milliseconds since 1970. */
  readonly atMs: number;
}

/** A session came to be. */
export interface SessionCreated extends SessionEventBase {
  readonly type: 'session.created';
}

/** A session perceived an event. */
export interface SessionPerceived extends SessionEventBase {
  readonly type: 'session.perceived';
  /** How many events the session has perceived, this one included. */
  readonly turn: number;
  readonly appraisal: Appraisal;
  readonly impulse: Vad;
  readonly delta: Vad;
  readonly predictionError: PredictionError;
  readonly emotion: Emotion;
  readonly mood: Mood;
  /** The label before this event. */
  readonly previousLabel: FeltLabel;
  /** Seconds since the event before this one; absent for the first. */
  readonly sinceLastSeconds?: number | undefined;
  readonly text?: string | undefined;
  readonly context?: string | undefined;
}

/** Time passed for a session. */
export interface SessionElapsed extends SessionEventBase {
  readonly type: 'session.elapsed';
  readonly seconds: number;
  readonly emotion: Emotion;
  readonly mood: Mood;
  readonly previousLabel: FeltLabel;
}

/** A session was asked to tell its character what it had gathered; otherwise it does so in the turn after its day is over. */
export interface SessionConsolidated extends SessionEventBase {
  readonly type: 'session.consolidated';
}

/** A session's feeling was set by hand. */
export interface SessionOverridden extends SessionEventBase {
  readonly type: 'session.overridden';
  readonly emotion: Emotion;
  readonly mood: Mood;
  readonly previousLabel: FeltLabel;
}

/** A session was put back to a snapshot; `atMs` is the session's time from here on. */
export interface SessionRestored extends SessionEventBase {
  readonly type: 'session.restored';
  /** How many events the session has perceived by the snapshot's count. */
  readonly turns: number;
  readonly emotion: Emotion;
  readonly mood: Mood;
  readonly previousLabel: FeltLabel;
}

/** A session was put away: it keeps everything and answers nothing. */
export interface SessionArchived extends SessionEventBase {
  readonly type: 'session.archived';
}

/** A session was brought back. */
export interface SessionUnarchived extends SessionEventBase {
  readonly type: 'session.unarchived';
}

/** A session was deleted with everything that belonged to it. */
export interface SessionDeleted extends SessionEventBase {
  readonly type: 'session.deleted';
}

/** What can happen to a session. */
export type SessionEvent =
  | SessionCreated
  | SessionPerceived
  | SessionElapsed
  | SessionConsolidated
  | SessionOverridden
  | SessionRestored
  | SessionArchived
  | SessionUnarchived
  | SessionDeleted;
