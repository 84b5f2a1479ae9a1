import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, ListInput } from '../../src';
import { failureOf, GIFT, STORE_KINDS, setUp } from '../support/engine-fixtures';

async function createMany(engine: Engine, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.push((await engine.sessions.create({ preset: 'stoic' })).id);
  }
  return ids;
}

describe.each(STORE_KINDS)('listing sessions over $kind', (kind) => {
  it('gives nothing where there is nothing', async () => {
    const { engine } = await setUp(kind);
    expect(await engine.sessions.list()).toStrictEqual({ sessions: [] });
    expect(await engine.sessions.list({})).toStrictEqual({ sessions: [] });
    expect(await engine.sessions.list({ limit: undefined, cursor: undefined })).toStrictEqual({
      sessions: [],
    });
  });

  it('gives twenty at a time unless told otherwise, in the order of creation, and no cursor after the last', async () => {
    const { engine } = await setUp(kind);
    const ids = await createMany(engine, 40);
    const first = await engine.sessions.list();
    expect(first.sessions.map(({ id }) => id)).toEqual(ids.slice(0, 20));
    const second = await engine.sessions.list({ cursor: first.cursor });
    expect(second.sessions.map(({ id }) => id)).toEqual(ids.slice(20));
    expect('cursor' in second).toBe(false);
    const all = await engine.sessions.list({ limit: 100 });
    expect(all.sessions.map(({ id }) => id)).toEqual(ids);
  });

  it('tells of each what a list is read for', async () => {
    const { engine, clock } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival', userId: 'u' });
    const nameless = await engine.sessions.create({ personality: { O: 0, C: 0, E: 0, A: 0, N: 0, H: 0 } });
    clock.advance(60);
    await engine.sessions.perceive(id, { appraisal: GIFT });
    const { emotion } = await engine.sessions.state(id);
    const { sessions } = await engine.sessions.list();
    expect(sessions).toStrictEqual([
      {
        id,
        characterId,
        userId: 'u',
        name: 'Blaze',
        createdAt: '2030-01-01T00:00:00.000Z',
        lastActiveAt: '2030-01-01T00:01:00.000Z',
        turns: 1,
        label: emotion.label,
      },
      {
        id: nameless.id,
        characterId: nameless.characterId,
        createdAt: '2030-01-01T00:00:00.000Z',
        lastActiveAt: '2030-01-01T00:00:00.000Z',
        turns: 0,
        label: 'neutral',
      },
    ]);
  });

  it('gives every session once that was there all along, while others come and go', async () => {
    const { engine } = await setUp(kind);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.record({ create: fc.nat(2), remove: fc.option(fc.nat(20)) }), { maxLength: 8 }),
        async (limit, count, changes) => {
          const there = await createMany(engine, count);
          const removed = new Set<string>();
          const late: string[] = [];
          const walked: string[] = [];
          let page = await engine.sessions.list({ limit });
          for (let turn = 0; ; turn++) {
            walked.push(...page.sessions.map(({ id }) => id));
            const change = changes[turn];
            if (change) late.push(...(await createMany(engine, change.create)));
            const victim = there[change?.remove ?? -1];
            if (victim) {
              await engine.sessions.delete(victim);
              removed.add(victim);
            }
            if (page.cursor === undefined) break;
            page = await engine.sessions.list({ limit, cursor: page.cursor });
            expect(page.sessions.length).toBeLessThanOrEqual(limit);
          }
          expect(new Set(walked).size).toBe(walked.length);
          const stayed = there.filter((id) => !removed.has(id));
          expect(walked.filter((id) => stayed.includes(id))).toEqual(stayed);
          for (const id of [...there, ...late]) await engine.sessions.delete(id);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes on from a cursor whose session is gone, even when all before it are', async () => {
    const { engine } = await setUp(kind);
    const ids = await createMany(engine, 6);
    const { cursor } = await engine.sessions.list({ limit: 3 });
    for (const id of ids.slice(0, 4)) await engine.sessions.delete(id);
    const rest = await engine.sessions.list({ cursor });
    expect(rest.sessions.map(({ id }) => id)).toEqual(ids.slice(4));
    for (const id of ids.slice(4)) await engine.sessions.delete(id);
    expect(await engine.sessions.list({ cursor })).toStrictEqual({ sessions: [] });
    const late = await createMany(engine, 1);
    expect((await engine.sessions.list({ cursor })).sessions.map(({ id }) => id)).toEqual(late);
  });

  it('gives those of one character, of one user, or of both, page by page', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'ada', preset: 'stoic' });
    await engine.characters.create({ id: 'bo', preset: 'rival' });
    const made: { id: string; characterId: string; userId?: string }[] = [];
    for (let turn = 0; turn < 24; turn++) {
      const characterId = turn % 2 === 0 ? 'ada' : 'bo';
      const userId = (['u', 'v', undefined] as const)[turn % 3];
      const { id } = await engine.sessions.create({ characterId, ...(userId && { userId }) });
      made.push({ id, characterId, ...(userId && { userId }) });
    }
    await engine.sessions.archive(made[4]!.id);
    for (const filter of [
      {},
      { characterId: 'ada' },
      { userId: 'v' },
      { characterId: 'bo', userId: 'u' },
      { characterId: 'nobody' },
      { userId: 'nobody' },
      { characterId: undefined, userId: undefined },
    ] as { characterId?: string; userId?: string }[]) {
      const { characterId, userId } = filter;
      const expected = made.filter(
        (session) =>
          session !== made[4] &&
          (characterId === undefined || session.characterId === characterId) &&
          (userId === undefined || session.userId === userId),
      );
      for (const limit of [1, 5, 100]) {
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await engine.sessions.list({ ...filter, limit, cursor });
          expect(page.sessions.length).toBeLessThanOrEqual(limit);
          walked.push(...page.sessions.map(({ id }) => id));
          cursor = page.cursor;
        } while (cursor !== undefined);
        expect(walked).toEqual(expected.map(({ id }) => id));
      }
    }
  });

  it('refuses characters and users that are no ids, and in other listings characters and users at all', async () => {
    const { engine } = await setUp(kind);
    for (const key of ['characterId', 'userId'] as const) {
      for (const bad of ['', 'a\u0000', 5, null] as string[]) {
        const error = await failureOf(engine.sessions.list({ [key]: bad }), 'INPUT_INVALID');
        expect(error.details.issues[0]?.path).toEqual([key]);
      }
      await failureOf(engine.characters.list({ [key]: 'a' } as ListInput), 'INPUT_INVALID');
      await failureOf(engine.projects.list({ [key]: 'a' } as ListInput), 'INPUT_INVALID');
    }
  });

  it('refuses pages of no size and cursors that it did not give', async () => {
    const { engine } = await setUp(kind);
    await createMany(engine, 3);
    for (const limit of [0, -1, 101, 1.5, NaN, Infinity, '5', null] as number[]) {
      const error = await failureOf(engine.sessions.list({ limit }), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['limit']);
    }
    for (const cursor of [
      '',
      '0',
      'x',
      '__proto__',
      '../..',
      'YWZ0ZXI6LTE',
      'a'.repeat(201),
      5,
      {},
    ] as string[]) {
      const error = await failureOf(engine.sessions.list({ cursor }), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['cursor']);
    }
    await failureOf(engine.sessions.list({ offset: 5 } as ListInput), 'INPUT_INVALID');
    await failureOf(engine.sessions.list('all' as ListInput), 'INPUT_INVALID');
  });
});
