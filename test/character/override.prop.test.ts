import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsAt, overridePersonality, parseCharacterState } from '../../src';
import { LIMITS } from '../../src/constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../../src/constants/traits';
import { beliefAt } from '../../src/evolution/beliefs-at';
import { unit } from '../support/arbitraries';
import { deepFreeze } from '../support/fixtures-values';
import { changesOf, grown } from './lives';

const someLevels = fc.record(
  Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, unit])) as Record<BeliefTrait, typeof unit>,
  { requiredKeys: [], noNullPrototype: true },
);
const pauses = fc.constantFrom(0, 1, 600_000, 86_400_000, 1e10);

describe('an override', () => {
  it('is a character that is, and wants to be, as it was told, at least as surely as an authored one', () => {
    fc.assert(
      fc.property(grown, someLevels, pauses, ({ character, atMs }, levels, pause) => {
        const at = atMs + pause;
        const told = overridePersonality(deepFreeze(character), (held) => ({ ...held, ...levels }), at);
        const before = levelsAt(character, undefined, at);
        for (const trait of BELIEF_TRAITS) {
          const after = told.character.beliefs[trait];
          const level = levels[trait];
          // A trait that nobody speaks of is told to be what it is: it stops drifting away.
          if ((level ?? before[trait]) === before[trait]) {
            expect([after.mean, after.setPoint]).toEqual([before[trait], before[trait]]);
            continue;
          }
          const { precision, observations } = beliefAt(character.beliefs[trait], at);
          expect(after).toEqual({
            mean: level,
            setPoint: level,
            precision: Math.max(64, precision),
            observations,
            updatedAtMs: at,
          });
        }
        expect(parseCharacterState(JSON.parse(JSON.stringify(told.character)))).toStrictEqual(told.character);
      }),
    );
  });

  it('leaves a record for each trait that it moved, and is safe from evidence for ten minutes', () => {
    fc.assert(
      fc.property(grown, someLevels, pauses, ({ character, atMs }, levels, pause) => {
        const at = atMs + pause;
        const { events, character: after } = overridePersonality(
          character,
          (held) => ({ ...held, ...levels }),
          at,
        );
        const [{ changes, protectedUntilMs, ...event }] = events;
        expect(event).toEqual({ type: 'personality.overridden', characterId: 'c', atMs: at });
        expect(protectedUntilMs).toBe(at + LIMITS.overrideProtectionMs);
        expect(after.protectedUntilMs).toBe(protectedUntilMs);
        expect(after.changes ?? 0).toBe((character.changes ?? 0) + changes.length);
        const before = levelsAt(character, undefined, at);
        for (const trait of BELIEF_TRAITS) {
          const own = changesOf(changes, trait);
          const level = levels[trait] ?? before[trait];
          expect(own).toHaveLength(level === before[trait] ? 0 : 1);
          for (const change of own) {
            expect(change).toMatchObject({
              triggerType: 'manual_override',
              oldValue: before[trait],
              newValue: level,
              dampeningFactor: 1,
              isSignificantMoment: false,
              atMs: at,
            });
            const { delta, appliedDelta, proposedDelta, predictionError } = change;
            expect(delta).toBe(level - before[trait]);
            expect([appliedDelta, proposedDelta, predictionError]).toEqual([delta, delta, delta]);
          }
        }
      }),
    );
  });

  it('that says what is there already moves nothing', () => {
    fc.assert(
      fc.property(grown, pauses, ({ character, atMs }, pause) => {
        const told = overridePersonality(character, (levels) => levels, atMs + pause);
        expect(told.events[0].changes).toEqual([]);
        const at = atMs + pause;
        expect(levelsAt(told.character, undefined, at)).toEqual(levelsAt(character, undefined, at));
      }),
    );
  });
});
