import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPopulation,
  restorePopulation,
  restoreSnapshot,
  saveSnapshot,
} from '../../adapters/population';
import { deeds, type World } from './worlds';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'animacy-population-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Nothing is left of the way to the file. */
function expectAlone(name: string): void {
  expect(readdirSync(folder).filter((one) => one.startsWith(name))).toEqual([name]);
}

describe('a population in a file', () => {
  it('is the one that its bytes are, whatever was done to it and whatever stood there before', async () => {
    const path = join(folder, 'lives');
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { maxLength: 20 }), fc.boolean(), async (lives, lazy) => {
        const world: World = { population: createPopulation({ capacity: 2, grows: true, lazy }), rows: [] };
        for (const deed of lives) deed(world);
        await saveSnapshot(world.population, path);
        const bytes = world.population.toBytes();
        expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
        expect((await restoreSnapshot(path)).toBytes()).toEqual(bytes);
        const turned = { lazy: !lazy, grows: false };
        expect((await restoreSnapshot(path, turned)).toBytes()).toEqual(
          restorePopulation(bytes, turned).toBytes(),
        );
        expectAlone('lives');
      }),
      { numRuns: 25 },
    );
  });

  it('holds the moment of the call, not what happens while it is written', async () => {
    const path = join(folder, 'moment');
    const population = createPopulation({ capacity: 100 });
    population.spawn({ count: 100 });
    const before = population.toBytes();
    const saved = saveSnapshot(population, path);
    population.advance(1);
    population.remove(3);
    await saved;
    expect((await restoreSnapshot(path)).toBytes()).toEqual(before);
  });

  it('is one of those that were saved at once, whole', async () => {
    const path = join(folder, 'race');
    const worlds = Array.from({ length: 8 }, (_, seed) => {
      const population = createPopulation({ capacity: 50, seed });
      population.spawn({ count: 50 });
      return population;
    });
    await Promise.all(worlds.map((population) => saveSnapshot(population, path)));
    const bytes = (await restoreSnapshot(path)).toBytes();
    expect(worlds.filter((population) => Buffer.compare(population.toBytes(), bytes) === 0)).toHaveLength(1);
    expectAlone('race');
  });

  it('leaves what is there when it cannot be written', async () => {
    const population = createPopulation({ capacity: 1 });
    await expect(saveSnapshot(population, join(folder, 'nowhere', 'file'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
    const taken = mkdtempSync(join(folder, 'taken-'));
    writeFileSync(join(taken, 'inside'), 'of somebody else');
    await expect(saveSnapshot(population, taken)).rejects.toThrow();
    expect(readdirSync(taken)).toEqual(['inside']);
    expect(readdirSync(folder).filter((one) => one.endsWith('.tmp'))).toEqual([]);
  });

  it('is refused when it is no population, and when it is missing', async () => {
    const path = join(folder, 'broken');
    const population = createPopulation({ capacity: 3 });
    population.spawn({ count: 3 });
    await saveSnapshot(population, path);
    const bytes = readFileSync(path);
    const mismatch = { code: 'SNAPSHOT_MISMATCH' };
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 4;
      writeFileSync(path, flipped);
      await expect(restoreSnapshot(path), `byte ${at}`).rejects.toMatchObject(mismatch);
    }
    writeFileSync(path, bytes);
    truncateSync(path, bytes.length - 16);
    await expect(restoreSnapshot(path)).rejects.toMatchObject(mismatch);
    truncateSync(path, 0);
    await expect(restoreSnapshot(path)).rejects.toMatchObject(mismatch);
    await expect(restoreSnapshot(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(restoreSnapshot(path, { shrinks: true } as never)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});
