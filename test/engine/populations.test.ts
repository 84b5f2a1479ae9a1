import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/constants/limits';
import { createPopulation, restorePopulation } from '../../src/population';
import { Prelude } from '../../src/population/packed-format';
import { failureOf, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { exported } from '../support/upkeep-fixtures';

/** A village of so many that has lived for some hours. */
function village(count = 3, hours = 5): ReturnType<typeof createPopulation> {
  const population = createPopulation({ capacity: count, seed: 7, columns: { traits: true } });
  population.spawn({ count });
  population.advance(hours);
  return population;
}

describe.each(STORE_KINDS)('populations over $kind', (kind) => {
  it('come back to the byte, in another engine too, and live on as they would have', async () => {
    const disk = kind.newDisk();
    const { engine } = await setUp(kind, { store: disk.open() });
    const world = village();
    const bytes = world.toBytes();
    expect(await engine.populations.load('world')).toBeUndefined();
    expect(await engine.populations.save('world', bytes)).toEqual({ id: 'world', revision: 1 });
    const loaded = (await engine.populations.load('world'))!;
    expect(loaded).toEqual({ id: 'world', bytes: world.toBytes(), revision: 1 });
    // Neither side holds on to what is the other's.
    bytes.fill(0);
    loaded.bytes.fill(0);
    const again = restorePopulation((await engine.populations.load('world'))!.bytes);
    for (const one of [world, again]) one.advance(30);
    expect(again.toBytes()).toEqual(world.toBytes());
  });

  it('are saved over what was there, and only over what was read when that is asked for', async () => {
    const { engine } = await setUp(kind);
    const { populations } = engine;
    await populations.save('world', village().toBytes());
    expect(await populations.save('world', village(3, 6).toBytes())).toMatchObject({ revision: 2 });
    const kept = (await populations.load('world'))!;
    const { toBytes } = village(5);
    await failureOf(populations.save('world', toBytes(), { expectedRevision: 1 }), 'REVISION_CONFLICT');
    await failureOf(populations.save('other', toBytes(), { expectedRevision: 1 }), 'REVISION_CONFLICT');
    await failureOf(populations.save('world', toBytes(), { expectedRevision: Number.NaN }), 'INPUT_INVALID');
    expect(await populations.load('world')).toEqual(kept);
    expect(await populations.save('world', toBytes(), { expectedRevision: 2 })).toMatchObject({
      revision: 3,
    });
    expect((await populations.load('world'))!.bytes).toEqual(toBytes());
  });

  it('are forgotten once, and begin anew', async () => {
    const { engine } = await setUp(kind);
    const { populations } = engine;
    for (let hours = 1; hours < 5; hours++) await populations.save('world', village(2, hours).toBytes());
    expect(await populations.delete('world')).toEqual({ deleted: true, id: 'world' });
    expect(await populations.delete('world')).toEqual({ deleted: false, id: 'world' });
    expect(await populations.load('world')).toBeUndefined();
    expect(await populations.save('world', village().toBytes())).toEqual({ id: 'world', revision: 1 });
  });

  it('lose no save, however many engines save at once', async () => {
    const disk = kind.newDisk();
    const store = disk.open();
    const engines = await Promise.all([1, 2, 3].map(async () => (await setUp(kind, { store })).engine));
    const saves = Array.from({ length: 15 }, (_, i) =>
      engines[i % 3]!.populations.save('world', village(2, i + 1).toBytes()),
    );
    const revisions = (await Promise.all(saves)).map(({ revision }) => revision);
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    const { deleted } = await engines[1]!.populations.delete('world');
    expect(deleted).toBe(true);
    // Whoever has saved before another deleted is not kept from saving.
    expect(await engines[0]!.populations.save('world', village().toBytes())).toMatchObject({ revision: 1 });
  });

  it('stay in their scope, and go along with an export', async () => {
    const { engine } = await setUp(kind);
    const bytes = village().toBytes();
    await engine.scope('tenant').populations.save('world', bytes);
    expect(await engine.populations.load('world')).toBeUndefined();
    const lines = await exported(engine);
    const other = await setUp(kind);
    await other.engine.upkeep.import(lines, { onExisting: 'refuse' });
    expect((await other.engine.scope('tenant').populations.load('world'))!.bytes).toEqual(bytes);
    expect(await exported(other.engine)).toEqual(lines);
  });

  it('are refused when they are none, and what was kept stays', async () => {
    const { engine } = await setUp(kind);
    const { populations } = engine;
    const bytes = village().toBytes();
    await populations.save('world', bytes);
    const damaged = bytes.slice();
    damaged[Prelude.header + 2]! ^= 1;
    for (const wrong of [
      undefined,
      null,
      'text',
      [],
      new Float64Array(9),
      new Uint8Array(0),
      new Uint8Array(500),
    ]) {
      await failureOf(populations.save('world', wrong as never), 'SNAPSHOT_MISMATCH');
    }
    for (const wrong of [damaged, bytes.subarray(0, bytes.length - 1), bytes.subarray(1)]) {
      await failureOf(populations.save('world', wrong), 'SNAPSHOT_MISMATCH');
    }
    for (const id of ['', 'a\u0000', 'a\nb', '\ud800', 'x'.repeat(201), 7 as never]) {
      await failureOf(populations.save(id, bytes), 'INPUT_INVALID');
      await failureOf(populations.load(id), 'INPUT_INVALID');
      await failureOf(populations.delete(id), 'INPUT_INVALID');
    }
    expect((await populations.load('world'))!.revision).toBe(1);
    await engine.close();
    await failureOf(populations.save('world', bytes), 'ENGINE_CLOSED');
  });
});

describe('a population that is too large', () => {
  it('belongs in a file', async () => {
    const { engine } = await setUp(STORE_KINDS[0]!);
    const bytes = new Uint8Array(LIMITS.populationBytes + 1);
    const { details } = await failureOf(engine.populations.save('crowd', bytes), 'INPUT_INVALID');
    expect(details.issues[0]!.path).toEqual(['bytes']);
    expect(await engine.populations.load('crowd')).toBeUndefined();
  });
});
