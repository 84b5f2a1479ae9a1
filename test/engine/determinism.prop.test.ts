import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreateSessionInput, createEngine, type PerceiveInput } from '../../src';
import { perceiveInputs, sessionInputs, spans } from '../support/engine-arbitraries';
import { createManualClock, exportOf, STORE_KINDS, type StoreKind } from '../support/engine-fixtures';

/** One life of a session, the same whenever it is lived. */
interface Life {
  readonly seed: number;
  readonly input: CreateSessionInput;
  readonly turns: readonly (readonly [wait: number, tick: number, turn: PerceiveInput])[];
}

const lives: fc.Arbitrary<Life> = fc.record({
  seed: fc.maxSafeInteger(),
  input: sessionInputs,
  turns: fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), spans, perceiveInputs), { maxLength: 5 }),
});

async function live({ seed, input, turns }: Life, kind: StoreKind) {
  const clock = createManualClock();
  const store = kind.newDisk().open();
  await using engine = await createEngine({ store, clock, seed });
  const answers: unknown[] = [];
  const { id } = await engine.sessions.create(input);
  for (const [wait, seconds, turn] of turns) {
    clock.advance(wait);
    answers.push(await engine.sessions.perceive(id, turn), await engine.sessions.tick(id, seconds));
  }
  answers.push(await engine.sessions.promptData(id));
  const held = await exportOf(store);
  await store.close();
  return JSON.stringify({ id, answers, held });
}

const [memory, sqlite] = STORE_KINDS as [StoreKind, StoreKind];

describe('the same seed, clock and calls', () => {
  it('give the same bytes on two fresh stores', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        expect(await live(life, memory)).toBe(await live(life, memory));
      }),
      { numRuns: 60 },
    );
  });

  it('give the same bytes on stores of different kinds', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        expect(await live(life, sqlite)).toBe(await live(life, memory));
      }),
      { numRuns: 20 },
    );
  });

  it('but another seed: other ids, and other ups and downs', async () => {
    const life = { seed: 1, input: { preset: 'rival', emotionConfig: { noisePerHour: 0.05 } }, turns: [] };
    expect(await live(life, memory)).not.toBe(await live({ ...life, seed: 2 }, memory));
  });
});
