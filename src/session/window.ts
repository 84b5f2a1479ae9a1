import { MS_PER_DAY } from '../constants/time';
import type { LifeSummary, Peak } from '../evolution/life-evidence';
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
 * @param mood the slow background that it left behind: what a day was like is not what its events felt like
 * @param emotion what was felt right after it
 * @param impact relevance times length of the impulse
 * Effects: pure. Sums of whole numbers: exact, and independent of the order of events; of two equal peaks the later stays.
 */
export function gather(
  window: Window | undefined,
  mood: Vad,
  emotion: Vad,
  appraisal: Appraisal,
  impact: number,
  atMs: number,
): Window {
  const { agency, normCompatibility } = appraisal;
  const own = agency > 0 ? agency : 0;
  const bearing = normCompatibility < 0 ? -normCompatibility : normCompatibility;
  const added: Mutable<Window> = {
    sinceMs: atMs,
    events: 1,
    mood: {
      valence: inParts(mood.valence),
      arousal: inParts(mood.arousal),
      dominance: inParts(mood.dominance),
    },
    valence: inParts(emotion.valence),
    valenceSquares: inParts(emotion.valence * emotion.valence),
    deeds: inParts(own * bearing),
    rightness: inParts(own * normCompatibility),
    peak: inPartsOf(emotion, impact),
  };
  if (window === undefined) return added;
  added.sinceMs = window.sinceMs;
  added.events += window.events;
  added.mood.valence += window.mood.valence;
  added.mood.arousal += window.mood.arousal;
  added.mood.dominance += window.mood.dominance;
  added.valence += window.valence;
  added.valenceSquares += window.valenceSquares;
  added.deeds += window.deeds;
  added.rightness += window.rightness;
  if (window.peak.impact > added.peak.impact) added.peak = window.peak;
  return added;
}

function inPartsOf(vad: Vad, impact: number): Mutable<Window['peak']> {
  return {
    impact: inParts(impact),
    valence: inParts(vad.valence),
    arousal: inParts(vad.arousal),
    dominance: inParts(vad.dominance),
  };
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
export function summarise(window: Window): LifeSummary & { readonly peak: Peak } {
  const scale = 1 / (window.events * SCALE);
  const { mood } = window;
  const mean = window.valence * scale;
  const variance = window.valenceSquares * scale - mean * mean;
  return {
    events: window.events,
    meanMood: {
      valence: mood.valence * scale,
      arousal: mood.arousal * scale,
      dominance: mood.dominance * scale,
    },
    valenceSpread: variance > 0 ? Math.sqrt(variance) : 0,
    deeds: Math.min(1, window.deeds * scale),
    rightness: window.deeds > 0 ? Math.max(-1, Math.min(1, window.rightness / window.deeds)) : 0,
    peak: {
      impact: window.peak.impact / SCALE,
      affect: {
        valence: window.peak.valence / SCALE,
        arousal: window.peak.arousal / SCALE,
        dominance: window.peak.dominance / SCALE,
      },
    },
  };
}
