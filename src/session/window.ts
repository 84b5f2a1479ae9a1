import { MS_PER_DAY } from '../constants/time';
import type { LifeSummary } from '../evolution/life-evidence';
import type { Mutable } from '../immutable/assemble';
import { plainZero } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { SessionState } from '../schema/session';

/** What a session has gathered about its character's traits and not yet told. */
export type Window = NonNullable<SessionState['window']>;

const SCALE = 10_000;

/**
 * Adds one event to a window, or begins one.
 * @param felt what was felt right after it
 * @param impact relevance times length of the impulse
 * Effects: pure. Sums of whole numbers: exact, and independent of the order of events.
 */
export function gather(
  window: Window | undefined,
  felt: Vad,
  appraisal: Appraisal,
  impact: number,
  atMs: number,
): Window {
  const { agency, normCompatibility } = appraisal;
  const own = agency > 0 ? agency : 0;
  const force = inParts(impact);
  const added: Mutable<Window> = {
    sinceMs: atMs,
    events: 1,
    valence: inParts(felt.valence),
    valenceSquares: inParts(felt.valence * felt.valence),
    arousal: inParts(felt.arousal),
    dominance: inParts(felt.dominance),
    deeds: inParts(own),
    rightness: inParts(own * normCompatibility),
    impact: force,
  };
  if (window === undefined) return added;
  added.sinceMs = window.sinceMs;
  added.events += window.events;
  added.valence += window.valence;
  added.valenceSquares += window.valenceSquares;
  added.arousal += window.arousal;
  added.dominance += window.dominance;
  added.deeds += window.deeds;
  added.rightness += window.rightness;
  if (window.impact > force) added.impact = window.impact;
  return added;
}

function inParts(x: number): number {
  return plainZero(Math.round(x * SCALE));
}

/** Whether a session has gathered for a whole day of its own time when it stands at `atMs`. */
export function isWindowDue(session: SessionState, atMs: number): boolean {
  return session.window !== undefined && atMs - session.window.sinceMs >= MS_PER_DAY;
}

/** The session with nothing gathered. Effects: pure. */
export function withoutWindow(session: SessionState): SessionState {
  const { window: _, ...rest } = session;
  return rest;
}

/** What a window tells of the time it covers. Effects: pure. */
export function summarise(window: Window): LifeSummary & { readonly impact: number } {
  const scale = 1 / (window.events * SCALE);
  const mean = window.valence * scale;
  const variance = window.valenceSquares * scale - mean * mean;
  return {
    events: window.events,
    meanAffect: { valence: mean, arousal: window.arousal * scale, dominance: window.dominance * scale },
    valenceSpread: variance > 0 ? Math.sqrt(variance) : 0,
    deeds: Math.min(1, window.deeds * scale),
    rightness: window.deeds > 0 ? Math.max(-1, Math.min(1, window.rightness / window.deeds)) : 0,
    impact: window.impact / SCALE,
  };
}
