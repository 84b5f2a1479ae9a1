import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../src';
import { stateOf } from '../character/stored';
import { INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('a session that wants to tell a protected character over $kind', (kind) => {
  async function begin(userId?: string) {
    const bench = await setUp(kind);
    const { engine, store } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await engine.sessions.create({ characterId: 'ada', ...(userId && { userId }) });
    const windowOf = async () => (await stateOf<SessionState>(store, 'session', id))?.window;
    const changes = async () =>
      (await engine.characters.personality('ada', { historyLimit: 1000 })).evolution.length;
    return { ...bench, id, windowOf, changes };
  }

  it('waits while a manual override is safe from evidence, and loses nothing by it', async () => {
    const { engine, id, clock, changes, windowOf } = await begin();
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(60);
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.7 } });
    clock.advance(599);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect(await engine.sessions.consolidate(id)).toEqual({ consolidated: false, evolution: [] });
    expect([await changes(), (await windowOf())?.events]).toEqual([1, 2]);
    clock.advance(1);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    expect((await engine.sessions.consolidate(id)).consolidated).toBe(true);
    expect([await changes(), await windowOf()]).toEqual([5, undefined]);
  });

  it('waits no longer than ten minutes, even when it has nothing to say after the override', async () => {
    const { engine, id, clock, changes } = await begin();
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(60);
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.7 } });
    clock.advance(600);
    expect((await engine.sessions.consolidate(id)).consolidated).toBe(true);
    const { evolution } = await engine.characters.personality('ada');
    expect(evolution).toHaveLength(5);
    for (const { dampeningFactor } of evolution) expect(dampeningFactor).toBeGreaterThan(0);
    expect(await changes()).toBe(5);
  });

  it('waits no longer than ten minutes when the session ends long after the override', async () => {
    const { engine, id, clock, changes } = await begin();
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(60);
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.7 } });
    clock.advance(DAY);
    await engine.sessions.delete(id);
    expect(await changes()).toBe(5);
  });

  it('that ends while an override is safe is heard, and moves nothing', async () => {
    const { engine, id, clock, changes } = await begin('u');
    await engine.sessions.perceive(id, { appraisal: INSULT });
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, N: 0.7 } });
    const { profile } = await engine.characters.personality('ada');
    clock.advance(60);
    await engine.sessions.delete(id);
    const after = await engine.characters.personality('ada');
    expect(await changes()).toBe(6);
    for (const { dampeningFactor, delta } of after.evolution.slice(0, 4)) {
      expect([dampeningFactor, delta]).toEqual([0, 0]);
    }
    expect(after.profile.hexaco).toEqual(profile.hexaco);
  });
});
