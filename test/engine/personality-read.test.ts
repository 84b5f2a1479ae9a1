import { describe, expect, it } from 'vitest';
import type { PersonalityQuery } from '../../src';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('a personality over $kind', (kind) => {
  /** A character that was seen once a day for ten days, a little more agreeable each time. */
  async function begin() {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    for (let day = 0; day < 10; day++) {
      const reasoning = `day ${day}`;
      await bench.engine.characters.observe('ada', [{ trait: 'compassion', value: 0.9, reasoning }]);
      bench.clock.advance(DAY);
    }
    return bench;
  }

  it('is told with how it came to be so, newest first, up to 200 changes unless told otherwise', async () => {
    const { engine } = await begin();
    const { profile, evolution } = await engine.characters.personality('ada');
    expect(evolution.map(({ reasoning }) => reasoning)).toEqual(
      Array.from({ length: 10 }, (_, i) => `day ${9 - i}`),
    );
    expect(evolution[0]?.timestamp).toBe('2030-01-10T00:00:00.000Z');
    expect(profile.dimensions.compassion).toBeCloseTo(evolution[0]!.newValue, 4);
    for (const historyLimit of [1, 3, 10, 1000]) {
      const some = await engine.characters.personality('ada', { historyLimit });
      expect(some.evolution).toEqual(evolution.slice(0, historyLimit));
      expect(some.profile).toEqual(profile);
    }
    // One call may leave more changes than anybody asks for at once.
    await engine.characters.observe('ada', Array(300).fill({ trait: 'N', value: 0.6, weight: 0.01 }));
    expect((await engine.characters.personality('ada')).evolution).toHaveLength(200);
    expect((await engine.characters.personality('ada', { historyLimit: 1000 })).evolution).toHaveLength(610);
  });

  it('is told from a day on, which is a day of UTC and counts itself', async () => {
    const { engine } = await begin();
    const since = async (day: string) =>
      (await engine.characters.personality('ada', { since: day })).evolution.map(
        ({ reasoning }) => reasoning,
      );
    expect(await since('2030-01-10')).toEqual(['day 9']);
    expect(await since('2030-01-09')).toEqual(['day 9', 'day 8']);
    expect(await since('2030-01-11')).toEqual([]);
    expect(await since('1970-01-01')).toHaveLength(10);
    const both = await engine.characters.personality('ada', { since: '2030-01-05', historyLimit: 2 });
    expect(both.evolution.map(({ reasoning }) => reasoning)).toEqual(['day 9', 'day 8']);
  });

  it('closes when its evolution is replayed: what is left is rest', async () => {
    const { engine } = await begin();
    const { profile, evolution } = await engine.characters.personality('ada');
    for (const [i, change] of evolution.entries()) {
      expect(change.delta).toBe(change.newValue - change.oldValue);
      const earlier = evolution[i + 1];
      if (!earlier) expect(change.oldValue).toBe(0.5);
      // In the day between two records it has drifted back a little, never on.
      else {
        expect(change.oldValue).toBeLessThan(earlier.newValue);
        expect(change.oldValue).toBeCloseTo(earlier.newValue, 4);
      }
    }
    expect(profile.traitPrecisions.compassion).toMatchObject({
      observationCount: 10,
      lastUpdatedAt: '2030-01-10T00:00:00.000Z',
    });
    expect(profile.traitPrecisions.politeness.observationCount).toBe(0);
  });

  it('refuses what asks for no part of it, and whom it does not know', async () => {
    const { engine } = await begin();
    const refused: [unknown, string][] = [
      [{ historyLimit: 0 }, 'historyLimit'],
      [{ historyLimit: 1001 }, 'historyLimit'],
      [{ historyLimit: 1.5 }, 'historyLimit'],
      [{ historyLimit: '5' }, 'historyLimit'],
      [{ since: '' }, 'since'],
      [{ since: '2030-1-1' }, 'since'],
      [{ since: '2030-02-30' }, 'since'],
      [{ since: '2030-01-01T00:00:00Z' }, 'since'],
      [{ since: 5 }, 'since'],
      [{ until: '2030-01-01' }, 'until'],
    ];
    for (const [query, path] of refused) {
      for (const call of [
        engine.characters.personality('ada', query as PersonalityQuery),
        engine.characters.overlay('ada', 'u', query as PersonalityQuery),
        engine.characters.at('ada', Date.UTC(2030, 0, 2), query as PersonalityQuery),
      ]) {
        expect((await failureOf(call, 'INPUT_INVALID')).details.issues[0]?.path).toEqual([path]);
      }
    }
    expect((await failureOf(engine.characters.personality('nobody'), 'CHARACTER_NOT_FOUND')).details).toEqual(
      {
        id: 'nobody',
      },
    );
    await failureOf(engine.characters.personality(''), 'INPUT_INVALID');
  });

  it('rests when nothing happens, without a record, and asking does not disturb it', async () => {
    const { engine, clock, events, store } = await begin();
    events.length = 0;
    const [before] = await store.load([{ collection: 'character', id: 'ada' }]);
    const levels: number[] = [];
    for (let month = 0; month < 24; month++) {
      clock.advance(30 * DAY);
      levels.push((await engine.characters.personality('ada')).profile.dimensions.compassion);
    }
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(await store.load([{ collection: 'character', id: 'ada' }])).toEqual([before]);
    expect(events).toEqual([]);
  });
});

describe.each(STORE_KINDS)('personalities over $kind', (kind) => {
  it('are told by the ids asked for, up to fifty; unknown ones are left out', async () => {
    const { engine } = await setUp(kind);
    const ids = Array.from({ length: 50 }, (_, i) => `c${i}`);
    for (const id of ids) await engine.characters.create({ id, personality: NEUTRAL });
    await engine.characters.observe('c3', [{ trait: 'N', value: 1 }]);
    const all = await engine.characters.personalities(ids);
    expect(Object.keys(all)).toEqual(ids);
    for (const id of ids) {
      expect(all[id]?.profile).toEqual((await engine.characters.personality(id)).profile);
      expect(all[id]?.evolutionCount).toBe(id === 'c3' ? 2 : 0);
    }
    expect(await engine.characters.personalities([])).toEqual({});
    const some = await engine.characters.personalities(['nobody', 'c1', 'c1', '__proto__', 'constructor']);
    expect(Object.keys(some)).toEqual(['c1']);
    expect(Object.getPrototypeOf(some)).toBe(Object.prototype);
    for (const [bad, path] of [
      [[...ids, 'c0'], []],
      [[''], [0]],
      [['c0', 5], [1]],
      ['c0', []],
    ] as unknown as [string[], (string | number)[]][]) {
      const error = await failureOf(engine.characters.personalities(bad), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(path);
    }
  });

  it('of a character called __proto__ is one like any other', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: '__proto__', personality: { ...NEUTRAL, O: 0.7 } });
    const all = await engine.characters.personalities(['__proto__']);
    expect(Object.keys(all)).toEqual(['__proto__']);
    expect(Object.entries(all)[0]?.[1].profile.hexaco.O).toBe(0.7);
    expect(Object.getPrototypeOf(all)).toBe(Object.prototype);
    expect(({} as { profile?: unknown }).profile).toBeUndefined();
  });
});
