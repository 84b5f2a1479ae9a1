import { describe, expect, it } from 'vitest';
import type { UpdatePersonalityInput } from '../../src';
import { ASPECTS, type Aspect } from '../../src/constants/traits';
import { failureOf, GIFT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const BIG5 = {
  openness: 0.1,
  conscientiousness: 0.2,
  extraversion: 0.3,
  agreeableness: 0.4,
  neuroticism: 0.6,
};
const HEXACO = { O: 0.9, C: 0.8, E: 0.7, A: 0.6, N: 0.4, H: 0.3 };
const DIMENSIONS = Object.fromEntries(
  (Object.keys(ASPECTS) as Aspect[]).map((aspect, i) => [aspect, i / 10]),
) as Record<Aspect, number>;

describe.each(STORE_KINDS)('setting a personality by hand over $kind', (kind) => {
  async function begin(dimensions?: Record<Aspect, number>) {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL, dimensions });
    bench.events.length = 0;
    return bench;
  }

  it('takes Big Five values, aspects, HEXACO values, and aspects beside either', async () => {
    const { engine } = await begin();
    const set = async (input: UpdatePersonalityInput) =>
      (await engine.characters.updatePersonality('ada', input)).profile;
    const domains = { O: 0.1, C: 0.2, E: 0.3, A: 0.4, N: 0.6 };
    expect((await set({ big5: BIG5 })).hexaco).toEqual({ ...domains, H: 0.5 });
    expect((await set({ hexaco: HEXACO })).hexaco).toEqual(HEXACO);
    expect((await set({ big5: BIG5 })).hexaco).toEqual({ ...domains, H: 0.3 });
    const byAspects = await set({ dimensions: DIMENSIONS });
    expect(byAspects.dimensions).toEqual(DIMENSIONS);
    expect(byAspects.hexaco.O).toBeCloseTo(0.05, 15);
    expect(byAspects.big5.neuroticism.score).toBeCloseTo(0.85, 15);
    const both = await set({ hexaco: HEXACO, dimensions: DIMENSIONS });
    expect(both.dimensions).toEqual(DIMENSIONS);
    expect(both.hexaco.H).toBe(0.3);
    expect((await engine.characters.personality('ada')).profile).toEqual(both);
  });

  it('keeps the distance of two aspects as far as the range allows', async () => {
    const { engine } = await begin({ ...DIMENSIONS, compassion: 0.8, politeness: 0.2 });
    const compassionOf = async (agreeableness: number) => {
      const answer = await engine.characters.updatePersonality('ada', { big5: { ...BIG5, agreeableness } });
      const { compassion, politeness } = answer.profile.dimensions;
      expect((compassion + politeness) / 2).toBeCloseTo(agreeableness, 15);
      return compassion;
    };
    expect(await compassionOf(0.4)).toBeCloseTo(0.7, 15);
    expect(await compassionOf(0.1)).toBeCloseTo(0.2, 15);
    expect(await compassionOf(1)).toBe(1);
  });

  it('leaves a record for each trait that it moved, and tells of it once', async () => {
    const { engine, events, clock } = await begin();
    const { evolution } = await engine.characters.updatePersonality('ada', {
      hexaco: { ...NEUTRAL, A: 0.75 },
    });
    expect(evolution).toEqual(
      ['compassion', 'politeness'].map((traitName) => ({
        traitCategory: 'dimensions',
        traitName,
        triggerType: 'manual_override',
        oldValue: 0.5,
        newValue: 0.75,
        delta: 0.25,
        proposedDelta: 0.25,
        appliedDelta: 0.25,
        dampeningFactor: 1,
        predictionError: 0.25,
        priorPrecision: 64,
        posteriorPrecision: 64,
        confidence: 0.8,
        isSignificantMoment: false,
        timestamp: '2030-01-01T00:00:00.000Z',
      })),
    );
    expect((await engine.characters.personality('ada')).evolution).toEqual([...evolution].reverse());
    expect(events).toMatchObject([
      {
        type: 'personality.overridden',
        characterId: 'ada',
        atMs: clock.nowMs,
        protectedUntilMs: clock.nowMs + 600_000,
      },
    ]);
    expect((await engine.characters.personalities(['ada']))['ada']?.evolutionCount).toBe(2);
    expect((await engine.characters.get('ada'))?.revision).toBe(2);
  });

  it('to what it is already leaves no record', async () => {
    const { engine, clock } = await begin(DIMENSIONS);
    // Numbers as evidence and rest leave them.
    await engine.characters.observe('ada', [
      { trait: 'O', value: 1 / 3 },
      { trait: 'volatility', value: 1 / 7 },
      { trait: 'E', value: 0.77, weight: 3 },
    ]);
    clock.advance(86_400 * 11);
    const { profile } = await engine.characters.personality('ada');
    expect((await engine.characters.updatePersonality('ada', { hexaco: profile.hexaco })).evolution).toEqual(
      [],
    );
    await engine.characters.updatePersonality('ada', { hexaco: { ...HEXACO, O: 0.256051621 } });
    const again = await engine.characters.updatePersonality('ada', { hexaco: { ...HEXACO, O: 0.256051621 } });
    expect(again.evolution).toEqual([]);
    const { dimensions } = again.profile;
    expect((await engine.characters.updatePersonality('ada', { dimensions })).evolution).toEqual([]);
  });

  it('holds where it was set: what was learnt before does not pull it back', async () => {
    const { engine, clock } = await begin();
    await engine.characters.updatePersonality('ada', { hexaco: HEXACO });
    clock.advance(86_400 * 365 * 20);
    expect((await engine.characters.personality('ada')).profile.hexaco).toEqual(HEXACO);
  });

  it('is safe from evidence for ten minutes, and for no longer', async () => {
    const { engine, clock, events } = await begin();
    await engine.characters.updatePersonality('ada', { hexaco: HEXACO });
    const see = async () => {
      events.length = 0;
      await engine.characters.observe('ada', [{ trait: 'A', value: 0, impact: 1 }]);
      return (await engine.characters.personality('ada')).profile.hexaco.A;
    };
    expect(await see()).toBe(0.6);
    clock.advance(599);
    expect(await see()).toBe(0.6);
    expect(events).toMatchObject([{ type: 'personality.revised', changes: [{ delta: 0 }, { delta: 0 }] }]);
    clock.advance(1);
    expect(await see()).toBeLessThan(0.6);
    expect(events.map(({ type }) => type)).toEqual(['personality.revised', 'personality.moment']);
  });

  it('is safe for ten minutes of the clock, even where a session has run ahead of it', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    await engine.sessions.perceive(id, { appraisal: GIFT });
    await engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: 86_400 * 30 });
    await engine.characters.updatePersonality('ada', { hexaco: HEXACO });
    clock.advance(599);
    const [held] = (await engine.characters.observe('ada', [{ trait: 'A', value: 0 }])).evolution;
    clock.advance(1);
    const [heard] = (await engine.characters.observe('ada', [{ trait: 'A', value: 0 }])).evolution;
    expect([held?.dampeningFactor, heard?.dampeningFactor]).toEqual([0, 0.2]);
  });

  it('refuses groups that are not whole, values that are none, and says where', async () => {
    const { engine, events, store } = await begin();
    const before = await store.load([{ collection: 'character', id: 'ada' }]);
    const { neuroticism: _, ...fourOfFive } = BIG5;
    const { volatility: __, ...nineOfTen } = DIMENSIONS;
    const { H: ___, ...fiveOfSix } = HEXACO;
    const refused: [unknown, (string | number)[]][] = [
      [{}, ['big5']],
      [{ big5: fourOfFive }, ['big5', 'neuroticism']],
      [{ dimensions: nineOfTen }, ['dimensions', 'volatility']],
      [{ hexaco: fiveOfSix }, ['hexaco', 'H']],
      [{ big5: { ...BIG5, openness: 55 } }, ['big5', 'openness']],
      [{ big5: { ...BIG5, openness: -0.001 } }, ['big5', 'openness']],
      [{ hexaco: { ...HEXACO, O: Number.NaN } }, ['hexaco', 'O']],
      [{ hexaco: { ...HEXACO, O: '0.5' } }, ['hexaco', 'O']],
      [{ hexaco: { ...HEXACO, X: 0.5 } }, ['hexaco', 'X']],
      [{ big5: BIG5, hexaco: HEXACO }, ['hexaco']],
      [{ big5: BIG5, assessmentMethod: 'quiz' }, ['assessmentMethod']],
      [null, []],
    ];
    for (const [input, path] of refused) {
      const call = engine.characters.updatePersonality('ada', input as UpdatePersonalityInput);
      expect((await failureOf(call, 'INPUT_INVALID')).details.issues[0]?.path).toEqual(path);
    }
    await failureOf(engine.characters.updatePersonality('nobody', { hexaco: HEXACO }), 'CHARACTER_NOT_FOUND');
    expect(await store.load([{ collection: 'character', id: 'ada' }])).toEqual(before);
    expect(events).toEqual([]);
  });
});
