import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectSame, lives, type RealEngine, reopen } from '../support/engine-commands';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, START, STORE_KINDS } from '../support/engine-fixtures';
import { EngineModel } from '../support/engine-model';

describe.each(STORE_KINDS)('an engine over $kind', (kind) => {
  it('does what the pure transitions do, once for each key, whatever its store does to it', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (commands) => {
        const model = new EngineModel(START, 7);
        const real: RealEngine = await reopen({
          store: createFaultStore(kind.newDisk().open()),
          clock: createManualClock(),
          seed: 7,
          events: [],
        });
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await expectSame(model, real);
        await real.engine.close();
        await real.store.close();
      }),
      { numRuns: kind.kind === 'memory' ? 400 : 80 },
    );
  });
});
