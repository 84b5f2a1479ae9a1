import type { LifeSummary, Peak } from '../evolution/life-evidence';
import { EventLane, gatherEvent, isDayOver, summariseWindow, WindowLane } from '../evolution/window';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { SessionState } from '../schema/session';
import { writeVad } from './lanes';

/** What a session has gathered about its character's traits and not yet told. */
export type Window = NonNullable<SessionState['window']>;

const lanes = new Float64Array(WindowLane.count);
const felt = new Float64Array(6);
const event = new Float64Array(EventLane.count);

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
  if (window) writeWindow(window);
  else lanes.fill(0);
  writeVad(felt, 0, mood);
  writeVad(felt, 3, emotion);
  event[EventLane.agency] = appraisal.agency;
  event[EventLane.normCompatibility] = appraisal.normCompatibility;
  event[EventLane.impact] = impact;
  event[EventLane.atMs] = atMs;
  gatherEvent(lanes, 0, felt, 0, felt, 3, event);
  return readWindow();
}

function writeWindow({
  sinceMs,
  events,
  mood,
  valence,
  valenceSquares,
  deeds,
  rightness,
  peak,
}: Window): void {
  lanes[WindowLane.sinceMs] = sinceMs;
  lanes[WindowLane.events] = events;
  writeVad(lanes, WindowLane.mood, mood);
  lanes[WindowLane.valence] = valence;
  lanes[WindowLane.valenceSquares] = valenceSquares;
  lanes[WindowLane.deeds] = deeds;
  lanes[WindowLane.rightness] = rightness;
  lanes[WindowLane.peakImpact] = peak.impact;
  writeVad(lanes, WindowLane.peak, peak);
}

function readWindow(): Window {
  return {
    sinceMs: lanes[WindowLane.sinceMs]!,
    events: lanes[WindowLane.events]!,
    mood: {
      valence: lanes[WindowLane.mood]!,
      arousal: lanes[WindowLane.mood + 1]!,
      dominance: lanes[WindowLane.mood + 2]!,
    },
    valence: lanes[WindowLane.valence]!,
    valenceSquares: lanes[WindowLane.valenceSquares]!,
    deeds: lanes[WindowLane.deeds]!,
    rightness: lanes[WindowLane.rightness]!,
    peak: {
      impact: lanes[WindowLane.peakImpact]!,
      valence: lanes[WindowLane.peak]!,
      arousal: lanes[WindowLane.peak + 1]!,
      dominance: lanes[WindowLane.peak + 2]!,
    },
  };
}

/** Whether a session has gathered for a whole day of its own time when it stands at `atMs`. */
export function isWindowDue(session: SessionState, atMs: number): boolean {
  return session.window !== undefined && isDayOver(session.window.sinceMs, atMs);
}

/** The session with nothing gathered. Effects: pure. */
export function withoutWindow(session: SessionState): SessionState {
  const { window: _, ...rest } = session;
  return rest;
}

/** What a window tells of the time it covers. Effects: pure. */
export function summarise(window: Window): LifeSummary & { readonly peak: Peak } {
  writeWindow(window);
  return summariseWindow(lanes, 0);
}
