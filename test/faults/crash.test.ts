import { describe, expect, it } from 'vitest';
import { killAtWrites, killWriters } from '../support/faults-crash';
import { failWrites } from '../support/faults-io';
import { straceProblem } from '../support/faults-processes';

const KILLS = 30;
/** One point of this many is tried here; `npm run faults` tries all. */
const EVERY_KILL = 13;
const EVERY_FAILURE = 41;

const problem = straceProblem();
const note = problem === undefined ? '' : ` (not here: ${problem})`;

/** Far beyond what is needed, for machines that do something else as well. */
const PATIENCE_MS = 300_000;

describe('a process that writes to SQLite', () => {
  it(
    `keeps what it acknowledged when it is killed, ${KILLS} times`,
    async () => {
      const { rounds, wrong } = await killWriters(KILLS);
      expect(wrong).toEqual([]);
      expect(rounds).toBe(KILLS);
    },
    PATIENCE_MS,
  );

  it.skipIf(problem)(
    `keeps what it acknowledged when it is killed at a write${note}`,
    async () => {
      const { rounds, wrong } = await killAtWrites(EVERY_KILL);
      expect(wrong).toEqual([]);
      expect(rounds).toBeGreaterThan(5);
    },
    PATIENCE_MS,
  );

  it.skipIf(problem)(
    `says so when a write or a sync fails, and shows what the disk holds${note}`,
    async () => {
      const { rounds, wrong } = await failWrites(EVERY_FAILURE);
      expect(wrong).toEqual([]);
      expect(rounds).toBeGreaterThan(5);
    },
  );
});
