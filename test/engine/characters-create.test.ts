import { describe, expect, it } from 'vitest';
import type { CreateCharacterInput } from '../../src';
import { allOf } from '../character/stored';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const BIG5 = {
  openness: 0.1,
  conscientiousness: 0.2,
  extraversion: 0.3,
  agreeableness: 0.4,
  neuroticism: 0.6,
};
const DIMENSIONS = {
  intellect: 0.9,
  aesthetic: 0.1,
  industriousness: 0.4,
  orderliness: 0.4,
  enthusiasm: 0,
  assertiveness: 1,
  compassion: 0.3,
  politeness: 0.4,
  withdrawal: 0.7,
  volatility: 0.2,
};

describe.each(STORE_KINDS)('creating a character over $kind', (kind) => {
  it('answers who it is, and tells of it once', async () => {
    const { engine, events } = await setUp(kind);
    const { created, ...ada } = await engine.characters.create({
      id: 'ada',
      personality: NEUTRAL,
      facets: { anxiety: 0.9 },
      identity: { name: 'Ada', role: 'a clockmaker' },
      goals: ['build a clock that never stops'],
      emotionConfig: { timeScale: 0.5 },
    });
    expect(created).toBe(true);
    expect(ada).toMatchObject({
      id: 'ada',
      name: 'Ada',
      identity: { name: 'Ada', role: 'a clockmaker' },
      personality: NEUTRAL,
      goals: ['build a clock that never stops'],
      plasticity: 1,
      learnsFromSessions: true,
      createdAt: '2030-01-01T00:00:00.000Z',
      revision: 1,
    });
    expect(ada.facets.anxiety).toBeCloseTo(0.9, 15);
    expect(ada.config.timeScale).toBe(0.5);
    expect(await engine.characters.get('ada')).toStrictEqual(ada);
    expect(events).toEqual([{ type: 'character.created', characterId: 'ada', atMs: Date.UTC(2030, 0, 1) }]);
  });

  it('makes ids of its own where none is given, and takes any line for an id', async () => {
    const { engine } = await setUp(kind);
    const made = await Promise.all(
      Array.from({ length: 20 }, () => engine.characters.create({ preset: 'stoic', identity: {} })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
    for (const id of ['__proto__', 'constructor', 'a/b', '../c', '😀', 'x'.repeat(200)]) {
      expect(await engine.characters.create({ id, personality: NEUTRAL })).toMatchObject({
        id,
        created: true,
      });
      expect(await engine.characters.get(id)).toMatchObject({ id, revision: 1 });
    }
  });

  it('takes a preset, domains by either name, aspects, and says which outweighs which', async () => {
    const { engine } = await setUp(kind);
    const create = (input: CreateCharacterInput) => engine.characters.create(input);
    const rival = await create({ preset: 'rival', personality: { A: 0.6 }, identity: { name: 'Cinder' } });
    expect(rival.personality).toMatchObject({ A: 0.6, N: 0.8, H: 0.3 });
    expect(rival.identity).toMatchObject({ name: 'Cinder', role: 'a sworn opponent' });
    expect((await create({ big5: BIG5 })).personality).toEqual({
      O: 0.1,
      C: 0.2,
      E: 0.3,
      A: 0.4,
      N: 0.6,
      H: 0.5,
    });
    expect((await create({ preset: 'rival', big5: BIG5 })).personality).toMatchObject({ O: 0.1, H: 0.3 });
    const parted = await create({ id: 'parted', big5: BIG5, dimensions: DIMENSIONS });
    expect(parted.personality.O).toBeCloseTo(0.5, 15);
    expect(parted.personality.N).toBeCloseTo(0.45, 15);
    const { profile } = await engine.characters.personality('parted');
    expect(profile.dimensions).toEqual(DIMENSIONS);
    expect(profile.hexaco).toEqual(parted.personality);
  });

  it('counts what is authored as sure, and a blank character as open', async () => {
    const { engine } = await setUp(kind);
    await engine.characters.create({ id: 'authored', personality: NEUTRAL });
    await engine.characters.create({ id: 'blank', personality: NEUTRAL, certainty: 'blank' });
    for (const [id, precision, confidence] of [
      ['authored', 64, 0.8],
      ['blank', 16, 0.5],
    ] as const) {
      const { profile } = await engine.characters.personality(id);
      expect(profile.big5.openness.confidence).toBe(confidence);
      expect(profile.traitPrecisions.volatility).toEqual({
        precision,
        observationCount: 0,
        lastUpdatedAt: '2030-01-01T00:00:00.000Z',
      });
    }
  });

  it('refuses what is no character, says where, and stores nothing', async () => {
    const { engine, store, events } = await setUp(kind);
    const refused: [unknown, (string | number)[]][] = [
      [{}, ['personality', 'O']],
      [{ personality: { ...NEUTRAL, H: undefined } }, ['personality', 'H']],
      [{ personality: { ...NEUTRAL, N: 1.01 } }, ['personality', 'N']],
      [{ personality: { ...NEUTRAL, X: 0.5 } }, ['personality', 'X']],
      [{ big5: { ...BIG5, openness: Number.NaN } }, ['big5', 'openness']],
      [{ big5: { openness: 0.5 } }, ['big5', 'conscientiousness']],
      [{ personality: NEUTRAL, dimensions: { intellect: 0.5 } }, ['dimensions', 'aesthetic']],
      [{ personality: NEUTRAL, facets: { anxiety: 2 } }, ['facets', 'anxiety']],
      [{ personality: NEUTRAL, plasticity: -0.1 }, ['plasticity']],
      [{ personality: NEUTRAL, plasticity: 11 }, ['plasticity']],
      [{ personality: NEUTRAL, certainty: 'sure' }, ['certainty']],
      [{ personality: NEUTRAL, learnsFromSessions: 'yes' }, ['learnsFromSessions']],
      [{ personality: NEUTRAL, id: '' }, ['id']],
      [{ personality: NEUTRAL, id: 'a\u0000b' }, ['id']],
      [{ personality: NEUTRAL, name: 'a\nb' }, ['name']],
      [{ personality: NEUTRAL, name: '' }, ['name']],
      [{ personality: NEUTRAL, madeFor: 's' }, ['madeFor']],
      ['ada', []],
    ];
    for (const [input, path] of refused) {
      const error = await failureOf(engine.characters.create(input as CreateCharacterInput), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(path);
    }
    await failureOf(engine.characters.create({ preset: 'nobody' }), 'PRESET_UNKNOWN');
    expect(await allOf(store)).toEqual([]);
    expect(events).toEqual([]);
  });
});
