import { describe, expect, it } from 'vitest';
import { appraisalsOf, DIMENSIONS, drawAppraisal } from '../../adapters/simulation/appraise';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src';
import { normalQuantile, streamKey } from '../../src/maths/random';

const KEY = streamKey(11, 'events');
const DRAWS = 100_000;

/** Draws of one event whose dimensions are all normal, far from the ends of their ranges, as distances from the mean in standard deviations. */
function deviates(): Float64Array[] {
  const sd = 0.05;
  const middle = (name: (typeof APPRAISAL_DIMENSIONS)[number]) =>
    (APPRAISAL_RANGES[name].low + APPRAISAL_RANGES[name].high) / 2;
  const appraisal = Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((name) => [name, { mean: middle(name), sd }]),
  );
  const table = appraisalsOf([{ name: 'anything', perYear: 1, appraisal } as never]);
  const out = new Float64Array(DIMENSIONS);
  const columns = APPRAISAL_DIMENSIONS.map(() => new Float64Array(DRAWS));
  for (let i = 0; i < DRAWS; i++) {
    drawAppraisal(table, 0, KEY, i, out, 0);
    for (const [lane, name] of APPRAISAL_DIMENSIONS.entries())
      columns[lane]![i] = (out[lane]! - middle(name)) / sd;
  }
  return columns;
}

describe('appraisals that are drawn', () => {
  const columns = deviates();

  it('are normal: their quantiles are within the 1 % bound of Kolmogorov, in the tails too', () => {
    for (const column of columns) {
      const sorted = column.slice().sort();
      let distance = 0;
      for (let k = 1; k < 4096; k++) {
        const below = countBelow(sorted, normalQuantile(k / 4096)) / DRAWS;
        distance = Math.max(distance, Math.abs(below - k / 4096));
      }
      expect(distance).toBeLessThan(1.63 / Math.sqrt(DRAWS));
      expect(sorted[0]).toBeLessThan(-3.5);
      expect(sorted.at(-1)).toBeGreaterThan(3.5);
    }
  });

  it('say nothing of each other, within a block of the cipher and beyond', () => {
    for (const [one, first] of columns.entries()) {
      for (const second of columns.slice(one + 1)) {
        let sum = 0;
        for (let i = 0; i < DRAWS; i++) sum += first[i]! * second[i]!;
        expect(Math.abs(sum / DRAWS)).toBeLessThan(4.5 / Math.sqrt(DRAWS));
      }
    }
  });

  it('are the same for the same number, and stay in their range', () => {
    const wide = { mean: 0.9, sd: 1 };
    const appraisal = Object.fromEntries(APPRAISAL_DIMENSIONS.map((name) => [name, wide]));
    const table = appraisalsOf([{ name: 'anything', perYear: 1, appraisal } as never]);
    const [out, again] = [new Float64Array(DIMENSIONS), new Float64Array(DIMENSIONS)];
    for (let i = 0; i < 1000; i++) {
      drawAppraisal(table, 0, KEY, i, out, 0);
      drawAppraisal(table, 0, KEY, i, again, 0);
      expect(again).toEqual(out);
      for (const [lane, name] of APPRAISAL_DIMENSIONS.entries()) {
        expect(out[lane]).toBeGreaterThanOrEqual(APPRAISAL_RANGES[name].low);
        expect(out[lane]).toBeLessThanOrEqual(APPRAISAL_RANGES[name].high);
      }
    }
  });
});

/** How many of sorted numbers lie below a bound. */
function countBelow(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
