import type { Disposition } from '../affect/disposition';
import { LAST_INSTANT_MS } from '../constants/time';
import { clamp } from '../maths/scalar';
import type { SessionState } from '../schema/session';
import { type SessionSnapshot, SNAPSHOT_VERSION } from '../schema/sessions-api';
import { eventBase } from './create-session';
import { viewFeeling } from './elapse';
import type { SessionRestored } from './events';
import type { Window } from './window';

/** How a session feels as of its last write, in an object that shares nothing with the state. Effects: pure. */
export function takeSnapshot(session: SessionState): SessionSnapshot {
  return { version: SNAPSHOT_VERSION, ...feelingOf(session) };
}

/**
 * Puts a session back to a snapshot, its own or another's. Who feels there stays, with whom, and how feelings move there; so do the key of the
 * random ups and downs and what the session has gathered and not told.
 *
 * @param snapshot a valid one
 * @param clockMs what the clock reads now: feeling goes on from there
 * @returns the next state and the event that tells of it; `session` itself is left as it was
 * Effects: pure; total on valid input.
 */
export function restoreSnapshot(
  session: SessionState,
  disposition: Disposition,
  snapshot: SessionSnapshot,
  clockMs: number,
): { readonly session: SessionState; readonly events: readonly [SessionRestored] } {
  const { cause: _, lastEvent: __, window, ...kept } = session;
  const next: SessionState = {
    ...kept,
    ...feelingOf(snapshot),
    clockMs,
    ...(window && { window: movedTo(snapshot.atMs, window, session.atMs) }),
  };
  const { emotion, mood } = viewFeeling(next, disposition, 0);
  const told = { turns: next.turns, emotion, mood, previousLabel: session.label };
  return { session: next, events: [{ type: 'session.restored', ...eventBase(next), ...told }] };
}

/**
 * A window in a session whose own time jumps: it has gathered for as long as before. Left where it was, it would be told too early or,
 * begun in what is now the future, never.
 */
function movedTo(atMs: number, window: Window, beforeMs: number): Window {
  return { ...window, sinceMs: clamp(window.sinceMs + (atMs - beforeMs), -LAST_INSTANT_MS, atMs) };
}

type Feeling = Omit<SessionSnapshot, 'version'>;

/** The part of a state that a snapshot holds, copied. */
function feelingOf({
  atMs,
  turns,
  steps,
  emotion,
  mood,
  expectation,
  label,
  cause,
  lastEvent,
}: Feeling): Feeling {
  return {
    atMs,
    turns,
    steps,
    emotion: { ...emotion },
    mood: { ...mood },
    expectation: { appraisal: { ...expectation.appraisal }, precision: expectation.precision },
    label,
    ...(cause && { cause: { ...cause, appraisal: { ...cause.appraisal }, impulse: { ...cause.impulse } } }),
    ...(lastEvent && { lastEvent: { ...lastEvent } }),
  };
}
