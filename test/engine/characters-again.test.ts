import { describe, expect, it } from 'vitest';
import { createFaultStore } from '../support/engine-fault-store';
import { NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('creating a character that is there already over $kind', (kind) => {
  it('keeps who it has become, and takes what its author says now', async () => {
    const { engine, events, clock } = await setUp(kind);
    await engine.characters.create({
      id: 'ada',
      personality: NEUTRAL,
      identity: { name: 'Ada', role: 'a clockmaker' },
      goals: ['one'],
      plasticity: 2,
      emotionConfig: { timeScale: 0.5 },
    });
    clock.advance(86_400);
    await engine.characters.observe('ada', [{ trait: 'N', value: 1 }]);
    const before = await engine.characters.personality('ada');
    events.length = 0;
    const again = await engine.characters.create({
      id: 'ada',
      personality: { O: 0, C: 0, E: 0, A: 0, N: 0, H: 0 },
      identity: { role: 'a watchmaker' },
      goals: ['two', 'three'],
      plasticity: 0.5,
      learnsFromSessions: false,
      emotionConfig: { moodHalfLifeHours: 48 },
    });
    expect(again).toMatchObject({
      created: false,
      name: 'Ada',
      identity: { name: 'Ada', role: 'a watchmaker' },
      goals: ['two', 'three'],
      plasticity: 0.5,
      learnsFromSessions: false,
      createdAt: '2030-01-01T00:00:00.000Z',
      revision: 3,
    });
    expect(again.config.moodHalfLifeHours).toBe(48);
    const { hexaco, dimensions, traitPrecisions } = before.profile;
    const after = await engine.characters.personality('ada');
    expect(after.profile).toMatchObject({ hexaco, dimensions, traitPrecisions });
    expect(after.evolution).toEqual(before.evolution);
    expect(events).toEqual([{ type: 'character.updated', characterId: 'ada', atMs: clock.nowMs }]);
  });

  it('with nothing new writes nothing and tells nothing', async () => {
    const { engine, events } = await setUp(kind);
    const input = { id: 'ada', preset: 'rival', facets: { anxiety: 0.9 }, plasticity: 2 };
    const { created, ...first } = await engine.characters.create(input);
    expect(created).toBe(true);
    events.length = 0;
    for (let time = 0; time < 3; time++) {
      expect(await engine.characters.create(input)).toStrictEqual({ ...first, created: false });
    }
    expect(await engine.characters.create({ id: 'ada' })).toStrictEqual({ ...first, created: false });
    expect(events).toEqual([]);
    expect((await engine.characters.get('ada'))?.revision).toBe(1);
  });

  it('gives a character that was made for a session a life of its own', async () => {
    const { engine } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival' });
    await engine.characters.create({ id: characterId });
    await engine.sessions.delete(id);
    expect(await engine.characters.get(characterId)).toMatchObject({ id: characterId });
  });

  it('many times at once makes it once', async () => {
    const { engine, events } = await setUp(kind);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        engine.characters.create({ id: 'ada', personality: NEUTRAL, goals: [`goal ${i % 3}`] }),
      ),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'character.created')).toHaveLength(1);
    const revisions = answers.map(({ revision }) => revision);
    expect(await engine.characters.get('ada')).toMatchObject({ revision: Math.max(...revisions) });
  });

  it('by two engines at once makes it once, and both say so', async () => {
    const disk = kind.newDisk();
    const slow = createFaultStore(disk.open());
    slow.before = () => new Promise((resolve) => setImmediate(resolve));
    const one = await setUp(kind, { disk, store: slow });
    const two = await setUp(kind, { disk });
    for (let round = 0; round < 10; round++) {
      const input = { id: `c${round}`, personality: NEUTRAL };
      const [a, b] = await Promise.all([
        one.engine.characters.create(input),
        two.engine.characters.create(input),
      ]);
      expect([a.created, b.created].filter(Boolean)).toHaveLength(1);
      expect([a.revision, b.revision]).toEqual([1, 1]);
    }
  });
});
