import type { SimulationEvent } from '../../src/schema/simulation';
import { HOURS_PER_YEAR } from './plan';

/*
 * When events happen. All events together arrive as one Poisson process; where the rates change with the years its clock is stretched, so
 * that on it one event is due per unit of time. A character's next event is one exponential draw ahead on that clock, and which one it is
 * follows from the rates at that hour. So a draw is made for each event, and none for the steps in which nothing happens.
 */

/** Years in which the same events may happen. */
interface Span {
  readonly fromHour: number;
  /** The stretched clock at its beginning and at its end. */
  readonly from: number;
  readonly to: number;
  /** Events per hour, all together. */
  readonly perHour: number;
  /** The events that may happen, and up to which share of all of them each goes. */
  readonly events: readonly number[];
  readonly upTo: readonly number[];
}

/** All spans of a simulation in which something may happen, in their order. */
export type Timetable = readonly Span[];

/** Divides a simulation into spans of equal rates. */
export function timetableOf(events: readonly SimulationEvent[], hours: number): Timetable {
  const edges = new Set([0, hours]);
  for (const { between = [] } of events) {
    for (const year of between) edges.add(Math.min(year * HOURS_PER_YEAR, hours));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const spans: Span[] = [];
  let clock = 0;
  for (const [index, toHour] of sorted.slice(1).entries()) {
    const fromHour = sorted[index]!;
    const may = [...events.keys()].filter((event) => mayHappen(events[event]!, fromHour));
    const rates = may.map((event) => events[event]!.perYear / HOURS_PER_YEAR);
    const perHour = rates.reduce((sum, rate) => sum + rate, 0);
    if (perHour === 0) continue;
    let sum = 0;
    const upTo = rates.map((rate) => {
      sum += rate;
      return sum / perHour;
    });
    const to = clock + (toHour - fromHour) * perHour;
    spans.push({ fromHour, from: clock, to, perHour, events: may, upTo });
    clock = to;
  }
  return spans;
}

function mayHappen({ between, perYear }: SimulationEvent, hour: number): boolean {
  if (perYear === 0) return false;
  return between === undefined || (hour >= between[0] * HOURS_PER_YEAR && hour < between[1] * HOURS_PER_YEAR);
}

/** The hour at which the stretched clock shows a time; Infinity when the simulation ends before. */
export function hourAt(timetable: Timetable, clock: number): number {
  const span = spanAt(timetable, clock);
  return span ? span.fromHour + (clock - span.from) / span.perHour : Number.POSITIVE_INFINITY;
}

/**
 * Which event happens at a time of the stretched clock.
 * @param share uniform in (0, 1)
 */
export function eventAt(timetable: Timetable, clock: number, share: number): number {
  const { events, upTo } = spanAt(timetable, clock)!;
  let place = 0;
  while (place < events.length - 1 && share >= upTo[place]!) place++;
  return events[place]!;
}

function spanAt(timetable: Timetable, clock: number): Span | undefined {
  for (let i = 0; i < timetable.length; i++) if (clock < timetable[i]!.to) return timetable[i];
  return undefined;
}
