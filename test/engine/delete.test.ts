import { describe, expect, it } from 'vitest';
import { createEngine, type Store } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, exportOf, failureOf, GIFT, STORE_KINDS, setUp } from '../support/engine-fixtures';

const idsOf = async (store: Store) => (await exportOf(store)).records.map(({ id }) => id);

describe.each(STORE_KINDS)('deleting a session over $kind', (kind) => {
  it('takes its state, its history and the character that was made for it, and tells of it once', async () => {
    const { engine, store, events } = await setUp(kind);
    const other = await engine.sessions.create({ preset: 'stoic' });
    const before = await exportOf(store);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival', userId: 'u' });
    const { at } = await engine.sessions.perceive(id, {
      appraisal: GIFT,
      elapsedSeconds: 60,
      idempotencyKey: 'k',
    });
    events.length = 0;
    expect(await engine.sessions.delete(id)).toEqual({ deleted: true, id });
    expect(events).toEqual([
      { type: 'session.deleted', sessionId: id, characterId, userId: 'u', atMs: Date.parse(at) },
    ]);
    expect(await exportOf(store)).toEqual(before);
    expect(await store.history({ collection: 'session', id }, {})).toEqual([]);
    expect(await engine.sessions.get(id)).toBeUndefined();
    expect((await engine.sessions.list()).sessions.map((session) => session.id)).toEqual([other.id]);
    for (const call of [
      engine.sessions.state(id),
      engine.sessions.promptData(id),
      engine.sessions.tick(id, 5),
      engine.sessions.perceive(id, { appraisal: GIFT }),
    ]) {
      expect((await failureOf(call, 'SESSION_NOT_FOUND')).details).toEqual({ id });
    }
    await failureOf(engine.sessions.create({ characterId }), 'CHARACTER_NOT_FOUND');
  });

  it('answers that there was nothing to delete when there was not', async () => {
    const { engine, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    await engine.sessions.delete(id);
    events.length = 0;
    expect(await engine.sessions.delete(id)).toEqual({ deleted: false, id });
    expect(await engine.sessions.delete('nobody')).toEqual({ deleted: false, id: 'nobody' });
    expect(events).toEqual([]);
    for (const bad of ['', 'a\u0000', 5, null, undefined] as string[]) {
      await failureOf(engine.sessions.delete(bad), 'INPUT_INVALID');
    }
  });

  it.each([
    ['the first', 0],
    ['the second', 1],
  ])('leaves a character that two sessions share, when %s goes and when both do', async (_, first) => {
    const { engine, store } = await setUp(kind);
    const one = await engine.sessions.create({ preset: 'rival' });
    const two = await engine.sessions.create({ characterId: one.characterId });
    const ids = [one.id, two.id];
    const kept = ids[1 - first]!;
    await engine.sessions.delete(ids[first]!);
    expect((await engine.sessions.get(kept))?.persona).toEqual(one.persona);
    await engine.sessions.perceive(kept, { appraisal: GIFT });
    await engine.sessions.delete(kept);
    expect(await idsOf(store)).toEqual([one.characterId]);
    const three = await engine.sessions.create({ characterId: one.characterId });
    // It has gone on living meanwhile: what the second session felt has moved it a little.
    const { personality, ...rest } = one.persona;
    expect(three.persona).toMatchObject(rest);
    expect(three.persona.personality.N).toBeCloseTo(personality.N, 2);
  });

  it('is done once when it is asked for many times at once', async () => {
    const { engine, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    events.length = 0;
    const answers = await Promise.all(Array.from({ length: 10 }, () => engine.sessions.delete(id)));
    expect(answers.filter(({ deleted }) => deleted)).toHaveLength(1);
    expect(events).toHaveLength(1);
  });

  it('waits for the turns that were asked for before it, and ends those that come after', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const before = engine.sessions.perceive(id, { appraisal: GIFT });
    const deleted = engine.sessions.delete(id);
    const after = failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'SESSION_NOT_FOUND');
    expect((await before).revision).toBe(2);
    expect((await deleted).deleted).toBe(true);
    await after;
  });

  it('either takes the character along or lets another session have it, when both are asked for at once', async () => {
    const disk = kind.newDisk();
    const slow = createFaultStore(disk.open());
    const clock = createManualClock();
    const one = await setUp(kind, { disk, store: slow, clock });
    const two = await setUp(kind, { disk, clock, seed: 8 });
    for (let round = 0; round < 10; round++) {
      const { id, characterId } = await one.engine.sessions.create({ preset: 'rival' });
      slow.before = () => new Promise((resolve) => setImmediate(resolve));
      const [deleted, created] = await Promise.allSettled([
        one.engine.sessions.delete(id),
        two.engine.sessions.create({ characterId }),
      ]);
      slow.before = undefined;
      expect(deleted).toMatchObject({ status: 'fulfilled', value: { deleted: true } });
      const ids = await idsOf(disk.open());
      if (created.status === 'fulfilled') {
        expect(ids).toContain(characterId);
        expect(await two.engine.sessions.get(created.value.id)).toStrictEqual(created.value);
      } else {
        expect(created.reason).toMatchObject({ code: 'CHARACTER_NOT_FOUND' });
        expect(ids).not.toContain(characterId);
      }
    }
  });

  it('by one engine while another is reading it: the reader finds it or does not, and never half of it', async () => {
    const disk = kind.newDisk();
    const { engine } = await setUp(kind, { disk });
    const { id } = await engine.sessions.create({ preset: 'rival' });
    // The other engine has never seen the session, so it reads the session first and then its character.
    const store = createFaultStore(disk.open());
    const other = await createEngine({ store, clock: createManualClock() });
    let loads = 0;
    store.before = async (method) => {
      if (method !== 'load') return;
      loads += 1;
      if (loads === 2) await engine.sessions.delete(id);
    };
    expect(await other.sessions.get(id)).toBeUndefined();
    await other.close();
  });

  it('frees the id for a session of the same name, which begins anew', async () => {
    const disk = kind.newDisk();
    const first = await setUp(kind, { disk });
    const { id } = await first.engine.sessions.create({ preset: 'rival' });
    const turn = await first.engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    await first.engine.sessions.delete(id);
    // The same seed and clock give the same ids again.
    const second = await setUp(kind, { disk });
    const again = await second.engine.sessions.create({ preset: 'stoic' });
    expect(again.id).toBe(id);
    for (const { engine } of [first, second]) {
      expect(await engine.sessions.get(id)).toStrictEqual(again);
    }
    const anew = await second.engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    expect(anew.revision).toBe(2);
    expect(anew.emotion.vad).not.toEqual(turn.emotion.vad);
    expect((await first.engine.sessions.state(id)).turns).toBe(1);
  });
});
