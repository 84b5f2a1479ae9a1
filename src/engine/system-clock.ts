import type { Clock } from '../ports';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
