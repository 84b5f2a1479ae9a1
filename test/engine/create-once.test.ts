import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreateSessionInput, createEngine } from '../../src';
import { idOfKey } from '../../src/engine/ids';
import { lines, sessionInputs } from '../support/engine-arbitraries';
import { createFaultStore } from '../support/engine-fault-store';
import {
  createManualClock,
  exportOf,
  failureOf,
  GIFT,
  NEUTRAL,
  STORE_KINDS,
  setUp,
} from '../support/engine-fixtures';

const plain = <T>(answer: T): T => JSON.parse(JSON.stringify(answer)) as T;

describe.each(STORE_KINDS)('a key of sessions.create over $kind', (kind) => {
  it('used again with the same content answers the same session, as it is now, and makes nothing', async () => {
    const { engine, store, events, clock } = await setUp(kind);
    let key = 0;
    await fc.assert(
      fc.asyncProperty(sessionInputs, async (input) => {
        key += 1;
        const keyed = { ...input, idempotencyKey: `key ${key}` };
        const first = await engine.sessions.create(keyed);
        expect(await engine.sessions.create(keyed)).toStrictEqual(first);
        clock.advance(5);
        await engine.sessions.perceive(first.id, { appraisal: GIFT });
        const before = await exportOf(store);
        const told = events.length;
        const again = await engine.sessions.create(keyed);
        expect(again).toMatchObject({ id: first.id, turns: 1, revision: 2 });
        expect(plain(again)).toEqual(plain(await engine.sessions.get(first.id)));
        expect(await exportOf(store)).toEqual(before);
        expect(events).toHaveLength(told);
      }),
      { numRuns: 25 },
    );
  });

  it('does not mind the order in which the same content is written down, nor what is not said', async () => {
    const { engine } = await setUp(kind);
    const input = {
      preset: 'rival',
      identity: { name: 'Ann', role: 'a' },
      metadata: { a: 1, b: { c: 2, d: 3 } },
      idempotencyKey: 'k',
    };
    const { id } = await engine.sessions.create(input);
    const reversed = {
      idempotencyKey: 'k',
      userId: undefined,
      metadata: { b: { d: 3, c: 2 }, a: 1, e: undefined },
      identity: { role: 'a', name: 'Ann' },
      preset: 'rival',
    };
    expect((await engine.sessions.create(reversed)).id).toBe(id);
  });

  it('used again with other content is refused, and nothing happens', async () => {
    const { engine, store, events } = await setUp(kind);
    await engine.characters.create({ id: 'c', personality: NEUTRAL });
    const input: CreateSessionInput = { personality: NEUTRAL, userId: 'u', idempotencyKey: 'k' };
    await engine.sessions.create(input);
    const before = await exportOf(store);
    const told = events.length;
    const others: CreateSessionInput[] = [
      { ...input, userId: 'U' },
      { ...input, goals: [] },
      { ...input, metadata: {} },
      { ...input, preset: 'rival' },
      { ...input, personality: { ...NEUTRAL, O: 0.6 } },
      { characterId: 'c', idempotencyKey: 'k' },
      { characterId: 'nobody', idempotencyKey: 'k' },
    ];
    for (const other of others) {
      const error = await failureOf(engine.sessions.create(other), 'INPUT_INVALID');
      expect(error.details.issues).toEqual([
        { path: ['idempotencyKey'], message: 'was used before with other content' },
      ]);
    }
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
  });

  it('used 64 times at once makes one session, one character, and is told of once', async () => {
    const { engine, store, events } = await setUp(kind);
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const answers = await Promise.all(Array.from({ length: 64 }, () => engine.sessions.create(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await exportOf(store)).records).toHaveLength(2);
    expect(events.map(({ type }) => type)).toEqual(['character.created', 'session.created']);
  });

  it('used by several engines at once, each with a seed of its own, makes one session', async () => {
    const disk = kind.newDisk();
    const benches = await Promise.all([1, 2, 3].map((seed) => setUp(kind, { disk, seed })));
    await benches[0]!.engine.characters.create({ id: 'c', personality: NEUTRAL });
    for (const input of [{ preset: 'rival' }, { characterId: 'c' }]) {
      const keyed = { ...input, idempotencyKey: JSON.stringify(input) };
      const answers = await Promise.all(
        benches.flatMap(({ engine }) => Array.from({ length: 8 }, () => engine.sessions.create(keyed))),
      );
      expect(new Set(answers.map(({ id, characterId }) => `${id} ${characterId}`)).size).toBe(1);
    }
    const told = benches.flatMap(({ events }) => events.filter(({ type }) => type === 'session.created'));
    expect(told).toHaveLength(2);
    const { records } = await exportOf(benches[0]!.store);
    expect(records.map(({ collection }) => collection).sort()).toEqual([
      'character',
      'character',
      'session',
      'session',
    ]);
  });

  it('is still known after a restart', async () => {
    const disk = kind.newDisk();
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const before = await setUp(kind, { disk, seed: 1 });
    const first = await before.engine.sessions.create(input);
    await before.engine.close();
    const after = await setUp(kind, { disk, seed: 2 });
    expect(await after.engine.sessions.create(input)).toStrictEqual(first);
    expect(after.events).toEqual([]);
    await failureOf(after.engine.sessions.create({ ...input, preset: 'mentor' }), 'INPUT_INVALID');
  });

  it('of a session that was deleted makes a new one, also where the character has stayed', async () => {
    const { engine, clock } = await setUp(kind);
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const first = await engine.sessions.create(input);
    await engine.sessions.perceive(first.id, { appraisal: GIFT });
    await engine.sessions.create({ characterId: first.characterId });
    await engine.sessions.delete(first.id);
    expect(await engine.characters.get(first.characterId)).toBeDefined();
    clock.advance(60);
    const second = await engine.sessions.create({ ...input, preset: 'mentor' });
    expect(second).toMatchObject({ turns: 0, revision: 1 });
    expect(second.characterId).not.toBe(first.characterId);
    await engine.sessions.delete(second.id);
    expect(await engine.characters.get(second.characterId)).toBeUndefined();
    expect((await engine.sessions.create(input)).turns).toBe(0);
  });

  it('of a session that is archived answers that session, and makes no other', async () => {
    const { engine } = await setUp(kind);
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const { id } = await engine.sessions.create(input);
    await engine.sessions.archive(id);
    expect(await engine.sessions.get(id)).toBeUndefined();
    expect((await engine.sessions.create(input)).id).toBe(id);
    await failureOf(engine.sessions.create({ ...input, preset: 'mentor' }), 'INPUT_INVALID');
    await engine.sessions.unarchive(id);
    expect((await engine.sessions.list()).sessions.map((session) => session.id)).toEqual([id]);
  });

  it('answers, though what the session was made for is gone', async () => {
    const { engine } = await setUp(kind);
    await engine.projects.create({ id: 'p', name: 'P' });
    const { id: personaId } = await engine.personas('p').create({ name: 'Ruth' });
    const input = { personaId, idempotencyKey: 'k' };
    const { id } = await engine.sessions.create(input);
    await engine.personas('p').delete(personaId);
    expect((await engine.sessions.create(input)).id).toBe(id);
    await failureOf(engine.sessions.create({ personaId, idempotencyKey: 'l' }), 'PERSONA_NOT_FOUND');
  });

  it('is free while nothing was made under it', async () => {
    const { engine } = await setUp(kind);
    const keyed = (input: CreateSessionInput) => engine.sessions.create({ ...input, idempotencyKey: 'k' });
    await failureOf(keyed({ preset: 'nobody' }), 'PRESET_UNKNOWN');
    await failureOf(keyed({ characterId: 'nobody' }), 'CHARACTER_NOT_FOUND');
    await failureOf(keyed({}), 'INPUT_INVALID');
    expect((await keyed({ preset: 'rival' })).revision).toBe(1);
  });

  it('finds what a store has stored that failed afterwards', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { engine, events } = await setUp(kind, { store });
    const input = { preset: 'rival', idempotencyKey: 'k' };
    store.faults = ['fail-before', 'fail-after'];
    await failureOf(engine.sessions.create(input), 'STORE_FAILED');
    await failureOf(engine.sessions.create(input), 'STORE_FAILED');
    const answer = await engine.sessions.create(input);
    expect(answer.revision).toBe(1);
    expect((await exportOf(store)).records).toHaveLength(2);
    // Telling happens after storing that is known to have worked, so this session is told of to nobody.
    expect(events).toEqual([]);
    store.faults = ['lose', 'lose', 'late'];
    expect((await engine.sessions.create({ ...input, idempotencyKey: 'l' })).revision).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['character.created', 'session.created']);
  });

  it('takes no id away from others: an engine that begins again with the same seed still makes sessions', async () => {
    const disk = kind.newDisk();
    for (const idempotencyKey of ['a', 'b', 'c', 'd']) {
      const { engine } = await setUp(kind, { disk });
      expect((await engine.sessions.create({ preset: 'rival', idempotencyKey })).revision).toBe(1);
      expect((await engine.sessions.create({ preset: 'rival' })).revision).toBe(1);
    }
  });
});

describe('the id that follows from a key', () => {
  it('is a UUID of version 8, the same everywhere', () => {
    fc.assert(
      fc.property(lines(200), (key) => {
        const id = idOfKey('session', key);
        expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
        expect(idOfKey('session', key)).toBe(id);
        expect(idOfKey('other', key)).not.toBe(id);
      }),
    );
    // Written down, because a release that changes it would forget the keys of those before it.
    expect(idOfKey('session', 'message-1001')).toBe('66ef58e0-1756-8a08-bd53-4f3fad93f838');
  });

  it('differs from the ids of keys that are much like it, in half of its bits', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `order-${index}`);
    const ids = keys.map((key) => idOfKey('session', key).replaceAll('-', ''));
    for (const [from, to] of [
      [0, 12],
      [20, 32],
    ] as const) {
      expect(new Set(ids.map((id) => id.slice(from, to))).size).toBe(keys.length);
    }
    let differing = 0;
    for (let index = 1; index < ids.length; index++) {
      let bits = BigInt(`0x${ids[index]}`) ^ BigInt(`0x${ids[index - 1]}`);
      for (; bits > 0n; bits &= bits - 1n) differing += 1;
    }
    expect(differing / (ids.length - 1)).toBeCloseTo(61, 0);
  });

  it('leads to one session in each scope', async () => {
    await using engine = await createEngine({ clock: createManualClock(), seed: 1 });
    const input = { preset: 'rival', idempotencyKey: 'k' };
    const here = await engine.sessions.create(input);
    const there = await engine.scope('a').sessions.create({ ...input, preset: 'mentor' });
    expect(there.id).toBe(here.id);
    expect((await engine.scope('a').sessions.get(here.id))?.persona).not.toEqual(here.persona);
  });
});
