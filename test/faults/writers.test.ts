import { describe, expect, it } from 'vitest';
import { unleashChaos } from '../support/faults-chaos';
import { interleave } from '../support/faults-interleavings';
import { raceProcesses } from '../support/faults-races';
import { FAULT_ADAPTERS, MAIN_ADAPTERS } from '../support/faults-stores';

const SEED = Number(process.env['FAST_CHECK_SEED']);
const CHAOS = 500;

/** Far beyond what is needed, for machines that do something else as well. */
const PATIENCE_MS = 300_000;

describe('many writers at once', () => {
  it(
    'of eight processes raise one counter 500 times each, and no step is lost',
    async () => {
      expect((await raceProcesses(8, 500)).wrong).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each(MAIN_ADAPTERS)(
    'over $name act as one writer would, however they are interleaved',
    async (adapter) => {
      const { rounds, wrong } = await interleave(adapter, 100, SEED);
      expect(wrong).toEqual([]);
      expect(rounds).toBe(100);
    },
  );

  it(
    `behind a network that loses, delays and repeats act as one writer would, with ${CHAOS} seeds`,
    async () => {
      const { rounds, wrong } = await unleashChaos(FAULT_ADAPTERS[0]!, { from: SEED, count: CHAOS });
      expect(wrong).toEqual([]);
      expect(rounds).toBe(CHAOS);
    },
    PATIENCE_MS,
  );

  it.each(FAULT_ADAPTERS.slice(1))(
    'and so they do over $name',
    async (adapter) => {
      expect((await unleashChaos(adapter, { from: SEED, count: 25 })).wrong).toEqual([]);
    },
    PATIENCE_MS,
  );
});
