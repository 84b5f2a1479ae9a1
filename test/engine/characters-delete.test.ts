import { describe, expect, it } from 'vitest';
import { allOf } from '../character/stored';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, failureOf, GIFT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('deleting a character over $kind', (kind) => {
  it('takes its sessions, its overlays and all history along, and nothing else', async () => {
    const { engine, store, events } = await setUp(kind);
    await engine.characters.create({ id: 'other', personality: NEUTRAL });
    await engine.characters.observe('other', [{ trait: 'A', value: 1, userId: 'u' }]);
    await engine.sessions.create({ characterId: 'other', userId: 'u' });
    const before = await allOf(store);

    await engine.characters.create({ id: 'ada', name: 'Ada', personality: NEUTRAL });
    // More of each than a page holds.
    const users = Array.from({ length: 120 }, (_, i) => `u${i}`);
    await engine.characters.observe(
      'ada',
      users.map((userId) => ({ trait: 'A', value: 1, userId })),
    );
    const sessions = await Promise.all(
      users.map((userId) => engine.sessions.create({ characterId: 'ada', userId })),
    );
    await engine.sessions.perceive(sessions[0]!.id, { appraisal: GIFT });
    events.length = 0;
    expect(await engine.characters.delete('ada')).toEqual({ deleted: true, id: 'ada' });
    expect(events).toEqual([{ type: 'character.deleted', characterId: 'ada', atMs: Date.UTC(2030, 0, 1) }]);
    expect(await allOf(store)).toEqual(before);
    expect(await engine.characters.getByName('Ada')).toBeUndefined();
    expect(await engine.sessions.get(sessions[7]!.id)).toBeUndefined();
    await failureOf(engine.sessions.perceive(sessions[0]!.id, { appraisal: GIFT }), 'SESSION_NOT_FOUND');
    for (const call of [
      engine.characters.personality('ada'),
      engine.characters.observe('ada', []),
      engine.characters.updatePersonality('ada', { hexaco: NEUTRAL }),
      engine.characters.recentShifts('ada'),
      engine.characters.significantMoments('ada'),
      engine.characters.overlays('ada'),
      engine.characters.overlay('ada', 'u0'),
      engine.characters.at('ada', Date.UTC(2030, 0, 1)),
      engine.sessions.create({ characterId: 'ada' }),
    ]) {
      expect((await failureOf(call, 'CHARACTER_NOT_FOUND')).details).toEqual({ id: 'ada' });
    }
  });

  it('answers that there was nothing to delete when there was not', async () => {
    const { engine, events } = await setUp(kind);
    expect(await engine.characters.delete('nobody')).toEqual({ deleted: false, id: 'nobody' });
    for (const bad of ['', 'a\u0000', 5, null, undefined] as string[]) {
      await failureOf(engine.characters.delete(bad), 'INPUT_INVALID');
    }
    expect(events).toEqual([]);
  });

  it('frees its id for somebody else, who begins with nothing of it', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    await engine.characters.observe('ada', [{ trait: 'A', value: 1, userId: 'u', impact: 1 }]);
    await engine.characters.delete('ada');
    await engine.characters.create({ id: 'ada', personality: { ...NEUTRAL, A: 0.2 } });
    const { profile, evolution } = await engine.characters.personality('ada');
    expect(profile.hexaco.A).toBe(0.2);
    expect(evolution).toEqual([]);
    expect(await engine.characters.overlay('ada', 'u')).toBeUndefined();
    expect(await engine.characters.overlays('ada')).toEqual({ overlays: [] });
    expect(await engine.characters.significantMoments('ada')).toEqual({ moments: [] });
    expect((await engine.characters.personalities(['ada']))['ada']?.evolutionCount).toBe(0);
  });

  it('is done once when it is asked for many times, while everybody is busy with it', async () => {
    const disk = kind.newDisk();
    const clock = createManualClock();
    const slow = createFaultStore(disk.open());
    const one = await setUp(kind, { disk, store: slow, clock });
    const two = await setUp(kind, { disk, clock, seed: 8 });
    await one.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await one.engine.sessions.create({ characterId: 'ada' });
    slow.before = () => new Promise((resolve) => setImmediate(resolve));
    const deleting = Array.from({ length: 5 }, () => one.engine.characters.delete('ada'));
    const busy = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => two.engine.characters.observe('ada', [{ trait: 'A', value: 1 }])),
      ...Array.from({ length: 5 }, () => two.engine.sessions.perceive(id, { appraisal: GIFT })),
      one.engine.sessions.consolidate(id),
    ]);
    const answers = await Promise.all(deleting);
    slow.before = undefined;
    expect(answers.filter(({ deleted }) => deleted)).toHaveLength(1);
    for (const result of busy) {
      if (result.status === 'fulfilled') continue;
      expect(['CHARACTER_NOT_FOUND', 'SESSION_NOT_FOUND']).toContain(result.reason.code);
    }
    expect(await allOf(disk.open())).toEqual([]);
  });

  it('takes along the sessions that are begun while it goes', async () => {
    const disk = kind.newDisk();
    const clock = createManualClock();
    const store = createFaultStore(disk.open());
    const one = await setUp(kind, { disk, store, clock });
    const two = await setUp(kind, { disk, clock, seed: 8 });
    await one.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    await one.engine.sessions.create({ characterId: 'ada' });
    // After the sessions that were there, before the character itself.
    let commits = 0;
    store.before = async (method) => {
      if (method !== 'commit') return;
      commits += 1;
      if (commits === 2) await two.engine.sessions.create({ characterId: 'ada' });
    };
    expect((await one.engine.characters.delete('ada')).deleted).toBe(true);
    store.before = undefined;
    expect(commits).toBeGreaterThanOrEqual(2);
    expect(await allOf(disk.open())).toEqual([]);
  });

  it('that is lost all the same leaves sessions that can be deleted', async () => {
    const { engine, store } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    await store.commit([
      { changes: [{ kind: 'remove', collection: 'character', id: 'ada', expectedRevision: 1 }], events: [] },
    ]);
    await failureOf(engine.sessions.state(id), 'CHARACTER_NOT_FOUND');
    expect(await engine.sessions.delete(id)).toEqual({ deleted: true, id });
    expect(await allOf(store)).toEqual([]);
  });
});
