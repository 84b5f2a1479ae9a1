import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CharacterState } from '../../src';
import { heldIn, snapshots } from '../character/snapshots';
import { allOf, stateOf } from '../character/stored';
import { INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe.each(STORE_KINDS)('snapshots of personalities over $kind', (kind) => {
  /** Ada, who was seen to be warm on her first day. */
  async function begin() {
    const bench = await setUp(kind);
    const { engine, clock, events } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    await engine.characters.observe('ada', [{ trait: 'compassion', value: 1, weight: 20 }]);
    clock.advance(DAY);
    events.length = 0;
    return bench;
  }

  it('come back as they went, into the character they are of and into any other', async () => {
    const { engine } = await begin();
    await engine.characters.create({ id: 'bea', preset: 'rival' });
    await fc.assert(
      fc.asyncProperty(snapshots, async (snapshot) => {
        for (const id of ['ada', 'bea']) {
          await engine.characters.restoreSnapshot(id, sent(snapshot));
          const again = await engine.characters.snapshot(id);
          expect(heldIn(again)).toStrictEqual(heldIn(snapshot));
          expect(sent(again)).toStrictEqual(again);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('take nothing but what is stored, and write nothing', async () => {
    const { engine, store, clock, events } = await begin();
    await engine.characters.create({
      id: 'bea',
      preset: 'rival',
      facets: { anxiety: 0.9 },
      emotionConfig: { homeBase: { valence: 0.1 } },
      plasticity: 3,
      learnsFromSessions: false,
      metadata: { plan: 'gold' },
    });
    await engine.characters.observe('bea', [{ trait: 'H', value: 1, userId: 'u' }]);
    const before = await allOf(store);
    events.length = 0;
    const snapshot = await engine.characters.snapshot('bea');
    const { beliefs, days, facetOffsets, emotionConfig, plasticity, learnsFromSessions } =
      (await stateOf<CharacterState>(store, 'character', 'bea'))!;
    const authored = { facetOffsets, emotionConfig, plasticity, learnsFromSessions };
    expect(snapshot).toStrictEqual({ version: 1, atMs: clock.nowMs, beliefs, days, authored });
    // It belongs to the caller: what it becomes there is nothing to the engine.
    const kept = sent(snapshot);
    Object.assign(snapshot.beliefs.compassion, { mean: 0 });
    Object.assign(snapshot.days![0]!.moved, { honestyHumility: 1 });
    Object.assign(snapshot.authored!.emotionConfig.homeBase!, { valence: -1 });
    Object.assign(snapshot.authored!.facetOffsets, { anxiety: -1 });
    expect(await engine.characters.snapshot('bea')).toStrictEqual(kept);
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('put a personality back, and leave a record for each trait that it was not like', async () => {
    const { engine, store, clock, events } = await begin();
    const snapshot = await engine.characters.snapshot('ada');
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, A: 0.9, H: 0.1 } });
    const now = (await engine.characters.personality('ada')).profile;
    events.length = 0;
    const answer = await engine.characters.restoreSnapshot('ada', sent(snapshot));
    const { profile, evolution } = await engine.characters.personality('ada');
    expect(answer).toEqual({ profile, evolution: evolution.slice(0, 3).reverse(), revision: 4 });
    expect((await engine.characters.get('ada'))?.revision).toBe(4);
    expect(answer.evolution.map(({ traitName, triggerType }) => [traitName, triggerType])).toEqual([
      ['compassion', 'snapshot'],
      ['politeness', 'snapshot'],
      ['honestyHumility', 'snapshot'],
    ]);
    const oldValue = now.dimensions.politeness;
    const delta = 0.5 - oldValue;
    expect(answer.evolution[1]).toEqual({
      traitCategory: 'dimensions',
      traitName: 'politeness',
      triggerType: 'snapshot',
      oldValue,
      newValue: 0.5,
      delta,
      proposedDelta: delta,
      appliedDelta: delta,
      dampeningFactor: 1,
      predictionError: delta,
      priorPrecision: 64,
      posteriorPrecision: profile.traitPrecisions.politeness.precision,
      confidence: expect.closeTo(0.8, 2),
      isSignificantMoment: false,
      timestamp: '2030-01-02T00:00:00.000Z',
    });
    expect(now.hexaco.H).toBe(0.1);
    expect(profile.traitPrecisions.compassion).toMatchObject({
      observationCount: 1,
      lastUpdatedAt: '2030-01-01T00:00:00.000Z',
    });
    expect(events).toMatchObject([
      {
        type: 'personality.restored',
        characterId: 'ada',
        atMs: clock.nowMs,
        changes: [{ traitName: 'compassion' }, { traitName: 'politeness' }, { traitName: 'honestyHumility' }],
      },
    ]);
    const [last] = await store.history(
      { collection: 'character', id: 'ada' },
      { order: 'newest-first', limit: 1 },
    );
    expect(last).toMatchObject({ type: 'personality.restored', revision: 4, atMs: clock.nowMs });
    expect(JSON.parse(last!.body)).toEqual({ event: events[0], held: snapshot.beliefs });
    expect((await engine.characters.personalities(['ada']))['ada']?.evolutionCount).toBe(1 + 3 + 3);
    // What was there and back again has not shifted: what is left is what was seen before.
    const { shifts } = await engine.characters.recentShifts('ada');
    expect(shifts.map(({ traitName, delta }) => [traitName, delta])).toEqual([
      ['compassion', expect.closeTo(profile.dimensions.compassion - 0.5, 4)],
    ]);
  });

  it('are a shift where they make one', async () => {
    const { engine } = await begin();
    await engine.characters.create({ id: 'bea', personality: { ...NEUTRAL, H: 0.9 } });
    await engine.characters.restoreSnapshot('ada', await engine.characters.snapshot('bea'));
    const { shifts } = await engine.characters.recentShifts('ada');
    expect(shifts).toMatchObject([
      { traitName: 'honestyHumility', direction: 'increase', triggerTypes: ['snapshot'] },
    ]);
    expect((await engine.characters.significantMoments('ada')).moments).toEqual([]);
  });

  it('leave a character what its author has said, its overlays, and the protection of an override', async () => {
    const { engine, clock } = await begin();
    const bea = await engine.characters.create({
      id: 'bea',
      name: 'Bea',
      preset: 'rival',
      facets: { anxiety: 0.9 },
      goals: ['win'],
      emotionConfig: { timeScale: 2 },
      plasticity: 3,
      learnsFromSessions: false,
      metadata: { plan: 'gold' },
    });
    await engine.characters.observe('bea', [{ trait: 'H', value: 1, weight: 9, userId: 'u' }]);
    const differences = (await engine.characters.overlay('bea', 'u'))!;
    const { profile } = await engine.characters.updatePersonality('bea', { hexaco: NEUTRAL });
    await engine.characters.restoreSnapshot('bea', await engine.characters.snapshot('ada'));
    const after = (await engine.characters.get('bea'))!;
    const { identity, goals, plasticity, learnsFromSessions, metadata, name, createdAt } = bea;
    const kept = { identity, goals, plasticity, learnsFromSessions, metadata, name, createdAt };
    expect(after).toMatchObject({ ...kept, id: 'bea', revision: 4 });
    expect((await engine.characters.getByName('Bea'))?.id).toBe('bea');
    expect(after.facets.anxiety! - after.personality.N).toBeCloseTo(
      bea.facets.anxiety! - bea.personality.N,
      12,
    );
    expect(after.config.emotionHalfLifeHours).not.toBe(bea.config.emotionHalfLifeHours);
    const { overlay, base } = (await engine.characters.overlay('bea', 'u'))!;
    expect(overlay.hexaco.H - base.hexaco.H).toBeCloseTo(
      differences.overlay.hexaco.H - differences.base.hexaco.H,
      12,
    );
    expect(base.dimensions).toEqual((await engine.characters.personality('ada')).profile.dimensions);
    expect(base.traitPrecisions).not.toEqual(profile.traitPrecisions);
    clock.advance(599);
    const [held] = (await engine.characters.observe('bea', [{ trait: 'H', value: 1 }])).evolution;
    expect(held?.dampeningFactor).toBe(0);
  });

  it('do not hold evidence off: nobody has set what was restored', async () => {
    const { engine } = await begin();
    await engine.characters.restoreSnapshot('ada', await engine.characters.snapshot('ada'));
    const { evolution } = await engine.characters.observe('ada', [{ trait: 'H', value: 1 }]);
    expect(evolution[0]?.dampeningFactor).toBeGreaterThan(0);
  });

  it('are felt at once: sessions follow the personality that was restored', async () => {
    const { engine, clock } = await begin();
    const { id, config } = await engine.sessions.create({ characterId: 'ada' });
    const snapshot = await engine.characters.snapshot('ada');
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, N: 1, E: 0 } });
    const strayed = (await engine.sessions.get(id))!.config;
    expect(strayed.homeBase.valence).toBeLessThan(config.homeBase.valence);
    await engine.characters.restoreSnapshot('ada', snapshot);
    expect((await engine.sessions.get(id))!.config).toEqual(config);
    const other = await engine.sessions.create({ characterId: 'ada' });
    clock.advance(60);
    const felt = await engine.sessions.perceive(id, { appraisal: INSULT });
    const anew = await engine.sessions.perceive(other.id, { appraisal: INSULT });
    expect([felt.impulse, felt.emotion.vad]).toEqual([anew.impulse, anew.emotion.vad]);
  });
});
