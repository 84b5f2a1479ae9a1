import { describe, expect, it } from 'vitest';
import { EVOLUTION } from '../../src/constants/evolution';
import { failureOf, GIFT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;

describe.each(STORE_KINDS)('overlays over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    const { engine } = bench;
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    return bench;
  }

  it('tell how a character is with each user it knows, and nothing of strangers', async () => {
    const { engine, clock } = await begin();
    expect(await engine.characters.overlays('ada')).toEqual({ overlays: [] });
    expect(await engine.characters.overlay('ada', 'u')).toBeUndefined();
    await engine.characters.observe('ada', [{ trait: 'N', value: 1 }]);
    expect(await engine.characters.overlay('ada', 'u')).toBeUndefined();
    clock.advance(60);
    const told = await engine.characters.observe('ada', [
      { trait: 'A', value: 0, userId: 'u', reasoning: 'a slap' },
      { trait: 'A', value: 1, userId: 'v' },
    ]);
    clock.advance(DAY);
    const u = await engine.characters.overlay('ada', 'u');
    const v = await engine.characters.overlay('ada', 'v');
    const { profile: base, evolution } = await engine.characters.personality('ada');
    for (const answer of [u, v]) {
      expect(answer?.base).toEqual(base);
      expect(answer?.overlay).toMatchObject({
        characterId: 'ada',
        createdAt: '2030-01-01T00:01:00.000Z',
        updatedAt: '2030-01-01T00:01:00.000Z',
      });
    }
    expect(u?.overlay.hexaco.A).toBeLessThan(base.hexaco.A);
    expect(v?.overlay.hexaco.A).toBeGreaterThan(base.hexaco.A);
    expect(u?.overlay.hexaco.N).toBeCloseTo(base.hexaco.N, 12);
    expect(u?.overlay.traitPrecisions.compassion.observationCount).toBe(1);
    expect(u?.evolution).toEqual([...told.overlays[0]!.evolution].reverse());
    expect(v?.evolution).toEqual([...told.overlays[1]!.evolution].reverse());
    expect(u?.evolution[0]).toMatchObject({ userId: 'u', reasoning: 'a slap' });
    // The character's own history knows whom it was with, too.
    expect(evolution.map(({ userId }) => userId)).toEqual(['v', 'v', 'u', 'u', undefined, undefined]);
    expect(await engine.characters.overlays('ada')).toEqual({ overlays: [u?.overlay, v?.overlay] });
    expect((await engine.characters.overlay('ada', 'u', { historyLimit: 1 }))?.evolution).toHaveLength(1);
    expect((await engine.characters.overlay('ada', 'u', { since: '2030-01-02' }))?.evolution).toEqual([]);
  });

  it('move for what is seen with one user, and the character itself by a share of the weight', async () => {
    const { engine } = await begin();
    const share = EVOLUTION.overlayShare.value;
    await engine.characters.create({ id: 'alone', personality: NEUTRAL });
    await engine.characters.observe('ada', [{ trait: 'A', value: 1, userId: 'u' }]);
    await engine.characters.observe('alone', [{ trait: 'A', value: 1, weight: share }]);
    const answer = await engine.characters.overlay('ada', 'u');
    const alone = await engine.characters.personality('alone');
    expect(answer?.base.hexaco).toEqual(alone.profile.hexaco);
    expect(answer?.base.traitPrecisions).toEqual(alone.profile.traitPrecisions);
    expect(answer!.overlay.hexaco.A - 0.5).toBeGreaterThan(2 * (answer!.base.hexaco.A - 0.5));
    // What others see of it later moves every user's view of it alike.
    const before = answer!.overlay.hexaco;
    await engine.characters.observe('ada', [{ trait: 'O', value: 0 }]);
    const after = await engine.characters.overlay('ada', 'u');
    expect(after!.overlay.hexaco.O).toBe(after!.base.hexaco.O);
    expect(after!.overlay.hexaco.A).toBe(before.A);
  });

  it('fade when nothing is seen of a user: the character comes back to itself', async () => {
    const { engine, clock } = await begin();
    await engine.characters.observe('ada', [{ trait: 'A', value: 0, weight: 5, userId: 'u' }]);
    const gap = async () => {
      const { overlay, base } = (await engine.characters.overlay('ada', 'u'))!;
      return base.hexaco.A - overlay.hexaco.A;
    };
    const gaps = [await gap()];
    for (let year = 0; year < 10; year++) {
      clock.advance(365 * DAY);
      gaps.push(await gap());
    }
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
    expect(gaps[10]!).toBeGreaterThan(0.29 * gaps[0]!);
    expect(gaps[10]!).toBeLessThan(0.4 * gaps[0]!);
  });

  it('are how a session with that user begins and feels, from the next day on', async () => {
    const { engine, clock } = await begin();
    const evidence = Array.from({ length: 30 }, () => ({ trait: 'N' as const, value: 1, userId: 'u' }));
    await engine.characters.observe('ada', evidence);
    clock.advance(DAY);
    const withUser = await engine.sessions.create({ characterId: 'ada', userId: 'u' });
    const withStranger = await engine.sessions.create({ characterId: 'ada', userId: 'w' });
    const withNobody = await engine.sessions.create({ characterId: 'ada' });
    const { overlay, base } = (await engine.characters.overlay('ada', 'u'))!;
    expect(withUser.persona.personality).toEqual(overlay.hexaco);
    expect(withStranger.persona.personality).toEqual(base.hexaco);
    expect(withNobody.persona.personality).toEqual(base.hexaco);
    expect(withUser.config.homeBase.valence).toBeLessThan(withStranger.config.homeBase.valence);
    expect((await engine.sessions.state(withUser.id)).emotion.vad).toEqual(withUser.config.homeBase);
    const felt = await engine.sessions.perceive(withUser.id, { appraisal: GIFT });
    const usual = await engine.sessions.perceive(withStranger.id, { appraisal: GIFT });
    expect(felt.impulse.arousal).toBeGreaterThan(usual.impulse.arousal);
    // During the day nothing drifts under a conversation.
    clock.advance(DAY / 2);
    expect((await engine.sessions.get(withUser.id))?.persona).toEqual(withUser.persona);
    clock.advance(DAY / 2);
    const next = (await engine.sessions.get(withUser.id))!.persona.personality;
    expect(next).toEqual((await engine.characters.overlay('ada', 'u'))!.overlay.hexaco);
    expect(next.N).toBeLessThan(withUser.persona.personality.N);
  });

  it('are listed a page at a time in the order of their creation', async () => {
    const { engine } = await begin();
    const users = Array.from({ length: 25 }, (_, i) => `u${(i * 7) % 25}`);
    for (const userId of users) await engine.characters.observe('ada', [{ trait: 'A', value: 1, userId }]);
    const first = await engine.characters.overlays('ada');
    expect(first.overlays.map(({ userId }) => userId)).toEqual(users.slice(0, 20));
    const rest = await engine.characters.overlays('ada', { cursor: first.cursor });
    expect(rest.overlays.map(({ userId }) => userId)).toEqual(users.slice(20));
    expect('cursor' in rest).toBe(false);
    for (const input of [{ limit: 0 }, { cursor: 'x' }, { userId: 'u' }]) {
      await failureOf(engine.characters.overlays('ada', input), 'INPUT_INVALID');
    }
    await failureOf(engine.characters.overlays('nobody'), 'CHARACTER_NOT_FOUND');
    await failureOf(engine.characters.overlay('nobody', 'u'), 'CHARACTER_NOT_FOUND');
    await failureOf(engine.characters.overlay('ada', ''), 'INPUT_INVALID');
  });

  it('of ids that look like each other’s are kept apart', async () => {
    const { engine } = await begin();
    const pairs = [
      ['a', 'b/c'],
      ['a/b', 'c'],
      ['1:a', 'b'],
      ['1', ':a/b'],
      ['__proto__', '__proto__'],
    ] as const;
    for (const [i, [id, userId]] of pairs.entries()) {
      await engine.characters.create({ id, personality: NEUTRAL });
      await engine.characters.observe(id, [{ trait: 'A', value: 1, weight: 1 + i, userId }]);
    }
    for (const [id, userId] of pairs) {
      const { overlays } = await engine.characters.overlays(id);
      expect(overlays.map((overlay) => [overlay.characterId, overlay.userId])).toEqual([[id, userId]]);
      expect((await engine.characters.overlay(id, userId))?.overlay).toEqual(overlays[0]);
      for (const [other, theirs] of pairs) {
        if (other !== id && theirs !== userId)
          expect(await engine.characters.overlay(id, theirs)).toBeUndefined();
      }
    }
  });
});
