import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsAt, observe } from '../../src';
import { unit } from '../support/arbitraries';
import { grown, newborns, observations, seen, traitsNamed } from './lives';

const lists = fc.array(observations, { minLength: 1, maxLength: 6 });
const pauses = fc.constantFrom(0, 1, 600_000, 86_400_000, 1e10);

describe('observing', () => {
  it('with a plasticity of 2 is observing twice the weight, and with one of 0 is observing nothing', () => {
    fc.assert(
      fc.property(newborns, lists, ({ plasticity: _, ...human }, evidence) => {
        const doubled = evidence.map((one) => ({ ...one, weight: 2 * one.weight }));
        const once = observe({ ...human, plasticity: 2 }, new Map(), evidence, human.createdAtMs);
        const { character, ...rest } = observe(human, new Map(), doubled, human.createdAtMs);
        expect(once).toStrictEqual({ ...rest, character: { ...character, plasticity: 2 } });

        const rigid = { ...human, plasticity: 0 };
        const told = observe(rigid, new Map(), evidence, human.createdAtMs);
        expect(told.character).toBe(rigid);
        expect([told.overlays.size, told.revisions.length, told.moments.length]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('with a user moves how the character is with that user further than how it is, and the same way', () => {
    fc.assert(
      fc.property(newborns, observations, unit, (character, { userId: _, ...one }, weight) => {
        const evidence = [{ ...one, weight: 0.01 + weight, userId: 'u' }];
        const told = observe(character, new Map(), evidence, character.createdAtMs);
        const own = levelsAt(told.character, undefined, character.createdAtMs);
        const met = levelsAt(told.character, told.overlays.get('u'), character.createdAtMs);
        for (const trait of traitsNamed(one.trait)) {
          const before = character.beliefs[trait].mean;
          const [moved, movedWith] = [own[trait] - before, met[trait] - before];
          expect(Math.abs(movedWith)).toBeGreaterThanOrEqual(Math.abs(moved));
          expect(moved * movedWith).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('of a domain is observing both of its aspects, by whichever of its names', () => {
    fc.assert(
      fc.property(grown, unit, pauses, ({ character, atMs }, value, pause) => {
        const names = [
          ['O', 'openness'],
          ['C', 'conscientiousness'],
          ['E', 'extraversion'],
          ['A', 'agreeableness'],
          ['N', 'neuroticism'],
          ['H', 'honestyHumility'],
        ] as const;
        for (const [letter, name] of names) {
          const told = observe(character, new Map(), [seen(name, value)], atMs + pause);
          expect(observe(character, new Map(), [seen(letter, value)], atMs + pause)).toStrictEqual(told);
          const before = levelsAt(character, undefined, atMs + pause);
          const after = levelsAt(told.character, undefined, atMs + pause);
          const traits = traitsNamed(letter);
          const mean = (levels: typeof before) =>
            traits.reduce((sum, trait) => sum + levels[trait], 0) / traits.length;
          const error = value - mean(before);
          // Both the same way, and the domain towards what was seen and never past it.
          for (const trait of traits)
            expect((after[trait] - before[trait]) * error).toBeGreaterThanOrEqual(0);
          expect(Math.abs(value - mean(after))).toBeLessThanOrEqual(Math.abs(error) + 1e-15);
          expect((value - mean(after)) * error).toBeGreaterThanOrEqual(-1e-15);
        }
      }),
    );
  });
});
