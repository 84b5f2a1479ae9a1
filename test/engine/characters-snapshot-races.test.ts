import { describe, expect, it } from 'vitest';
import type { CharacterState, PersonalitySnapshot } from '../../src';
import { heldIn } from '../character/snapshots';
import { allOf, stateOf } from '../character/stored';
import { createFaultStore } from '../support/engine-fault-store';
import { failureOf, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('snapshots of personalities and others over $kind', (kind) => {
  /** Ada, who was seen to be warm. */
  async function begin() {
    const bench = await setUp(kind);
    const { engine, events } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    await engine.characters.observe('ada', [{ trait: 'compassion', value: 1, weight: 20 }]);
    events.length = 0;
    return bench;
  }

  it('are refused when the character has been written since, for one who says which revision it was', async () => {
    const { engine, store, events } = await begin();
    const snapshot = await engine.characters.snapshot('ada');
    const revision = (await engine.characters.get('ada'))!.revision;
    const first = await engine.characters.restoreSnapshot('ada', snapshot, { expectedRevision: revision });
    expect(first.revision).toBe(revision + 1);
    const before = await allOf(store);
    events.length = 0;
    const late = engine.characters.restoreSnapshot('ada', snapshot, { expectedRevision: revision });
    const error = await failureOf(late, 'REVISION_CONFLICT');
    expect([error.retryable, error.details]).toEqual([false, { id: 'ada', attempts: 0 }]);
    for (const none of [0, 1.5, '1', null]) {
      const call = engine.characters.restoreSnapshot('ada', snapshot, { expectedRevision: none as number });
      await failureOf(call, 'INPUT_INVALID');
    }
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
    const second = await engine.characters.updatePersonality('ada', { hexaco: NEUTRAL });
    const { revision: last } = await engine.characters.restoreSnapshot('ada', snapshot, {
      expectedRevision: second.revision,
    });
    expect((await engine.characters.get('ada'))?.revision).toBe(last);
  });

  it('that lose a race win the next one, unless they were to follow upon one revision', async () => {
    const disk = kind.newDisk();
    const store = createFaultStore(disk.open());
    const { engine } = await setUp(kind, { store });
    const other = (await setUp(kind, { disk, seed: 8 })).engine;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const snapshot = await engine.characters.snapshot('ada');
    const overtaken = async (expectedRevision?: number) => {
      let isFirst = true;
      store.before = async (method) => {
        if (method !== 'commit' || !isFirst) return;
        isFirst = false;
        await other.characters.observe('ada', [{ trait: 'H', value: 1 }]);
      };
      return engine.characters.restoreSnapshot('ada', snapshot, { expectedRevision });
    };
    expect((await overtaken()).revision).toBe(3);
    expect((await engine.characters.snapshot('ada')).beliefs).toEqual(snapshot.beliefs);
    expect((await failureOf(overtaken(3), 'REVISION_CONFLICT')).retryable).toBe(false);
    expect((await engine.characters.get('ada'))?.revision).toBe(4);
    expect((await engine.characters.snapshot('ada')).beliefs).not.toEqual(snapshot.beliefs);
  });

  it('fifty at once among observations: each is put back whole, and none is lost', async () => {
    const { engine, events } = await begin();
    const snapshot = await engine.characters.snapshot('ada');
    const restored = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        if (index % 2 === 1) return (await engine.characters.restoreSnapshot('ada', snapshot)).revision;
        await engine.characters.observe('ada', [{ trait: 'H', value: 1, weight: 3 }]);
        return undefined;
      }),
    );
    const revisions = restored.filter((revision) => revision !== undefined);
    expect(revisions).toEqual(Array.from({ length: 25 }, (_, index) => 4 + 2 * index));
    expect(heldIn(await engine.characters.snapshot('ada'))).toStrictEqual(heldIn(snapshot));
    expect(events.map(({ type }) => type)).toEqual(
      Array.from({ length: 25 }, () => ['personality.revised', 'personality.restored']).flat(),
    );
  });

  it('are told of after they are stored, and shown to an observer by name', async () => {
    const disk = kind.newDisk();
    const store = disk.open();
    const spans: string[] = [];
    const span = (name: string) => {
      spans.push(name);
      return { end: () => {} };
    };
    const { engine } = await setUp(kind, { store, observer: { span } });
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const found: unknown[] = [];
    engine.on('personality.restored', async ({ changes }) => {
      expect(() => Object.assign(changes, { length: 0 })).toThrow(TypeError);
      found.push((await stateOf<CharacterState>(store, 'character', 'ada'))?.restoredAtMs);
    });
    spans.length = 0;
    await engine.characters.restoreSnapshot('ada', await engine.characters.snapshot('ada'));
    await engine.characters.get('ada');
    expect(found).toEqual([START]);
    expect(spans.slice(0, 2)).toEqual(['animacy.characters.snapshot', 'animacy.characters.restoreSnapshot']);
  });

  it('are refused when they are wrong or newer, and nothing has changed', async () => {
    const { engine, store, events } = await begin();
    const snapshot = await engine.characters.snapshot('ada');
    const before = await allOf(store);
    const put = (value: unknown) =>
      engine.characters.restoreSnapshot('ada', value as PersonalitySnapshot, { expectedRevision: 2 });
    const belief = (parts: object) => ({
      ...snapshot,
      beliefs: { ...snapshot.beliefs, volatility: { ...snapshot.beliefs.volatility, ...parts } },
    });
    const { volatility: _, ...others } = snapshot.beliefs;
    const text = JSON.stringify(snapshot);
    const refused: [unknown, string[]][] = [
      [undefined, ['']],
      [null, ['']],
      ['x', ['']],
      [[], ['']],
      [{ ...snapshot, atMs: Number.NaN, mood: 1 }, ['atMs', 'mood']],
      [belief({ mean: Number.NaN }), ['beliefs.volatility.mean']],
      [belief({ updatedAtMs: snapshot.atMs + 1 }), ['beliefs.volatility.updatedAtMs']],
      [belief({ observations: 1e15 + 1 }), ['beliefs.volatility.observations']],
      [belief({ observations: Number.MAX_VALUE }), ['beliefs.volatility.observations']],
      [belief({ precision: 0 }), ['beliefs.volatility.precision']],
      [{ ...snapshot, beliefs: others }, ['beliefs.volatility']],
      [JSON.parse(`{"__proto__":{},${text.slice(1)}`), ['__proto__']],
      [JSON.parse(text.replace('"mean"', '"__proto__":[],"mean"')), ['beliefs.intellect.__proto__']],
      [
        { ...snapshot, days: [{ index: 1, moved: JSON.parse('{"__proto__":1}') }] },
        ['days.0.moved.__proto__'],
      ],
    ];
    for (const [value, paths] of refused) {
      const { issues } = (await failureOf(put(value), 'INPUT_INVALID')).details;
      expect([...new Set(issues.map(({ path }) => path.join('.')))]).toEqual(paths);
    }
    for (const newer of [{ ...snapshot, version: 2 }, { version: 9 }]) {
      const { details } = await failureOf(put(newer), 'STATE_VERSION_UNSUPPORTED');
      expect(details).toEqual({ found: newer.version, supported: 1 });
    }
    for (const id of ['', 'a\nb', 5]) {
      await failureOf(engine.characters.snapshot(id as string), 'INPUT_INVALID');
      await failureOf(engine.characters.restoreSnapshot(id as string, snapshot), 'INPUT_INVALID');
    }
    await failureOf(engine.characters.snapshot('nobody'), 'CHARACTER_NOT_FOUND');
    await failureOf(engine.characters.restoreSnapshot('nobody', snapshot), 'CHARACTER_NOT_FOUND');
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });
});
