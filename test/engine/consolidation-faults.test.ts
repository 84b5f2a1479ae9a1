import { describe, expect, it } from 'vitest';
import type { CharacterState } from '../../src';
import { allOf, stateOf } from '../character/stored';
import { createFaultStore, type Fault } from '../support/engine-fault-store';
import { failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('a store that fails while a day is told over $kind', (kind) => {
  /** A session whose day is over, and the three calls that tell it. */
  async function begin() {
    const store = createFaultStore(kind.newDisk().open());
    const bench = await setUp(kind, { store });
    const { engine, clock, events } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await engine.sessions.create({ characterId: 'ada', userId: 'u' });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(90_000);
    events.length = 0;
    const calls = {
      perceive: () => engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' }),
      consolidate: () => engine.sessions.consolidate(id),
      delete: () => engine.sessions.delete(id),
    };
    const told = async () => (await stateOf<CharacterState>(store, 'character', 'ada'))?.changes ?? 0;
    return { ...bench, store, calls, told, id };
  }
  const NAMES = ['perceive', 'consolidate', 'delete'] as const;

  it.each(NAMES)('before it has stored: %s has told nothing, and the day waits', async (name) => {
    const { store, calls, told, events } = await begin();
    const before = await allOf(store);
    store.faults = ['fail-before'];
    await failureOf(calls[name](), 'STORE_FAILED');
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
    await calls[name]();
    expect(await told()).toBe(4);
  });

  it.each(NAMES)(
    'after it has stored: %s has told the day once, and asking again does not tell it twice',
    async (name) => {
      const { store, calls, told, events } = await begin();
      store.faults = ['fail-after'];
      await failureOf(calls[name](), 'STORE_FAILED');
      expect(await told()).toBe(4);
      const after = await allOf(store);
      await calls[name]();
      expect(await told()).toBe(4);
      expect(await allOf(store)).toEqual(after);
      expect(events).toEqual([]);
    },
  );

  it.each(NAMES)('slowly, and not at the first attempt: %s tells the day once', async (name) => {
    const { store, calls, told, events } = await begin();
    const faults: Fault[] = ['lose', 'lose', 'lose', 'late'];
    store.faults = faults;
    await calls[name]();
    expect(await told()).toBe(4);
    expect(events.filter(({ type }) => type === 'personality.revised')).toHaveLength(2);
    const { length } = (await allOf(store)).find(({ record }) => record.collection === 'overlay')!.history;
    expect(length).toBe(1);
  });

  it.each(NAMES)('never lets %s through: REVISION_CONFLICT, and the day waits', async (name) => {
    const { store, calls, told } = await begin();
    const before = await allOf(store);
    store.faults = Array(100).fill('lose');
    await failureOf(calls[name](), 'REVISION_CONFLICT');
    store.faults = [];
    expect(await allOf(store)).toEqual(before);
    await calls[name]();
    expect(await told()).toBe(4);
  });

  it('tells it from the newer character, when others were faster', async () => {
    const { engine, store, clock, calls, told } = await begin();
    let isFirst = true;
    store.before = async (method) => {
      if (method !== 'commit' || !isFirst) return;
      isFirst = false;
      // Straight into the store, past everything that this engine remembers.
      const other = await setUp(kind, { store: createFaultStore(store), clock });
      await other.engine.characters.observe('ada', [{ trait: 'withdrawal', value: 1, weight: 10 }]);
    };
    await calls.perceive();
    expect(await told()).toBe(5);
    const { evolution } = await engine.characters.personality('ada');
    const own = evolution.filter(({ traitName }) => traitName === 'withdrawal');
    expect(own.map(({ triggerType }) => triggerType)).toEqual(['session', 'observation']);
    expect(own[0]?.oldValue).toBe(own[1]?.newValue);
  });
});
