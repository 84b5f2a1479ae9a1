import type { Disposition } from '../affect/disposition';
import { assemble } from '../immutable/assemble';
import type { SessionState } from '../schema/session';
import { eventBase } from './create-session';
import type { SessionElapsed } from './events';
import { causeWeightAt, readEmotion, readMood } from './feeling';
import { settle } from './lanes';
import { sessionTimeAfter } from './time';
import type { Emotion, Mood } from './view';

/**
 * Lets time pass for a session.
 * @param seconds >= 0; 0 changes nothing and tells nothing
 * @param clockMs what the clock reads now
 * @returns the next state and its events; `session` itself is left as it was
 * Effects: pure; total on valid input.
 */
export function elapse(
  session: SessionState,
  disposition: Disposition,
  seconds: number,
  clockMs: number,
): { readonly session: SessionState; readonly events: readonly SessionElapsed[] } {
  if (seconds === 0) return { session, events: [] };
  const { emotion, mood, atMs } = viewFeeling(session, disposition, seconds);
  const next = assemble(session, (draft) => {
    draft.atMs = atMs;
    draft.clockMs = clockMs;
    draft.steps += 1;
    draft.emotion = { ...emotion.vad };
    draft.mood = { ...mood.vad };
    draft.label = emotion.label;
  });
  return {
    session: next,
    events: [
      { type: 'session.elapsed', ...eventBase(next), seconds, emotion, mood, previousLabel: session.label },
    ],
  };
}

/**
 * How a session feels `seconds` after its last write, without changing it: what a write at that moment would find.
 * Effects: pure; total on valid input.
 */
export function viewFeeling(
  session: SessionState,
  disposition: Disposition,
  seconds: number,
): { readonly emotion: Emotion; readonly mood: Mood; readonly atMs: number } {
  const { affect } = settle(session, disposition, seconds);
  const atMs = sessionTimeAfter(session, seconds);
  const weight = causeWeightAt(session.cause, atMs, disposition);
  return {
    emotion: readEmotion(affect, session.cause, weight, session.label, false),
    mood: readMood(affect),
    atMs,
  };
}
