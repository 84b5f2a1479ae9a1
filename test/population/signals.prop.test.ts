import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPopulation } from '../../src/population/create-population';
import type { Population } from '../../src/population/population';
import type { Signal, WatchInput } from '../../src/population/watching';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, personalities, unit } from '../support/arbitraries';

/** Fine steps, in hours: crossings of a twin that is ticked so are known to this much. */
const TICK = 1 / 64;

/** Feelings of many speeds; also those whose mood is as quick as the emotion, and those that mood does not follow. */
const people = fc.record({
  personality: personalities,
  emotionConfig: fc.record({
    emotionHalfLifeHours: fc.constantFrom(0.2, 0.7, 1),
    moodHalfLifeHours: fc.constantFrom(0.5, 1, 4),
    coupling: fc.constantFrom(
      { valence: 0, arousal: 0 },
      { valence: 1, arousal: 0.3 },
      { valence: 5, arousal: 5 },
    ),
    moodDeposit: unit,
  }),
});

const watches: fc.Arbitrary<WatchInput> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('valence', 'arousal', 'dominance'),
      fc.constantFrom('emotion', 'mood'),
      fc.integer({ min: -60, max: 60 }),
      fc.boolean(),
    )
    .map(([axis, part, n, isAbove]): WatchInput => {
      const value = n / 100 + 0.00123;
      return { axis: { axis, part, ...(isAbove ? { above: value } : { below: value }) } } as WatchInput;
    }),
  fc.integer({ min: 1, max: 60 }).map((n) => ({ intensityAbove: n / 100 })),
  fc.integer({ min: 1, max: 60 }).map((n) => ({ intensityBelow: n / 100 })),
);

type Step = { readonly row: number; readonly appraisal: Appraisal } | { readonly ticks: number };
const scripts: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ row: fc.nat(1), appraisal: appraisals }),
    fc.record({ ticks: fc.integer({ min: 1, max: 200 }) }),
  ),
  { maxLength: 8 },
);

function settled(lazy: boolean, born: readonly object[], watched: readonly WatchInput[]): Population {
  const population = createPopulation({ capacity: 2, lazy });
  for (const one of born) population.add(one as never);
  for (const watch of watched) population.watch(watch);
  return population;
}

function signalsOf(population: Population): Signal[] {
  const signals: Signal[] = [];
  population.drain(signals);
  return signals;
}

/** The same threshold from the other side. */
function opposite({ axis, intensityAbove, intensityBelow }: WatchInput): WatchInput {
  if (intensityAbove !== undefined) return { intensityBelow: intensityAbove };
  if (intensityBelow !== undefined) return { intensityAbove: intensityBelow };
  const { above, below, ...rest } = axis!;
  return { axis: { ...rest, ...(above === undefined ? { above: below } : { below: above }) } };
}

/**
 * Checks that a ticked twin has seen what was foreseen, each at the end of its tick. What is on one side for less than a tick it may miss, and
 * with it the way back.
 */
function expectAlike(foreseen: readonly Signal[], back: readonly Signal[], seen: readonly Signal[]): void {
  const told = JSON.stringify({ foreseen, back, seen });
  let next = 0;
  for (const { atHours } of foreseen) {
    const lag = (seen[next]?.atHours ?? Number.POSITIVE_INFINITY) - atHours;
    if (lag >= -1e-6 && lag <= TICK + 1e-6) next++;
    else
      expect(
        back.some((other) => Math.abs(other.atHours - atHours) <= TICK + 1e-6),
        told,
      ).toBe(true);
  }
  expect(next, told).toBe(seen.length);
}

describe('a crossing', () => {
  it('is signalled by a lazy population when, and only when, a finely ticked twin crosses, and then', () => {
    fc.assert(
      fc.property(
        fc.tuple(people, people),
        fc.array(watches, { minLength: 1, maxLength: 4 }),
        scripts,
        (born, watched, script) => {
          const both = watched.flatMap((watch) => [watch, opposite(watch)]);
          const lazy = settled(true, born, both);
          const eager = settled(false, born, both);
          for (const step of [...script, { ticks: 200 }]) {
            if ('ticks' in step) {
              lazy.advance(step.ticks * TICK);
              for (let tick = 0; tick < step.ticks; tick++) eager.advance(TICK);
            } else {
              lazy.perceive(step.row, step.appraisal);
              eager.perceive(step.row, step.appraisal);
            }
          }
          const [foreseen, seen] = [signalsOf(lazy), signalsOf(eager)];
          for (const row of [0, 1]) {
            for (let watch = 1; watch <= both.length; watch += 2) {
              const only = (of: readonly Signal[], id: number) =>
                of.filter((signal) => signal.row === row && signal.watch === id);
              expectAlike(only(foreseen, watch), only(foreseen, watch + 1), only(seen, watch));
            }
          }
        },
      ),
    );
  });

  it('is signalled alike however time is cut, and whoever looks in between', () => {
    fc.assert(
      fc.property(
        fc.tuple(people, people),
        fc.array(watches, { minLength: 1, maxLength: 4 }),
        scripts,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(2)), { minLength: 1, maxLength: 9 }),
        (born, watched, script, cuts) => {
          const whole = settled(true, born, watched);
          const cut = settled(true, born, watched);
          let turn = 0;
          for (const step of [...script, { ticks: 64 }]) {
            if ('ticks' in step) {
              whole.advance(step.ticks * TICK);
              for (let left = step.ticks; left > 0; ) {
                const [length, look] = cuts[turn++ % cuts.length]!;
                const ticks = Math.min(left, length);
                cut.advance(ticks * TICK);
                if (look < 2) cut.view(look);
                left -= ticks;
              }
            } else {
              whole.perceive(step.row, step.appraisal);
              cut.perceive(step.row, step.appraisal);
            }
          }
          const [one, other] = [signalsOf(whole), signalsOf(cut)];
          const key = ({ row, watch }: Signal) => `${row} ${watch}`;
          expect(other.map(key).sort()).toEqual(one.map(key).sort());
          for (const signal of one) {
            const times = other.filter((it) => key(it) === key(signal)).map(({ atHours }) => atHours);
            expect(times.some((at) => Math.abs(at - signal.atHours) <= 1e-6)).toBe(true);
          }
        },
      ),
    );
  });
});
