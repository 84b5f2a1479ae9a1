import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapse, perceive, type SessionState, viewFeeling } from '../../src';
import { EXPECTATION } from '../../src/constants/coefficients';
import { LIMITS } from '../../src/constants/limits';
import { causeWeightAt } from '../../src/session/feeling';
import { appraisals, numberIn, quietConfigs, spans } from '../support/engine-arbitraries';
import { beginOf, dispositionIn, type Story, stories, tell } from '../support/engine-log';
import { largestDifference } from '../support/fixtures-values';

const lastOf = (story: Story): SessionState => tell(story).states.at(-1)!;

describe('time in a session', () => {
  it('no time changes nothing and tells nothing', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const session = lastOf(story);
        const { session: next, events } = elapse(session, dispositionIn(story), 0, session.clockMs + 5000);
        expect(next).toBe(session);
        expect(events).toEqual([]);
      }),
    );
  });

  it('two halves of a span move feeling and certainty like the whole', () => {
    fc.assert(
      fc.property(stories(quietConfigs), spans, numberIn(0, 1), (story, seconds, share) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const first = seconds * share;
        const half = elapse(session, disposition, first, session.clockMs).session;
        const inTwo = elapse(half, disposition, seconds - first, session.clockMs).session;
        const inOne = elapse(session, disposition, seconds, session.clockMs).session;
        for (const part of ['emotion', 'mood', 'expectation'] as const) {
          expect(largestDifference(inTwo[part], inOne[part])).toBeLessThan(1e-9);
        }
        expect(Math.abs(inTwo.atMs - inOne.atMs)).toBeLessThan(0.01);
      }),
    );
  });

  it('an event after a span is felt and learnt from like one that brings the span along', () => {
    fc.assert(
      fc.property(stories(quietConfigs), appraisals, spans, (story, appraisal, seconds) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const { clockMs } = session;
        const waited = elapse(session, disposition, seconds, clockMs).session;
        const after = perceive(waited, disposition, { appraisal, elapsedSeconds: 0, clockMs });
        const along = perceive(session, disposition, { appraisal, elapsedSeconds: seconds, clockMs });
        for (const part of ['emotion', 'mood', 'expectation'] as const) {
          expect(largestDifference(after.session[part], along.session[part])).toBeLessThan(1e-9);
        }
        const [one, two] = [after.events[0].predictionError, along.events[0].predictionError];
        expect(largestDifference(one, two)).toBeLessThan(1e-9);
      }),
    );
  });

  it('makes certainty fade by half in a month since the last event, in the character’s own time, and leaves what is expected', () => {
    fc.assert(
      fc.property(stories(), appraisals, (story, appraisal) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const pause = session.lastEvent ? (session.atMs - session.lastEvent.atMs) / 1000 : 0;
        const month = EXPECTATION.certaintyHalfLifeHours.value * 3600 * disposition.dynamics.timeScale;
        fc.pre(pause <= month);
        const elapsed = elapse(session, disposition, month - pause, session.clockMs).session;
        expect(elapsed.expectation).toStrictEqual(session.expectation);
        const event = { appraisal, elapsedSeconds: 0, clockMs: elapsed.clockMs };
        const { precision } = perceive(elapsed, disposition, event).session.expectation;
        const prior = EXPECTATION.priorPrecision.value;
        const faded = prior + (session.expectation.precision - prior) / (session.lastEvent ? 2 : 1);
        // Instants are kept to a quarter of a microsecond, of which a fast character notices a billionth.
        expect(precision).toBeCloseTo(Math.min(faded + 1, EXPECTATION.maxPrecision.value), 6);
      }),
    );
  });

  it('leaves to the next event the same expectation to the bit, however it was cut', () => {
    fc.assert(
      fc.property(
        stories(),
        fc.array(fc.nat(86_400), { maxLength: 5 }),
        appraisals,
        (story, cuts, appraisal) => {
          const disposition = dispositionIn(story);
          const session = lastOf(story);
          const event = { appraisal, clockMs: session.clockMs };
          const whole = perceive(session, disposition, {
            ...event,
            elapsedSeconds: cuts.reduce((a, b) => a + b, 0),
          });
          const ticked = cuts.reduce((at, cut) => elapse(at, disposition, cut, at.clockMs).session, session);
          const cut = perceive(ticked, disposition, { ...event, elapsedSeconds: 0 });
          expect(cut.session.expectation).toStrictEqual(whole.session.expectation);
          expect(cut.events[0].predictionError).toStrictEqual(whole.events[0].predictionError);
        },
      ),
    );
  });

  it('makes what a cause weighs fade by half in each half-life of emotion, in the character’s own time', () => {
    fc.assert(
      fc.property(stories(), numberIn(0, 20), (story, halfLives) => {
        const disposition = dispositionIn(story);
        const { emotionHalfLifeHours, timeScale } = disposition.dynamics;
        const cause = tell(story).states.at(-1)?.cause;
        fc.pre(cause !== undefined);
        const atMs = halfLives * emotionHalfLifeHours * timeScale * 3_600_000;
        const weight = causeWeightAt({ ...cause!, atMs: 0 }, atMs, disposition);
        expect(weight / cause!.weight).toBeCloseTo(2 ** -halfLives, 12);
      }),
    );
    const begun = fc.sample(stories(quietConfigs, 0), { numRuns: 1, seed: 1 })[0]!;
    expect(causeWeightAt(undefined, 0, dispositionIn(begun))).toBe(0);
  });

  it('runs for a character with another timeScale as it does for others, only slower or faster: names of feelings too', () => {
    fc.assert(
      fc.property(
        stories(quietConfigs, 0),
        appraisals,
        numberIn(0, 86_400),
        fc.constantFrom(0.01, 0.5, 3, 100),
        (story, appraisal, seconds, timeScale) => {
          const [first, second] = [1, timeScale].map((scale) => {
            const disposition = dispositionIn({
              ...story,
              overrides: { ...story.overrides, timeScale: scale },
            });
            const session = beginOf(story, disposition);
            const felt = perceive(session, disposition, { appraisal, elapsedSeconds: 0, clockMs: 0 }).session;
            const { emotion, mood } = viewFeeling(felt, disposition, seconds * scale);
            const ranked = new Map(emotion.labels.map(({ label, probability }) => [label, probability]));
            return { vad: emotion.vad, mood: mood.vad, ranked: Object.fromEntries([...ranked].sort()) };
          });
          fc.pre(Object.keys(first!.ranked).length === Object.keys(second!.ranked).length);
          // An instant is kept in milliseconds, of which a double holds no more than some millionths in our time.
          expect(largestDifference(first, second)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('a reader sees at any moment what a writer would find then, with random ups and downs too', () => {
    fc.assert(
      fc.property(stories(), spans, (story, seconds) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const seen = viewFeeling(session, disposition, seconds);
        const { session: next, events } = elapse(session, disposition, seconds, session.clockMs);
        const [event] = events;
        expect({ emotion: next.emotion, mood: next.mood, atMs: next.atMs }).toStrictEqual({
          emotion: seen.emotion.vad,
          mood: seen.mood.vad,
          atMs: seen.atMs,
        });
        if (!event) return;
        expect(next.label).toBe(seen.emotion.label);
        expect([event.emotion, event.mood]).toStrictEqual([seen.emotion, seen.mood]);
      }),
    );
  });

  it('reading twice sees the same, and leaves nothing behind', () => {
    fc.assert(
      fc.property(stories(), spans, spans, (story, seconds, other) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const first = viewFeeling(session, disposition, seconds);
        viewFeeling(session, disposition, other);
        expect(viewFeeling(session, disposition, seconds)).toStrictEqual(first);
      }),
    );
  });

  it('an event that does not matter leaves the feeling where time has brought it', () => {
    fc.assert(
      fc.property(stories(), appraisals, spans, (story, appraisal, seconds) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const seen = viewFeeling(session, disposition, seconds);
        const { session: next, events } = perceive(session, disposition, {
          appraisal: { ...appraisal, goalRelevance: 0 },
          elapsedSeconds: seconds,
          clockMs: session.clockMs,
        });
        expect([next.emotion, next.mood]).toStrictEqual([seen.emotion.vad, seen.mood.vad]);
        expect(next.cause).toStrictEqual(session.cause);
        expect([events[0].impulse, events[0].delta]).toStrictEqual(
          Array(2).fill({ valence: 0, arousal: 0, dominance: 0 }),
        );
      }),
    );
  });

  it('with time alone every feeling comes home', () => {
    fc.assert(
      fc.property(
        stories(quietConfigs.map(({ timeScale: _, ...config }) => ({ ...config, moodHalfLifeHours: 24 }))),
        (story) => {
          const disposition = dispositionIn(story);
          // Emotion of any half-life the schema takes must have gone, so the span is far beyond a caller's hundred years.
          const { emotion, mood } = viewFeeling(lastOf(story), disposition, LIMITS.elapsedSeconds * 1e4);
          expect(largestDifference(emotion.vad, disposition.dynamics.homeBase)).toBeLessThan(1e-9);
          expect(largestDifference(mood.vad, disposition.dynamics.homeBase)).toBeLessThan(1e-9);
          expect([emotion.label, mood.label]).toEqual(['neutral', 'neutral']);
        },
      ),
    );
  });

  it('never leads a session out of the years that a date can name', () => {
    const story = fc.sample(stories(), { numRuns: 1, seed: 1 })[0]!;
    const disposition = dispositionIn(story);
    let session = { ...lastOf(story), atMs: 8.64e15 - 1 };
    for (let turn = 0; turn < 3; turn++) {
      session = elapse(session, disposition, LIMITS.elapsedSeconds, 0).session;
      expect(new Date(session.atMs).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
    }
  });
});
