import { describe, expect, it } from 'vitest';
import { failureOf, GIFT, INSULT, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('asking how somebody was over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    return bench;
  }

  it('includes the instant itself, and what happened at it', async () => {
    const { engine, clock } = await begin();
    clock.advance(DAY);
    await engine.characters.observe('ada', [{ trait: 'H', value: 1 }]);
    const before = await engine.characters.at('ada', clock.nowMs - 1);
    const at = await engine.characters.at('ada', clock.nowMs);
    expect([before.evolution.length, at.evolution.length]).toEqual([0, 1]);
    expect(before.profile.hexaco.H).toBe(0.5);
    expect(at.profile).toEqual((await engine.characters.personality('ada')).profile);
    expect(at.profile).toEqual(at.current);
  });

  it('gives no more of its evolution than is asked for, newest first', async () => {
    const { engine, clock } = await begin();
    for (let day = 0; day < 5; day++) {
      clock.advance(DAY);
      await engine.characters.observe('ada', [{ trait: 'H', value: 1, reasoning: `day ${day}` }]);
    }
    const ask = async (query: object) =>
      (await engine.characters.at('ada', clock.nowMs - DAY * 1000, query)).evolution.map(
        (one) => one.reasoning,
      );
    expect(await ask({})).toEqual(['day 3', 'day 2', 'day 1', 'day 0']);
    expect(await ask({ historyLimit: 2 })).toEqual(['day 3', 'day 2']);
    expect(await ask({ since: '2030-01-04' })).toEqual(['day 3', 'day 2']);
  });

  it('reaches from its creation until now, and not further', async () => {
    const { engine, clock } = await begin();
    clock.advance(DAY);
    expect((await engine.characters.at('ada', START)).profile.hexaco).toEqual(NEUTRAL);
    expect((await engine.characters.at('ada', clock.nowMs)).requestedAt).toBe('2030-01-02T00:00:00.000Z');
    for (const instant of [
      START - 1,
      clock.nowMs + 1,
      '2029-12-31T23:59:59Z',
      new Date(clock.nowMs + 5),
      0,
    ]) {
      const error = await failureOf(engine.characters.at('ada', instant), 'INPUT_INVALID');
      expect(error.message).toContain(Number(new Date(instant)) < START ? 'before' : 'future');
    }
    for (const bad of [
      '2030-01-01',
      '2030-01-01T12:00:00',
      'now',
      '',
      Number.NaN,
      new Date(Number.NaN),
      null,
      {},
    ]) {
      await failureOf(engine.characters.at('ada', bad as string), 'INPUT_INVALID');
    }
    await failureOf(engine.characters.at('nobody', START), 'CHARACTER_NOT_FOUND');
  });

  it('knows a character that was made for a session, and one that was brought up to date', async () => {
    const { engine, clock } = await begin();
    const { characterId } = await engine.sessions.create({ preset: 'rival' });
    clock.advance(DAY);
    const then = (await engine.characters.personality(characterId)).profile;
    await engine.characters.observe(characterId, [{ trait: 'A', value: 1 }]);
    await engine.characters.create({ id: characterId, plasticity: 3 });
    expect((await engine.characters.at(characterId, clock.nowMs - 1)).profile.hexaco).toEqual(then.hexaco);
  });

  it('knows of what was told late from when it was seen on, or from the last change before it', async () => {
    const { engine, clock } = await begin();
    clock.advance(DAY);
    const seen = clock.nowMs;
    clock.advance(DAY);
    const then = clock.nowMs;
    clock.advance(DAY);
    await engine.characters.observe('ada', [{ trait: 'H', value: 1, at: seen }]);
    const levelAt = async (instant: number) => (await engine.characters.at('ada', instant)).profile.hexaco.H;
    expect(await levelAt(seen - 1)).toBe(0.5);
    expect(await levelAt(seen)).toBeGreaterThan(0.5);
    // Nothing goes back behind what has been known since.
    const known = await levelAt(then);
    await engine.characters.observe('ada', [{ trait: 'H', value: 0 }]);
    await engine.characters.observe('ada', [{ trait: 'H', value: 0, at: seen }]);
    expect(await levelAt(then)).toBe(known);
    const { evolution } = await engine.characters.personality('ada');
    expect(evolution.map(({ timestamp }) => timestamp)).toEqual([
      '2030-01-04T00:00:00.000Z',
      '2030-01-04T00:00:00.000Z',
      '2030-01-02T00:00:00.000Z',
    ]);
  });

  it('knows of a session’s day from the end of it on, however late it was told', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    clock.advance(60);
    await engine.sessions.perceive(id, { appraisal: INSULT });
    const last = clock.nowMs;
    clock.advance(DAY * 3);
    const { evolution } = await engine.sessions.consolidate(id);
    for (const { timestamp } of evolution) expect(Date.parse(timestamp)).toBe(last);
    expect((await engine.characters.at('ada', last - 1)).profile.hexaco).toEqual(NEUTRAL);
    expect((await engine.characters.at('ada', last)).profile.hexaco.N).not.toBe(0.5);
  });

  it('is not told otherwise by a turn that tells of the days before it', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(DAY * 1.5);
    const then = clock.nowMs;
    const { profile } = await engine.characters.personality('ada');
    clock.advance(DAY);
    await engine.sessions.perceive(id, { appraisal: GIFT });
    expect((await engine.characters.personality('ada')).evolution).toHaveLength(4);
    expect((await engine.characters.at('ada', then)).profile).toEqual(profile);
  });
});
