import { describe, expect, it } from 'vitest';
import {
  type Appraisal,
  createCharacter,
  createSession,
  dispositionOf,
  type EmotionConfig,
  elapse,
  parseAppraisal,
  perceive,
  type SessionState,
} from '../../src';

const NEUTRAL = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };
const START = Date.UTC(2030, 0, 1);

/** A session of a neutral character and what it takes to move it. */
function begin(emotionConfig: EmotionConfig = {}) {
  const { character } = createCharacter({ id: 'c', personality: NEUTRAL, emotionConfig, nowMs: START });
  const disposition = dispositionOf(character);
  const { session, events } = createSession(
    { id: 's', characterId: 'c', nowMs: START, seed: 1 },
    disposition,
  );
  const feel = (state: SessionState, appraisal: Appraisal, elapsedSeconds = 0, text?: string) =>
    perceive(state, disposition, { appraisal, elapsedSeconds, clockMs: START, text });
  return { session, events, disposition, feel };
}

const appraisal = (parts: Partial<Appraisal>): Appraisal =>
  parseAppraisal({
    goalRelevance: 1,
    goalCongruence: 0,
    expectedness: 0.5,
    controllability: 0.5,
    agency: 0,
    normCompatibility: 0,
    ...parts,
  });
const GIFT = appraisal({ goalCongruence: 0.9, expectedness: 0.2, agency: -0.9, normCompatibility: 0.6 });
const LOSS = appraisal({ goalCongruence: -0.9, controllability: 0.05, expectedness: 0.6, urgency: 0.3 });

describe('a session', () => {
  it('begins at home, without a name for its feeling, expecting nothing in particular', () => {
    const { session, events, disposition } = begin();
    expect(session).toMatchObject({ turns: 0, steps: 0, label: 'neutral', createdAtMs: START, atMs: START });
    expect(session.emotion).toEqual(disposition.dynamics.homeBase);
    expect(session.mood).toEqual(disposition.dynamics.homeBase);
    expect(session.expectation).toMatchObject({
      appraisal: { expectedness: 0.5, goalCongruence: 0 },
      precision: 1,
    });
    expect(session.cause).toBeUndefined();
    expect(events).toEqual([{ type: 'session.created', sessionId: 's', characterId: 'c', atMs: START }]);
  });

  it('is glad of a gift and sad at a loss', () => {
    const { session, feel } = begin();
    const [glad] = feel(session, GIFT).events;
    const [sad] = feel(session, LOSS).events;
    expect(glad.delta.valence).toBeGreaterThan(0.2);
    expect(sad.delta.valence).toBeLessThan(-0.2);
    expect(glad.emotion.label).toBe('gratitude');
    expect(sad.emotion.label).toBe('sadness');
  });

  it('takes feeling over from one turn to the next, fading in between', () => {
    const { session, feel, disposition } = begin();
    const after = feel(session, GIFT).session;
    const home = disposition.dynamics.homeBase.valence;
    const distance = (state: SessionState) => state.emotion.valence - home;
    const later = elapse(after, disposition, 90 * 60, START).session;
    // One half-life, and mood holds a little of it up.
    expect(distance(later) / distance(after)).toBeGreaterThan(0.5);
    expect(distance(later) / distance(after)).toBeLessThan(0.65);
    expect(later.mood.valence).toBeGreaterThan(after.mood.valence);
  });

  it('is less surprised each time', () => {
    const { session, feel } = begin();
    let state = session;
    const surprises: number[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const next = feel(state, LOSS);
      surprises.push(next.events[0].predictionError.magnitude);
      state = next.session;
    }
    expect(surprises).toEqual([...surprises].sort((a, b) => b - a));
    expect(surprises[5]).toBeLessThan(surprises[0]! / 5);
  });

  it('keeps the beginning of a long text for the prompt, all of it in the event, and cuts no character in two', () => {
    const { session, feel } = begin();
    const text = `${'a'.repeat(998)}😀${'b'.repeat(100)}`;
    const { session: next, events } = feel(session, GIFT, 0, text);
    expect(events[0].text).toBe(text);
    expect(next.lastEvent?.text?.length).toBeLessThanOrEqual(1000);
    expect(next.lastEvent?.text?.isWellFormed()).toBe(true);
    expect(next.lastEvent?.text?.startsWith('a'.repeat(998))).toBe(true);
  });

  it('remembers the last event only: a text does not outlive the next turn', () => {
    const { session, feel } = begin();
    const first = feel(session, GIFT, 0, 'for you').session;
    expect(first.lastEvent).toEqual({ atMs: START, text: 'for you' });
    expect(feel(first, LOSS, 10).session.lastEvent).toEqual({ atMs: START + 10_000 });
  });

  it('tells how long the event before is ago, and nothing for the first', () => {
    const { session, feel, disposition } = begin();
    const first = feel(session, GIFT, 60);
    expect(first.events[0].sinceLastSeconds).toBeUndefined();
    const waited = elapse(first.session, disposition, 100, START).session;
    expect(feel(waited, GIFT, 20).events[0].sinceLastSeconds).toBe(120);
  });

  it('keeps its cause through a trifle and gives it up to something as strong', () => {
    const { session, feel } = begin();
    const glad = feel(session, GIFT).session;
    const trifle = feel(glad, { ...LOSS, goalRelevance: 0.05 }).session;
    expect(trifle.cause).toEqual(glad.cause);
    expect(trifle.label).toBe(glad.label);
    const sad = feel(trifle, LOSS).session;
    expect(sad.cause?.impulse.valence).toBeLessThan(0);
    expect(sad.label).not.toBe(glad.label);
  });

  it('lets go of an old cause with time, so that even a trifle takes its place', () => {
    const { session, feel } = begin();
    const glad = feel(session, GIFT).session;
    const trifle = { ...LOSS, goalRelevance: 0.05 };
    expect(feel(glad, trifle, 86_400).session.cause?.impulse.valence).toBeLessThan(0);
  });

  it('has ups and downs of its own when it is given some, the same ones whenever it is asked', () => {
    const { session, disposition } = begin({ noisePerHour: 0.0586 });
    const once = elapse(session, disposition, 3600, START).session;
    expect(elapse(session, disposition, 3600, START).session).toEqual(once);
    expect(once.emotion).not.toEqual(session.emotion);
    const next = elapse(once, disposition, 3600, START).session;
    expect(next.emotion.valence - once.emotion.valence).not.toBeCloseTo(
      once.emotion.valence - session.emotion.valence,
      6,
    );
    const otherSeed = elapse({ ...session, seed: 2 }, disposition, 3600, START).session;
    const otherId = elapse({ ...session, id: 't' }, disposition, 3600, START).session;
    expect(otherSeed.emotion).not.toEqual(once.emotion);
    expect(otherId.emotion).not.toEqual(once.emotion);
  });
});
