import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CharacterState, createCharacter, isEngineError, levelsAt, observe } from '../../src';
import { AffectLane } from '../../src/affect/lanes';
import { dispositionOf, takePersonalitySnapshot } from '../../src/character';
import { MS_PER_DAY } from '../../src/constants/time';
import { createPopulation, restorePopulation } from '../../src/population';
import { evidenceListSchema } from '../../src/schema/evidence';
import type { RowEvidence } from '../../src/schema/population';
import { emotionConfigs, facets, personalities } from '../support/arbitraries';
import { opened, rowEvidence } from './lives';

const BIRTH = Date.UTC(2030, 0, 1);
const NOBODY = new Map();
const TRAITS = { traits: true } as const;

const people = fc.record(
  {
    personality: personalities,
    facets,
    emotionConfig: emotionConfigs,
    plasticity: fc.constantFrom(0.5, 1, 7),
    learnsFromSessions: fc.boolean(),
  },
  { requiredKeys: ['personality', 'facets', 'emotionConfig'] },
);
const pauses = fc.oneof(fc.nat(100), fc.constantFrom(0, 43_200, 86_399, 86_400, 90_000), fc.nat(3_000_000));
const lives = fc.array(fc.tuple(pauses, rowEvidence), { maxLength: 8 });

/** A character that evidence has moved, and when it was moved last. */
function grown(one: Omit<Parameters<typeof createCharacter>[0], 'id' | 'nowMs'>, life: Life) {
  const { character } = createCharacter({ id: 'c', ...one, nowMs: BIRTH });
  return live(character, BIRTH, life);
}

type Life = readonly (readonly [number, readonly RowEvidence[]])[];

function live(character: CharacterState, sinceMs: number, life: Life) {
  let nowMs = sinceMs;
  for (const [seconds, evidence] of life) {
    nowMs += seconds * 1000;
    character = observe(character, NOBODY, evidenceListSchema.parse(evidence), nowMs).character;
  }
  return { character, nowMs };
}

describe('a personality that is borrowed', () => {
  it('comes back as it went when nothing was seen of it, whatever the clock of the population', () => {
    fc.assert(
      fc.property(people, lives, pauses, pauses, fc.boolean(), (one, life, later, passed, isPacked) => {
        const { character, nowMs } = grown(one, life);
        const personalitySnapshot = takePersonalitySnapshot(character, nowMs + later * 1000);
        const world = createPopulation({ capacity: 2, lazy: true, columns: TRAITS });
        world.advance(passed / 3600);
        const row = world.add({ personalitySnapshot });
        const there = isPacked ? restorePopulation(world.toBytes()) : world;
        expect(there.personalitySnapshotOf(row)).toStrictEqual(personalitySnapshot);
        there.advance(passed / 3600);
        const { atMs, beliefs, days } = there.personalitySnapshotOf(row);
        expect(atMs).toBe(personalitySnapshot.atMs + passed * 1000);
        expect({ beliefs, days }).toStrictEqual({
          beliefs: personalitySnapshot.beliefs,
          days: personalitySnapshot.days,
        });
      }),
    );
  });

  it('lives on as it would have lived in its engine, to the bit, its daily cap too', () => {
    fc.assert(
      fc.property(people, lives, lives, lives, fc.boolean(), (one, before, away, after, lazy) => {
        const { character, nowMs } = grown(one, before);
        const snapshot = takePersonalitySnapshot(character, nowMs);
        const { population, state } = opened({ capacity: 1, lazy, startsAt: nowMs, columns: TRAITS });
        const row = population.add({ personalitySnapshot: snapshot });
        expectFelt(state, row, character, nowMs);
        for (const [seconds, evidence] of away) {
          population.advance(seconds / 3600);
          population.observe(row, evidence);
        }
        const stayed = live(character, nowMs, away);
        const { beliefs, days, atMs } = population.personalitySnapshotOf(row);
        expect(atMs).toBe(stayed.nowMs);
        expect(beliefs).toStrictEqual(stayed.character.beliefs);
        // What comes after it is back moves it no further than if it had stayed.
        const { days: _, ...kept } = stayed.character;
        const back: CharacterState = { ...kept, beliefs, ...(days && { days }) };
        expect(live(back, atMs, after).character.beliefs).toStrictEqual(
          live(stayed.character, atMs, after).character.beliefs,
        );
      }),
    );
  });

  it('is refused beside what only somebody has who begins, and where no traits are kept', () => {
    const personalitySnapshot = takePersonalitySnapshot(grown({ personality: MIDDLE }, []).character, BIRTH);
    const world = createPopulation({ capacity: 1, columns: TRAITS });
    for (const more of [
      { preset: 'rival' },
      { personality: MIDDLE },
      { facets: { anxiety: 0.5 } },
      { certainty: 'blank' as const },
    ]) {
      expect(codeOf(() => world.add({ personalitySnapshot, ...more }))).toBe('INPUT_INVALID');
    }
    const late = { ...personalitySnapshot, atMs: BIRTH - 1 };
    expect(codeOf(() => world.add({ personalitySnapshot: late }))).toBe('INPUT_INVALID');
    expect(codeOf(() => createPopulation({ capacity: 1 }).add({ personalitySnapshot }))).toBe(
      'INPUT_INVALID',
    );
    expect(world.size).toBe(0);
    const row = world.add({ personalitySnapshot });
    expect(codeOf(() => world.personalitySnapshotOf(row + 1))).toBe('INPUT_INVALID');
  });

  it('is told by the clock of its world, as its feeling is, and shares nothing with the population', () => {
    const world = createPopulation({ capacity: 2, startsAt: BIRTH, columns: TRAITS });
    const [row, other] = world.spawn({ count: 2, emotionConfig: { coupling: { valence: 0.5 } } });
    world.advance(30);
    expect(world.snapshotOf(row!).atMs).toBe(BIRTH + 30 * 3_600_000);
    const taken = world.personalitySnapshotOf(row!);
    expect(taken.atMs).toBe(BIRTH + 30 * 3_600_000);
    expect(taken.beliefs.assertiveness.updatedAtMs).toBe(BIRTH);
    taken.authored!.emotionConfig.coupling!.valence = 0.1;
    taken.authored!.facetOffsets.anxiety = 0.3;
    expect(world.personalitySnapshotOf(other!).authored).toStrictEqual({
      facetOffsets: {},
      emotionConfig: { coupling: { valence: 0.5 } },
    });
  });

  it('is outweighed by what is said of it on the way', () => {
    const emotionConfig = { timeScale: 2, coupling: { valence: 0.5 } };
    const { character } = grown({ personality: MIDDLE, emotionConfig, plasticity: 3 }, []);
    const personalitySnapshot = takePersonalitySnapshot(character, BIRTH);
    const world = createPopulation({ capacity: 1, columns: TRAITS });
    const row = world.add({
      personalitySnapshot,
      emotionConfig: { coupling: { arousal: 0.25 } },
      plasticity: 0,
    });
    expect(world.observe(row, [{ trait: 'O', value: 1 }])).toEqual([]);
    expect(world.personalitySnapshotOf(row).authored).toStrictEqual({
      facetOffsets: {},
      emotionConfig: { timeScale: 2, coupling: { valence: 0.5, arousal: 0.25 } },
      plasticity: 0,
    });
  });
});

const MIDDLE = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/** Home base and rates are those that the character has on that day. */
function expectFelt(
  { columns }: ReturnType<typeof opened>['state'],
  row: number,
  character: CharacterState,
  nowMs: number,
): void {
  const today = Math.floor(nowMs / MS_PER_DAY) * MS_PER_DAY;
  const { affect } = dispositionOf(character, undefined, levelsAt(character, undefined, today));
  const at = row * AffectLane.count;
  expect(columns.affect.slice(at, at + AffectLane.count)).toEqual(affect);
}

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (isEngineError(error)) return error.code;
    throw error;
  }
  return undefined;
}
