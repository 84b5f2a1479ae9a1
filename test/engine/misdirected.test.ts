import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import type { Store, StoredEvent, StoredRecord } from '../../src';
import { failureOf, GIFT, INSULT, setUp } from '../support/engine-fixtures';
import { delegate } from '../support/faults-deeds';

/** Two of everything, in a store that can be made to answer with one where it was asked for the other, as a damaged index does. */
async function begin() {
  const whole = createMemoryStore();
  const store: Store = { ...delegate(whole) };
  const { engine } = await setUp(undefined, { store });
  const make = async (name: string) => {
    const character = await engine.characters.create({ preset: 'rival', name });
    const { id } = await engine.sessions.create({ characterId: character.id });
    const keyed = { appraisal: GIFT, text: name, idempotencyKey: `key of ${name}` };
    await engine.sessions.perceive(id, keyed);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    return { id, characterId: character.id, keyed };
  };
  return { engine, store, whole, one: await make('one'), other: await make('other') };
}

describe('a store that answers with something else than it was asked for', () => {
  it('by id: RECORD_CORRUPT, for every kind of record', async () => {
    const { engine, store, whole, one, other } = await begin();
    await engine.projects.create({ id: 'p', name: 'p' });
    await engine.projects.create({ id: 'q', name: 'q' });
    const swaps = new Map([
      [one.id, other.id],
      [one.characterId, other.characterId],
      ['p', 'q'],
    ]);
    const swap = async (from: string) => {
      store.load = (keys) =>
        whole.load(keys.map((key) => ({ ...key, id: key.id === from ? swaps.get(from)! : key.id })));
    };
    await swap(one.id);
    for (const call of [
      engine.sessions.get(one.id),
      engine.sessions.state(one.id),
      engine.sessions.perceive(one.id, { appraisal: GIFT }),
      engine.sessions.delete(one.id),
    ]) {
      const error = await failureOf(call, 'RECORD_CORRUPT');
      expect(error.details).toEqual({ collection: 'session', id: one.id });
    }
    expect((await engine.sessions.state(other.id)).turns).toBe(2);
    await swap(one.characterId);
    await failureOf(engine.sessions.state(one.id), 'RECORD_CORRUPT');
    await failureOf(engine.characters.get(one.characterId), 'RECORD_CORRUPT');
    await swap('p');
    await failureOf(engine.projects.get('p'), 'RECORD_CORRUPT');
  });

  it('by name: RECORD_CORRUPT', async () => {
    const { engine, store, whole, one } = await begin();
    store.find = (names) => whole.find(names.map((name) => ({ ...name, name: 'other' })));
    await failureOf(engine.characters.getByName('one'), 'RECORD_CORRUPT');
    expect((await engine.characters.getByName('other'))?.name).toBe('other');
    store.find = (names) => whole.find(names);
    expect((await engine.characters.getByName('one'))?.id).toBe(one.characterId);
  });

  it('by collection: RECORD_CORRUPT, and a list names it', async () => {
    const { engine, store, whole } = await begin();
    store.scan = async (request) => {
      const { records, more } = await whole.scan(request);
      const [stranger] = (await whole.scan({ collection: 'character', limit: 1 })).records;
      const { position } = records.at(-1)!;
      return { records: [...records.slice(0, -1), { ...stranger!, position }], more };
    };
    const { sessions, damaged } = await engine.sessions.list();
    expect(sessions).toHaveLength(1);
    expect(damaged).toHaveLength(1);
  });

  it.each([
    ['out of order', (records: readonly StoredRecord[]) => [...records].reverse()],
    ['one of them twice', ([first, ...rest]: readonly StoredRecord[]) => [first!, first!, ...rest]],
  ])('in a list, %s: RECORD_CORRUPT, and no walk goes on for ever', async (_, mixUp) => {
    const { engine, store, whole } = await begin();
    store.scan = async (request) => {
      const { records } = await whole.scan(request);
      return { records: mixUp(records), more: true };
    };
    expect((await failureOf(engine.sessions.list(), 'RECORD_CORRUPT')).details).toEqual({
      collection: 'session',
    });
    await failureOf(engine.characters.list(), 'RECORD_CORRUPT');
  });

  const mixUps: Readonly<Record<string, (events: readonly StoredEvent[]) => readonly StoredEvent[]>> = {
    'an event twice': ([first, ...rest]) => [first!, first!, ...rest],
    'one event in the place of another': ([first, second, ...rest]) => [
      first!,
      { ...first!, sequence: second!.sequence },
      ...rest,
    ],
    'events in another order': (events) => [...events].reverse(),
    'an event of another history': ([first, ...rest]) => [
      ...rest,
      { ...first!, stream: { collection: 'session', id: 'another' } },
    ],
  };
  it.each(Object.entries(mixUps))('with %s: RECORD_CORRUPT', async (_, mixUp) => {
    const { engine, store, whole, one } = await begin();
    expect((await engine.sessions.history(one.id)).events).toHaveLength(3);
    store.history = async (stream, range) => mixUp(await whole.history(stream, range));
    const error = await failureOf(engine.sessions.history(one.id), 'RECORD_CORRUPT');
    expect(error.details).toEqual({ collection: 'session', id: one.id });
  });

  it('by key: RECORD_CORRUPT, and nothing is done twice', async () => {
    const { engine, store, whole, one } = await begin();
    const answer = await engine.sessions.perceive(one.id, one.keyed);
    expect(answer.revision).toBe(2);
    store.history = (stream, { key: _, ...range }) =>
      whole.history(stream, { ...range, order: 'newest-first' });
    await failureOf(engine.sessions.perceive(one.id, one.keyed), 'RECORD_CORRUPT');
    store.history = (stream, range) => whole.history(stream, range);
    expect((await engine.sessions.state(one.id)).revision).toBe(3);
  });
});
