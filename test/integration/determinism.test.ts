import { describe, expect, it } from 'vitest';
import { STORE_KINDS } from '../support/engine-fixtures';
import { runScript } from './determinism-script';

describe('the script of turns', () => {
  it('gives the same hash each time, also with another run beside it', async () => {
    const first = await runScript();
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(first.answers).toBeGreaterThan(1000);
    expect(await Promise.all([runScript(), runScript()])).toEqual([first, first]);
  });

  it.each(STORE_KINDS)('gives the same hash over $kind', async (kind) => {
    expect(await runScript(kind.newDisk().open())).toEqual(await runScript());
  });

  it('hashes what is stored, too', async () => {
    const store = STORE_KINDS[0]!.newDisk().open();
    store.history = async () => [];
    expect((await runScript(store)).hash).not.toBe((await runScript()).hash);
  });
});
