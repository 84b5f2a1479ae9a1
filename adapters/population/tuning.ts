import { Op } from './shared';

/** When threads are worth it, and how long one is waited for. */
export interface Tuning {
  /** From how many rows on threads are woken, by operation. */
  readonly fewestRows: Readonly<Record<Op, number>>;
  /** How many milliseconds a worker is given for the last rows that it has taken. */
  readonly patienceMs: number;
}

/**
 * Rows: measured with one worker on two cores, waking it and waiting for it takes as long as it saves at 4,000 rows with factors and at 1,800
 * without; this is twice that. Where steps follow on each other at once and it need not be woken,
 * between 2,000 and 3,000, and between 1,000 and 2,000.
 * Patience: a chunk takes a millisecond at the most; the rest is what a very busy machine is forgiven.
 */
export const MEASURED: Tuning = {
  fewestRows: {
    [Op.advance]: 4096,
    [Op.prepare]: 4096,
    [Op.step]: 8192,
    [Op.advanceMixed]: 4096,
    [Op.settle]: 4096,
  },
  patienceMs: 2000,
};
