import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createSqliteStore } from '../../adapters/sqlite';
import type { Collection, Store } from '../../src';
import { scopePath, scopeStore } from '../../src/engine/scoped-store';
import { storeContract } from '../../src/testing';
import { lines } from '../support/engine-arbitraries';
import { exportOf, failureOf, NEUTRAL, newFile, STORE_KINDS, setUp } from '../support/engine-fixtures';

// Not one inside it: the upkeep of a scope knows of those.
const OTHERS = ['', 'b/', 'ab/', 'A/'].flatMap((scope) =>
  (['session', 'persona', 'image'] as const).map((kind) => `${scope}${kind}` as Collection),
);

/** A store in whose other scopes there is all that its own may meet with: the ids, parents, names and keys of the contract. */
async function among(store: Store): Promise<Store> {
  const record = { parent: 'p', name: 'n', body: 'of another scope', checksum: 7 };
  await store.commit(
    OTHERS.flatMap((collection) =>
      ['s', 'a', 'k', 'A'].map((id, index) => ({
        key: index === 0 ? 'k' : `${collection} ${id}`,
        changes: [{ kind: 'put', collection, id, expectedRevision: 0, record: { ...record, name: id } }],
        events: [{ stream: { collection, id }, type: 't', atMs: 0, body: '{}', checksum: 3 }],
      })),
    ),
  );
  return store;
}

storeContract(
  { describe, it },
  {
    name: 'a scope of a memory store',
    open: async () => scopeStore(await among(createMemoryStore()), 'a'),
  },
);

let path = '';
storeContract(
  { describe, it },
  {
    name: 'a scope of a SQLite file',
    open: async () => {
      path = newFile();
      return scopeStore(createSqliteStore({ path }), 'a');
    },
    reopen: async () => scopeStore(createSqliteStore({ path }), 'a'),
  },
);

describe('the path of a scope', () => {
  it('is shared by no two ways', () => {
    const ways = fc.array(
      fc.oneof(lines(6), fc.constantFrom('a', 'b', 'a/b', '%2F', '/', '.', '..', 'session')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const pathOf = (way: readonly string[]) => way.reduce(scopePath, '');
    fc.assert(
      fc.property(ways, ways, (one, other) => {
        expect(pathOf(one) === pathOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(pathOf(one)).toMatch(/^[\w%.!~*'()/-]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe.each(STORE_KINDS)('the records of a scope over $kind', (kind) => {
  it('stand under collections of the scope, and those of no scope where they always stood', async () => {
    const { engine, store } = await setUp(kind);
    const { id } = await engine.scope('a/b').scope('c').sessions.create({ personality: NEUTRAL });
    expect(await exportOf(store)).toEqual({ records: [], events: [] });
    const [record] = await store.load([{ collection: 'a%2Fb/c/session', id }]);
    expect(record?.id).toBe(id);
    const events = await store.history({ collection: 'a%2Fb/c/session', id }, {});
    expect(events.map(({ type }) => type)).toEqual(['session.created']);
  });

  it('are noticed as damage where they stand under another scope, or under none', async () => {
    const { engine, store } = await setUp(kind);
    const { id, characterId } = await engine.scope('a').sessions.create({ personality: NEUTRAL });
    for (const [scope, engineThere] of [
      ['b/', engine.scope('b')],
      ['', engine],
    ] as const) {
      for (const [kindOf, moved] of [
        ['session', id],
        ['character', characterId],
      ] as const) {
        const [record] = await store.load([{ collection: `a/${kindOf}`, id: moved }]);
        const { parent, body, checksum } = record!;
        await store.commit([
          {
            changes: [
              {
                kind: 'put',
                collection: `${scope}${kindOf}` as 'session',
                id: moved,
                expectedRevision: 0,
                record: { parent, body, checksum },
              },
            ],
            events: [],
          },
        ]);
      }
      const error = await failureOf(engineThere.sessions.get(id), 'RECORD_CORRUPT');
      expect(error.details).toEqual({ collection: 'session', id });
    }
    expect(await engine.scope('a').sessions.get(id)).toBeDefined();
  });
});
