import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsAt, parseCharacterState } from '../../src';
import { BELIEF, EVOLUTION } from '../../src/constants/evolution';
import { MS_PER_DAY } from '../../src/constants/time';
import { BELIEF_TRAITS, DOMAIN_BELIEFS, DOMAINS } from '../../src/constants/traits';
import { overlayStateSchema } from '../../src/schema/overlay';
import { personalityOf } from '../../src/traits/aspects';
import { BIRTH, happen, happenings, newborns, type Standing, traitsNamed } from './lives';

const lives = fc.tuple(newborns, fc.array(happenings, { maxLength: 6, size: 'max' }));
const FLOOR = BELIEF.floorPrecision.value;

/** What must hold of a character at every moment. */
function expectSound({ character, overlays, atMs }: Standing): void {
  for (const trait of BELIEF_TRAITS) {
    const { mean, setPoint, precision, updatedAtMs } = character.beliefs[trait];
    if (!(mean >= 0 && mean <= 1 && setPoint >= 0 && setPoint <= 1)) throw new Error(`${trait} is ${mean}`);
    if (!(precision >= FLOOR - 1e-9)) throw new Error(`precision of ${trait} is ${precision}`);
    if (!(updatedAtMs <= atMs)) throw new Error(`${trait} changed in the future`);
  }
  for (const overlay of overlays.values()) {
    const met = levelsAt(character, overlay, atMs);
    for (const trait of BELIEF_TRAITS) {
      const { mean, setPoint, precision } = overlay.differences[trait];
      if (!(Math.abs(mean) <= 1 && Math.abs(setPoint) <= 1)) throw new Error(`${trait} differs by ${mean}`);
      if (!(precision >= FLOOR - 1e-9)) throw new Error(`precision of ${trait} is ${precision}`);
      if (!(met[trait] >= 0 && met[trait] <= 1)) throw new Error(`${trait} is met at ${met[trait]}`);
    }
  }
  const levels = levelsAt(character, undefined, atMs);
  const personality = personalityOf(levels);
  for (const domain of DOMAINS) {
    const [first, second] = DOMAIN_BELIEFS[domain];
    const mean = (levels[first] + levels[second]) / 2;
    if (Math.abs(personality[domain] - mean) > 1e-12) throw new Error(`${domain} is not its aspects' mean`);
  }
}

describe('a long life', () => {
  it('F.8 row 23: keeps every bound, and every domain the mean of its aspects, after anything that happens', () => {
    fc.assert(
      fc.property(lives, ([character, lived]) => {
        let standing: Standing = { character, overlays: new Map(), atMs: BIRTH };
        const counts = new Map(BELIEF_TRAITS.map((trait) => [trait, 0]));
        let changes = 0;
        for (const happening of lived) {
          const before = standing.character;
          const next = happen(standing, happening);
          changes += next.changes.length;
          const isHeldOff = next.atMs < (before.protectedUntilMs ?? Number.NEGATIVE_INFINITY);
          if (happening.kind === 'observe' && !isHeldOff && character.plasticity !== 0) {
            for (const one of happening.evidence) {
              for (const trait of traitsNamed(one.trait)) counts.set(trait, counts.get(trait)! + 1);
            }
          }
          expectSound(next);
          standing = next;
        }
        for (const trait of BELIEF_TRAITS) {
          const { observations } = standing.character.beliefs[trait];
          if (observations !== counts.get(trait)) throw new Error(`${trait} counts ${observations}`);
        }
        if ((standing.character.changes ?? 0) !== changes) throw new Error(`changes: ${changes}`);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is one that can be stored at any moment of it', () => {
    fc.assert(
      fc.property(lives, ([character, lived]) => {
        let standing: Standing = { character, overlays: new Map(), atMs: BIRTH };
        for (const happening of lived) {
          standing = happen(standing, happening);
          const stored: unknown = JSON.parse(JSON.stringify(standing.character));
          expect(parseCharacterState(stored)).toStrictEqual(standing.character);
          for (const overlay of standing.overlays.values()) {
            expect(overlayStateSchema.parse(JSON.parse(JSON.stringify(overlay)))).toStrictEqual(overlay);
          }
        }
      }),
    );
  });

  it('never moves a trait by evidence further in one day than the daily cap', () => {
    fc.assert(
      fc.property(lives, ([character, lived]) => {
        let standing: Standing = { character, overlays: new Map(), atMs: BIRTH };
        const ways = new Map<string, number>();
        for (const happening of lived) {
          const next = happen(standing, happening);
          const day = Math.floor(next.atMs / MS_PER_DAY);
          if (happening.kind === 'observe') {
            for (const { traitName, appliedDelta } of next.changes) {
              const key = `${traitName} on ${day}`;
              ways.set(key, (ways.get(key) ?? 0) + Math.abs(appliedDelta));
            }
          }
          standing = next;
        }
        for (const way of ways.values()) expect(way).toBeLessThanOrEqual(EVOLUTION.dailyCap.value + 1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it('without evidence goes nowhere: asking at any time in between changes nothing that is asked later', () => {
    fc.assert(
      fc.property(lives, fc.array(fc.nat(1e12), { maxLength: 5 }), ([character, lived], pauses) => {
        let standing: Standing = { character, overlays: new Map(), atMs: BIRTH };
        for (const happening of lived) standing = happen(standing, happening);
        const { atMs, overlays } = standing;
        const late = atMs + 1e12;
        const straight = levelsAt(standing.character, overlays.get('u'), late);
        for (const pause of pauses) levelsAt(standing.character, overlays.get('v'), atMs + pause);
        expect(levelsAt(standing.character, overlays.get('u'), late)).toEqual(straight);
      }),
    );
  });
});
