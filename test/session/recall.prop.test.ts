import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overrideFeeling, restoreSnapshot, type SessionEvent, takeSnapshot, viewFeeling } from '../../src';
import { feelingAt, type Remembered } from '../../src/session';
import { numberIn, quietConfigs, spans } from '../support/engine-arbitraries';
import { beginOf, dispositionIn, type Story, stories, take } from '../support/engine-log';
import { largestDifference } from '../support/fixtures-values';

/** What is stored of a session's events, as JSON gives it back. */
function storedOf(events: readonly SessionEvent[]): readonly Remembered[] {
  return JSON.parse(JSON.stringify(events.map((event) => ({ event })))) as Remembered[];
}

/** Stories in which what matters does so noticeably: a push of 1e-300 is not to be read back from the feeling that it left. */
const noticeable = (configs?: Parameters<typeof stories>[0]): fc.Arbitrary<Story> =>
  stories(configs).map((story) => ({
    ...story,
    steps: story.steps.map((step) =>
      step.kind === 'perceive' && step.appraisal.goalRelevance < 0.01
        ? { ...step, appraisal: { ...step.appraisal, goalRelevance: 0 } }
        : step,
    ),
  }));

/** The parts of a feeling that do not hang on the order of two labels that are equally probable. */
function partsOf({ emotion, mood }: ReturnType<typeof feelingAt>) {
  const ranked = [...emotion.labels].sort((a, b) => (a.label < b.label ? -1 : 1));
  return { vad: emotion.vad, intensity: emotion.intensity, mood: mood.vad, ranked };
}

describe('how a session felt', () => {
  it('right after an event is what the event told, whatever came before', () => {
    fc.assert(
      fc.property(noticeable(), (story) => {
        const disposition = dispositionIn(story);
        let session = beginOf(story, disposition);
        const events: SessionEvent[] = [];
        for (const step of story.steps) {
          const next = take(session, disposition, step);
          events.push(...next.events);
          session = next.session;
          const [event] = next.events;
          if (!event || !('emotion' in event)) continue;
          const felt = feelingAt(session, disposition, storedOf(events), event.atMs);
          expect(felt.emotion.vad).toStrictEqual(event.emotion.vad);
          expect(felt.mood).toStrictEqual(event.mood);
          expect(felt.emotion.label).toBe(event.emotion.label);
          expect(largestDifference(partsOf(felt), partsOf(event))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('any time after the last event is what the state shows then, without random ups and downs', () => {
    fc.assert(
      fc.property(noticeable(quietConfigs), spans, (story, seconds) => {
        const disposition = dispositionIn(story);
        let session = beginOf(story, disposition);
        const events: SessionEvent[] = [];
        for (const step of story.steps) {
          const next = take(session, disposition, step);
          events.push(...next.events);
          session = next.session;
        }
        const seen = viewFeeling(session, disposition, seconds);
        const felt = feelingAt(session, disposition, storedOf(events), seen.atMs);
        // An instant is kept in milliseconds, of which a double holds no more than some millionths in our time.
        expect(largestDifference(partsOf(felt), partsOf(seen))).toBeLessThan(1e-5);
      }),
    );
  });

  it('before anything was felt is at home, without a name', () => {
    fc.assert(
      fc.property(stories(), spans, (story, seconds) => {
        const disposition = dispositionIn(story);
        const session = beginOf(story, disposition);
        const created = {
          type: 'session.created',
          sessionId: 's',
          characterId: 'c',
          atMs: session.atMs,
        } as const;
        for (const events of [[], [created]]) {
          const felt = feelingAt(session, disposition, storedOf(events), session.atMs + seconds * 1000);
          expect(felt.emotion.label).toBe('neutral');
          expect(felt.emotion.vad).toStrictEqual(disposition.dynamics.homeBase);
          expect(felt.mood).toStrictEqual({ vad: disposition.dynamics.homeBase, label: 'neutral' });
        }
      }),
    );
  });

  it('after it was set by hand or put back is about what it was about then', () => {
    fc.assert(
      fc.property(noticeable(quietConfigs), numberIn(-1, 1), fc.boolean(), (story, valence, isEmotion) => {
        const disposition = dispositionIn(story);
        let session = beginOf(story, disposition);
        const memories: Remembered[] = [];
        for (const step of story.steps) {
          const next = take(session, disposition, step);
          memories.push(...storedOf(next.events));
          session = next.session;
        }
        const set = overrideFeeling(session, disposition, {
          ...(isEmotion ? { emotion: { valence } } : { mood: { valence } }),
          elapsedSeconds: 60,
          clockMs: session.clockMs,
        });
        const back = restoreSnapshot(set.session, disposition, takeSnapshot(session), session.clockMs);
        for (const { session: after, events } of [set, back]) {
          memories.push({ event: events[0], cause: after.cause });
          const seen = viewFeeling(after, disposition, 600);
          const felt = feelingAt(session, disposition, memories, seen.atMs);
          expect(largestDifference(partsOf(felt), partsOf(seen))).toBeLessThan(1e-5);
          expect(felt.emotion.label).toBe(seen.emotion.label);
        }
      }),
    );
  });
});
