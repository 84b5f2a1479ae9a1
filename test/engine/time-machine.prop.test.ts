import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine, PersonalityProfile, PersonalitySnapshot } from '../../src';
import { observations } from '../character/lives';
import { appraisals, magnitudeIn, personalities } from '../support/arbitraries';
import { type ManualClock, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

/** What may happen to a character of an engine at one instant. */
type Happening = (engine: Engine, sessionId: string) => Promise<unknown>;

/** The snapshots that were taken in the life of each engine. */
const taken = new WeakMap<Engine, PersonalitySnapshot[]>();

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Happening>(async () => undefined) },
  {
    weight: 4,
    arbitrary: fc.array(observations, { minLength: 1, maxLength: 4 }).map(
      (evidence): Happening =>
        (engine) =>
          engine.characters.observe('ada', evidence),
    ),
  },
  {
    weight: 1,
    arbitrary: personalities.map(
      (hexaco): Happening =>
        (engine) =>
          engine.characters.updatePersonality('ada', { hexaco }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(5).map(
      (place): Happening =>
        async (engine) => {
          const snapshots = taken.get(engine) ?? [];
          const snapshot = snapshots[place];
          if (snapshot) await engine.characters.restoreSnapshot('ada', snapshot);
          else taken.set(engine, [...snapshots, await engine.characters.snapshot('ada')]);
        },
    ),
  },
  {
    weight: 2,
    arbitrary: appraisals.map(
      (appraisal): Happening =>
        (engine, id) =>
          engine.sessions.perceive(id, { appraisal }),
    ),
  },
  {
    weight: 1,
    arbitrary: appraisals.map(
      (appraisal): Happening =>
        async (engine, id) => {
          await engine.sessions.perceive(id, { appraisal });
          await engine.sessions.consolidate(id);
        },
    ),
  },
);
/** Pauses of a millisecond to a year, ten minutes among them. */
const pauses = fc.oneof(
  fc.constantFrom(1, 599_999, 600_000, 86_400_000),
  magnitudeIn(0, 10.5).map((ms) => Math.ceil(ms)),
);
const lives = (length: number) =>
  fc.array(fc.tuple(pauses, happenings), { minLength: length, maxLength: length, size: 'max' });

/** Lives a life and writes down what it was like at each of its instants. */
async function record(
  engine: Engine,
  clock: ManualClock,
  life: readonly (readonly [number, Happening])[],
): Promise<readonly (readonly [number, PersonalityProfile])[]> {
  const { id } = await engine.sessions.create({ characterId: 'ada' });
  const recorded: (readonly [number, PersonalityProfile])[] = [];
  for (const [pause, happen] of life) {
    clock.nowMs += pause;
    await happen(engine, id);
    recorded.push([clock.nowMs, (await engine.characters.personality('ada')).profile]);
  }
  return recorded;
}

describe.each(STORE_KINDS)('the time machine over $kind', (kind) => {
  it('tells a personality as it was, to the bit, whatever has happened before and since', async () => {
    const instants = kind.kind === 'memory' ? 1000 : 200;
    const length = 50;
    await fc.assert(
      fc.asyncProperty(personalities, lives(length), async (personality, life) => {
        const { engine, clock } = await setUp(kind);
        await engine.characters.create({ id: 'ada', personality });
        const recorded = await record(engine, clock, life);
        const { profile: current, evolution } = await engine.characters.personality('ada', {
          historyLimit: 1000,
        });
        for (const [atMs, profile] of recorded) {
          const past = await engine.characters.at('ada', atMs, { historyLimit: 5 });
          expect(past.profile).toEqual(profile);
          expect(past.current).toEqual(current);
          expect(past.requestedAt).toBe(new Date(atMs).toISOString());
          const until = evolution.filter(({ timestamp }) => Date.parse(timestamp) <= atMs);
          expect(past.evolution).toEqual(until.slice(0, 5));
        }
      }),
      { numRuns: instants / length },
    );
  });

  it('tells the same of the same instant however often it is asked, and wherever the clock has got to', async () => {
    const { engine, clock } = await setUp(kind);
    await engine.characters.create({
      id: 'ada',
      personality: { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 },
    });
    await engine.characters.observe('ada', [{ trait: 'A', value: 1, weight: 5 }]);
    clock.advance(86_400 * 100);
    const then = clock.nowMs;
    const { profile } = await engine.characters.personality('ada');
    for (const forms of [then, new Date(then), new Date(then).toISOString()]) {
      clock.advance(86_400 * 100);
      await engine.characters.observe('ada', [{ trait: 'A', value: 0, weight: 5 }]);
      expect((await engine.characters.at('ada', forms)).profile).toEqual(profile);
    }
    const born = await engine.characters.at('ada', START);
    expect(born.evolution).toHaveLength(2);
    expect(born.profile.hexaco.A).toBeGreaterThan(0.5);
  });
});
