import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../src/affect/disposition';
import type { Appraisal } from '../../src/schema/appraisal';
import type { Personality } from '../../src/schema/personality';
import type { SessionState } from '../../src/schema/session';
import { viewFeeling } from '../../src/session/elapse';
import { neutralAppraisal, numberIn, personalities } from '../support/arbitraries';
import { begin, disposed, live } from './stage';

const RUNS = { numRuns: 1000 };
const TEN_MINUTES = 600;
const BAD: Appraisal = { ...neutralAppraisal, goalRelevance: 0.7, goalCongruence: -0.7 };
const GOOD: Appraisal = { ...BAD, goalCongruence: 0.7 };

const calm = fc.tuple(personalities, numberIn(0, 0.3)).map(([others, N]) => ({ ...others, N }));
/** Two characters that differ in neuroticism alone. */
const pairs = fc.tuple(personalities, numberIn(0, 0.3), numberIn(0.7, 1)).map(
  ([others, low, high]) =>
    [
      { ...others, N: low },
      { ...others, N: high },
    ] as const,
);

/** A session after ten bad events, ten minutes apart. */
function afterTenBad(disposition: Disposition): SessionState {
  let session = begin(disposition);
  for (let i = 0; i < 10; i++) session = live(session, disposition, BAD, TEN_MINUTES);
  return session;
}

/** How many good events, ten minutes apart, it takes until valence is at this mark. */
function goodEventsUntil(personality: Personality, mark: number): number {
  const disposition = disposed(personality);
  let session = afterTenBad(disposition);
  let events = 0;
  for (; session.emotion.valence < mark && events < 99; events++)
    session = live(session, disposition, GOOD, TEN_MINUTES);
  return events;
}

const homeOf = (personality: Personality): number => disposed(personality).dynamics.homeBase.valence;

/** How many hours it takes, left alone, until valence is within .1 of home base: to the minute. */
function hoursUntilHome(personality: Personality): number {
  const disposition = disposed(personality);
  const session = afterTenBad(disposition);
  const isHome = (minutes: number): boolean =>
    viewFeeling(session, disposition, minutes * 60).emotion.vad.valence >= homeOf(personality) - 0.1;
  let [from, until] = [0, 60_000];
  while (until - from > 1) {
    const middle = Math.floor((from + until) / 2);
    if (isHome(middle)) until = middle;
    else from = middle;
  }
  return until / 60;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

describe('after ten bad events', () => {
  it('five good ones bring whoever worries little back to home base or above', () => {
    const needed: number[] = [];
    fc.assert(
      fc.property(calm, (personality) => {
        needed.push(goodEventsUntil(personality, homeOf(personality)));
        expect(needed.at(-1)).toBeLessThanOrEqual(5);
      }),
      RUNS,
    );
    console.info(
      `good events back to home base, N to .3: mean ${mean(needed).toFixed(2)}, at most ${Math.max(...needed)}`,
    );
  });

  it('whoever worries much is hit harder and, left alone, comes home later, whatever the other traits', () => {
    const hours: [number, number][] = [];
    fc.assert(
      fc.property(pairs, ([calmer, worrier]) => {
        hours.push([hoursUntilHome(calmer), hoursUntilHome(worrier)]);
        const [early, late] = hours.at(-1)!;
        expect(late).toBeGreaterThan(early);
        const low = [calmer, worrier].map((who) => afterTenBad(disposed(who)).emotion.valence);
        expect(low[1]).toBeLessThan(low[0]!);
      }),
      RUNS,
    );
    const means = [0, 1].map((who) => mean(hours.map((pair) => pair[who]!)).toFixed(1));
    console.info(`hours until within .1 of home base, N to .3 and from .7: mean ${means.join(' and ')}`);
  });

  it('whoever worries much needs as many good events or more to feel as well as the calm one at home', () => {
    const needed: [number, number][] = [];
    fc.assert(
      fc.property(pairs, ([calmer, worrier]) => {
        const mark = homeOf(calmer);
        needed.push([goodEventsUntil(calmer, mark), goodEventsUntil(worrier, mark)]);
        expect(needed.at(-1)![1]).toBeGreaterThanOrEqual(needed.at(-1)![0]);
      }),
      RUNS,
    );
    const more = needed.filter(([few, many]) => many > few).length / needed.length;
    const means = [0, 1].map((who) => mean(needed.map((pair) => pair[who]!)).toFixed(2));
    console.info(
      `good events to the calm one's home base: mean ${means.join(' and ')}; more in ${(100 * more).toFixed(0)} %`,
    );
    expect(more).toBeGreaterThan(0.25);
  });
});
