import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src';
import { SHIFT } from '../../src/constants/evolution';
import { failureOf, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('recent shifts over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const see = (evidence: Evidence[]) => bench.engine.characters.observe('ada', evidence);
    return { ...bench, see };
  }

  it('sum up the last week, the largest first, in words', async () => {
    const { engine, clock, see } = await begin();
    expect(await engine.characters.recentShifts('ada')).toEqual({ shifts: [] });
    await see([{ trait: 'O', value: 1, weight: 100 }]);
    clock.advance(8 * DAY);
    await see([
      { trait: 'volatility', value: 1, weight: 100, trigger: 'storm', reasoning: 'cried for days' },
    ]);
    clock.advance(DAY);
    await see([{ trait: 'volatility', value: 1, weight: 30, trigger: 'rain' }]);
    await see([{ trait: 'orderliness', value: 0, weight: 12 }]);
    await see([{ trait: 'politeness', value: 0.6, weight: 0.1 }]);
    const { shifts } = await engine.characters.recentShifts('ada');
    expect(shifts).toMatchObject([
      {
        traitName: 'volatility',
        direction: 'increase',
        magnitude: 'strong',
        timeframeDays: 7,
        triggerTypes: ['rain', 'storm'],
        reasoning: 'cried for days',
        timestamp: '2030-01-10T00:00:00.000Z',
      },
      { traitName: 'orderliness', direction: 'decrease', magnitude: 'slight', triggerTypes: ['observation'] },
    ]);
    const { evolution } = await engine.characters.personality('ada', { since: '2030-01-09' });
    for (const { traitName, delta } of shifts) {
      const own = evolution.filter((change) => change.traitName === traitName);
      expect(delta).toBeCloseTo(
        own.reduce((sum, change) => sum + change.delta, 0),
        12,
      );
    }
  });

  it('cancel out, are silent when they are too small to be told, and count what was set by hand', async () => {
    const { engine, clock, see } = await begin();
    await see([
      { trait: 'compassion', value: 1, weight: 4 },
      { trait: 'compassion', value: 0, weight: 4.2 },
      { trait: 'politeness', value: 0.5 + SHIFT.mentioned.value, weight: 1 },
    ]);
    expect(await engine.characters.recentShifts('ada')).toEqual({ shifts: [] });
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, H: 0.45 } });
    const { shifts } = await engine.characters.recentShifts('ada');
    expect(shifts.map(({ traitName, magnitude }) => [traitName, magnitude])).toContainEqual([
      'honestyHumility',
      'moderate',
    ]);
    clock.advance(7 * DAY);
    expect((await engine.characters.recentShifts('ada')).shifts.length).toBeGreaterThan(0);
    clock.advance(1);
    expect(await engine.characters.recentShifts('ada')).toEqual({ shifts: [] });
    await failureOf(engine.characters.recentShifts('nobody'), 'CHARACTER_NOT_FOUND');
  });
});

describe.each(STORE_KINDS)('significant moments over $kind', (kind) => {
  it('are told newest first, twenty unless told otherwise, with what made them moments', async () => {
    const { engine, clock } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    for (let i = 0; i < 30; i++) {
      await engine.characters.observe('ada', [
        { trait: 'N', value: 0.6 },
        { trait: 'N', value: i % 2 ? 1 : 0, trigger: 'event', reasoning: `storm ${i}`, impact: 0.7 },
        { trait: 'H', value: i % 2, trigger: 'deed', userId: 'u', impact: 0.6 },
      ]);
      clock.advance(DAY);
    }
    const { moments } = await engine.characters.significantMoments('ada');
    expect(moments).toHaveLength(20);
    expect(moments[0]).toEqual({
      description: 'deed raised honestyHumility',
      triggerType: 'deed',
      userId: 'u',
      impact: 0.6,
      traitsAffected: ['honestyHumility'],
      createdAt: '2030-01-30T00:00:00.000Z',
    });
    expect(moments[1]).toEqual({
      description: 'storm 29',
      reasoning: 'storm 29',
      triggerType: 'event',
      impact: 0.7,
      traitsAffected: ['withdrawal', 'volatility'],
      createdAt: '2030-01-30T00:00:00.000Z',
    });
    const all = await engine.characters.significantMoments('ada', { limit: 100 });
    expect(all.moments).toHaveLength(60);
    expect(all.moments.slice(0, 20)).toEqual(moments);
    expect((await engine.characters.significantMoments('ada', { limit: 1 })).moments).toEqual([moments[0]]);
    const { evolution } = await engine.characters.personality('ada', { historyLimit: 1000 });
    expect(evolution.filter(({ isSignificantMoment }) => isSignificantMoment)).toHaveLength(90);
    for (const limit of [0, 101, 1.5, '5'] as number[]) {
      await failureOf(engine.characters.significantMoments('ada', { limit }), 'INPUT_INVALID');
    }
    await failureOf(engine.characters.significantMoments('nobody'), 'CHARACTER_NOT_FOUND');
  });

  it('need an event that mattered: however far evidence lies, without an impact it is none', async () => {
    const { engine, events } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: { ...NEUTRAL, N: 0 } });
    await engine.characters.observe('ada', [
      { trait: 'N', value: 1, weight: 100 },
      { trait: 'N', value: 1, weight: 100, impact: 0.4999 },
    ]);
    expect(await engine.characters.significantMoments('ada')).toEqual({ moments: [] });
    expect(events.map(({ type }) => type)).not.toContain('personality.moment');
    await engine.characters.observe('ada', [{ trait: 'N', value: 1, impact: 0.5 }]);
    expect((await engine.characters.significantMoments('ada')).moments).toHaveLength(1);
  });
});
