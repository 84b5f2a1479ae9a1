import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metadata } from '../../src';
import { metadata as anyMetadata } from '../support/engine-arbitraries';
import { failureOf, GIFT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const KEPT: Metadata = { plan: 'gold', tags: ['a', { deep: [1, null, true] }], empty: {} };

describe.each(STORE_KINDS)('metadata over $kind', (kind) => {
  it('is kept beside a character and shown wherever the character is', async () => {
    const disk = kind.newDisk();
    const { engine } = await setUp(kind, { disk });
    const created = await engine.characters.create({ id: 'c', personality: NEUTRAL, metadata: KEPT });
    expect(created.metadata).toStrictEqual(KEPT);
    const session = await engine.sessions.create({ characterId: 'c' });
    expect(session.persona.metadata).toStrictEqual(KEPT);
    await engine.sessions.perceive(session.id, { appraisal: GIFT });
    await engine.close();
    const after = (await setUp(kind, { disk })).engine;
    expect((await after.characters.get('c'))?.metadata).toStrictEqual(KEPT);
    expect((await after.characters.list()).characters[0]?.metadata).toStrictEqual(KEPT);
    expect((await after.sessions.get(session.id))?.persona.metadata).toStrictEqual(KEPT);
  });

  it('of a character that is made with its session is the session’s to give', async () => {
    const { engine } = await setUp(kind);
    const { characterId, persona } = await engine.sessions.create({ preset: 'rival', metadata: KEPT });
    expect(persona.metadata).toStrictEqual(KEPT);
    expect((await engine.characters.get(characterId))?.metadata).toStrictEqual(KEPT);
    const error = await failureOf(engine.sessions.create({ characterId, metadata: KEPT }), 'INPUT_INVALID');
    expect(error.details.issues).toEqual([
      { path: ['metadata'], message: 'belongs to the character, which exists already' },
    ]);
  });

  it('is replaced as a whole, stays when nothing is said of it, and goes with null', async () => {
    const { engine, events } = await setUp(kind);
    const say = (metadata?: Metadata | null) =>
      engine.characters.create({ id: 'c', preset: 'rival', ...(metadata !== undefined && { metadata }) });
    expect(await say(KEPT)).toMatchObject({ created: true, revision: 1 });
    expect(await say()).toMatchObject({ revision: 1, metadata: KEPT });
    expect(await say(KEPT)).toMatchObject({ revision: 1, metadata: KEPT });
    const replaced = await say({ other: 1 });
    expect(replaced.revision).toBe(2);
    expect(replaced.metadata).toStrictEqual({ other: 1 });
    const cleared = await say(null);
    expect(cleared.revision).toBe(3);
    expect('metadata' in cleared).toBe(false);
    expect((await say(null)).revision).toBe(3);
    expect(await say({})).toMatchObject({ revision: 4, metadata: {} });
    expect(events.map(({ type }) => type)).toEqual([
      'character.created',
      'character.updated',
      'character.updated',
      'character.updated',
    ]);
  });

  it('that is kept again changes nothing, whatever has happened to the character in between', async () => {
    const { engine, clock } = await setUp(kind);
    await engine.characters.create({ id: 'c', personality: NEUTRAL, metadata: KEPT });
    clock.advance(60);
    const dimensions = (await engine.characters.personality('c')).profile.dimensions;
    await engine.characters.updatePersonality('c', { dimensions: { ...dimensions, compassion: 0.9 } });
    const before = await engine.characters.get('c');
    const again = await engine.characters.create({ id: 'c', metadata: KEPT });
    expect(again.revision).toBe(before?.revision);
  });

  it('is out of the reach of whoever handed it in, and of whoever reads it', async () => {
    const { engine } = await setUp(kind);
    const mine = structuredClone(KEPT) as { tags: unknown[]; plan: string };
    const created = await engine.characters.create({
      id: 'c',
      personality: NEUTRAL,
      metadata: mine as Metadata,
    });
    const session = await engine.sessions.create({ preset: 'rival', metadata: mine as Metadata });
    mine.plan = 'spoiled';
    mine.tags.push('spoiled');
    for (const shown of [created.metadata, session.persona.metadata] as { tags: unknown[] }[]) {
      expect(Object.isFrozen(shown)).toBe(true);
      expect(() => shown.tags.push('spoiled')).toThrow();
    }
    expect((await engine.characters.get('c'))?.metadata).toStrictEqual(KEPT);
    expect((await engine.sessions.get(session.id))?.persona.metadata).toStrictEqual(KEPT);
  });

  it('comes back as it was, whatever it is, and moves no feeling', async () => {
    const { engine } = await setUp(kind);
    const plain = await engine.sessions.create({ preset: 'rival' });
    const { emotion } = await engine.sessions.perceive(plain.id, { appraisal: GIFT });
    await fc.assert(
      fc.asyncProperty(anyMetadata, async (metadata) => {
        const { id, characterId } = await engine.sessions.create({ preset: 'rival', metadata });
        expect((await engine.characters.get(characterId))?.metadata).toStrictEqual(metadata);
        const felt = await engine.sessions.perceive(id, { appraisal: GIFT });
        expect(felt.emotion).toStrictEqual(emotion);
      }),
      { numRuns: 30 },
    );
  });

  it('is not there when nothing is kept', async () => {
    const { engine } = await setUp(kind);
    const { characterId, persona } = await engine.sessions.create({ preset: 'rival' });
    expect('metadata' in persona).toBe(false);
    expect('metadata' in (await engine.characters.get(characterId))!).toBe(false);
  });
});
