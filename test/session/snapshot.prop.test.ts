import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isEngineError,
  isWindowDue,
  parseSessionSnapshot,
  parseSessionState,
  restoreSnapshot,
  type SessionSnapshot,
  takeSnapshot,
  viewFeeling,
} from '../../src';
import { dispositionIn, type Story, stories, storySteps, take, tell } from '../support/engine-log';
import { deepFreeze, numbersIn } from '../support/fixtures-values';

const lastOf = (story: Story) => tell(story).states.at(-1)!;
const sent = (snapshot: SessionSnapshot) => parseSessionSnapshot(JSON.parse(JSON.stringify(snapshot)));
const moreSteps = fc.array(storySteps, { maxLength: 5 });

describe('a snapshot', () => {
  it('is the same after it went into JSON, into any session, and out again', () => {
    fc.assert(
      fc.property(stories(), stories(), fc.integer(), (story, other, clockMs) => {
        const snapshot = takeSnapshot(lastOf(story));
        expect(sent(snapshot)).toStrictEqual(snapshot);
        for (const target of [story, other]) {
          const { session } = restoreSnapshot(lastOf(target), dispositionIn(target), sent(snapshot), clockMs);
          expect(takeSnapshot(session)).toStrictEqual(snapshot);
        }
      }),
    );
  });

  it('tells nothing of who feels there, with whom, nor of what was gathered', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const session = lastOf(story);
        const told = new Set(Object.keys(takeSnapshot(session)));
        for (const secret of ['id', 'characterId', 'userId', 'seed', 'clockMs', 'createdAtMs', 'window'])
          expect(told).not.toContain(secret);
        for (const secret of ['emotionConfig', 'goals', 'archivedAtMs']) expect(told).not.toContain(secret);
      }),
    );
  });

  it('shares nothing with the session that it was taken of, nor with the one that it was put into', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const session = lastOf(story);
        const before = structuredClone(session);
        const snapshot = takeSnapshot(session);
        const restored = restoreSnapshot(session, dispositionIn(story), snapshot, 0).session;
        const after = structuredClone(restored);
        const spoil = (value: object): void => {
          for (const [key, part] of Object.entries(value)) {
            if (typeof part === 'object' && part !== null) spoil(part);
            else Object.assign(value, { [key]: 'spoiled' });
          }
        };
        spoil(snapshot);
        expect([session, restored]).toStrictEqual([before, after]);
      }),
    );
  });
});

describe('restoring', () => {
  it('keeps who feels there and how, and takes over all that is felt', () => {
    fc.assert(
      fc.property(stories(), stories(), fc.integer(), (story, other, clockMs) => {
        const session = deepFreeze(lastOf(story));
        const snapshot = deepFreeze(takeSnapshot(lastOf(other)));
        const disposition = dispositionIn(story);
        const { session: next, events } = restoreSnapshot(session, disposition, snapshot, clockMs);
        const { version: _, ...feeling } = snapshot;
        const { window, ...rest } = next;
        const { cause: __, lastEvent: ___, window: held, ...kept } = session;
        expect(rest).toStrictEqual({ ...kept, ...feeling, clockMs });
        expect(window && { ...window, sinceMs: 0 }).toStrictEqual(held && { ...held, sinceMs: 0 });
        const { emotion, mood } = viewFeeling(next, disposition, 0);
        expect(events).toStrictEqual([
          {
            type: 'session.restored',
            sessionId: session.id,
            characterId: 'c',
            ...(session.userId !== undefined && { userId: session.userId }),
            atMs: snapshot.atMs,
            turns: snapshot.turns,
            emotion,
            mood,
            previousLabel: session.label,
          },
        ]);
        expect(parseSessionState(JSON.parse(JSON.stringify(next)))).toStrictEqual(next);
      }),
    );
  });

  it('what has just been taken changes nothing', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const session = lastOf(story);
        const { session: next } = restoreSnapshot(
          session,
          dispositionIn(story),
          takeSnapshot(session),
          session.clockMs,
        );
        expect(next).toStrictEqual(session);
      }),
    );
  });

  it('lets a session go on as it would have gone on then, random ups and downs included', () => {
    fc.assert(
      fc.property(stories(), moreSteps, moreSteps, (story, detour, future) => {
        const disposition = dispositionIn(story);
        const onwards = (session: ReturnType<typeof lastOf>, steps: typeof future) =>
          steps.reduce((state, step) => take(state, disposition, step).session, session);
        const session = lastOf(story);
        const strayed = onwards(session, detour);
        const { session: back } = restoreSnapshot(strayed, disposition, takeSnapshot(session), 0);
        const { version: _, ...straight } = takeSnapshot(onwards(session, future));
        expect(onwards(back, future)).toMatchObject(straight);
      }),
    );
  });

  it('leaves what was gathered as old as it was, and every number finite whatever comes', () => {
    fc.assert(
      fc.property(stories(), stories(), moreSteps, (story, other, steps) => {
        const disposition = dispositionIn(story);
        const session = lastOf(story);
        const snapshot = takeSnapshot(lastOf(other));
        const { session: next } = restoreSnapshot(session, disposition, snapshot, session.clockMs);
        if (session.window && next.window) {
          const [before, after] = [session.atMs - session.window.sinceMs, next.atMs - next.window.sinceMs];
          expect(after).toBeGreaterThanOrEqual(0);
          expect(Math.abs(after - before)).toBeLessThan(0.01);
          expect(isWindowDue(next, next.atMs + 86_400_000)).toBe(true);
        }
        let state = next;
        for (const step of steps) {
          const { session: after, events } = take(state, disposition, step);
          for (const [path, value] of numbersIn([after, events])) {
            if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${path} is ${value}`);
          }
          state = after;
        }
        expect(parseSessionState(JSON.parse(JSON.stringify(state)))).toStrictEqual(state);
      }),
    );
  });
});

describe('a snapshot from elsewhere', () => {
  const story = fc
    .sample(stories(), { numRuns: 50, seed: 3 })
    .find((one) => lastOf(one).cause !== undefined && lastOf(one).lastEvent !== undefined)!;
  const good = takeSnapshot(lastOf(story));
  const pathsOf = (value: unknown) => {
    try {
      parseSessionSnapshot(value);
    } catch (error) {
      if (isEngineError(error, 'INPUT_INVALID'))
        return error.details.issues.map(({ path }) => path.join('.'));
      throw error;
    }
    return [];
  };

  it('is refused where it is wrong', () => {
    const cause = good.cause!;
    const bad: readonly (readonly [string, unknown])[] = [
      ['', undefined],
      ['', null],
      ['', 'a snapshot'],
      ['version', { ...good, version: 0 }],
      ['version', { ...good, version: '1' }],
      ['extra', { ...good, extra: 1 }],
      ['atMs', { ...good, atMs: Number.NaN }],
      ['atMs', { ...good, atMs: 8.64e15 + 2 }],
      ['turns', { ...good, turns: -1 }],
      ['turns', { ...good, turns: 0.5 }],
      ['steps', { ...good, steps: 1e15 + 1 }],
      ['emotion.valence', { ...good, emotion: { ...good.emotion, valence: 1.01 } }],
      ['mood.dominance', { ...good, mood: { valence: 0, arousal: 0 } }],
      ['expectation.precision', { ...good, expectation: { ...good.expectation, precision: 0 } }],
      ['label', { ...good, label: 'hunger' }],
      ['cause.weight', { ...good, cause: { ...cause, weight: 2 } }],
      ['cause.atMs', { ...good, cause: { ...cause, atMs: good.atMs + 1 } }],
      ['lastEvent.atMs', { ...good, lastEvent: { atMs: good.atMs + 1 } }],
      ['lastEvent.text', { ...good, lastEvent: { atMs: good.atMs, text: 'x'.repeat(1001) } }],
      ['lastEvent.text', { ...good, lastEvent: { atMs: good.atMs, text: '\u0000' } }],
      ['lastEvent.context', { ...good, lastEvent: { atMs: good.atMs, context: '\ud800' } }],
    ];
    expect(pathsOf(good)).toEqual([]);
    for (const [path, value] of bad) expect(pathsOf(value), path).toContain(path);
  });

  it('of a newer version is refused as such, whatever else it holds', () => {
    for (const value of [{ version: 2 }, { ...good, version: 7, newer: true }]) {
      expect(() => parseSessionSnapshot(value)).toThrow(
        expect.objectContaining({ code: 'STATE_VERSION_UNSUPPORTED' }),
      );
    }
  });

  it('with the largest counts that are taken still counts on', () => {
    const disposition = dispositionIn(story);
    const snapshot = parseSessionSnapshot({ ...good, turns: 1e15, steps: 1e15 });
    const { session } = restoreSnapshot(lastOf(story), disposition, snapshot, 0);
    const next = take(session, disposition, { kind: 'elapse', seconds: 60 }).session;
    expect(next.steps).toBe(1e15 + 1);
    expect(parseSessionState(next)).toStrictEqual(next);
  });
});
