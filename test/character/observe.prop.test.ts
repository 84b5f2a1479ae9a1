import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsAt, observe, parseCharacterState } from '../../src';
import { BELIEF_TRAITS } from '../../src/constants/traits';
import { beliefAt } from '../../src/evolution/beliefs-at';
import { confidenceOf } from '../../src/evolution/update';
import { overlayStateSchema } from '../../src/schema/overlay';
import { deepFreeze } from '../support/fixtures-values';
import { changesOf, grown, observations, traitsNamed } from './lives';

const lists = fc.array(observations, { minLength: 1, maxLength: 6 });
const pauses = fc.constantFrom(0, 1, 600_000, 86_400_000, 1e10);
const TELLING = { sessionId: 's' };

describe('observing', () => {
  it('is made of what it is given alone, and writes to none of it', () => {
    fc.assert(
      fc.property(grown, lists, pauses, ({ character, overlays, atMs }, evidence, pause) => {
        for (const overlay of overlays.values()) deepFreeze(overlay);
        const first = observe(deepFreeze(character), overlays, deepFreeze(evidence), atMs + pause, TELLING);
        const again = observe(
          structuredClone(character),
          structuredClone(overlays),
          structuredClone(evidence),
          atMs + pause,
          TELLING,
        );
        expect(again).toStrictEqual(first);
      }),
    );
  });

  it('nothing changes nothing and tells nothing', () => {
    fc.assert(
      fc.property(grown, pauses, ({ character, overlays, atMs }, pause) => {
        const told = observe(character, overlays, [], atMs + pause);
        expect(told.character).toBe(character);
        expect([told.overlays.size, told.revisions.length, told.moments.length]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('leaves one record for each trait that each observation bears on, in the order of the evidence', () => {
    fc.assert(
      fc.property(grown, lists, pauses, ({ character, overlays, atMs }, evidence, pause) => {
        const told = observe(character, overlays, evidence, atMs + pause, TELLING);
        if (character.plasticity === 0) {
          expect(told.revisions).toEqual([]);
          return;
        }
        const [own, ...theirs] = told.revisions;
        const expected = (of: readonly (typeof evidence)[number][]) =>
          of.flatMap((one) => traitsNamed(one.trait).map((trait) => [trait, one.trigger, one.userId]));
        const actual = (revision: typeof own) =>
          revision!.changes.map(({ traitName, triggerType, userId }) => [traitName, triggerType, userId]);
        expect(actual(own)).toEqual(expected(evidence));
        const users = [...new Set(evidence.flatMap(({ userId }) => userId ?? []))];
        expect(theirs.map(({ userId }) => userId)).toEqual(users);
        expect([...told.overlays.keys()]).toEqual(users);
        for (const revision of theirs) {
          expect(actual(revision)).toEqual(
            expected(evidence.filter((one) => one.userId === revision.userId)),
          );
          expect(revision).toMatchObject({ characterId: 'c', sessionId: 's', atMs: own!.atMs });
        }
        expect(told.character.changes).toBe((character.changes ?? 0) + own!.changes.length);
      }),
    );
  });

  it('tells of each change in numbers that hold among themselves', () => {
    fc.assert(
      fc.property(grown, lists, pauses, ({ character, overlays, atMs }, evidence, pause) => {
        for (const change of observe(character, overlays, evidence, atMs + pause).revisions.flatMap(
          ({ changes }) => changes,
        )) {
          const { oldValue, newValue, delta, appliedDelta, proposedDelta, dampeningFactor } = change;
          expect(delta).toBe(newValue - oldValue);
          expect(appliedDelta).toBe(delta);
          expect(Math.abs(appliedDelta - dampeningFactor * proposedDelta)).toBeLessThanOrEqual(1e-15);
          expect(dampeningFactor >= 0 && dampeningFactor <= 1).toBe(true);
          expect(newValue >= 0 && newValue <= 1).toBe(true);
          expect(change.posteriorPrecision).toBeGreaterThanOrEqual(change.priorPrecision);
          expect(change.confidence).toBe(confidenceOf(change.posteriorPrecision));
          if (dampeningFactor > 0) {
            const weight = change.posteriorPrecision - change.priorPrecision;
            const gain = weight / change.posteriorPrecision;
            expect(Math.abs(proposedDelta - gain * change.predictionError)).toBeLessThanOrEqual(1e-12);
          }
          expect(change.traitCategory).toBe(change.traitName === 'honestyHumility' ? 'hexaco' : 'dimensions');
        }
      }),
    );
  });

  it('closes when it is replayed: each record goes on where the last one ended, and the last is what is stored', () => {
    fc.assert(
      fc.property(grown, lists, pauses, ({ character, overlays, atMs }, evidence, pause) => {
        const told = observe(character, overlays, evidence, atMs + pause);
        const at = atMs + pause;
        const changes = told.revisions[0]?.changes ?? [];
        for (const trait of BELIEF_TRAITS) {
          const own = changesOf(changes, trait);
          const held = told.character.beliefs[trait];
          if (own.length === 0) {
            expect(held).toBe(character.beliefs[trait]);
            continue;
          }
          let { mean, precision } = beliefAt(character.beliefs[trait], at);
          for (const change of own) {
            expect([change.oldValue, change.priorPrecision, change.atMs]).toEqual([mean, precision, at]);
            mean = change.newValue;
            precision = change.posteriorPrecision;
          }
          if (!isProtected(character, at)) expect([held.mean, held.precision]).toEqual([mean, precision]);
        }
        for (const { userId, changes: theirs } of told.revisions.slice(1)) {
          const levels = levelsAt(told.character, told.overlays.get(userId!), at);
          for (const trait of BELIEF_TRAITS) {
            const last = changesOf(theirs, trait).at(-1);
            // Others may have moved the character after this user was last seen with it.
            const [latest] = [...evidence].reverse().filter((one) => traitsNamed(one.trait).includes(trait));
            const isLast = latest?.userId === userId;
            if (last && isLast) expect(levels[trait]).toBeCloseTo(last.newValue, 12);
          }
        }
      }),
    );
  });

  it('survives JSON to the bit, in states that are taken as they are', () => {
    fc.assert(
      fc.property(grown, lists, pauses, ({ character, overlays, atMs }, evidence, pause) => {
        const told = observe(character, overlays, evidence, atMs + pause);
        const revived: unknown = JSON.parse(JSON.stringify(told.character));
        expect(revived).toStrictEqual(told.character);
        expect(parseCharacterState(revived)).toStrictEqual(told.character);
        for (const overlay of told.overlays.values()) {
          const again: unknown = JSON.parse(JSON.stringify(overlay));
          expect(again).toStrictEqual(overlay);
          expect(overlayStateSchema.parse(again)).toStrictEqual(overlay);
        }
        const events: unknown = JSON.parse(JSON.stringify([told.revisions, told.moments]));
        expect(events).toStrictEqual([told.revisions, told.moments]);
      }),
    );
  });
});

function isProtected(character: { readonly protectedUntilMs?: number | undefined }, at: number): boolean {
  return at < (character.protectedUntilMs ?? Number.NEGATIVE_INFINITY);
}
