import { LAST_INSTANT_MS, MS_PER_HOUR } from '../constants/time';
import { refuse } from './appraisals';
import { createFactors } from './columns';
import type { PopulationState } from './state';

// The clock counts microseconds: so an hour of 3600 seconds is the same in a population and in a session.
const US_PER_MS = 1000;

/** Lets time pass for all; what `advance` of a population promises. */
export function passTime(state: PopulationState, hours: number): void {
  if (!(Number.isFinite(hours) && hours >= 0)) throw refuse(['hours'], 'must be finite and >= 0');
  if (hours === 0) return;
  const nowMs = state.nowMs + Math.round(hours * MS_PER_HOUR * US_PER_MS) / US_PER_MS;
  if (!(nowMs <= LAST_INSTANT_MS)) throw refuse(['hours'], 'lead beyond the end of the clock');
  if (!state.lazy) advanceAll(state, hours);
  state.nowMs = nowMs;
}

function advanceAll(state: PopulationState, hours: number): void {
  const { columns, used } = state;
  const { loops, allocate } = state.parts;
  if (state.noisy > 0) loops.advanceMixed(columns, used, hours, state.ticks);
  else if (hours === state.factorHours) loops.step(columns, used);
  else if (hours === state.lastHours) {
    // The second time that a step is the same it is worth its factors.
    if (columns.factors.length === 0) columns.factors = createFactors(columns.capacity, allocate);
    // Until they are all written, they are of no step.
    state.factorHours = -1;
    loops.prepare(columns, used, hours);
    state.factorHours = hours;
    loops.step(columns, used);
  } else loops.advance(columns, used, hours);
  state.lastHours = hours;
  state.ticks++;
}
