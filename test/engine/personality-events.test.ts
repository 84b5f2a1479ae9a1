import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { EngineEvent, Evidence } from '../../src';
import { createFaultStore, DriverFailure } from '../support/engine-fault-store';
import { failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const BETRAYAL: Evidence = { trait: 'A', value: 0.05, trigger: 'betrayal', userId: 'u', impact: 0.9 };

describe.each(STORE_KINDS)('what is told of a personality over $kind', (kind) => {
  async function begin() {
    const store = createFaultStore(kind.newDisk().open());
    const bench = await setUp(kind, { store });
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    bench.events.length = 0;
    return { ...bench, store };
  }
  const kindOf = (event: EngineEvent) =>
    'userId' in event && event.userId !== undefined ? `${event.type} ${event.userId}` : event.type;

  it('is the character first, then its users in the order in which they were named, then the moments', async () => {
    const { engine, events } = await begin();
    const answer = await engine.characters.observe('ada', [
      { trait: 'O', value: 0.5, userId: 'v' },
      BETRAYAL,
      { trait: 'N', value: 0.9, trigger: 'storm', impact: 0.6 },
    ]);
    expect(events.map(kindOf)).toEqual([
      'personality.revised',
      'personality.revised v',
      'personality.revised u',
      'personality.moment u',
      'personality.moment',
    ]);
    const [own, v] = events as { changes?: { traitName: string; delta: number }[] }[];
    expect(own?.changes?.map(({ traitName, delta }) => [traitName, delta])).toEqual(
      answer.evolution.map(({ traitName, delta }) => [traitName, delta]),
    );
    expect(v?.changes).toHaveLength(2);
    expect(events[3]).toMatchObject({ triggerType: 'betrayal', impact: 0.9, characterId: 'ada' });
  });

  it('comes after what is told of: whoever hears of it finds it stored', async () => {
    const { engine, store } = await begin();
    const found: unknown[] = [];
    engine.onAny(async (event) => {
      const [record] = await store.load([{ collection: 'character', id: 'ada' }]);
      found.push([event.type, JSON.parse(record?.body as string).changes]);
    });
    store.faults = ['lose', 'late'];
    await engine.characters.observe('ada', [BETRAYAL]);
    store.faults = ['fail-before'];
    await failureOf(engine.characters.observe('ada', [BETRAYAL]), 'STORE_FAILED');
    store.faults = ['lose', 'fine'];
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, N: 0.7 } });
    // Nobody waits for what listeners do on their own time.
    await setImmediate();
    expect(found).toEqual([
      ['personality.revised', 2],
      ['personality.revised', 2],
      ['personality.moment', 2],
      ['personality.overridden', 6],
    ]);
  });

  it('comes one after the other in the order in which it was stored, however much happens at once', async () => {
    const { engine, events } = await begin();
    await Promise.all([
      ...Array.from({ length: 20 }, (_, i) =>
        engine.characters.observe('ada', [{ trait: 'A', value: 1, trigger: `${i}` }]),
      ),
      engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, N: 0.7 } }),
    ]);
    const { evolution } = await engine.characters.personality('ada', { historyLimit: 1000 });
    const told = events.flatMap((event) => ('changes' in event ? event.changes : []));
    expect(told.map(({ traitName, triggerType }) => `${traitName} ${triggerType}`)).toEqual(
      [...evolution].reverse().map(({ traitName, triggerType }) => `${traitName} ${triggerType}`),
    );
  });

  it('within a turn is told before the turn, and as the work of its session', async () => {
    const { engine, events, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada', userId: 'u' });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(90_000);
    events.length = 0;
    await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(events.map(kindOf)).toEqual([
      'personality.revised',
      'personality.revised u',
      'session.perceived u',
    ]);
    for (const event of events) expect(event).toMatchObject({ sessionId: id, characterId: 'ada' });
  });

  it('cannot be changed by whoever hears of it, nor can what a listener throws undo it', async () => {
    const { engine } = await begin();
    engine.on('personality.revised', (event) => {
      expect(() => Object.assign(event.changes[0]!, { newValue: 7 })).toThrow(TypeError);
      throw new DriverFailure('a bad listener');
    });
    const { evolution } = await engine.characters.observe('ada', [BETRAYAL]);
    expect(evolution[0]!.newValue).toBeLessThan(0.5);
    expect((await engine.characters.personality('ada')).evolution).toHaveLength(2);
  });
});
