import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, SessionStateView } from '../../src';
import { numberIn, personalities } from '../support/engine-arbitraries';
import { GIFT, INSULT, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { largestDifference } from '../support/fixtures-values';

type Happening = (engine: Engine, id: string, nowMs: number) => Promise<unknown>;

/** Writes down the time that a reader has seen pass, and more: a tick counts from the last write, and a snapshot is of that. */
async function catchUp({ sessions }: Engine, id: string, nowMs: number, more: number): Promise<void> {
  const { lastActiveAt } = (await sessions.get(id))!;
  await sessions.tick(id, (nowMs - Date.parse(lastActiveAt)) / 1000 + more);
}

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom(GIFT, INSULT).map(
    (appraisal): Happening =>
      ({ sessions }, id) =>
        sessions.perceive(id, { appraisal }),
  ),
  fc.nat(7200).map(
    (seconds): Happening =>
      (engine, id, nowMs) =>
        catchUp(engine, id, nowMs, seconds),
  ),
  numberIn(-1, 1).map(
    (valence): Happening =>
      ({ sessions }, id) =>
        sessions.overrideFeeling(id, { emotion: { valence } }),
  ),
  numberIn(-1, 1).map(
    (arousal): Happening =>
      ({ sessions }, id) =>
        sessions.overrideFeeling(id, { mood: { arousal } }),
  ),
  fc.constant<Happening>(async ({ sessions }, id) => {
    await sessions.archive(id);
    await sessions.unarchive(id);
  }),
  fc.constant<Happening>(async (engine, id, nowMs) => {
    const { sessions } = engine;
    await catchUp(engine, id, nowMs, 0);
    await sessions.restoreSnapshot(id, await sessions.snapshot(id));
  }),
);
const pauses = fc.oneof(fc.constantFrom(1, 1000), fc.integer({ min: 1, max: 86_400_000 }));

const partsOf = ({ emotion, mood }: Pick<SessionStateView, 'emotion' | 'mood'>) => ({
  vad: emotion.vad,
  intensity: emotion.intensity,
  mood: mood.vad,
});

describe.each(STORE_KINDS)('how a session felt over $kind', (kind) => {
  it('is how it said it felt, at every instant of its life, while its character stays who it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        personalities,
        fc.array(fc.tuple(pauses, happenings), { maxLength: 12 }),
        async (personality, life) => {
          const { engine, clock } = await setUp(kind);
          await engine.characters.create({ id: 'ada', personality, learnsFromSessions: false });
          const { id } = await engine.sessions.create({ characterId: 'ada' });
          const seen: SessionStateView[] = [];
          for (const [pause, happening] of life) {
            clock.advance((pause - 1) / 1000);
            seen.push(await engine.sessions.state(id));
            // What happens at an instant is a part of it.
            clock.advance(0.001);
            await happening(engine, id, clock.nowMs);
            clock.advance(0.001);
            seen.push(await engine.sessions.state(id));
          }
          for (const state of seen) {
            const felt = await engine.sessions.at(id, state.at);
            expect(felt.at).toBe(state.at);
            expect(largestDifference(partsOf(felt), partsOf(state))).toBeLessThan(1e-6);
            expect([felt.emotion.label, felt.mood.label]).toEqual([state.emotion.label, state.mood.label]);
          }
        },
      ),
      { numRuns: kind.kind === 'memory' ? 100 : 20 },
    );
  });
});
