import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createParallelPopulation,
  createPopulation,
  restoreParallelPopulation,
} from '../../adapters/population';
import { openTogether } from '../../adapters/population/open-together';
import type { EngineError } from '../../src/errors';
import { openState } from '../../src/population';
import { mostEager } from '../support/population-threads';
import { bundleWorker, removeBundle } from '../support/population-worker';

const CHILD = fileURLToPath(new URL('../support/population-child.ts', import.meta.url));
const ROWS = 20_000;
const SECOND = 1 / 3600;

let script: URL;
let saboteur: URL;
beforeAll(async () => {
  script = await bundleWorker();
  saboteur = await bundleWorker('test/support/population-saboteur.ts');
  return () => {
    removeBundle(script);
    removeBundle(saboteur);
  };
});

describe('createParallelPopulation', () => {
  it('lives as one without threads does, also when it was restored, and after its threads have ended', async () => {
    const options = { capacity: ROWS, seed: 3 };
    const alone = createPopulation(options);
    alone.spawn({ count: ROWS });
    const together = await createParallelPopulation({ ...options, workers: 2, script });
    together.spawn({ count: ROWS });
    expect(together.workers).toBe(2);
    for (const population of [alone, together]) {
      for (let tick = 0; tick < 4; tick++) population.advance(SECOND);
    }
    const restored = await restoreParallelPopulation(alone.toBytes(), { workers: 1, script });
    await together.close();
    for (const population of [alone, together, restored]) {
      population.advance(SECOND);
      population.advance(1);
    }
    expect(Buffer.compare(together.toBytes(), alone.toBytes())).toBe(0);
    expect(Buffer.compare(restored.toBytes(), alone.toBytes())).toBe(0);
    expect([together.workers, restored.workers]).toEqual([0, 1]);
    expect(together.hours).toBe(alone.hours);
    await restored.close();
  });

  it('has no threads when none are asked for, and as many as the machine has to spare when nobody says', async () => {
    const none = await createParallelPopulation({ capacity: 1, workers: 0 });
    expect(none.workers).toBe(0);
    await none.close();
    const some = await createParallelPopulation({ capacity: 1, script });
    expect(some.workers).toBeGreaterThanOrEqual(0);
    await some.close();
    await some.close();
  });

  it('ends its threads at the end of the block that uses it', async () => {
    let kept: { readonly workers: number };
    {
      await using population = await createParallelPopulation({ capacity: 1, workers: 1, script });
      kept = population;
      expect(kept.workers).toBe(1);
    }
    expect(kept.workers).toBe(0);
  });

  it.each([
    { workers: -1 },
    { workers: 1.5 },
    { workers: 65 },
    { workers: Number.NaN },
    { capacity: 0 },
    { lazy: 'yes' },
  ])('refuses %j', async (wrong) => {
    const options = { capacity: 1, workers: 1, script, ...wrong };
    await expect(createParallelPopulation(options as never)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('refuses bytes that are none, and leaves no thread', async () => {
    const restoring = restoreParallelPopulation(new Uint8Array(10), { workers: 1, script });
    await expect(restoring).rejects.toMatchObject({ code: 'SNAPSHOT_MISMATCH' });
  });

  it('says WORKER_LOST when a thread cannot be started', async () => {
    const nowhere = new URL('file:///nowhere/worker.mjs');
    await expect(
      createParallelPopulation({ capacity: 1, workers: 2, script: nowhere }),
    ).rejects.toMatchObject({ code: 'WORKER_LOST', retryable: true, cause: expect.anything() });
  });

  it('does not keep a process from its end', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, script.href], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    expect([code, said.trim()]).toEqual([0, '2 0.001389']);
  }, 20_000);
});

describe('a thread that comes to grief in the middle of a step', () => {
  it.each(['before', 'saving', 'after', 'throws', 'late'])(
    'changes no number, is told of, and ends the others (%s)',
    async (fate) => {
      for (const lazy of [false, true]) {
        const lost: EngineError[] = [];
        const options = { capacity: ROWS, seed: 3, lazy };
        process.env['SABOTAGE'] = fate;
        const together = await openTogether(
          { workers: 2, script: saboteur, onWorkerLost: (error) => lost.push(error) },
          (parts) => openState(options, parts),
          mostEager,
        );
        const alone = createPopulation(options);
        for (const population of [alone, together]) {
          population.spawn({ count: ROWS });
          population.advance(1);
          population.settle();
        }
        expect(Buffer.compare(together.toBytes(), alone.toBytes())).toBe(0);
        await new Promise((resolve) => setTimeout(resolve, fate === 'late' ? 700 : 20));
        expect(lost.map(({ code }) => code)).toEqual(['WORKER_LOST']);
        expect(together.workers).toBe(0);
        for (const population of [alone, together]) {
          population.advance(SECOND);
          population.advance(SECOND);
          population.settle();
        }
        expect(Buffer.compare(together.toBytes(), alone.toBytes())).toBe(0);
        await together.close();
      }
    },
  );
});
