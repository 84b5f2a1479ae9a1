import { MS_PER_DAY } from '../constants/time';
import { plainZero } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import { SummaryLane } from './lanes';
import type { LifeSummary, Peak } from './life-evidence';

/**
 * How what was gathered about a character's traits and not yet told lies. All of it but the instant are whole numbers, values in
 * ten-thousandths, so that sums are exact and independent of the order of events.
 */
export enum WindowLane {
  /** When the first event was felt, milliseconds. */
  sinceMs = 0,
  /** How many events there were; 0 is a window in which nothing is. */
  events = 1,
  /** Sum of the mood that each of them left behind, three axes. */
  mood = 2,
  /** Sum of the valence of emotion right after each of them. */
  valence = 5,
  valenceSquares = 6,
  /** Agency of the character's own doings, times how much they bore on norms. */
  deeds = 7,
  /** The same with the sign of their norm compatibility. */
  rightness = 8,
  /** The largest impact, relevance times length of the impulse. */
  peakImpact = 9,
  /** What was felt right after that event, three axes. */
  peak = 10,
  /** How many lanes it takes. */
  count = 13,
}

/** What is told of an event beside what was felt after it, in lanes: a number for each would be an object for each on its way. */
export enum EventLane {
  agency = 0,
  normCompatibility = 1,
  /** Relevance times length of the impulse, >= 0. */
  impact = 2,
  atMs = 3,
  /** How many lanes it takes. */
  count = 4,
}

const SCALE = 10_000;
const summary = new Float64Array(SummaryLane.count);

/**
 * Adds one event to a window, or begins one where all lanes are zero.
 * @param windows written in place at `at` .. `at` + WindowLane.count - 1
 * @param mood three axes at `moodAt`: the background that it left behind, for what a day was like is not what its events felt like
 * @param emotion three axes at `emotionAt`: what was felt right after it
 * @param event as `EventLane` numbers it
 * Effects: in place, allocates nothing; total. Of two equal peaks the later stays.
 */
export function gatherEvent(
  windows: Float64Array,
  at: number,
  mood: Float64Array,
  moodAt: number,
  emotion: Float64Array,
  emotionAt: number,
  event: Float64Array,
): void {
  const agency = event[EventLane.agency]!;
  const normCompatibility = event[EventLane.normCompatibility]!;
  const own = agency > 0 ? agency : 0;
  const bearing = normCompatibility < 0 ? -normCompatibility : normCompatibility;
  const valence = emotion[emotionAt]!;
  const isFirst = windows[at + WindowLane.events] === 0;
  if (isFirst) windows[at + WindowLane.sinceMs] = event[EventLane.atMs]!;
  windows[at + WindowLane.events]! += 1;
  for (let axis = 0; axis < 3; axis++) windows[at + WindowLane.mood + axis]! += inParts(mood[moodAt + axis]!);
  windows[at + WindowLane.valence]! += inParts(valence);
  windows[at + WindowLane.valenceSquares]! += inParts(valence * valence);
  windows[at + WindowLane.deeds]! += inParts(own * bearing);
  windows[at + WindowLane.rightness]! += inParts(own * normCompatibility);
  const weight = inParts(event[EventLane.impact]!);
  if (!isFirst && windows[at + WindowLane.peakImpact]! > weight) return;
  windows[at + WindowLane.peakImpact] = weight;
  for (let axis = 0; axis < 3; axis++) {
    windows[at + WindowLane.peak + axis] = inParts(emotion[emotionAt + axis]!);
  }
}

function inParts(x: number): number {
  return plainZero(Math.round(x * SCALE));
}

/** Whether a window that was begun at `sinceMs` holds a whole day at `atMs`. Effects: pure. */
export function isDayOver(sinceMs: number, atMs: number): boolean {
  return atMs - sinceMs >= MS_PER_DAY;
}

/**
 * Writes what a window with at least one event tells of the time it covers.
 * @param out gets SummaryLane.count lanes
 * Effects: in place, allocates nothing; total.
 */
export function writeSummary(windows: Float64Array, at: number, out: Float64Array): void {
  const events = windows[at + WindowLane.events]!;
  const scale = 1 / (events * SCALE);
  const mean = windows[at + WindowLane.valence]! * scale;
  const variance = windows[at + WindowLane.valenceSquares]! * scale - mean * mean;
  const deeds = windows[at + WindowLane.deeds]!;
  const rightness = windows[at + WindowLane.rightness]!;
  out[SummaryLane.events] = events;
  out[SummaryLane.valenceSpread] = variance > 0 ? Math.sqrt(variance) : 0;
  out[SummaryLane.deeds] = Math.min(1, deeds * scale);
  out[SummaryLane.rightness] = deeds > 0 ? Math.max(-1, Math.min(1, rightness / deeds)) : 0;
  out[SummaryLane.peakImpact] = windows[at + WindowLane.peakImpact]! / SCALE;
  for (let axis = 0; axis < 3; axis++) {
    out[SummaryLane.mood + axis] = windows[at + WindowLane.mood + axis]! * scale;
    out[SummaryLane.peak + axis] = windows[at + WindowLane.peak + axis]! / SCALE;
  }
}

/** What {@link writeSummary} writes, as an object. Effects: pure. */
export function summariseWindow(windows: Float64Array, at: number): LifeSummary & { readonly peak: Peak } {
  writeSummary(windows, at, summary);
  return {
    events: summary[SummaryLane.events]!,
    meanMood: vadAt(summary, SummaryLane.mood),
    valenceSpread: summary[SummaryLane.valenceSpread]!,
    deeds: summary[SummaryLane.deeds]!,
    rightness: summary[SummaryLane.rightness]!,
    peak: { impact: summary[SummaryLane.peakImpact]!, affect: vadAt(summary, SummaryLane.peak) },
  };
}

function vadAt(lanes: Float64Array, at: number): Vad {
  return { valence: lanes[at]!, arousal: lanes[at + 1]!, dominance: lanes[at + 2]! };
}
