import { createCharacter, dispositionOf, levelsAt } from '../../src/character';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/constants/appraisal';
import { MS_PER_DAY, MS_PER_SECOND, SECONDS_PER_HOUR } from '../../src/constants/time';
import { consolidate } from '../../src/engine/consolidate';
import type { Appraisal } from '../../src/schema/appraisal';
import type { CharacterState } from '../../src/schema/character';
import type { Personality } from '../../src/schema/personality';
import { createSession, isWindowDue, perceive } from '../../src/session';
import { domainOf } from '../../src/traits/aspects';

/** How much one is moved by what one lives through. */
export interface Nature {
  readonly certainty: 'authored' | 'blank';
  readonly plasticity: number;
}

/** Whose month it is. */
export const NIA: Personality = { O: 0.6, C: 0.6, E: 0.5, A: 0.6, N: 0.57, H: 0.6 };
/** Young, and quicker to change than people are. */
export const YOUNG: Nature = { certainty: 'blank', plasticity: 5 };

/** Days of the hard month. */
export const HARD_DAYS = 30;
/** The day, counted from 1, on which something shakes her. */
export const SHAKEN_ON = 26;

const event = (named: Partial<Appraisal>): Appraisal =>
  Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((dimension) => [
      dimension,
      named[dimension] ?? APPRAISAL_RANGES[dimension].neutral,
    ]),
  ) as unknown as Appraisal;

// The same as in the program of the README.
const INSULT = event({
  goalRelevance: 0.7,
  goalCongruence: -0.7,
  controllability: 0.2,
  agency: -1,
  normCompatibility: -0.5,
});
const THREAT: Appraisal = {
  ...INSULT,
  goalRelevance: 1,
  goalCongruence: -1,
  expectedness: 0.1,
  urgency: 0.9,
};
const KINDNESS: Appraisal = {
  ...INSULT,
  goalRelevance: 0.5,
  goalCongruence: 0.5,
  controllability: 0.6,
  normCompatibility: 0.5,
};
const NUISANCE = event({
  goalRelevance: 0.4,
  goalCongruence: -0.3,
  expectedness: 0.6,
  controllability: 0.6,
});
const SUCCESS = event({
  goalRelevance: 0.5,
  goalCongruence: 0.5,
  expectedness: 0.6,
  controllability: 0.6,
  normCompatibility: 0.2,
});

/** How long after the event before each of a day's three events comes, hours. */
export const PAUSES = [16, 3, 5] as const;

/** What happens on one day, counted from 1: in the afternoon, in the evening and at midnight. */
export function eventsOf(day: number): readonly Appraisal[] {
  if (day > HARD_DAYS) return [NUISANCE, SUCCESS, KINDNESS];
  return [INSULT, day === SHAKEN_ON ? THREAT : INSULT, KINDNESS];
}

/** One moment of a life. */
export interface Moment {
  /** Days since its beginning. */
  readonly day: number;
  /** Valence right after the event. */
  readonly felt: number;
  readonly isGood: boolean;
  /** Valence of the home base at the time. */
  readonly home: number;
  readonly neuroticism: number;
}

/** A life as far as it was lived. */
export interface Life {
  readonly moments: readonly Moment[];
  readonly character: CharacterState;
}

/** Lives so many days, a hard month first, by the transitions that the engine is made of. */
export function liveDays(nature: Nature, days: number): Life {
  let { character } = createCharacter({ id: 'nia', personality: NIA, nowMs: 0, ...nature });
  const levels = (atMs: number) => levelsAt(character, undefined, Math.floor(atMs / MS_PER_DAY) * MS_PER_DAY);
  const disposition = (atMs: number) => dispositionOf(character, undefined, levels(atMs));
  let { session } = createSession({ id: 'job', characterId: 'nia', nowMs: 0, seed: 0 }, disposition(0));
  const moments: Moment[] = [];
  const tell = () => {
    const told = consolidate({ session, character });
    session = told?.session ?? session;
    character = told?.observed?.character ?? character;
  };
  for (let day = 1; day <= days; day++) {
    for (const [i, appraisal] of eventsOf(day).entries()) {
      const elapsedSeconds = PAUSES[i]! * SECONDS_PER_HOUR;
      const atMs = session.atMs + elapsedSeconds * MS_PER_SECOND;
      if (isWindowDue(session, atMs)) tell();
      const present = disposition(atMs);
      session = perceive(session, present, { appraisal, elapsedSeconds, clockMs: 0 }).session;
      moments.push({
        day: atMs / MS_PER_DAY,
        felt: session.emotion.valence,
        isGood: appraisal.goalCongruence > 0,
        home: present.dynamics.homeBase.valence,
        neuroticism: domainOf(levels(atMs), 'N'),
      });
    }
  }
  tell();
  return { moments, character };
}

/** Neuroticism of a character so many days after its beginning, when nothing more happened to it. */
export function neuroticismAt(character: CharacterState, day: number): number {
  return domainOf(levelsAt(character, undefined, day * MS_PER_DAY), 'N');
}
