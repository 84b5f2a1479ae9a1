import { describe, expect, it } from 'vitest';
import type { ListInput } from '../../src';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('listing characters over $kind', (kind) => {
  it('walks them all in the order of their creation, a page at a time', async () => {
    const { engine } = await setUp(kind);
    expect(await engine.characters.list()).toStrictEqual({ characters: [] });
    const ids = Array.from({ length: 45 }, (_, i) => `c${(i * 7) % 45}`);
    for (const id of ids) await engine.characters.create({ id, personality: NEUTRAL });
    const first = await engine.characters.list();
    expect(first.characters.map(({ id }) => id)).toEqual(ids.slice(0, 20));
    expect(first.characters[0]).toStrictEqual(await engine.characters.get(ids[0]!));
    const walked: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await engine.characters.list({ limit: 7, cursor });
      walked.push(...page.characters.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(walked).toEqual(ids);
  });

  it('goes on from a cursor whose character is gone', async () => {
    const { engine } = await setUp(kind);
    for (const id of ['a', 'b', 'c', 'd']) await engine.characters.create({ id, personality: NEUTRAL });
    const { cursor } = await engine.characters.list({ limit: 2 });
    await engine.characters.delete('b');
    const rest = await engine.characters.list({ cursor });
    expect(rest.characters.map(({ id }) => id)).toEqual(['c', 'd']);
  });

  it('counts in those that were made for a session', async () => {
    const { engine } = await setUp(kind);
    const { characterId } = await engine.sessions.create({ preset: 'rival' });
    expect((await engine.characters.list()).characters.map(({ id }) => id)).toEqual([characterId]);
  });

  it('refuses pages of no size and cursors that it did not give', async () => {
    const { engine } = await setUp(kind);
    for (const limit of [0, -1, 101, 1.5, Number.NaN, '5', null] as number[]) {
      const error = await failureOf(engine.characters.list({ limit }), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['limit']);
    }
    for (const cursor of ['', '0', 'x', '../..', 5] as string[]) {
      const error = await failureOf(engine.characters.list({ cursor }), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['cursor']);
    }
    await failureOf(engine.characters.list({ offset: 5 } as ListInput), 'INPUT_INVALID');
  });

  it('reads nobody where there is nobody', async () => {
    const { engine } = await setUp(kind);
    expect(await engine.characters.get('nobody')).toBeUndefined();
    for (const id of ['', 'a\nb', 5, null, undefined, {}] as string[]) {
      await failureOf(engine.characters.get(id), 'INPUT_INVALID');
    }
  });
});
