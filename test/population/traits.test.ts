import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, isEngineError } from '../../src';
import { AffectLane } from '../../src/affect/lanes';
import { BELIEF } from '../../src/constants/evolution';
import { WindowLane } from '../../src/evolution/window';
import { STORED_COLUMNS } from '../../src/population/columns';
import { createPopulation } from '../../src/population/create-population';
import { populationOf } from '../../src/population/open-population';
import { restorePopulation } from '../../src/population/snapshot';
import { openState, ordinaryParts } from '../../src/population/state';
import type { RowEvidence, SpawnInput } from '../../src/schema/population';
import { appraisals, neutralPersonality, personalities } from '../support/arbitraries';
import { createManualClock } from '../support/engine-fixtures';
import { beliefsOf, opened, rowEvidence } from './lives';

const insult = {
  goalRelevance: 1,
  goalCongruence: -1,
  expectedness: 0.1,
  controllability: 0.2,
  agency: -1,
  normCompatibility: -0.8,
  urgency: 0.8,
};
const TRAITS = { traits: true } as const;
const somebody = { personality: neutralPersonality };

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (isEngineError(error, 'INPUT_INVALID')) return error.details.issues[0]?.path;
    throw error;
  }
  return undefined;
}

describe('a population with traits', () => {
  it('moves a trait by evidence as the page of the model has it by hand', () => {
    const population = createPopulation({ capacity: 1, columns: TRAITS });
    const row = population.add(somebody);
    const [move, ...others] = population.observe(row, [{ trait: 'industriousness', value: 0.9 }]);
    expect(others).toEqual([]);
    expect(move).toMatchObject({ traitName: 'industriousness', isSignificantMoment: false });
    expect(move!.delta).toBeCloseTo(0.001231, 6);
    expect(population.personality(row).dimensions.industriousness).toBe(0.5 + move!.delta);
    expect(population.personality(row).personality.C).toBeCloseTo(0.5 + move!.delta / 2, 15);
  });

  it('tells a significant moment, and moves no trait further than a day may until the next day', () => {
    const population = createPopulation({ capacity: 1, columns: TRAITS });
    const row = population.add(somebody);
    const flood: readonly RowEvidence[] = Array.from({ length: 50 }, () => ({
      trait: 'H',
      value: 1,
      weight: 100,
      impact: 1,
    }));
    expect(population.observe(row, flood)[0]!.isSignificantMoment).toBe(true);
    population.advance(23.9);
    population.observe(row, flood);
    expect(population.personality(row).personality.H).toBeCloseTo(0.6, 3);
    population.advance(0.2);
    population.observe(row, flood);
    expect(population.personality(row).personality.H).toBeCloseTo(0.7, 3);
  });

  it('rests without being touched: seven tenths of a change fade, and nothing ticks', () => {
    const { population, state } = opened({ capacity: 1, lazy: true, columns: TRAITS });
    const row = population.add(somebody);
    for (let i = 0; i < 20; i++) population.observe(row, [{ trait: 'N', value: 1, weight: 10 }]);
    const before = population.personality(row).personality.N;
    const levels = state.columns.levels.slice();
    population.advance(24 * 365 * 100);
    expect(population.personality(row).personality.N - 0.5).toBeCloseTo(0.3 * (before - 0.5), 6);
    expect(state.columns.levels).toEqual(levels);
  });

  it('refuses before anything has changed', () => {
    const { population, state } = opened({ capacity: 3, columns: TRAITS });
    const row = population.add(somebody);
    const bytes = population.toBytes();
    const good = { trait: 'N', value: 1 } as const;
    const refused: readonly [readonly unknown[], readonly (string | number)[]][] = [
      [
        [good, { ...good, userId: 'ada' }],
        [1, 'userId'],
      ],
      [
        [good, { ...good, at: 0 }],
        [1, 'at'],
      ],
      [
        [good, { ...good, value: 1.1 }],
        [1, 'value'],
      ],
      [
        [good, { ...good, weight: 0 }],
        [1, 'weight'],
      ],
      [
        [good, { ...good, trait: 'charm' }],
        [1, 'trait'],
      ],
      [
        [good, { ...good, mood: 1 }],
        [1, 'mood'],
      ],
    ];
    for (const [evidence, path] of refused) {
      expect(refusal(() => population.observe(row, evidence as readonly RowEvidence[]))).toEqual(path);
    }
    for (const nowhere of [1, -1, 0.5, 99]) {
      expect(refusal(() => population.observe(nowhere, [good]))).toEqual(['row']);
      expect(refusal(() => population.personality(nowhere))).toEqual(['row']);
      expect(refusal(() => population.readPersonality(new Float64Array(6), [nowhere]))).toEqual(['row']);
    }
    expect(refusal(() => population.readPersonality(new Float64Array(5)))).toEqual(['out']);
    expect(population.observe(row, [])).toEqual([]);
    expect(population.toBytes()).toEqual(bytes);
    expect(population.observe(row, [{ ...good, userId: undefined }])).toHaveLength(2);
    expect(beliefsOf(state, row).withdrawal.observations).toBe(1);
  });

  it('keeps nothing of traits unless it is asked to', () => {
    const { population, state } = opened({ capacity: 2 });
    const row = population.add(somebody);
    expect(refusal(() => population.observe(row, []))).toEqual(['columns']);
    expect(refusal(() => population.personality(row))).toEqual(['columns']);
    expect(refusal(() => population.readPersonality(new Float64Array(6)))).toEqual(['columns']);
    for (const name of ['levels', 'held', 'observations', 'manners', 'gathered'] as const) {
      expect(state.columns[name]).toHaveLength(0);
    }
    expect(refusal(() => createPopulation({ capacity: 1, columns: { windows: true } }))).toEqual([
      'columns',
      'windows',
    ]);
  });

  it('without windows learns from what it is told alone', () => {
    const { population, state } = opened({ capacity: 1, columns: { traits: true, windows: false } });
    const row = population.add(somebody);
    for (let day = 0; day < 5; day++) {
      population.perceive(row, insult);
      population.advance(25);
    }
    expect(state.columns.gathered).toHaveLength(0);
    expect(population.personality(row).personality).toEqual(neutralPersonality);
  });

  it('a hard month makes a row more neurotic, and its home base sinks', () => {
    const { population, state } = opened({ capacity: 1, columns: TRAITS });
    const row = population.add(somebody);
    const home = () => state.columns.affect[row * AffectLane.count + AffectLane.homeBase]!;
    const before = home();
    for (let day = 0; day < 30; day++) {
      for (let i = 0; i < 5; i++) population.perceive(row, insult);
      population.advance(24);
    }
    const { personality } = population.personality(row);
    expect(personality.N).toBeGreaterThan(0.51);
    expect(personality.E).not.toBe(0.5);
    expect(personality.O).toBe(0.5);
    expect(home()).toBeLessThan(before);
  });

  it('tells a day before it is over when it is asked to, and only what was felt', () => {
    const population = createPopulation({ capacity: 2, columns: TRAITS });
    const [row, other] = [population.add(somebody), population.add({ ...somebody, plasticity: 0 })];
    expect(population.consolidate(row)).toEqual([]);
    for (const one of [row, other]) population.perceive(one, insult);
    const before = population.personality(row);
    const moves = population.consolidate(row);
    expect(moves.find(({ traitName }) => traitName === 'withdrawal')!.delta).toBeGreaterThan(0);
    expect(population.personality(row).dimensions.withdrawal).toBeGreaterThan(before.dimensions.withdrawal);
    // Once.
    expect(population.consolidate(row)).toEqual([]);
    expect(population.consolidate(other)).toEqual([]);
    expect(population.personality(other).personality).toEqual(before.personality);
    const deaf = createPopulation({ capacity: 1, columns: { traits: true, windows: false } });
    deaf.add(somebody);
    expect(refusal(() => deaf.consolidate(0))).toEqual(['columns']);
    expect(refusal(() => population.consolidate(7))).toEqual(['row']);
  });

  it('moves whoever is less sure further, and whoever cannot change not at all', () => {
    const population = createPopulation({ capacity: 40, columns: TRAITS });
    const evidence: readonly RowEvidence[] = [{ trait: 'industriousness', value: 0.9 }];
    const deltas = [
      { certainty: 'authored' },
      { certainty: 'blank' },
      { plasticity: 0.5 },
      { plasticity: 0 },
    ].map((change) => {
      const [row] = population.spawn({
        count: 10,
        spread: { C: { mean: 0.5, sd: 0 } },
        ...change,
      } as SpawnInput);
      return population.observe(row!, evidence)[0]?.delta;
    });
    const [usual, blank, slow, none] = deltas as [number, number, number, undefined];
    expect(blank).toBeGreaterThan(2 * usual);
    expect(slow).toBeLessThan(usual);
    expect(none).toBe(undefined);
    const firmness = (row: number) => population.personality(row).confidence.industriousness;
    expect(firmness(0)).toBeGreaterThan(firmness(10));
    for (const change of [{ plasticity: 11 }, { plasticity: Number.NaN }, { certainty: 'sure' }]) {
      expect(refusal(() => population.spawn({ count: 0, ...change } as SpawnInput))).toEqual(
        Object.keys(change),
      );
    }
  });

  it('checks evidence that cannot change once, and any other each time', () => {
    const population = createPopulation({ capacity: 2, columns: TRAITS });
    const row = population.add(somebody);
    const seen = { trait: 'orderliness', value: 0.9 } satisfies RowEvidence;
    const list = [seen];
    population.observe(row, list);
    seen.value = 7;
    expect(refusal(() => population.observe(row, list))).toEqual([0, 'value']);
    Object.freeze(list);
    expect(refusal(() => population.observe(row, list))).toEqual([0, 'value']);
    // A frozen list of things that are not frozen may change as well.
    seen.value = 0.9;
    population.observe(row, list);
    seen.value = 7;
    expect(refusal(() => population.observe(row, list))).toEqual([0, 'value']);
    seen.value = 0.9;
    Object.freeze(seen);
    const [first, second] = [population.observe(row, list), population.observe(row, list)];
    expect(second[0]!.delta).toBeLessThan(first[0]!.delta);
  });

  it('gives a row to the next without a trace of who lived there', () => {
    const { population, state } = opened({ capacity: 1, columns: TRAITS });
    const config = { timeScale: 0.5 };
    const row = population.add({ ...somebody, facets: { anxiety: 0.9 }, emotionConfig: config });
    population.perceive(row, insult);
    // As far as a day may carry it.
    for (let i = 0; i < 50; i++) population.observe(row, [{ trait: 'N', value: 1, weight: 100 }]);
    population.remove(row);
    population.advance(1);
    expect(population.add(somebody)).toBe(row);
    expect(state.columns.gathered[WindowLane.events]).toBe(0);
    expect(population.personality(row).personality).toEqual(neutralPersonality);
    const fresh = opened({ capacity: 1, columns: TRAITS });
    fresh.population.advance(1);
    fresh.population.add(somebody);
    const evidence = [{ trait: 'N', value: 0.8 }] as const;
    population.observe(row, evidence);
    fresh.population.observe(0, evidence);
    expect(state.columns.affect).toEqual(fresh.state.columns.affect);
    expect(beliefsOf(state, row)).toEqual(beliefsOf(fresh.state, 0));
    expect(beliefsOf(state, row).intellect).toEqual({
      mean: 0.5,
      setPoint: 0.5,
      precision: BELIEF.authoredPrecision.value,
      observations: 0,
      updatedAtMs: 3_600_000,
    });
  });

  it('keeps each manner once, and gives away the place of one that nobody has', () => {
    const { population, state } = opened({ capacity: 10, columns: TRAITS });
    const quick = { emotionConfig: { timeScale: 0.1 } };
    population.spawn({ count: 4, ...quick });
    const shy = population.add({ ...somebody, facets: { socialBoldness: 0.1 } });
    population.add({ ...somebody, ...quick });
    population.add(somebody);
    expect(state.manners.list).toHaveLength(3);
    population.remove(shy);
    population.add({ ...somebody, facets: { anxiety: 0.7 } });
    expect(state.manners.list).toHaveLength(3);
    population.add({ ...somebody, facets: { anxiety: 0.2 } });
    expect(state.manners.list).toHaveLength(4);
  });

  it('lives on whatever memory it is given, and takes its traits along when it grows', () => {
    const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
    const options = { capacity: 1, grows: true, columns: TRAITS };
    const state = openState(options, { ...ordinaryParts, allocate });
    const population = populationOf(state);
    const row = population.add(somebody);
    population.observe(row, [{ trait: 'A', value: 0.1 }]);
    const held = population.personality(row);
    population.spawn({ count: 3 });
    expect(population.personality(row)).toEqual(held);
    for (const name of STORED_COLUMNS) expect(state.columns[name].buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('lives on from its bytes as it would have lived', () => {
    const script = fc.array(fc.tuple(appraisals, rowEvidence, fc.integer({ min: 0, max: 200_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(personalities, script, fc.boolean(), (personality, steps, lazy) => {
        const population = createPopulation({ capacity: 3, lazy, columns: TRAITS });
        const facets = { anxiety: 0.3 };
        const gone = population.add({ personality, facets: { patience: 1 } });
        const row = population.add({ personality, facets, emotionConfig: { homeBase: { valence: 0.1 } } });
        population.remove(gone);
        const live = (who: typeof population) => {
          for (const [appraisal, evidence, seconds] of steps) {
            who.perceive(row, appraisal);
            who.advance(seconds / 3600);
            who.observe(row, evidence);
          }
          who.add({ personality, facets: { patience: 0 } });
        };
        for (const [appraisal] of steps) population.perceive(row, appraisal);
        population.observe(row, steps[0]![1]);
        const copy = restorePopulation(population.toBytes());
        live(population);
        live(copy);
        expect(copy.toBytes()).toEqual(population.toBytes());
      }),
    );
  });

  it('names the feeling that a day ends in, as a session does before the day is told', () => {
    const slow = { emotionHalfLifeHours: 24, moodHalfLifeHours: 48 };
    const personality = { O: 0.5, C: 0.5, E: 0.1, A: 0.3, N: 0.5, H: 0.5 };
    const disgusting = {
      goalRelevance: 1,
      goalCongruence: 0,
      expectedness: 0.65,
      controllability: 0.45,
      agency: -0.1,
      normCompatibility: -0.5,
    };
    const faint = { ...disgusting, goalRelevance: 0.02, goalCongruence: -0.7, expectedness: 0, agency: 0.6 };
    const population = createPopulation({ capacity: 1, lazy: true, columns: TRAITS });
    const row = population.add({ personality, emotionConfig: slow });
    population.perceive(row, disgusting);
    expect(population.view(row).label).toBe('disgust');
    population.advance(33);
    population.perceive(row, faint);
    // Nothing was left of it; the faint event does not call it back.
    expect(population.view(row).label).toBe('neutral');
  });

  it('feels and becomes what a character in an engine does, to the bit', async () => {
    const clock = createManualClock(0);
    await using engine = await createEngine({ clock, seed: 1 });
    const personality = { O: 0.6, C: 0.3, E: 0.5, A: 0.6, N: 0.57, H: 0.6 };
    const session = await engine.sessions.create({ personality });
    const population = createPopulation({ capacity: 1, lazy: true, columns: TRAITS });
    const row = population.add({ personality });
    for (let i = 0; i < 120; i++) {
      const seconds = (i * 7919) % 40_000;
      clock.advance(seconds);
      population.advance(seconds / 3600);
      const appraisal = {
        ...insult,
        goalCongruence: ((i * 37) % 21) / 10 - 1,
        agency: ((i * 11) % 5) / 2 - 1,
      };
      const { emotion, mood } = await engine.sessions.perceive(session.id, { appraisal });
      population.perceive(row, appraisal);
      const view = population.view(row);
      expect([view.emotion, view.mood, view.label]).toStrictEqual([emotion.vad, mood.vad, emotion.label]);
    }
    const answer = await engine.characters.personality(session.characterId);
    expect(population.personality(row)).toMatchObject({ dimensions: answer.profile.dimensions });
    expect(answer.profile.dimensions.withdrawal).not.toBe(personality.N);
  });
});
