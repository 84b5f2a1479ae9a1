import type { AppraisalInput } from '../../src';

type Row = readonly [
  goalRelevance: number,
  goalCongruence: number,
  expectedness: number,
  controllability: number,
  agency: number,
  normCompatibility: number,
  internalStandards?: number,
  adjustmentPotential?: number,
  urgency?: number,
];

// Written down once and kept for ever: golden files and hashes are made from these.
const ROWS: readonly Row[] = [
  [0.9, 0.8, 0.2, 0.5, -0.8, 0.5],
  [0.8, -0.8, 0.4, 0.4, -1, -0.8, -0.1, 0.4, 0.7],
  [0.7, 0.7, 0.6, 0.8, 1, 0.4, 0.9, 0.9, 0.4],
  [1, -0.9, 0.1, 0.15, 0, -0.1, 0, 0.1, 0.95],
  [0.1, 0.2, 0.9, 0.6, 0, 0, 0, 0.7, 0.1],
  [0.85, -0.9, 0.6, 0.05, 0, 0, 0, 0.15, 0.3],
  [0, 1, 0, 1, 1, 1, 1, 1, 1],
  [0.6, -0.5, 0.7, 0.6, 1, -0.8, -0.9, 0.5, 0.4],
  [1, 1, 0, 1, 1, 1, 1, 1, 1],
  [1, -1, 0, 0, -1, -1, -1, 0, 1],
  [0.35, 0.15, 0.05, 0.45, -0.3, 0, 0, 0.5, 0.55],
];

/** Events that a fixed script is made of: gifts, insults, losses, dangers, trifles and both extremes. */
export const SCRIPT_EVENTS: readonly AppraisalInput[] = ROWS.map(([r, c, e, k, a, n, s, p, u]) => ({
  goalRelevance: r,
  goalCongruence: c,
  expectedness: e,
  controllability: k,
  agency: a,
  normCompatibility: n,
  ...(s !== undefined && { internalStandards: s }),
  ...(p !== undefined && { adjustmentPotential: p }),
  ...(u !== undefined && { urgency: u }),
}));

/** Seconds between events of a fixed script: none, a breath, a talk, a night, a holiday, a year. */
export const SCRIPT_PAUSES: readonly number[] = [
  0, 0.033, 2, 45.5, 600, 3600, 0, 30_000, 86_400, 1_209_600, 31_557_600, 7,
];
