import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { type CommitUnit, createEngine, type Store } from '../../src';
import { compareAdapters } from '../support/faults-agreement';
import { unleashChaos } from '../support/faults-chaos';
import { twistClocks } from '../support/faults-clocks';
import { delegate } from '../support/faults-deeds';
import { interleave } from '../support/faults-interleavings';
import { beginLife, createReference, examineLife, LIFE_OPTIONS, liveTurn } from '../support/faults-life';
import { FAULT_ADAPTERS, type FaultAdapter } from '../support/faults-stores';

const SEED = Number(process.env['FAST_CHECK_SEED']);

/** An adapter that is memory, but for what one hand has broken. */
function broken(breakStore: (store: Store) => Partial<Store>): FaultAdapter {
  return {
    name: 'broken',
    async newDisk() {
      const whole = createMemoryStore();
      const store = { ...delegate(whole), ...breakStore(whole) };
      return { open: () => store, release: () => whole.close() };
    },
  };
}

/** Never refuses: each change is made to expect what it finds. */
const withoutRevisions = broken((store) => ({
  async commit(units) {
    const fitting: CommitUnit[] = [];
    for (const unit of units) {
      const records = await store.load(unit.changes);
      const changes = unit.changes.map((change, index) => ({
        ...change,
        expectedRevision: records[index]?.revision ?? 0,
      }));
      fitting.push({ ...unit, changes });
    }
    return store.commit(fitting);
  },
}));

const withoutKeys = broken((store) => ({
  commit: (units) => store.commit(units.map(({ changes, events }) => ({ changes, events }))),
}));

const withRoundedTimes = broken((store) => ({
  commit: (units) =>
    store.commit(
      units.map((unit) => ({
        ...unit,
        events: unit.events.map((event) => ({ ...event, atMs: Math.floor(event.atMs / 1e12) })),
      })),
    ),
}));

describe('an experiment with faults finds', () => {
  it('a store that does not compare revisions, by interleaving', async () => {
    expect((await interleave(withoutRevisions, 200, SEED)).wrong).toHaveLength(1);
  });

  it('a store that does not compare revisions, by chaos', async () => {
    expect((await unleashChaos(withoutRevisions, { from: SEED, count: 20 })).wrong).not.toEqual([]);
  });

  it('the same again when it is given the same seed', async () => {
    const first = await unleashChaos(withoutRevisions, { from: SEED, count: 5 });
    expect(await unleashChaos(withoutRevisions, { from: SEED, count: 5 })).toEqual(first);
  });

  it('a store that forgets keys, by chaos', async () => {
    expect((await unleashChaos(withoutKeys, { from: SEED, count: 20 })).wrong).not.toEqual([]);
  });

  it('a store that keeps something else than it was given, by comparing adapters', async () => {
    const { wrong } = await compareAdapters([FAULT_ADAPTERS[0]!, withRoundedTimes], 100, SEED);
    expect(wrong).toHaveLength(1);
  });

  it('events out of the order of time, by twisting clocks', async () => {
    expect((await twistClocks(withRoundedTimes, 20, SEED)).wrong).toHaveLength(1);
  });

  it('turns that were lost, told twice or changed, by the reference', async () => {
    const reference = createReference();
    const store = createMemoryStore();
    const engine = await createEngine({ ...LIFE_OPTIONS, store });
    const id = await beginLife(engine);
    for (const turn of [1, 2, 3]) await liveTurn(engine, id, turn);
    expect(await examineLife(store, reference, 3)).toEqual({ turns: 3, wrong: [] });
    expect((await examineLife(store, reference, 4)).wrong).toHaveLength(1);
    expect((await examineLife(store, reference, 1)).wrong).toHaveLength(1);
    await engine.sessions.tick(id, 5);
    expect((await examineLife(store, reference, 3)).wrong.length).toBeGreaterThan(1);
    await engine.close();
  });
});
