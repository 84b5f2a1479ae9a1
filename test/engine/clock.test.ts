import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src';
import { LIMITS } from '../../src/constants/limits';
import {
  createManualClock,
  exportOf,
  failureOf,
  GIFT,
  INSULT,
  NEUTRAL,
  START,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

const YEAR = 365.25 * 86_400;
const quiet = { ...GIFT, goalRelevance: 0 };

describe.each(STORE_KINDS)('the clock over $kind', (kind) => {
  it('moves a session from write to write', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    clock.advance(90.5);
    const first = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(first.at).toBe('2030-01-01T00:01:30.500Z');
    clock.advance(60);
    expect((await engine.sessions.state(id)).at).toBe('2030-01-01T00:02:30.500Z');
    const second = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(second.at).toBe('2030-01-01T00:02:30.500Z');
    expect((await engine.sessions.get(id))?.lastActiveAt).toBe('2030-01-01T00:02:30.500Z');
  });

  it('may read a little earlier than at the last write: that counts as standing still', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    clock.nowMs = START - 5;
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).at).toBe('2030-01-01T00:00:00.000Z');
    clock.nowMs = START - LIMITS.clockSkewMs;
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(3);
    clock.nowMs = START + 1000;
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).at).toBe('2030-01-01T00:00:01.000Z');
  });

  it('may not read much earlier: TIME_REVERSED, and nothing has changed', async () => {
    const { engine, clock, store, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const before = await exportOf(store);
    const told = events.length;
    for (const nowMs of [START - LIMITS.clockSkewMs - 1, START - 60_000, 0, -8.64e15]) {
      clock.nowMs = nowMs;
      const error = await failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'TIME_REVERSED');
      expect(error.details).toEqual({ id, lastAtMs: START, nowMs });
      expect(error.retryable).toBe(true);
      // Reading goes on: for a reader no time has passed.
      expect((await engine.sessions.state(id)).at).toBe('2030-01-01T00:00:00.000Z');
      await engine.sessions.promptData(id);
    }
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
    clock.nowMs = START + 1000;
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
  });

  it('may read anything when the caller tells the time', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    clock.nowMs = START - 3_600_000;
    const turn = await engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: 30 });
    expect(turn.at).toBe('2030-01-01T00:00:30.000Z');
    expect((await engine.sessions.tick(id, 30)).at).toBe('2030-01-01T00:01:00.000Z');
    // From there on the clock is taken up where it was.
    clock.advance(60);
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).at).toBe('2030-01-01T00:02:00.000Z');
  });

  it('and the caller may take turns in telling the time: each write begins where the last one ended', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.tick(id, 3600);
    clock.advance(60);
    const byClock = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(byClock.at).toBe('2030-01-01T01:01:00.000Z');
    await engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: 0 });
    await engine.sessions.tick(id, 0);
    expect((await engine.sessions.state(id)).at).toBe('2030-01-01T01:01:00.000Z');
    clock.advance(1);
    expect((await engine.sessions.state(id)).at).toBe('2030-01-01T01:01:01.000Z');
    const context = (await engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: 3600 })).at;
    expect(context).toBe('2030-01-01T02:01:00.000Z');
  });

  it.each([NaN, Infinity, -Infinity, 8.64e15 + 2, '5', null, undefined, new Date(), 5n])(
    'that gives %s is refused, and nothing has changed',
    async (broken) => {
      const { engine, clock, store, events } = await setUp(kind);
      const { id } = await engine.sessions.create({ personality: NEUTRAL });
      const before = await exportOf(store);
      const told = events.length;
      clock.nowMs = broken as number;
      for (const call of [
        engine.sessions.create({ personality: NEUTRAL }),
        engine.sessions.perceive(id, { appraisal: GIFT }),
        engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: 5 }),
        engine.sessions.tick(id, 5),
        engine.sessions.state(id),
        engine.sessions.promptData(id),
      ]) {
        const error = await failureOf(call, 'CONFIG_INVALID');
        expect(error.details.issues[0]?.path).toEqual(['clock', 'now']);
      }
      expect(await exportOf(store)).toEqual(before);
      expect(events).toHaveLength(told);
    },
  );

  it('that jumps a thousand years counts a hundred, as a caller’s thousand years do', async () => {
    const { engine, clock } = await setUp(kind);
    const created = await Promise.all([1, 2, 3].map(() => engine.sessions.create({ preset: 'rival' })));
    const [byClock, byTick, byTurn] = created.map(({ id }) => id) as [string, string, string];
    for (const { id } of created) await engine.sessions.perceive(id, { appraisal: INSULT });
    const ticked = await engine.sessions.tick(byTick, 1000 * YEAR);
    const told = await engine.sessions.perceive(byTurn, { appraisal: quiet, elapsedSeconds: 1000 * YEAR });
    clock.advance(1000 * YEAR);
    const clocked = await engine.sessions.perceive(byClock, { appraisal: quiet });
    const hundred = new Date(START + 100 * YEAR * 1000).toISOString();
    expect([ticked.at, told.at, clocked.at]).toEqual([hundred, hundred, hundred]);
    expect(clocked.emotion.vad).toEqual(ticked.emotion.vad);
    expect(clocked.emotion.label).toBe('neutral');
  });

  it('of several machines, none quite right, does not make a session’s time run faster than any of them', async () => {
    const disk = kind.newDisk();
    const ahead = createManualClock(START + 400);
    const behind = createManualClock(START - 400);
    const one = await createEngine({ store: disk.open(), clock: ahead });
    const two = await createEngine({ store: disk.open(), clock: behind });
    const { id } = await one.sessions.create({ personality: NEUTRAL });
    for (let turn = 0; turn < 20; turn++) {
      for (const clock of [ahead, behind]) clock.advance(1);
      await one.sessions.perceive(id, { appraisal: GIFT });
      await two.sessions.perceive(id, { appraisal: GIFT });
    }
    const { at } = await one.sessions.state(id);
    expect(Date.parse(at)).toBe(START + 400 + 20_000);
  });

  it('never moves a session back, and never by more than it moved itself and the caller told', async () => {
    const { engine, clock, store } = await setUp(kind);
    const moves = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('clock' as const), ms: fc.integer({ min: -1000, max: 100_000 }) }),
        fc.record({ kind: fc.constant('tick' as const), ms: fc.integer({ min: 0, max: 100_000 }) }),
        fc.record({ kind: fc.constant('turn' as const), ms: fc.constant(0) }),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (list) => {
        const begun = clock.nowMs;
        let highest = begun;
        let told = 0;
        const { id } = await engine.sessions.create({ personality: NEUTRAL });
        let last = begun;
        for (const { kind: move, ms } of list) {
          if (move === 'clock') clock.nowMs = Math.max(clock.nowMs + ms, highest - LIMITS.clockSkewMs);
          highest = Math.max(highest, clock.nowMs);
          if (move === 'tick') {
            told += ms;
            await engine.sessions.tick(id, ms / 1000);
          }
          if (move === 'turn') await engine.sessions.perceive(id, { appraisal: quiet });
          const [record] = await store.load([{ collection: 'session', id }]);
          const { atMs } = JSON.parse(record?.body as string) as { atMs: number };
          expect(atMs).toBeGreaterThanOrEqual(last);
          last = atMs;
          const seen = Date.parse((await engine.sessions.state(id)).at);
          expect(seen).toBeGreaterThanOrEqual(last);
          expect(seen - begun).toBeLessThanOrEqual(highest - begun + told);
        }
        clock.nowMs = highest;
      }),
      { numRuns: 40 },
    );
  });
});
