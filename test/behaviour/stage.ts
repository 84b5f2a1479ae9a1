import { createDisposition, type Disposition } from '../../src/affect/disposition';
import { type FeltLabel, LABELS } from '../../src/constants/affect';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/constants/appraisal';
import { DOMAINS } from '../../src/constants/traits';
import { gaussianAt, streamKey, uniformAt } from '../../src/maths/random';
import type { Appraisal } from '../../src/schema/appraisal';
import type { Personality } from '../../src/schema/personality';
import type { SessionState } from '../../src/schema/session';
import { createSession, type Emotion, perceive } from '../../src/session';

/** The dispositions of a personality without facets or overrides. */
export function disposed(personality: Personality): Disposition {
  return createDisposition(personality, {}, {});
}

/** A session that has just begun. */
export function begin(disposition: Disposition): SessionState {
  return createSession({ id: 'session', characterId: 'character', nowMs: 0, seed: 0 }, disposition).session;
}

/** The session after one more event, so many seconds after its last. */
export function live(
  session: SessionState,
  disposition: Disposition,
  appraisal: Appraisal,
  elapsedSeconds: number,
): SessionState {
  return perceive(session, disposition, { appraisal, elapsedSeconds, clockMs: 0 }).session;
}

/** What a character feels at one more event. */
export function feelNext(session: SessionState, disposition: Disposition, appraisal: Appraisal): Emotion {
  return perceive(session, disposition, { appraisal, elapsedSeconds: 0, clockMs: 0 }).events[0].emotion;
}

/** What a character feels that nothing has happened to but this event. */
export function feelFirst(disposition: Disposition, appraisal: Appraisal): Emotion {
  return feelNext(begin(disposition), disposition, appraisal);
}

/** The sign of a label's valence; `neutral` has none. */
export function signOf(label: FeltLabel): number {
  return label === 'neutral' ? 0 : Math.sign(LABELS[label].vad[0]);
}

/** An appraisal from nine numbers in the order of the dimensions. */
export function appraisalOf(values: readonly number[]): Appraisal {
  return Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((dimension, i) => [dimension, values[i]!]),
  ) as unknown as Appraisal;
}

function personalityOf(values: readonly number[]): Personality {
  return Object.fromEntries(DOMAINS.map((domain, i) => [domain, values[i]!])) as unknown as Personality;
}

/** The 64 corners of the cube of traits. */
export const CORNERS: readonly Personality[] = Array.from({ length: 2 ** DOMAINS.length }, (_, corner) =>
  personalityOf(DOMAINS.map((_, bit) => (corner >> bit) & 1)),
);

/** So many events, each dimension drawn evenly from its range, relevance from `relevanceFrom` on. The same for the same seed. */
export function drawnEvents(seed: number, count: number, relevanceFrom: number): Appraisal[] {
  const key = streamKey(seed, 'events');
  return Array.from({ length: count }, (_, step) =>
    appraisalOf(
      APPRAISAL_DIMENSIONS.map((dimension, i) => {
        const { low, high } = APPRAISAL_RANGES[dimension];
        const from = dimension === 'goalRelevance' ? relevanceFrom : low;
        return from + (high - from) * uniformAt(key, step, i);
      }),
    ),
  );
}

/** So many lines of small talk: events that matter little to middling, with no dimension far from neutral. */
export function drawnLines(seed: number, count: number): Appraisal[] {
  return drawnEvents(seed, count, 0).map((drawn) =>
    appraisalOf(
      APPRAISAL_DIMENSIONS.map((dimension) => {
        const { neutral } = APPRAISAL_RANGES[dimension];
        if (dimension === 'goalRelevance') return 0.1 + 0.4 * drawn.goalRelevance;
        return neutral + 0.6 * (drawn[dimension] - neutral);
      }),
    ),
  );
}

/** So many personalities from the whole cube of traits. The same for the same seed. */
export function drawnPersonalities(seed: number, count: number): Personality[] {
  const key = streamKey(seed, 'personalities');
  return Array.from({ length: count }, (_, step) =>
    personalityOf(DOMAINS.map((_, i) => uniformAt(key, step, i))),
  );
}

/** So many personalities with the spread of people: a standard deviation of .15 around the middle. */
export function drawnPeople(seed: number, count: number): Personality[] {
  const key = streamKey(seed, 'people');
  return Array.from({ length: count }, (_, step) =>
    personalityOf(DOMAINS.map((_, i) => Math.min(1, Math.max(0, 0.5 + 0.15 * gaussianAt(key, step, i))))),
  );
}
