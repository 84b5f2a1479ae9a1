import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CharacterState,
  levelsAt,
  observe,
  type PersonalitySnapshot,
  parseCharacterState,
  parsePersonalitySnapshot,
  restorePersonality,
  takePersonalitySnapshot,
} from '../../src';
import { characterTime } from '../../src/character';
import { BELIEF_TRAITS } from '../../src/constants/traits';
import { beliefAt, lastChangeOf } from '../../src/evolution/beliefs-at';
import { deepFreeze, numbersIn } from '../support/fixtures-values';
import { BIRTH, changesOf, grown, happen, happenings, newborn, observations } from './lives';
import { authored, heldIn, snapshots } from './snapshots';

const DAY = 86_400_000;
const sent = (snapshot: PersonalitySnapshot) =>
  parsePersonalitySnapshot(JSON.parse(JSON.stringify(snapshot)));
const pauses = fc.constantFrom(0, 1, 600_000, DAY, 1e11);
const moreHappenings = fc.array(happenings, { maxLength: 4 });

/** A snapshot of somebody who has lived a little. */
const lived: fc.Arbitrary<PersonalitySnapshot> = fc
  .tuple(grown, authored, pauses)
  .map(([{ character, atMs }, said, pause]) =>
    takePersonalitySnapshot({ ...character, ...said }, atMs + pause),
  );

describe('a snapshot of a personality', () => {
  it('is the same after it went into JSON, into any character, and out again', () => {
    fc.assert(
      fc.property(fc.oneof(lived, snapshots), grown, pauses, (snapshot, { character, atMs }, pause) => {
        expect(sent(snapshot)).toStrictEqual(snapshot);
        const restored = restorePersonality(character, sent(snapshot), atMs + pause).character;
        const again = takePersonalitySnapshot(restored, atMs);
        expect(heldIn(again)).toStrictEqual(heldIn(snapshot));
        expect(again.atMs).toBe(restored.restoredAtMs);
        expect(sent(again)).toStrictEqual(again);
      }),
    );
  });

  it('says when it was taken by the character’s time, so that no belief lies after it', () => {
    fc.assert(
      fc.property(grown, fc.integer({ min: -1e12, max: 4e12 }), ({ character }, nowMs) => {
        const { version, atMs, beliefs } = takePersonalitySnapshot(character, nowMs);
        expect([version, atMs]).toEqual([1, characterTime(character, nowMs)]);
        expect(lastChangeOf(beliefs)).toBeLessThanOrEqual(atMs);
      }),
    );
  });

  it('tells beside traits what feeling and change go by, and nothing of who somebody is', () => {
    fc.assert(
      fc.property(grown, authored, ({ character, atMs }, said) => {
        const { plasticity: _, ...bare } = character;
        const told = takePersonalitySnapshot({ ...bare, ...said, metadata: { plan: 'gold' } }, atMs);
        expect(told.authored).toStrictEqual(said);
        const known = new Set(['version', 'atMs', 'beliefs', 'days', 'authored']);
        expect(Object.keys(told).filter((key) => !known.has(key))).toEqual([]);
      }),
    );
  });

  it('shares nothing with the character that it was taken of, nor with the one that it was put into', () => {
    fc.assert(
      fc.property(grown, authored, grown, ({ character: bare, atMs }, said, other) => {
        const character = { ...bare, ...said };
        const before = structuredClone(character);
        const snapshot = takePersonalitySnapshot(character, atMs);
        const restored = restorePersonality(other.character, snapshot, other.atMs).character;
        const after = structuredClone(restored);
        const spoil = (value: object): void => {
          for (const [key, part] of Object.entries(value)) {
            if (typeof part === 'object' && part !== null) spoil(part);
            else Object.assign(value, { [key]: 'spoiled' });
          }
        };
        spoil(snapshot);
        expect([character, restored]).toStrictEqual([before, after]);
      }),
    );
  });
});

describe('restoring a personality', () => {
  it('comes to the same whatever was held before, but for how many changes there have been', () => {
    fc.assert(
      fc.property(grown, grown, snapshots, pauses, (one, other, snapshot, pause) => {
        const nowMs = Math.max(one.atMs, other.atMs) + pause;
        const restore = ({ character }: typeof one) => {
          const told = restorePersonality(deepFreeze(character), deepFreeze(snapshot), nowMs);
          const { restoredAtMs } = told.character;
          const { days: _, ...kept } = character;
          const changes = (character.changes ?? 0) + told.events[0].changes.length;
          expect(told.character).toStrictEqual({ ...kept, ...heldIn(snapshot), changes, restoredAtMs });
          return restoredAtMs;
        };
        expect(restore(one)).toBe(restore(other));
      }),
    );
  });

  it('tells of each trait whose level is another than before, at the instant at which it is', () => {
    fc.assert(
      fc.property(grown, snapshots, pauses, ({ character, atMs }, snapshot, pause) => {
        const { character: next, events } = restorePersonality(character, snapshot, atMs + pause);
        const [{ changes, ...event }] = events;
        const at = Math.max(characterTime(character, atMs + pause), lastChangeOf(snapshot.beliefs));
        expect(event).toEqual({ type: 'personality.restored', characterId: 'c', atMs: at });
        expect(characterTime(next, atMs)).toBe(at);
        for (const trait of BELIEF_TRAITS) {
          const before = beliefAt(character.beliefs[trait], at);
          const after = beliefAt(snapshot.beliefs[trait], at);
          const delta = after.mean - before.mean;
          const { precision } = after;
          expect(changesOf(changes, trait)).toStrictEqual(
            delta === 0
              ? []
              : [
                  {
                    traitCategory: trait === 'honestyHumility' ? 'hexaco' : 'dimensions',
                    traitName: trait,
                    triggerType: 'snapshot',
                    oldValue: before.mean,
                    newValue: after.mean,
                    delta,
                    proposedDelta: delta,
                    appliedDelta: delta,
                    dampeningFactor: 1,
                    predictionError: delta,
                    priorPrecision: before.precision,
                    posteriorPrecision: precision,
                    confidence: precision / (precision + 16),
                    isSignificantMoment: false,
                    atMs: at,
                  },
                ],
          );
        }
      }),
    );
  });

  it('what has just been taken changes no level and tells no change', () => {
    fc.assert(
      fc.property(grown, pauses, pauses, ({ character, atMs }, pause, later) => {
        const nowMs = atMs + pause;
        const snapshot = takePersonalitySnapshot(character, nowMs);
        const { character: next, events } = restorePersonality(character, snapshot, nowMs);
        expect(events[0].changes).toEqual([]);
        expect(next).toStrictEqual({ ...character, changes: character.changes ?? 0, restoredAtMs: nowMs });
        const at = nowMs + later;
        expect(levelsAt(next, undefined, at)).toStrictEqual(levelsAt(character, undefined, at));
      }),
    );
  });

  it('takes back what was lived since, to the bit and for all time to come', () => {
    fc.assert(
      fc.property(grown, moreHappenings, pauses, pauses, (standing, detour, pause, later) => {
        const { character, atMs } = standing;
        const snapshot = takePersonalitySnapshot(character, atMs);
        const strayed = detour.reduce<typeof standing>(happen, standing);
        const nowMs = strayed.atMs + pause;
        const { character: back } = restorePersonality(strayed.character, snapshot, nowMs);
        expect(levelsAt(back, undefined, nowMs + later)).toStrictEqual(
          levelsAt(character, undefined, nowMs + later),
        );
        expect(back.protectedUntilMs).toBe(strayed.character.protectedUntilMs);
      }),
    );
  });

  it('never makes time go back: what is told late counts from then on', () => {
    fc.assert(
      fc.property(grown, snapshots, observations, pauses, ({ character, atMs }, snapshot, evidence, late) => {
        const { character: next, events } = restorePersonality(character, snapshot, atMs);
        const told = observe(next, new Map(), [evidence], atMs - late, { clockMs: atMs });
        for (const { atMs: at } of told.revisions) expect(at).toBe(events[0].atMs);
        const again = restorePersonality(next, takePersonalitySnapshot(newborn(), BIRTH), atMs - late);
        expect(again.events[0].atMs).toBe(events[0].atMs);
      }),
    );
  });

  it('leaves every number finite, and a character that goes on, whatever is put back', () => {
    fc.assert(
      fc.property(grown, snapshots, moreHappenings, ({ character, overlays, atMs }, snapshot, future) => {
        const expectSound = (state: CharacterState, told: unknown) => {
          for (const [path, value] of numbersIn([state, told])) {
            if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${path} is ${value}`);
          }
          expect(parseCharacterState(JSON.parse(JSON.stringify(state)))).toStrictEqual(state);
        };
        const { character: next, events } = restorePersonality(character, snapshot, atMs);
        expectSound(next, events);
        let standing = { character: next, overlays, atMs };
        for (const one of future) {
          const after = happen(standing, one);
          expectSound(after.character, after.changes);
          standing = after;
        }
      }),
    );
  });
});
