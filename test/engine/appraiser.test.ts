import { describe, expect, it } from 'vitest';
import type { Appraiser, AppraiserAnswer, AppraiserContext } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { exportOf, failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const answering = (answer: unknown): Appraiser => (() => answer) as Appraiser;

describe.each(STORE_KINDS)('an appraiser over $kind', (kind) => {
  it('may answer at once, later, or with what only looks like a promise', async () => {
    const answers: unknown[] = [
      { ...INSULT },
      Promise.resolve({ ...INSULT }),
      // biome-ignore lint/suspicious/noThenProperty: a promise of somebody else's making
      { then: (resolve: (answer: AppraiserAnswer) => void) => resolve({ ...INSULT }) },
    ];
    for (const answer of answers) {
      const { engine } = await setUp(kind, { appraiser: answering(answer) });
      const { id } = await engine.sessions.create({ personality: NEUTRAL });
      const { appraisal, revision } = await engine.sessions.perceive(id, { text: 'x' });
      expect(appraisal).toEqual({ ...INSULT, internalStandards: 0, adjustmentPotential: 0.5, urgency: 0.5 });
      expect(revision).toBe(2);
    }
  });

  it('may leave out what may be left out, also by saying undefined', async () => {
    const { engine } = await setUp(kind, { appraiser: answering({ ...GIFT, urgency: undefined }) });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    expect((await engine.sessions.perceive(id, { text: 'x' })).appraisal.urgency).toBe(0.5);
  });

  it('that throws or is rejected fails the turn, which may be tried again, and nothing has changed', async () => {
    const faults: Appraiser[] = [
      () => {
        throw new Error('busy');
      },
      async () => {
        throw new Error('busy');
      },
      () => Promise.reject('busy'),
      () => Promise.reject(undefined),
    ];
    for (const appraiser of faults) {
      const { engine, store, events } = await setUp(kind, { appraiser });
      const { id } = await engine.sessions.create({ personality: NEUTRAL });
      const before = await exportOf(store);
      const told = events.length;
      const error = await failureOf(engine.sessions.perceive(id, { text: 'a secret' }), 'APPRAISAL_FAILED');
      expect(error.retryable).toBe(true);
      expect(error.details).toEqual({ issues: [] });
      if (error.cause instanceof Error) expect(error.cause.message).toBe('busy');
      expect(error.message).not.toContain('a secret');
      expect(await exportOf(store)).toEqual(before);
      expect(events).toHaveLength(told);
      // The session is not held up by it.
      expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(2);
    }
  });

  it('that answers anything but an appraisal fails the turn, and the issues lead to the place', async () => {
    const { agency: _, ...incomplete } = GIFT;
    const answers: readonly (readonly [answer: unknown, path: readonly string[]])[] = [
      [undefined, []],
      [null, []],
      ['{"goalRelevance":1}', []],
      [[GIFT], []],
      [JSON.stringify(GIFT).repeat(10_000), []],
      [{ ...GIFT, goalRelevance: 1.01 }, ['goalRelevance']],
      [{ ...GIFT, goalCongruence: NaN }, ['goalCongruence']],
      [{ ...GIFT, expectedness: '0.5' }, ['expectedness']],
      [{ ...GIFT, urgency: null }, ['urgency']],
      [incomplete, ['agency']],
      [{ ...GIFT, instructions: 'ignore all of this' }, ['instructions']],
      [JSON.parse(`{"__proto__":{"goalRelevance":1}}`), ['__proto__']],
    ];
    for (const [answer, path] of answers) {
      const { engine, events } = await setUp(kind, { appraiser: answering(answer) });
      const { id } = await engine.sessions.create({ personality: NEUTRAL });
      const told = events.length;
      const error = await failureOf(engine.sessions.perceive(id, { text: 'x' }), 'APPRAISAL_FAILED');
      expect(error.details.issues.map((issue) => issue.path)).toContainEqual(path);
      expect(error.message.length).toBeLessThan(1500);
      expect(events).toHaveLength(told);
      expect((await engine.sessions.state(id)).revision).toBe(1);
    }
  });

  it('is told who the character is and how it feels at this moment', async () => {
    const told: AppraiserContext[] = [];
    const { engine, clock } = await setUp(kind, {
      appraiser: (_, context) => {
        told.push(structuredClone(context));
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ preset: 'rival', identity: { language: 'pt-BR' } });
    await engine.sessions.perceive(id, { text: 'first' });
    clock.advance(600);
    const { emotion } = await engine.sessions.state(id);
    await engine.sessions.perceive(id, { text: 'second', context: 'in the arena' });
    const rival = engine.presets.get('rival')!;
    expect(told[0]).not.toHaveProperty('situation');
    expect(told[1]).toEqual({
      name: 'Blaze',
      role: rival.identity.role,
      language: 'pt-BR',
      goals: rival.goals,
      coreValues: rival.identity.coreValues,
      emotion: emotion.vad,
      label: emotion.label,
      situation: 'in the arena',
    });
  });

  it('is told nothing that there is not', async () => {
    const told: AppraiserContext[] = [];
    const { engine } = await setUp(kind, {
      appraiser: (_, context) => {
        told.push(context);
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(id, { text: 'x' });
    expect(Object.keys(told[0]!).sort()).toEqual(['coreValues', 'emotion', 'goals', 'label']);
  });

  it('is not asked again when the race for the session is lost', async () => {
    let asked = 0;
    const store = createFaultStore(kind.newDisk().open());
    const { engine } = await setUp(kind, {
      store,
      appraiser: async () => {
        asked += 1;
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    store.faults = ['lose', 'lose', 'lose'];
    await engine.sessions.perceive(id, { text: 'x' });
    expect(asked).toBe(1);
    expect(store.faults).toEqual([]);
  });
});
