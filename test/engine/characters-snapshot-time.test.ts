import { describe, expect, it } from 'vitest';
import { GIFT, INSULT, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('snapshots of personalities and time over $kind', (kind) => {
  /** Ada, who was seen to be warm on her first day. */
  async function begin() {
    const { engine, clock } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    await engine.characters.observe('ada', [{ trait: 'compassion', value: 1, weight: 20 }]);
    clock.advance(DAY);
    return { engine, clock };
  }

  it('make the time machine tell of what was before as it was, and of what is from then on', async () => {
    const { engine, clock } = await begin();
    const then = clock.nowMs;
    const snapshot = await engine.characters.snapshot('ada');
    clock.advance(DAY);
    const set = await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, A: 0.1 } });
    clock.advance(DAY);
    const strayed = (await engine.characters.personality('ada')).profile;
    const before = clock.nowMs;
    clock.advance(DAY);
    const { profile } = await engine.characters.restoreSnapshot('ada', snapshot);
    const back = clock.nowMs;
    clock.advance(DAY * 30);
    const at = async (instant: number) => (await engine.characters.at('ada', instant)).profile;
    expect(await at(before)).toEqual(strayed);
    expect((await at(back - 1)).dimensions).toEqual(set.profile.dimensions);
    expect(await at(back)).toEqual(profile);
    expect(await at(clock.nowMs)).toEqual((await engine.characters.personality('ada')).profile);
    expect((await at(then)).dimensions.compassion).toBeCloseTo(profile.dimensions.compassion, 3);
    const { evolution } = await engine.characters.at('ada', back - 1);
    expect(evolution.map(({ triggerType }) => triggerType)).not.toContain('snapshot');
    const [newest] = (await engine.characters.at('ada', back)).evolution;
    expect(newest?.triggerType).toBe('snapshot');
  });

  it('make what is told late count from then on: it never reaches behind them', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    const snapshot = await engine.characters.snapshot('ada');
    await engine.sessions.perceive(id, { appraisal: INSULT });
    const seen = clock.nowMs;
    await engine.characters.updatePersonality('ada', { hexaco: { ...NEUTRAL, A: 0.1 } });
    clock.advance(DAY / 4);
    const between = clock.nowMs;
    const strayed = (await engine.characters.personality('ada')).profile;
    clock.advance(DAY / 4);
    const { profile } = await engine.characters.restoreSnapshot('ada', snapshot);
    const back = clock.nowMs;
    clock.advance(DAY / 4);
    const { evolution } = await engine.sessions.consolidate(id);
    await engine.characters.observe('ada', [{ trait: 'H', value: 1, at: seen }]);
    expect(evolution.length).toBeGreaterThan(0);
    for (const { timestamp } of evolution) expect(Date.parse(timestamp)).toBe(back);
    const at = async (instant: number) => (await engine.characters.at('ada', instant)).profile;
    expect(await at(between)).toEqual(strayed);
    expect((await at(back)).hexaco.H).toBeGreaterThan(profile.hexaco.H);
  });

  it('leave a character that is ahead of the clock where it stands', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    const snapshot = await engine.characters.snapshot('ada');
    await engine.sessions.perceive(id, { appraisal: GIFT });
    await engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: DAY * 30 });
    const ahead = START + DAY * 31_000;
    const strayed = (await engine.characters.personality('ada')).profile;
    const { evolution, profile } = await engine.characters.restoreSnapshot('ada', snapshot);
    expect(evolution.length).toBeGreaterThan(0);
    for (const { timestamp } of evolution) expect(Date.parse(timestamp)).toBe(ahead);
    expect((await engine.characters.snapshot('ada')).atMs).toBe(ahead);
    expect((await engine.characters.personality('ada')).profile).toEqual(profile);
    clock.advance(DAY);
    expect((await engine.characters.at('ada', ahead)).profile).toEqual(profile);
    expect((await engine.characters.at('ada', ahead - 1)).profile).not.toEqual(profile);
    clock.advance(DAY * 40);
    expect((await engine.characters.at('ada', ahead)).profile).toEqual(profile);
    expect(profile.dimensions).not.toEqual(strayed.dimensions);
  });

  it('from a clock that is ahead take a character along', async () => {
    const { engine, clock } = await begin();
    const snapshot = await engine.characters.snapshot('ada');
    const atMs = clock.nowMs + DAY * 1e6;
    const beliefs = {
      ...snapshot.beliefs,
      volatility: { ...snapshot.beliefs.volatility, mean: 0.9, updatedAtMs: atMs },
    };
    const { evolution, profile } = await engine.characters.restoreSnapshot('ada', {
      ...snapshot,
      atMs,
      beliefs,
    });
    expect(evolution.map(({ traitName }) => traitName)).toEqual(['volatility']);
    expect(Date.parse(evolution[0]!.timestamp)).toBe(atMs);
    expect((await engine.characters.at('ada', atMs)).profile).toEqual(profile);
    expect((await engine.characters.at('ada', atMs - 1)).profile.dimensions.volatility).toBe(0.5);
  });
});
