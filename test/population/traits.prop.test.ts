import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CharacterState,
  consolidate,
  createCharacter,
  createSession,
  type Disposition,
  DOMAINS,
  dispositionOf,
  elapse,
  isWindowDue,
  levelsAt,
  observe,
  perceive,
  type SessionState,
} from '../../src';
import { AffectLane, ReactionLane } from '../../src/affect/lanes';
import { MS_PER_DAY } from '../../src/constants/time';
import { BELIEF_TRAITS } from '../../src/constants/traits';
import { beliefAt } from '../../src/evolution/beliefs-at';
import { confidenceOf } from '../../src/evolution/update';
import { summariseWindow, WindowLane } from '../../src/evolution/window';
import type { TraitMove } from '../../src/population';
import { evidenceListSchema } from '../../src/schema/evidence';
import type { RowEvidence } from '../../src/schema/population';
import { summarise } from '../../src/session';
import { aspectsOf, personalityOf } from '../../src/traits/aspects';
import { appraisals, emotionConfigs, facets, personalities } from '../support/arbitraries';
import { beliefsOf, opened, rowEvidence } from './lives';

const SEED = 3;
const TRAITS = { traits: true } as const;
const NOBODY = new Map();

const pauses = fc.oneof(fc.nat(100), fc.constantFrom(0, 43_200, 86_399, 86_400, 90_000), fc.nat(3_000_000));
const people = fc.record(
  {
    personality: personalities,
    facets,
    emotionConfig: emotionConfigs,
    certainty: fc.constantFrom('authored' as const, 'blank' as const),
    plasticity: fc.constantFrom(0, 0.5, 1, 7),
    learnsFromSessions: fc.boolean(),
  },
  { requiredKeys: ['personality', 'facets', 'emotionConfig'] },
);

describe('evidence about a row', () => {
  it('moves its beliefs as it moves those of a character, to the bit, whoever lives beside it', () => {
    const happenings = fc.array(fc.tuple(fc.nat(2), pauses, rowEvidence), { maxLength: 15 });
    fc.assert(
      fc.property(fc.tuple(people, people, people), happenings, fc.boolean(), (born, told, lazy) => {
        const { population, state } = opened({ capacity: 1, grows: true, lazy, columns: TRAITS });
        let seconds = 0;
        const characters = born.map((one, i) => {
          population.add(one);
          const { character } = createCharacter({ id: 'c', ...one, nowMs: seconds * 1000 });
          seconds += 77 * i;
          population.advance((77 * i) / 3600);
          return character;
        });
        for (const [row, pause, evidence] of told) {
          population.advance(pause / 3600);
          seconds += pause;
          const after = observe(characters[row]!, NOBODY, evidenceListSchema.parse(evidence), seconds * 1000);
          characters[row] = after.character;
          const moves = population.observe(row, evidence);
          expect(moves).toEqual(
            (after.revisions[0]?.changes ?? []).map(({ traitName, delta, isSignificantMoment }) => ({
              traitName,
              delta,
              isSignificantMoment,
            })),
          );
          if (moves.length > 0) expectFelt(state, row, feltToday(characters[row]!, seconds * 1000));
        }
        const domains = new Float64Array(6 * characters.length);
        expect(population.readPersonality(domains)).toBe(characters.length);
        for (const [row, character] of characters.entries()) {
          const levels = levelsAt(character, undefined, seconds * 1000);
          const personality = personalityOf(levels);
          expect(population.personality(row)).toStrictEqual({
            personality,
            dimensions: aspectsOf(levels),
            confidence: confidenceOfAll(character, seconds * 1000),
          });
          expect([...domains.slice(6 * row, 6 * row + 6)]).toEqual(
            DOMAINS.map((domain) => personality[domain]),
          );
          expect(beliefsOf(state, row)).toStrictEqual(character.beliefs);
        }
      }),
    );
  });

  it('leaves emotion and mood where they are, and those of its neighbours too', () => {
    fc.assert(
      fc.property(people, appraisals, rowEvidence, pauses, (one, appraisal, evidence, pause) => {
        const { population, state } = opened({ capacity: 2, columns: TRAITS });
        const rows = [population.add(one), population.add(one)] as const;
        for (const row of rows) population.perceive(row, appraisal);
        // Three times, so that the step has factors.
        for (let i = 0; i < 3; i++) population.advance(pause / 3600);
        const before = state.columns.affect.slice();
        population.observe(rows[0], evidence);
        const { affect } = state.columns;
        expect(affect.slice(0, AffectLane.homeBase)).toEqual(before.slice(0, AffectLane.homeBase));
        expect(affect.slice(AffectLane.count)).toEqual(before.slice(AffectLane.count));
        // The next step is that of the new rates, whether its factors had been written or not.
        const again = affect.slice();
        population.advance(pause / 3600);
        const other = opened({ capacity: 2, columns: TRAITS });
        other.population.spawn({ count: 2, emotionConfig: one.emotionConfig });
        if ((one.emotionConfig.noisePerHour ?? 0) > 0) return;
        other.state.columns.affect.set(again);
        other.population.advance(pause / 3600);
        expect(state.columns.affect).toEqual(other.state.columns.affect);
      }),
    );
  });
});

type Step =
  | { readonly kind: 'pause'; readonly seconds: number }
  | { readonly kind: 'perceive'; readonly appraisal: Parameters<typeof perceive>[2]['appraisal'] }
  | { readonly kind: 'observe'; readonly evidence: readonly RowEvidence[] }
  | { readonly kind: 'consolidate' };

/** Some of them so faint that what was felt before stays what the feeling is about. */
const events = fc.oneof(
  { weight: 3, arbitrary: appraisals },
  { weight: 2, arbitrary: appraisals.map((appraisal) => ({ ...appraisal, goalRelevance: 0.02 })) },
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pause' as const), seconds: pauses }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('perceive' as const), appraisal: events }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('observe' as const),
        evidence: rowEvidence,
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'consolidate' as const }) },
  ),
  { maxLength: 40 },
);

describe('a row that gathers', () => {
  it.each([false, true])('lives the life of a character in its one session to the bit (lazy: %s)', (lazy) => {
    fc.assert(
      fc.property(people, steps, (one, script) => {
        const { population, state } = opened({ capacity: 1, seed: SEED, lazy, columns: TRAITS });
        const row = population.add({ id: 's', ...one });
        const reference = new OneSession(createCharacter({ id: 'c', ...one, nowMs: 0 }).character);
        for (const step of script) {
          if (step.kind === 'pause') {
            population.advance(step.seconds / 3600);
            reference.wait(step.seconds);
            if (!lazy) {
              reference.tick();
              // A tick names the feeling, and so does looking at it.
              if (step.seconds > 0) population.view(row);
            }
          } else if (step.kind === 'perceive') {
            population.perceive(row, step.appraisal);
            reference.perceive(step.appraisal);
            expect(population.view(row).label).toBe(reference.session.label);
          } else if (step.kind === 'observe') {
            population.observe(row, step.evidence);
            reference.tick();
            reference.observe(step.evidence);
          } else {
            expect(population.consolidate(row)).toEqual(reference.consolidate());
          }
          const { session, disposition } = reference;
          const { emotion, mood } = session;
          expect([...state.columns.affect.slice(0, AffectLane.homeBase)]).toEqual([
            ...Object.values(emotion),
            ...Object.values(mood),
          ]);
          expectFelt(state, row, disposition);
          const { gathered } = state.columns;
          expect(gathered[WindowLane.events]! > 0).toBe(session.window !== undefined);
          if (session.window) {
            expect(gathered[WindowLane.sinceMs]).toBe(session.window.sinceMs);
            expect(summariseWindow(gathered, 0)).toStrictEqual(summarise(session.window));
          }
        }
        expect(beliefsOf(state, row)).toStrictEqual(reference.character.beliefs);
      }),
    );
  });
});

/** What the engine does to a character with one session, of the pure functions that it does it with. */
class OneSession {
  disposition: Disposition;
  session: SessionState;
  private waiting = 0;

  constructor(public character: CharacterState) {
    this.disposition = dispositionOf(character);
    const made = { id: 's', characterId: character.id, nowMs: 0, seed: SEED };
    this.session = createSession(made, this.disposition).session;
  }

  private get nowMs(): number {
    return this.session.atMs + this.waiting * 1000;
  }

  wait(seconds: number): void {
    this.waiting += seconds;
  }

  tick(): void {
    const { nowMs } = this;
    this.session = elapse(this.session, this.disposition, this.waiting, nowMs).session;
    this.waiting = 0;
  }

  observe(given: readonly RowEvidence[]): void {
    const evidence = evidenceListSchema.parse(given);
    this.character = observe(this.character, NOBODY, evidence, this.nowMs).character;
    if (evidence.length > 0) this.disposition = feltToday(this.character, this.nowMs);
  }

  /** @returns what moved, as a population tells it */
  consolidate(): readonly TraitMove[] {
    const { nowMs } = this;
    if (!this.session.window) return [];
    this.disposition = feltToday(this.character, nowMs);
    this.tick();
    const told = consolidate({ session: this.session, character: this.character }, nowMs)!;
    this.session = told.session;
    if (!told.observed) return [];
    this.character = told.observed.character;
    this.disposition = feltToday(this.character, nowMs);
    return (told.observed.revisions[0]?.changes ?? []).map(({ traitName, delta, isSignificantMoment }) => ({
      traitName,
      delta,
      isSignificantMoment,
    }));
  }

  perceive(appraisal: Parameters<typeof perceive>[2]['appraisal']): void {
    const { nowMs } = this;
    this.disposition = feltToday(this.character, nowMs);
    if (isWindowDue(this.session, nowMs)) this.consolidate();
    const gathers = this.character.learnsFromSessions !== false;
    const event = { appraisal, elapsedSeconds: this.waiting, clockMs: nowMs, gathers };
    this.session = perceive(this.session, this.disposition, event).session;
    this.waiting = 0;
  }
}

/** How a character feels on the day of an instant; what the engine works out once a day. */
function feltToday(character: CharacterState, nowMs: number): Disposition {
  const today = Math.floor(nowMs / MS_PER_DAY) * MS_PER_DAY;
  return dispositionOf(character, undefined, levelsAt(character, undefined, today));
}

function expectFelt(
  { columns }: ReturnType<typeof opened>['state'],
  row: number,
  { affect, reactions }: Disposition,
): void {
  const a = row * AffectLane.count;
  expect(columns.affect.slice(a + AffectLane.homeBase, a + AffectLane.count)).toEqual(
    affect.slice(AffectLane.homeBase),
  );
  const r = row * ReactionLane.count;
  expect(columns.reactions.slice(r, r + ReactionLane.count)).toEqual(reactions);
}

function confidenceOfAll({ beliefs }: CharacterState, atMs: number): Record<string, number> {
  return Object.fromEntries(
    BELIEF_TRAITS.map((trait) => [trait, confidenceOf(beliefAt(beliefs[trait], atMs).precision)]),
  );
}
