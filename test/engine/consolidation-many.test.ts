import { describe, expect, it } from 'vitest';
import { type CharacterState, createEngine, type Engine, type EngineEvent } from '../../src';
import { stateOf } from '../character/stored';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createManualClock,
  type Disk,
  GIFT,
  INSULT,
  NEUTRAL,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

/** Traits that a day of feelings without deeds tells of. */
const TRAITS = ['withdrawal', 'volatility', 'enthusiasm', 'assertiveness'] as const;

describe.each(STORE_KINDS)('many sessions of one character over $kind', (kind) => {
  /** Sessions that have felt something each, half of them with one of three users. */
  async function fill(engine: Engine, count: number): Promise<string[]> {
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const sessions = await Promise.all(
      Array.from({ length: count }, (_, i) =>
        engine.sessions.create({ characterId: 'ada', ...(i % 2 && { userId: `u${i % 3}` }) }),
      ),
    );
    const ids = sessions.map(({ id }) => id);
    await Promise.all(ids.map((id, i) => engine.sessions.perceive(id, { appraisal: i % 5 ? INSULT : GIFT })));
    return ids;
  }

  /** Whether every one of so many days was told once: in state, in history and by those who told it. */
  async function expectAllToldOnce(disk: Disk, engine: Engine, days: number, heard: readonly EngineEvent[]) {
    const store = disk.open();
    const { changes, beliefs } = (await stateOf<CharacterState>(store, 'character', 'ada'))!;
    expect(changes).toBe(days * TRAITS.length);
    for (const trait of TRAITS) expect(beliefs[trait].observations).toBe(days);
    const history = await store.history({ collection: 'character', id: 'ada' }, {});
    const told = history.flatMap(({ type, body }) =>
      type === 'personality.revised' ? [JSON.parse(body).event as { sessionId: string }] : [],
    );
    expect(new Set(told.map(({ sessionId }) => sessionId)).size).toBe(days);
    expect(told).toHaveLength(days);
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, i) => i + 1));
    const own = heard.flatMap((event) =>
      event.type === 'personality.revised' && event.userId === undefined ? [event.sessionId] : [],
    );
    expect([...own].sort()).toEqual(told.map(({ sessionId }) => sessionId).sort());
    // Everything was held against everything before it: precision is the sum of all weights.
    const last = await engine.characters.personality('ada', { historyLimit: 1000 });
    for (const trait of TRAITS) {
      const one = last.evolution.filter(({ traitName }) => traitName === trait);
      for (const [i, change] of one.entries()) {
        const earlier = one[i + 1];
        if (earlier) expect(change.oldValue).toBe(earlier.newValue);
        if (earlier) expect(change.priorPrecision).toBe(earlier.posteriorPrecision);
      }
    }
    const { overlays } = await engine.characters.overlays('ada');
    const known = overlays.map(({ traitPrecisions }) => traitPrecisions.withdrawal.observationCount);
    expect(known.reduce((sum, count) => sum + count, 0)).toBe(Math.floor(days / 2));
  }

  it('all at once tell everything once', async () => {
    const { engine, disk, events } = await setUp(kind);
    const ids = await fill(engine, 1000);
    const answers = await Promise.all(ids.map((id) => engine.sessions.consolidate(id)));
    expect(answers.every(({ consolidated }) => consolidated)).toBe(true);
    const again = await Promise.all(ids.map((id) => engine.sessions.consolidate(id)));
    expect(again.some(({ consolidated }) => consolidated)).toBe(false);
    await expectAllToldOnce(disk, engine, 1000, events);
  });

  it('at once from two engines, each session from both, tell everything once', async () => {
    const disk = kind.newDisk();
    const clock = createManualClock();
    const events: EngineEvent[] = [];
    const engines: Engine[] = [];
    for (const seed of [7, 8]) {
      // A breath before some commits, so that the two get into each other's way.
      const store = createFaultStore(disk.open());
      store.before = (method) =>
        method === 'commit' && Math.random() < 0.3
          ? new Promise((resolve) => setImmediate(resolve))
          : undefined;
      const engine = await createEngine({ store, clock, seed });
      engine.onAny((event) => void events.push(event));
      engines.push(engine);
    }
    const [one, two] = engines as [Engine, Engine];
    const ids = await fill(one, 300);
    const answers = await Promise.all(
      ids.flatMap((id) => [one.sessions.consolidate(id), two.sessions.consolidate(id)]),
    );
    expect(answers.filter(({ consolidated }) => consolidated)).toHaveLength(300);
    await expectAllToldOnce(disk, two, 300, events);
    await Promise.all(engines.map((engine) => engine.close()));
  });

  it('by the turns of the next day, by their ends and by host evidence beside it: nothing is lost', async () => {
    const { engine, disk, clock } = await setUp(kind);
    const ids = await fill(engine, 150);
    clock.advance(90_000);
    const results = await Promise.all([
      ...ids.slice(0, 50).map((id) => engine.sessions.perceive(id, { appraisal: GIFT })),
      ...ids.slice(50, 100).map((id) => engine.sessions.delete(id)),
      ...ids.slice(100).map((id) => engine.sessions.consolidate(id)),
      ...Array.from({ length: 20 }, () => engine.characters.observe('ada', [{ trait: 'O', value: 1 }])),
    ]);
    expect(results).toHaveLength(170);
    for (const perceived of results.slice(0, 50)) expect(perceived).toMatchObject({ revision: 3 });
    const { changes, beliefs } = (await stateOf<CharacterState>(disk.open(), 'character', 'ada'))!;
    expect(changes).toBe(150 * TRAITS.length + 20 * 2);
    expect(beliefs.withdrawal.observations).toBe(150);
    expect(beliefs.intellect.observations).toBe(20);
  });
});
