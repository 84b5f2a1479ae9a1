import { describe, expect, it } from 'vitest';
import { compareAdapters } from '../support/faults-agreement';
import { twistClocks } from '../support/faults-clocks';
import { soak } from '../support/faults-soak';
import { MAIN_ADAPTERS, withAllAdapters } from '../support/faults-stores';

const TRACES = 60;
const SEED = Number(process.env['FAST_CHECK_SEED']);

/** Far beyond what is needed, for machines that do something else as well. */
const PATIENCE_MS = 300_000;

describe('adapters', () => {
  it(
    'agree on every answer, event and record of random lives',
    async () => {
      const { rounds, wrong } = await withAllAdapters((all) => compareAdapters(all, TRACES, SEED));
      expect(wrong).toEqual([]);
      expect(rounds).toBe(TRACES);
    },
    PATIENCE_MS,
  );

  it.each(MAIN_ADAPTERS)(
    'over $name time never goes back, whatever the clock does',
    async (adapter) => {
      const { rounds, wrong } = await twistClocks(adapter, 100, SEED);
      expect(wrong).toEqual([]);
      expect(rounds).toBe(100);
    },
    PATIENCE_MS,
  );

  it.each(MAIN_ADAPTERS)(
    'over $name nothing is left open or listening after many turns',
    async (adapter) => {
      const { rounds, wrong } = await soak(adapter, 25, 40);
      expect(wrong).toEqual([]);
      expect(rounds).toBe(1000);
    },
    PATIENCE_MS,
  );
});
