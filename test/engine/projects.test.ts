import { describe, expect, it } from 'vitest';
import type { CreateProjectInput, UpdateProjectInput } from '../../src';
import { failureOf, START, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { recordsOf } from '../support/persona-fixtures';

const AT = '2030-01-01T00:00:00.000Z';

describe.each(STORE_KINDS)('projects over $kind', (kind) => {
  it('are created with an id of their own or of the caller’s, and read back as they were answered', async () => {
    const { engine, events } = await setUp(kind);
    const given = { id: 'bank', name: 'Bank', headers: { 'X-Tenant': 'north' } };
    const bank = await engine.projects.create(given);
    expect(bank).toStrictEqual({ ...given, createdAt: AT, updatedAt: AT, revision: 1 });
    const shop = await engine.projects.create({ name: 'Shop' });
    expect(shop.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect(Object.keys(shop).sort()).toEqual(['createdAt', 'id', 'name', 'revision', 'updatedAt']);
    expect(await engine.projects.get('bank')).toStrictEqual(bank);
    expect(await engine.projects.get(shop.id)).toStrictEqual(shop);
    expect(await engine.projects.get('nothing')).toBeUndefined();
    expect(events).toEqual([
      { type: 'project.created', projectId: 'bank', atMs: START },
      { type: 'project.created', projectId: shop.id, atMs: START },
    ]);
  });

  it('may share a name, but not an id', async () => {
    const { engine, events } = await setUp(kind);
    await engine.projects.create({ id: 'bank', name: 'Bank' });
    await engine.projects.create({ id: 'Bank', name: 'Bank' });
    events.length = 0;
    const error = await failureOf(engine.projects.create({ id: 'bank', name: 'Other' }), 'ALREADY_EXISTS');
    expect(error.details).toEqual({ collection: 'project', id: 'bank' });
    expect(await engine.projects.get('bank')).toMatchObject({ name: 'Bank', revision: 1 });
    expect(events).toEqual([]);
  });

  it('with one id that many create at once come to be once', async () => {
    const { engine, events } = await setUp(kind);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => engine.projects.create({ id: 'one', name: `${i}` })),
    );
    const [won, ...others] = results.filter(({ status }) => status === 'fulfilled');
    expect(others).toEqual([]);
    expect(won).toMatchObject({ value: await engine.projects.get('one') });
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ALREADY_EXISTS' });
    }
    expect(events.map(({ type }) => type)).toEqual(['project.created']);
  });

  it('without an id take another one where theirs is taken: no caller hears of an id it never chose', async () => {
    const disk = kind.newDisk();
    const first = await setUp(kind, { disk });
    const ids = new Set<string>();
    for (let made = 0; made < 5; made++) ids.add((await first.engine.projects.create({ name: 'a' })).id);
    // The same seed and the clock where it was: the ids begin where they began before.
    const second = await setUp(kind, { disk });
    for (let made = 0; made < 5; made++) ids.add((await second.engine.projects.create({ name: 'b' })).id);
    expect(ids.size).toBe(10);
  });

  it('are listed in the order of their creation, which no update changes', async () => {
    const { engine } = await setUp(kind);
    expect(await engine.projects.list()).toStrictEqual({ projects: [] });
    const ids = Array.from({ length: 45 }, (_, i) => `p${(i * 7) % 45}`);
    for (const id of ids) await engine.projects.create({ id, name: id });
    for (const id of [...ids].reverse()) await engine.projects.update(id, { name: `${id} again` });
    const seen: string[] = [];
    for (let cursor: string | undefined, page = 1; page <= 3; page++) {
      const answer = await engine.projects.list({ cursor });
      seen.push(...answer.projects.map(({ id }) => id));
      cursor = answer.cursor;
      expect(cursor === undefined).toBe(page === 3);
      // A cursor survives the deletion of the item that it stands on.
      await engine.projects.delete(seen.at(-1)!);
    }
    expect(seen).toEqual(ids);
    await failureOf(engine.projects.list({ limit: 0 }), 'INPUT_INVALID');
    await failureOf(engine.projects.list({ cursor: 'x' }), 'INPUT_INVALID');
  });

  it('are changed field by field: what is absent stays, null clears, nothing new changes nothing', async () => {
    const { engine, clock, events } = await setUp(kind);
    await engine.projects.create({ id: 'p', name: 'Bank', headers: { A: '1' } });
    events.length = 0;
    clock.advance(60);
    const updated = await engine.projects.update('p', { name: 'Savings bank' });
    expect(updated).toMatchObject({ name: 'Savings bank', headers: { A: '1' }, createdAt: AT, revision: 2 });
    expect(updated.updatedAt).toBe('2030-01-01T00:01:00.000Z');
    const cleared = await engine.projects.update('p', { headers: null });
    expect('headers' in cleared).toBe(false);
    clock.advance(60);
    for (const patch of [{}, { name: 'Savings bank' }, { headers: null }, { imageProvider: undefined }]) {
      expect(await engine.projects.update('p', patch)).toStrictEqual(cleared);
    }
    expect(events).toEqual([
      { type: 'project.updated', projectId: 'p', atMs: START + 60_000, changed: ['name'] },
      { type: 'project.updated', projectId: 'p', atMs: START + 60_000, changed: ['headers'] },
    ]);
    const stale = await failureOf(
      engine.projects.update('p', { name: 'Mine' }, { expectedRevision: 2 }),
      'REVISION_CONFLICT',
    );
    expect(stale.retryable).toBe(false);
    expect(await engine.projects.update('p', { name: 'Mine' }, { expectedRevision: 3 })).toMatchObject({
      revision: 4,
    });
    const error = await failureOf(engine.projects.update('nothing', {}), 'PROJECT_NOT_FOUND');
    expect(error.details).toEqual({ id: 'nothing' });
  });

  it('refuse what is no project, and keep nothing of it', async () => {
    const { engine, store, events } = await setUp(kind);
    await engine.projects.create({ id: 'p', name: 'Bank' });
    const before = await recordsOf(store);
    events.length = 0;
    const bad: unknown[] = [
      { name: '' },
      { name: ' \t' },
      { name: 'a\u0000b' },
      { name: 'a\u202eb' },
      { name: 5 },
      { name: null },
      { name: 'a', headers: { Host: 'elsewhere' } },
      { name: 'a', headers: { A: '1\r\nB: 2' } },
      { name: 'a', headers: { A: '1', a: '2' } },
      { name: 'a', imageProvider: { provider: '' } },
      { name: 'a', imageProvider: { provider: 'openai', baseUrl: 'file:///etc/passwd' } },
      { name: 'a', unknown: 1 },
      null,
      undefined,
      [],
      'text',
    ];
    for (const input of bad) {
      if (input !== undefined) {
        await failureOf(engine.projects.update('p', input as UpdateProjectInput), 'INPUT_INVALID');
      }
      await failureOf(engine.projects.create(input as CreateProjectInput), 'INPUT_INVALID');
    }
    for (const id of ['', 'a\u0000', 5, null] as string[]) {
      await failureOf(engine.projects.create({ id, name: 'a' }), 'INPUT_INVALID');
      await failureOf(engine.projects.get(id), 'INPUT_INVALID');
      await failureOf(engine.projects.update(id, {}), 'INPUT_INVALID');
      await failureOf(engine.projects.delete(id), 'INPUT_INVALID');
      expect(() => engine.personas(id)).toThrow('projectId');
      expect(() => engine.images(id)).toThrow('projectId');
    }
    expect(await recordsOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });
});
