import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Engine, isEngineError, type PerceiveInput } from '../../src';
import { numberIn, perceiveInputs, quietConfigs, sessionInputs, spans } from '../support/engine-arbitraries';
import { exportOf, failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { largestDifference, numbersIn } from '../support/fixtures-values';

/** Two engines' worth of the same session: what is done to one can be compared with what is done to the other. */
async function twins(engine: Engine, input: Parameters<Engine['sessions']['create']>[0]) {
  const first = await engine.sessions.create(input);
  const { emotionConfig } = input;
  const second = await engine.sessions.create({ characterId: first.characterId, emotionConfig });
  return [first.id, second.id] as const;
}

describe.each(STORE_KINDS)('perceiving over $kind', (kind) => {
  it('answers with what was felt, all numbers in range, and state shows the same from then on', async () => {
    const { engine } = await setUp(kind);
    await fc.assert(
      fc.asyncProperty(sessionInputs, fc.array(perceiveInputs, { maxLength: 4 }), async (input, turns) => {
        const { id } = await engine.sessions.create(input);
        for (const [index, turn] of turns.entries()) {
          const perception = await engine.sessions.perceive(id, turn);
          const { emotion, mood, at, revision, appraisal } = perception;
          expect(revision).toBe(index + 2);
          expect(appraisal).toMatchObject(turn.appraisal!);
          for (const [path, value] of numbersIn(perception)) {
            if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${path} is ${value}`);
          }
          const state = await engine.sessions.state(id);
          expect(state).toMatchObject({ id, turns: index + 1, revision, at });
          expect([state.emotion.vad, state.mood]).toEqual([emotion.vad, mood]);
          expect(state.emotion.label).toBe(emotion.label);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('needs an appraisal or a text, and says where', async () => {
    const { engine, store } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const before = await exportOf(store);
    for (const input of [{}, { context: 'x' }, { elapsedSeconds: 5, idempotencyKey: 'k' }]) {
      const error = await failureOf(engine.sessions.perceive(id, input), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['appraisal']);
    }
    for (const input of [undefined, null, 'hello', [], { text: '' }, { appraisal: {} }] as PerceiveInput[]) {
      await failureOf(engine.sessions.perceive(id, input), 'INPUT_INVALID');
    }
    expect(await exportOf(store)).toEqual(before);
  });

  it('reads a text with the appraiser, and leaves it alone when there is an appraisal beside it', async () => {
    const read: string[] = [];
    const { engine } = await setUp(kind, {
      appraiser: ({ text }) => {
        read.push(text);
        return { ...INSULT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const both = await engine.sessions.perceive(id, { appraisal: GIFT, text: 'here you are' });
    expect(read).toEqual([]);
    expect(both.delta.valence).toBeGreaterThan(0);
    expect(both.promptData.context).toContain('here you are');
    const text = await engine.sessions.perceive(id, { text: 'you fool', context: 'in a crowded room' });
    expect(read).toEqual(['you fool']);
    expect(text.appraisal).toMatchObject(INSULT);
    expect(text.delta.valence).toBeLessThan(0);
    expect(text.promptData.context).toContain('you fool');
    expect(text.promptData.context).toContain('in a crowded room');
  });

  it('makes the same prompt each time it is read, the one that promptData makes then', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const perception = await engine.sessions.perceive(id, { appraisal: GIFT, text: 'for you' });
    expect(perception.promptData).toBe(perception.promptData);
    expect(await engine.sessions.promptData(id)).toEqual(perception.promptData);
    expect(Object.keys(perception)).toContain('promptData');
    expect(JSON.parse(JSON.stringify(perception)).promptData).toEqual(perception.promptData);
  });

  it('raises the revision by exactly one, as a tick does', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const revisions: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      revisions.push((await engine.sessions.perceive(id, { appraisal: GIFT })).revision);
      revisions.push((await engine.sessions.tick(id, 5)).revision);
    }
    expect(revisions).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('takes the input as it was at the call, whatever becomes of it afterwards', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const input = { appraisal: { ...GIFT }, text: 'before' };
    const turn = engine.sessions.perceive(id, input);
    input.appraisal.goalRelevance = 0;
    input.text = 'after';
    expect((await turn).appraisal.goalRelevance).toBe(GIFT.goalRelevance);
    expect((await engine.sessions.promptData(id)).context).toContain('before');
  });

  it('refuses ids that are none, and says that there is no session with any other', async () => {
    const { engine } = await setUp(kind);
    for (const id of ['', 'a\u0000', '\ud800', 'a'.repeat(201), 5, null, undefined, {}] as string[]) {
      for (const call of [
        engine.sessions.get(id),
        engine.sessions.state(id),
        engine.sessions.promptData(id),
        engine.sessions.tick(id, 5),
        engine.sessions.perceive(id, { appraisal: GIFT }),
      ]) {
        await failureOf(call, 'INPUT_INVALID');
      }
    }
    for (const id of ['__proto__', 'constructor', '../x', "' OR 1=1 --", '0']) {
      expect(await engine.sessions.get(id)).toBeUndefined();
      await failureOf(engine.sessions.state(id), 'SESSION_NOT_FOUND');
      await failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'SESSION_NOT_FOUND');
    }
  });

  it('gives a session its own goals to be appraised with', async () => {
    const goals: (readonly string[])[] = [];
    const { engine } = await setUp(kind, {
      appraiser: (_, context) => {
        goals.push(context.goals);
        return { ...GIFT };
      },
    });
    const { id, characterId } = await engine.sessions.create({ preset: 'rival', goals: ['win'] });
    const other = await engine.sessions.create({ characterId, goals: ['lose'] });
    await engine.sessions.perceive(id, { text: 'x' });
    await engine.sessions.perceive(other.id, { text: 'x' });
    expect(goals).toEqual([['win'], ['lose']]);
  });
});

describe.each(STORE_KINDS)('time over $kind', (kind) => {
  it('two ticks of half a span equal one of the whole to 1e-9', async () => {
    const { engine } = await setUp(kind);
    const inputs = sessionInputs.chain((input) =>
      quietConfigs.map((emotionConfig) => ({ ...input, emotionConfig })),
    );
    await fc.assert(
      fc.asyncProperty(inputs, perceiveInputs, spans, numberIn(0, 1), async (input, turn, seconds, share) => {
        const [one, two] = await twins(engine, input);
        for (const id of [one, two]) await engine.sessions.perceive(id, turn);
        const whole = await engine.sessions.tick(one, seconds);
        await engine.sessions.tick(two, seconds * share);
        const halves = await engine.sessions.tick(two, seconds - seconds * share);
        expect(largestDifference(halves.emotion.vad, whole.emotion.vad)).toBeLessThan(1e-9);
        expect(largestDifference(halves.mood.vad, whole.mood.vad)).toBeLessThan(1e-9);
        expect(Math.abs(Date.parse(halves.at) - Date.parse(whole.at))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });

  it('a tick of nothing writes nothing and tells nothing', async () => {
    const { engine, store, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(id, { appraisal: GIFT });
    const state = await engine.sessions.state(id);
    const before = await exportOf(store);
    const told = events.length;
    for (const seconds of [0, -0]) expect(await engine.sessions.tick(id, seconds)).toEqual(state);
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
  });

  it('reading writes nothing, however long ago the last write is', async () => {
    const { engine, store, clock, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival', emotionConfig: { noisePerHour: 0.05 } });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    const before = await exportOf(store);
    const told = events.length;
    const seen: unknown[] = [];
    for (const seconds of [0, 1, 3600, 86_400]) {
      clock.advance(seconds);
      const state = await engine.sessions.state(id);
      await engine.sessions.promptData(id);
      await engine.sessions.get(id);
      await engine.sessions.list();
      expect(state.revision).toBe(2);
      expect(Date.parse(state.at)).toBe(clock.nowMs);
      seen.push(state.emotion.vad);
    }
    expect(new Set(seen.map((vad) => JSON.stringify(vad))).size).toBe(4);
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
  });

  it('a reader sees what a writer at that moment finds, with random ups and downs too', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival', emotionConfig: { noisePerHour: 0.05 } });
    await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(1234.5);
    const seen = await engine.sessions.state(id);
    const { emotion, mood, at, delta } = await engine.sessions.perceive(id, {
      appraisal: { ...GIFT, goalRelevance: 0 },
    });
    expect([emotion.vad, mood, at]).toEqual([seen.emotion.vad, seen.mood, seen.at]);
    expect(delta).toEqual({ valence: 0, arousal: 0, dominance: 0 });
  });

  it('the names of a place do not matter: errors tell ticks that are none', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    for (const seconds of [-1, -1e-300, NaN, Infinity, -Infinity, '5', null, undefined, 5n] as number[]) {
      await failureOf(engine.sessions.tick(id, seconds), 'INPUT_INVALID');
      if (seconds === undefined) continue;
      const error = await failureOf(
        engine.sessions.perceive(id, { appraisal: GIFT, elapsedSeconds: seconds }),
        'INPUT_INVALID',
      );
      expect(error.details.issues[0]?.path).toEqual(['elapsedSeconds']);
    }
    expect((await engine.sessions.state(id)).revision).toBe(1);
  });
});

describe('an engine without an appraiser', () => {
  it('refuses texts and feels appraisals', async () => {
    const { engine, events } = await setUp();
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    events.length = 0;
    const error = await failureOf(engine.sessions.perceive(id, { text: 'hello' }), 'APPRAISER_MISSING');
    expect(error.message).toContain('createEngine');
    expect(events).toEqual([]);
    expect(isEngineError(error) && error.retryable).toBe(false);
    await engine.sessions.perceive(id, { appraisal: GIFT, text: 'hello' });
  });
});
