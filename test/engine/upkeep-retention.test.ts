import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createEngine, type Store } from '../../src';
import { failureOf, GIFT, INSULT, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { exported, withoutUpkeep } from '../support/upkeep-fixtures';

const [MEMORY] = STORE_KINDS;
const DAY = 86_400;

/** How many events a store keeps of a session. */
const keptOf = async (store: Store, id: string) =>
  (await store.history({ collection: 'session', id }, {})).length;

describe('retention', () => {
  it.each(STORE_KINDS)(
    'keeps a history within its bound and a quarter, whatever the bound: $kind',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 1, max: 120 }),
          async (keepEvents, turns) => {
            const { engine, store } = await setUp(kind, { retention: { keepEvents } });
            const { id } = await engine.sessions.create({ preset: 'rival' });
            for (let turn = 1; turn <= turns; turn++) {
              await engine.sessions.tick(id, 60);
              const kept = await keptOf(store, id);
              expect(kept).toBeLessThanOrEqual(keepEvents + Math.ceil(keepEvents / 4));
              expect(kept).toBeGreaterThanOrEqual(Math.min(turn + 1, keepEvents));
            }
            const { events } = await engine.upkeep.trim();
            expect(events).toBeLessThanOrEqual(Math.ceil(keepEvents / 4));
            expect(await keptOf(store, id)).toBe(Math.min(turns + 1, keepEvents));
            expect(await engine.upkeep.trim()).toEqual({ events: 0 });
          },
        ),
        { numRuns: kind.kind === 'memory' ? 30 : 5 },
      );
    },
  );

  it('changes no answer but those about the past that is gone', async () => {
    const limited = await setUp(MEMORY, { retention: { keepEvents: 5 } });
    const whole = await setUp();
    const answers = await Promise.all(
      [limited, whole].map(async ({ engine, clock }) => {
        const { id } = await engine.sessions.create({ preset: 'rival', userId: 'u' });
        const felt: string[] = [];
        for (let i = 0; i < 60; i++) {
          clock.advance(DAY / 4);
          felt.push(JSON.stringify(await engine.sessions.perceive(id, { appraisal: i % 3 ? GIFT : INSULT })));
        }
        return [felt, await engine.sessions.state(id), await engine.characters.list()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it('holds in scopes, and for characters and overlays', async () => {
    const { engine, store, clock } = await setUp(MEMORY, { retention: { keepEvents: 4 } });
    const inner = engine.scope('t');
    const { id } = await inner.characters.create({ preset: 'mentor' });
    for (let i = 0; i < 20; i++) {
      clock.advance(60);
      await inner.characters.observe(id, [{ trait: 'O', value: 0.9, userId: 'u' }]);
    }
    for (const collection of ['t/character', 't/overlay'] as const) {
      const [record] = (await store.scan({ collection, limit: 1 })).records;
      expect(await store.history(record ?? { collection, id }, {})).toHaveLength(4);
    }
  });

  it('by days goes by the own time of a record', async () => {
    const { engine, clock, store } = await setUp();
    const { id } = await engine.sessions.create({ preset: 'rival' });
    for (let day = 0; day < 10; day++) await engine.sessions.tick(id, DAY);
    expect(await engine.upkeep.trim({ keepDays: 3 })).toEqual({ events: 7 });
    expect(await keptOf(store, id)).toBe(4);
    // Nobody has looked at it since, and time has passed for it all the same; its newest event stays.
    clock.advance(2.5 * DAY);
    expect(await engine.upkeep.trim({ keepDays: 3 })).toEqual({ events: 3 });
    clock.advance(100 * DAY);
    expect(await engine.upkeep.trim({ keepDays: 3, keepEvents: 100 })).toEqual({ events: 0 });
    expect(await keptOf(store, id)).toBe(1);
  });

  it('fails no turn when it fails itself, and says so', async () => {
    const memory = createMemoryStore();
    const { upkeep } = memory;
    const counts: string[] = [];
    const store = {
      ...withoutUpkeep(memory),
      ...(upkeep && { upkeep: { ...upkeep, trim: () => Promise.reject(new Error('no trim today')) } }),
    };
    const observer = { count: (name: string) => void counts.push(name) };
    const { engine } = await setUp(MEMORY, { store, retention: { keepEvents: 1 }, observer });
    const { id } = await engine.sessions.create({ preset: 'rival' });
    expect((await engine.sessions.tick(id, 5)).revision).toBe(2);
    expect(counts).toContain('animacy.retention.failed');
  });

  it('is refused without upkeep, without a bound, and with one that is none', async () => {
    await failureOf(
      createEngine({ store: withoutUpkeep(), retention: { keepEvents: 5 } }),
      'STORE_CAPABILITY_MISSING',
    );
    for (const retention of [{}, { keepEvents: 0 }, { keepEvents: 1.5 }, { keepDays: 0 }, { keepDays: -1 }]) {
      await failureOf(createEngine({ retention }), 'CONFIG_INVALID');
      const { engine } = await setUp();
      await failureOf(engine.upkeep.trim(retention), 'INPUT_INVALID');
      await failureOf(engine.upkeep.trim(), 'INPUT_INVALID');
    }
  });
});

describe('before the kept beginning of a history', () => {
  it('sessions.at refuses what it cannot know, and knows the rest as before', async () => {
    const { engine, clock } = await setUp();
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const instants: number[] = [];
    for (let i = 0; i < 8; i++) {
      clock.advance(60);
      instants.push(clock.nowMs);
      await engine.sessions.perceive(id, { appraisal: i % 2 ? GIFT : INSULT });
    }
    const whole = await Promise.all(instants.map((at) => engine.sessions.at(id, at)));
    await engine.upkeep.trim({ keepEvents: 3 });
    for (const at of instants.slice(0, 5)) await failureOf(engine.sessions.at(id, at), 'HISTORY_MISSING');
    for (const at of [5, 6, 7]) {
      const { mood, emotion } = await engine.sessions.at(id, instants[at] ?? 0);
      expect({ mood: mood.vad, emotion: emotion.vad }).toEqual({
        mood: whole[at]?.mood.vad,
        emotion: whole[at]?.emotion.vad,
      });
    }
    const { events } = await engine.sessions.history(id);
    expect(events.map((entry) => entry.id)).toEqual(['9', '8', '7']);
  });

  it('characters.at refuses, and shifts say of how many days they tell', async () => {
    const { engine, clock } = await setUp();
    const { id } = await engine.characters.create({ preset: 'mentor' });
    const { nowMs } = clock;
    for (let day = 0; day < 6; day++) {
      clock.advance(DAY);
      await engine.characters.observe(id, [{ trait: 'O', value: 1, weight: 9 }]);
    }
    expect((await engine.characters.recentShifts(id)).shifts[0]).toMatchObject({ timeframeDays: 7 });
    await engine.upkeep.trim({ keepEvents: 2 });
    expect((await engine.characters.recentShifts(id)).shifts[0]).toMatchObject({ timeframeDays: 1 });
    const error = await failureOf(engine.characters.at(id, nowMs + 2 * DAY * 1000), 'HISTORY_MISSING');
    expect(error.details).toEqual({ collection: 'character', id });
    expect((await engine.characters.at(id, clock.nowMs)).evolution).toHaveLength(4);
    expect((await engine.characters.personality(id)).evolution).toHaveLength(4);
  });

  it('a key is forgotten with its turn, and that of a session is not', async () => {
    const { engine } = await setUp();
    const made = { preset: 'rival', idempotencyKey: 'once' } as const;
    const { id } = await engine.sessions.create(made);
    const event = { appraisal: GIFT, idempotencyKey: 'k' };
    await engine.sessions.perceive(id, event);
    await engine.sessions.tick(id, 60);
    expect((await engine.sessions.perceive(id, event)).revision).toBe(2);
    await engine.upkeep.trim({ keepEvents: 1 });
    expect((await engine.sessions.perceive(id, event)).revision).toBe(4);
    expect((await engine.sessions.create(made)).id).toBe(id);
  });

  it('an export holds what is kept, and puts it back so', async () => {
    const { engine } = await setUp();
    const { id } = await engine.sessions.create({ preset: 'rival' });
    for (let i = 0; i < 9; i++) await engine.sessions.tick(id, 60);
    await engine.upkeep.trim({ keepEvents: 3 });
    const lines = await exported(engine);
    const { engine: other } = await setUp();
    await other.upkeep.import(lines, { onExisting: 'refuse' });
    expect(await exported(other)).toEqual(lines);
    await other.sessions.tick(id, 60);
    expect((await other.sessions.history(id)).events[0]?.id).toBe('11');
  });
});
