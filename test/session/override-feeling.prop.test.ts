import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overrideFeeling, parseSessionState, type Vad, viewFeeling } from '../../src';
import { numberIn, spans } from '../support/engine-arbitraries';
import { dispositionIn, type Story, stories, tell } from '../support/engine-log';
import { deepFreeze, numbersIn } from '../support/fixtures-values';

const AXES = ['valence', 'arousal', 'dominance'] as const;
const signed = numberIn(-1, 1);
const someAxes = fc.record(
  { valence: signed, arousal: signed, dominance: signed },
  { requiredKeys: [], noNullPrototype: true },
);
const inputs = fc.record(
  { emotion: someAxes, mood: someAxes },
  { requiredKeys: [], noNullPrototype: true },
) satisfies fc.Arbitrary<{ emotion?: Partial<Vad>; mood?: Partial<Vad> }>;

const lastOf = (story: Story) => tell(story).states.at(-1)!;

describe('a feeling that is set by hand', () => {
  it('stands where it was set, and where time had brought it on the other axes', () => {
    fc.assert(
      fc.property(stories(), inputs, spans, (story, input, elapsedSeconds) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const found = viewFeeling(session, disposition, elapsedSeconds);
        const clockMs = session.clockMs + 5;
        const { session: next, events } = overrideFeeling(session, disposition, {
          ...input,
          elapsedSeconds,
          clockMs,
        });
        for (const axis of AXES) {
          expect(next.emotion[axis]).toBe(input.emotion?.[axis] ?? found.emotion.vad[axis]);
          expect(next.mood[axis]).toBe(input.mood?.[axis] ?? found.mood.vad[axis]);
        }
        expect(next).toMatchObject({
          atMs: found.atMs,
          clockMs,
          turns: session.turns,
          steps: session.steps + 1,
          label: events[0].emotion.label,
        });
        expect(events).toStrictEqual([
          {
            type: 'session.overridden',
            sessionId: session.id,
            characterId: 'c',
            ...(session.userId !== undefined && { userId: session.userId }),
            atMs: found.atMs,
            emotion: viewFeeling(next, disposition, 0).emotion,
            mood: viewFeeling(next, disposition, 0).mood,
            previousLabel: session.label,
          },
        ]);
      }),
    );
  });

  it('is no longer about anything when any axis of emotion was set, and about what it was about otherwise', () => {
    fc.assert(
      fc.property(stories(), inputs, (story, input) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const { session: next } = overrideFeeling(session, disposition, {
          ...input,
          elapsedSeconds: 0,
          clockMs: 0,
        });
        const isAnew = Object.keys(input.emotion ?? {}).length > 0;
        expect(next.cause).toStrictEqual(isAnew ? undefined : session.cause);
        expect('cause' in next).toBe(!isAnew && session.cause !== undefined);
        for (const kept of [
          'lastEvent',
          'window',
          'seed',
          'createdAtMs',
          'goals',
          'emotionConfig',
        ] as const) {
          expect(next[kept]).toStrictEqual(session[kept]);
        }
        expect(next.expectation.appraisal).toStrictEqual(session.expectation.appraisal);
      }),
    );
  });

  it('leaves a state that is one, every number of it finite, and nothing written to', () => {
    fc.assert(
      fc.property(stories(), inputs, spans, (story, input, elapsedSeconds) => {
        const session = deepFreeze(lastOf(story));
        const { session: next, events } = overrideFeeling(session, dispositionIn(story), {
          ...deepFreeze(input),
          elapsedSeconds,
          clockMs: session.clockMs,
        });
        const revived: unknown = JSON.parse(JSON.stringify(next));
        expect(revived).toStrictEqual(next);
        expect(parseSessionState(revived)).toStrictEqual(next);
        for (const [path, value] of numbersIn([next, events])) {
          if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${path} is ${value}`);
        }
      }),
    );
  });

  it('at its home base has no name', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const disposition = dispositionIn(story);
        const { homeBase } = disposition.dynamics;
        const { session } = overrideFeeling(lastOf(story), disposition, {
          emotion: homeBase,
          mood: homeBase,
          elapsedSeconds: 0,
          clockMs: 0,
        });
        const { emotion, mood } = viewFeeling(session, disposition, 0);
        expect([session.label, emotion.label, emotion.intensity, mood.label]).toEqual([
          'neutral',
          'neutral',
          0,
          'neutral',
        ]);
      }),
    );
  });
});
