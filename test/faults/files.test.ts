import { describe, expect, it } from 'vitest';
import { damageFiles } from '../support/faults-damage';
import { fillDatabases, fillDisks } from '../support/faults-space';
import { cutLog } from '../support/faults-wal';

const SEED = Number(process.env['FAST_CHECK_SEED']);
const DAMAGES = 300;

/** Far beyond what is needed, for machines that do something else as well. */
const PATIENCE_MS = 300_000;

describe('a file of SQLite', () => {
  it(
    'holds a committed state wherever its log was cut',
    async () => {
      const { rounds, wrong } = await cutLog(401);
      expect(wrong).toEqual([]);
      expect(rounds).toBeGreaterThan(200);
    },
    PATIENCE_MS,
  );

  it(
    'gives the truth, an error or nothing wherever it was damaged',
    async () => {
      const { rounds, wrong } = await damageFiles(DAMAGES, SEED);
      expect(wrong).toEqual([]);
      expect(rounds).toBe(DAMAGES);
    },
    PATIENCE_MS,
  );

  it(
    'on a full disk refuses writes, can be read, and goes on once there is space',
    async (context) => {
      const findings = await fillDisks([512]);
      if ('skipped' in findings) return context.skip(findings.skipped);
      expect(findings.wrong).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'that may not grow refuses writes, can be read, and goes on once it may',
    async () => {
      expect((await fillDatabases([64, 128])).wrong).toEqual([]);
    },
    PATIENCE_MS,
  );
});
