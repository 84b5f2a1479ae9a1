import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPopulation, restorePopulation, restoreSnapshot, saveSnapshot } from '../adapters/population';
import { type Measured, type Row, sink, summarise } from './measure';

const CITY = 100_000;
const ROUNDS = 12;

/** Milliseconds that saving a city takes and that getting it back takes, beside what its bytes alone would take. */
export async function benchSaving(): Promise<Row[]> {
  const city = createPopulation({ capacity: CITY, seed: 7 });
  city.spawn({ count: CITY });
  city.perceiveMany(
    Int32Array.from({ length: CITY }, (_, row) => row),
    new Float64Array(9 * CITY).fill(0.7),
  );
  const folder = mkdtempSync(join(tmpdir(), 'animacy-bench-'));
  const path = join(folder, 'city');
  let bytes = city.toBytes();
  const cases: Record<string, () => Promise<void> | void> = {
    copy: () => {
      sink.value += bytes.slice().length;
    },
    save: () => {
      bytes = city.toBytes();
    },
    restore: () => {
      sink.value += restorePopulation(bytes).size;
    },
    writeByHand: async () => {
      const file = await open(join(folder, 'by-hand'), 'w');
      await file.write(bytes);
      await file.sync();
      await file.close();
    },
    saveToFile: () => saveSnapshot(city, path),
    readByHand: async () => {
      const file = await open(path, 'r');
      sink.value += (await file.read(new Uint8Array(bytes.length))).bytesRead;
      await file.close();
    },
    restoreFromFile: async () => {
      sink.value += (await restoreSnapshot(path)).size;
    },
  };
  const took = await timeEach(cases).finally(() => rmSync(folder, { recursive: true }));
  const row = (
    what: string,
    name: string,
    budget: number | undefined,
    against: string,
    hand: string,
  ): Row => ({
    what,
    figure: took[name]!,
    unit: 'ms',
    ...(budget !== undefined && { budget }),
    against: { what: against, figure: took[hand]! },
  });
  const size = (bytes.length / 1e6).toFixed(0);
  return [
    row(`toBytes, 100,000 (${size} MB)`, 'save', undefined, 'copying as many bytes', 'copy'),
    row('restorePopulation, 100,000', 'restore', 50, 'copying as many bytes', 'copy'),
    row('saveSnapshot, written and synced', 'saveToFile', 150, 'writing and syncing as many', 'writeByHand'),
    row('restoreSnapshot', 'restoreFromFile', 50, 'reading as many', 'readByHand'),
  ];
}

async function timeEach(
  cases: Readonly<Record<string, () => Promise<void> | void>>,
): Promise<Record<string, Measured>> {
  const samples = Object.fromEntries(Object.keys(cases).map((name) => [name, [] as number[]]));
  for (let round = -3; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(cases)) {
      // What the case before it has left behind is not its own.
      globalThis.gc!();
      const started = performance.now();
      await run();
      const milliseconds = performance.now() - started;
      if (round >= 0) samples[name]!.push(milliseconds);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, taken]) => [name, summarise(taken)]));
}
