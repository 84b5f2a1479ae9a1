import { describe, expect, it } from 'vitest';
import type { CharacterState, SessionState } from '../../src';
import { stateOf } from '../character/stored';
import { failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('a session that tells its character over $kind', (kind) => {
  async function begin(parts: { userId?: string; learnsFromSessions?: boolean } = {}) {
    const { userId, ...character } = parts;
    const bench = await setUp(kind);
    const { engine, store, events } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL, ...character });
    const { id } = await engine.sessions.create({ characterId: 'ada', ...(userId && { userId }) });
    events.length = 0;
    const windowOf = async () => (await stateOf<SessionState>(store, 'session', id))?.window;
    const changes = async () =>
      (await engine.characters.personality('ada', { historyLimit: 1000 })).evolution.length;
    return { ...bench, id, windowOf, changes };
  }

  it('on call tells what it has gathered, and begins anew', async () => {
    const { engine, id, clock, windowOf, changes } = await begin();
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    for (let turn = 0; turn < 5; turn++) {
      clock.advance(60);
      await engine.sessions.perceive(id, { appraisal: INSULT });
    }
    expect(await windowOf()).toMatchObject({ events: 5, deeds: 0 });
    expect(await changes()).toBe(0);
    const { consolidated, evolution } = await engine.sessions.consolidate(id);
    expect(consolidated).toBe(true);
    expect(await windowOf()).toBeUndefined();
    expect(evolution.map(({ traitName }) => traitName).sort()).toEqual(
      ['assertiveness', 'enthusiasm', 'volatility', 'withdrawal'].sort(),
    );
    for (const { triggerType, reasoning } of evolution) {
      expect(triggerType).toBe('session');
      expect(reasoning).toContain('5 events');
    }
    expect(evolution.find(({ traitName }) => traitName === 'withdrawal')?.delta).toBeGreaterThan(0);
    expect((await engine.characters.personality('ada')).evolution).toEqual([...evolution].reverse());
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    await failureOf(engine.sessions.consolidate('nobody'), 'SESSION_NOT_FOUND');
  });

  it('with a user tells its overlay too, and its character by a share', async () => {
    const { engine, id } = await begin({ userId: 'u' });
    for (let turn = 0; turn < 5; turn++) await engine.sessions.perceive(id, { appraisal: INSULT });
    const { evolution } = await engine.sessions.consolidate(id);
    expect(evolution).toHaveLength(8);
    for (const { userId } of evolution) expect(userId).toBe('u');
    const { overlay, base, evolution: theirs } = (await engine.characters.overlay('ada', 'u'))!;
    expect(theirs).toEqual(evolution.slice(4).reverse());
    expect(base.hexaco.N).toBeGreaterThan(0.5);
    expect(overlay.hexaco.N).toBeGreaterThan(base.hexaco.N);
  });

  it('tells by itself in the turn after a day of its own, which still makes one revision of it', async () => {
    const { engine, id, clock, changes, windowOf } = await begin();
    await engine.sessions.perceive(id, { appraisal: GIFT });
    clock.advance(DAY - 1);
    const before = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect([before.revision, await changes()]).toEqual([3, 0]);
    clock.advance(1);
    const due = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect([due.revision, await changes()]).toEqual([4, 4]);
    // The turn that told begins the next day.
    expect(await windowOf()).toMatchObject({ events: 1, sinceMs: clock.nowMs });
    const after = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect([after.revision, await changes()]).toEqual([5, 4]);
  });

  it('tells by itself when its own time runs ahead of the clock, in turns and in ticks', async () => {
    const { engine, id, changes, windowOf } = await begin();
    const turn = (elapsedSeconds: number) =>
      engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds });
    await turn(0);
    await engine.sessions.tick(id, DAY - 1);
    expect((await turn(0)).revision).toBe(4);
    expect([await changes(), (await windowOf())?.events]).toEqual([0, 2]);
    await engine.sessions.tick(id, 1);
    expect((await turn(0)).revision).toBe(6);
    expect([await changes(), (await windowOf())?.events]).toEqual([4, 1]);
    expect((await turn(DAY)).revision).toBe(7);
    expect([await changes(), (await windowOf())?.events]).toEqual([8, 1]);
  });

  it('tells at its end, when its character outlives it', async () => {
    const { engine, id, changes, events } = await begin();
    await engine.sessions.perceive(id, { appraisal: GIFT });
    events.length = 0;
    await engine.sessions.delete(id);
    expect(await changes()).toBe(4);
    expect(events.map(({ type }) => type)).toEqual(['personality.revised', 'session.deleted']);
  });

  it('tells nothing, and gathers nothing, when its character does not learn from sessions', async () => {
    const { engine, id, clock, changes, windowOf } = await begin({ learnsFromSessions: false });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect(await windowOf()).toBeUndefined();
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    clock.advance(2 * DAY);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    await engine.characters.observe('ada', [{ trait: 'A', value: 1 }]);
    expect(await changes()).toBe(2);
    // What had been gathered before it stopped learning is forgotten.
    await engine.characters.create({ id: 'ada', learnsFromSessions: true });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect(await windowOf()).toMatchObject({ events: 1 });
    await engine.characters.create({ id: 'ada', learnsFromSessions: false });
    expect((await engine.sessions.consolidate(id)).consolidated).toBe(false);
    expect([await changes(), await windowOf()]).toEqual([2, undefined]);
  });

  it('makes a moment of what shook it, and counts every change', async () => {
    const { engine, store, id } = await begin();
    const shattering = { ...INSULT, goalRelevance: 1, goalCongruence: -1, controllability: 0, urgency: 1 };
    for (let turn = 0; turn < 60; turn++) {
      await engine.sessions.perceive(id, { appraisal: shattering, elapsedSeconds: 10 });
    }
    const { evolution } = await engine.sessions.consolidate(id);
    const significant = evolution.filter(({ isSignificantMoment }) => isSignificantMoment);
    expect(significant.length).toBeGreaterThan(0);
    // One day is one moment, whatever it bears on.
    const { moments } = await engine.characters.significantMoments('ada');
    expect(moments).toHaveLength(1);
    expect([...moments[0]!.traitsAffected].sort()).toEqual(
      significant.map(({ traitName }) => traitName).sort(),
    );
    const { changes } = (await stateOf<CharacterState>(store, 'character', 'ada'))!;
    expect(changes).toBe(evolution.length);
  });

  it('of a character made for it alone: the feelings of a day make the person of the next', async () => {
    const { engine, clock } = await begin();
    const { id, characterId, persona } = await engine.sessions.create({ personality: NEUTRAL });
    for (let day = 0; day < 30; day++) {
      for (let turn = 0; turn < 10; turn++) await engine.sessions.perceive(id, { appraisal: INSULT });
      clock.advance(DAY);
    }
    const { personality } = (await engine.sessions.get(id))!.persona;
    expect(personality.N).toBeGreaterThan(persona.personality.N);
    expect(personality.N).toBeLessThan(persona.personality.N + 0.1);
    const { profile } = await engine.characters.personality(characterId);
    expect(profile.hexaco).toEqual(personality);
  });
});
