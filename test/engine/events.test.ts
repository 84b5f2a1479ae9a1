import { describe, expect, it } from 'vitest';
import type { EngineEvent, ListenerFailed } from '../../src';
import { GIFT, INSULT, NEUTRAL, START, STORE_KINDS, settled, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('events over $kind', (kind) => {
  it('tell the story of a session from its creation to its end', async () => {
    const { engine, events, clock } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'rival', userId: 'u' });
    clock.advance(60);
    const first = await engine.sessions.perceive(id, {
      appraisal: INSULT,
      text: 'you fool',
      context: 'at noon',
    });
    const ticked = await engine.sessions.tick(id, 120);
    const second = await engine.sessions.perceive(id, { appraisal: GIFT });
    await engine.sessions.delete(id);
    const own = { sessionId: id, characterId, userId: 'u' };
    expect(events).toEqual([
      { type: 'character.created', characterId, atMs: START },
      { type: 'session.created', ...own, atMs: START },
      {
        type: 'session.perceived',
        ...own,
        atMs: START + 60_000,
        turn: 1,
        appraisal: first.appraisal,
        impulse: first.impulse,
        delta: first.delta,
        predictionError: first.predictionError,
        emotion: first.emotion,
        mood: first.mood,
        previousLabel: 'neutral',
        text: 'you fool',
        context: 'at noon',
      },
      {
        type: 'session.elapsed',
        ...own,
        atMs: START + 180_000,
        seconds: 120,
        emotion: ticked.emotion,
        mood: ticked.mood,
        previousLabel: first.emotion.label,
      },
      {
        type: 'session.perceived',
        ...own,
        atMs: START + 180_000,
        turn: 2,
        appraisal: second.appraisal,
        impulse: second.impulse,
        delta: second.delta,
        predictionError: second.predictionError,
        emotion: second.emotion,
        mood: second.mood,
        previousLabel: ticked.emotion.label,
        sinceLastSeconds: 120,
      },
      { type: 'session.deleted', ...own, atMs: START + 180_000 },
    ]);
  });

  it('reach the listeners of their type, until they unsubscribe', async () => {
    const { engine } = await setUp(kind);
    const turns: number[] = [];
    const stop = engine.on('session.perceived', ({ turn }) => void turns.push(turn));
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(id, { appraisal: GIFT });
    await engine.sessions.tick(id, 5);
    stop();
    stop();
    await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(turns).toEqual([1]);
  });

  it('harm neither the turn nor each other when listeners fail, hang, or ask the engine for more', async () => {
    const { engine, events } = await setUp(kind);
    const failures: ListenerFailed[] = [];
    const heard: string[] = [];
    engine.on('engine.listenerFailed', (event) => void failures.push(event));
    engine.on('session.perceived', () => {
      throw new Error('at once');
    });
    engine.on('session.perceived', async () => {
      throw new Error('later');
    });
    engine.on('session.perceived', () => new Promise<void>(() => {}));
    engine.on('session.perceived', ({ sessionId, turn }) => {
      heard.push(`turn ${turn}`);
      // Standing in line behind the turn that it hears of, not inside of it.
      if (turn < 3) void engine.sessions.perceive(sessionId, { appraisal: GIFT });
    });
    engine.on('session.perceived', async ({ sessionId }) => {
      const { turns } = await engine.sessions.state(sessionId);
      heard.push(`read ${turns > 0}`);
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const answer = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(answer.revision).toBe(2);
    while ((await engine.sessions.state(id)).turns < 3) await settled();
    await settled();
    expect(heard.filter((what) => what.startsWith('turn'))).toEqual(['turn 1', 'turn 2', 'turn 3']);
    const messages = failures.map(({ eventType, error }) => [eventType, (error as Error).message]);
    expect(messages).toContainEqual(['session.perceived', 'at once']);
    expect(messages).toContainEqual(['session.perceived', 'later']);
    expect(events.some(({ type }) => type === 'engine.listenerFailed')).toBe(true);
  });

  it('are those of this engine alone: what another one on the same store does is not told', async () => {
    const disk = kind.newDisk();
    const one = await setUp(kind, { disk });
    const two = await setUp(kind, { disk, seed: 8 });
    const { id } = await one.engine.sessions.create({ personality: NEUTRAL });
    await two.engine.sessions.perceive(id, { appraisal: GIFT });
    const types = (events: readonly EngineEvent[]) => events.map(({ type }) => type);
    expect(types(one.events)).toEqual(['character.created', 'session.created']);
    expect(types(two.events)).toEqual(['session.perceived']);
  });

  it('cannot be changed by one listener for the next, nor for the caller', async () => {
    const { engine, events } = await setUp(kind);
    engine.on('session.perceived', (event) => {
      Object.assign(event.emotion, { label: 'spoiled' });
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const { emotion } = await engine.sessions.perceive(id, { appraisal: GIFT });
    expect(emotion.label).toBe('gratitude');
    const failed = events.find((event) => event.type === 'engine.listenerFailed');
    expect(failed?.error).toBeInstanceOf(TypeError);
  });
});
