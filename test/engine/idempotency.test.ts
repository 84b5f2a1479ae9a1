import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appraiser, PerceiveInput } from '../../src';
import { perceiveInputs } from '../support/engine-arbitraries';
import { exportOf, failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

/** A plain copy of an answer, its prompt included. */
const plain = <T>(answer: T): T => JSON.parse(JSON.stringify(answer)) as T;

describe.each(STORE_KINDS)('a key over $kind', (kind) => {
  it('used again with the same content gives the same answer and changes nothing', async () => {
    const { engine, store, clock, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival', emotionConfig: { noisePerHour: 0.05 } });
    let key = 0;
    await fc.assert(
      fc.asyncProperty(perceiveInputs, perceiveInputs, fc.nat(5000), async (input, other, seconds) => {
        key += 1;
        const idempotencyKey = `key ${key}`;
        const first = await engine.sessions.perceive(id, { ...input, idempotencyKey });
        clock.advance(seconds);
        await engine.sessions.perceive(id, other);
        await engine.sessions.tick(id, 60);
        const before = await exportOf(store);
        const told = events.length;
        clock.advance(seconds);
        const again = await engine.sessions.perceive(id, { ...input, idempotencyKey });
        expect(again).toStrictEqual(first);
        expect(again.promptData).toStrictEqual(first.promptData);
        expect(plain(again)).toStrictEqual(plain(first));
        expect(await exportOf(store)).toEqual(before);
        expect(events).toHaveLength(told);
      }),
      { numRuns: 20 },
    );
  });

  it('does not mind the order in which the same content is written down, nor what may be left out', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const first = await engine.sessions.perceive(id, { appraisal: GIFT, text: 'a', idempotencyKey: 'k' });
    const reversed = Object.fromEntries(Object.entries(GIFT).reverse()) as unknown as typeof GIFT;
    for (const appraisal of [reversed, { ...GIFT, urgency: 0.5, internalStandards: 0 }]) {
      expect(await engine.sessions.perceive(id, { idempotencyKey: 'k', text: 'a', appraisal })).toStrictEqual(
        first,
      );
    }
    expect((await engine.sessions.state(id)).revision).toBe(2);
  });

  it('used again with other content is refused, and nothing happens', async () => {
    const { engine, store, events } = await setUp(kind, { appraiser: () => ({ ...GIFT }) });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const input: PerceiveInput = {
      appraisal: GIFT,
      text: 'a',
      context: 'b',
      elapsedSeconds: 5,
      idempotencyKey: 'k',
    };
    await engine.sessions.perceive(id, input);
    const before = await exportOf(store);
    const told = events.length;
    const { appraisal: _, ...withoutAppraisal } = input;
    const { text: __, ...withoutText } = input;
    const others: PerceiveInput[] = [
      { ...input, appraisal: INSULT },
      { ...input, text: 'A' },
      { ...input, context: 'B' },
      { ...input, text: 'ab', context: '' },
      { ...input, elapsedSeconds: 6 },
      { ...input, elapsedSeconds: undefined },
      withoutAppraisal,
      withoutText,
    ];
    for (const other of others) {
      const error = await failureOf(engine.sessions.perceive(id, other), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['idempotencyKey']);
    }
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
  });

  it('used 64 times at once has one effect and one answer', async () => {
    let read = 0;
    const appraiser: Appraiser = async () => {
      read += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return { ...INSULT };
    };
    const { engine, events } = await setUp(kind, { appraiser });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const input = { text: 'you fool', idempotencyKey: 'k' };
    const answers = await Promise.all(Array.from({ length: 64 }, () => engine.sessions.perceive(id, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(read).toBe(1);
    expect(events.filter(({ type }) => type === 'session.perceived')).toHaveLength(1);
    expect(await engine.sessions.state(id)).toMatchObject({ turns: 1, revision: 2 });
  });

  it('used by several engines at once has one effect', async () => {
    const disk = kind.newDisk();
    const benches = await Promise.all([1, 2, 3].map(() => setUp(kind, { disk })));
    const { id } = await benches[0]!.engine.sessions.create({ personality: NEUTRAL });
    const answers = await Promise.all(
      benches.flatMap(({ engine }) =>
        Array.from({ length: 5 }, () =>
          engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' }),
        ),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const told = benches.flatMap(({ events }) => events.filter(({ type }) => type === 'session.perceived'));
    expect(told).toHaveLength(1);
    expect(await benches[2]!.engine.sessions.state(id)).toMatchObject({ turns: 1, revision: 2 });
  });

  it('is still known after a restart', async () => {
    const disk = kind.newDisk();
    const before = await setUp(kind, { disk });
    const { id } = await before.engine.sessions.create({ preset: 'rival' });
    const first = await before.engine.sessions.perceive(id, {
      appraisal: GIFT,
      text: 'a',
      idempotencyKey: 'k',
    });
    await before.engine.close();
    if (kind.kind !== 'memory') await before.store.close();
    const after = await setUp(kind, { disk });
    const again = await after.engine.sessions.perceive(id, {
      appraisal: GIFT,
      text: 'a',
      idempotencyKey: 'k',
    });
    expect(again).toStrictEqual(first);
    expect(after.events).toEqual([]);
    await failureOf(
      after.engine.sessions.perceive(id, { appraisal: INSULT, text: 'a', idempotencyKey: 'k' }),
      'INPUT_INVALID',
    );
  });

  it('belongs to its session: another session may use it too, and a deleted one frees it', async () => {
    const { engine } = await setUp(kind);
    const one = await engine.sessions.create({ personality: NEUTRAL });
    const two = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.perceive(one.id, { appraisal: GIFT, idempotencyKey: 'k' });
    const other = await engine.sessions.perceive(two.id, { appraisal: INSULT, idempotencyKey: 'k' });
    expect(other.appraisal).toMatchObject(INSULT);
    await engine.sessions.delete(one.id);
    const three = await engine.sessions.create({ personality: NEUTRAL });
    const anew = await engine.sessions.perceive(three.id, { appraisal: INSULT, idempotencyKey: 'k' });
    expect(anew.revision).toBe(2);
    await failureOf(
      engine.sessions.perceive(one.id, { appraisal: GIFT, idempotencyKey: 'k' }),
      'SESSION_NOT_FOUND',
    );
  });

  it('of any spelling is taken to the letter', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const keys = [
      'a',
      'A',
      ' a',
      'a ',
      'é',
      'e\u0301',
      '__proto__',
      'constructor',
      'a:b',
      '%',
      "'",
      '1',
      '01',
    ];
    for (const [index, idempotencyKey] of keys.entries()) {
      const { revision } = await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey });
      expect(revision).toBe(index + 2);
    }
    for (const [index, idempotencyKey] of keys.entries()) {
      const { revision } = await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey });
      expect(revision).toBe(index + 2);
    }
  });

  it('answers with zeros as they were answered first, even where -0 was given', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: { ...NEUTRAL, O: -0 } });
    const appraisal = { ...GIFT, agency: -0, normCompatibility: -0 };
    const first = await engine.sessions.perceive(id, { appraisal, elapsedSeconds: -0, idempotencyKey: 'k' });
    const again = await engine.sessions.perceive(id, { appraisal, elapsedSeconds: -0, idempotencyKey: 'k' });
    expect(again).toStrictEqual(first);
  });

  it('of a turn that failed is free', async () => {
    let fails = true;
    const { engine } = await setUp(kind, {
      appraiser: () => {
        if (fails) throw new Error('busy');
        return { ...GIFT };
      },
    });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const input = { text: 'a', idempotencyKey: 'k' };
    await failureOf(engine.sessions.perceive(id, input), 'APPRAISAL_FAILED');
    fails = false;
    expect((await engine.sessions.perceive(id, input)).revision).toBe(2);
  });
});
