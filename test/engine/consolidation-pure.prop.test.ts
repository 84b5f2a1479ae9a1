import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consolidate, type OverlayState, observe, parseCharacterState, parseSessionState } from '../../src';
import { evidenceOfLife } from '../../src/character';
import { summarise, withoutWindow } from '../../src/session';
import { stories, tell } from '../support/engine-log';
import { deepFreeze } from '../support/fixtures-values';

/** A session that something was felt in, with the character that felt it. */
const lived = stories().map((story) => ({ session: tell(story).states.at(-1)!, character: story.character }));

describe('consolidating', () => {
  it('tells the character what the session has gathered, and empties its window', () => {
    fc.assert(
      fc.property(lived, ({ session, character }) => {
        const told = consolidate(deepFreeze({ session, character }));
        const { window } = session;
        if (!window) {
          expect(told).toBeUndefined();
          return;
        }
        const { observed, session: after } = told!;
        expect(after).toStrictEqual(withoutWindow(session));
        expect(parseSessionState(after)).toStrictEqual(after);
        const [revision] = observed!.revisions;
        expect(revision).toMatchObject({ sessionId: session.id, characterId: 'c' });
        for (const { triggerType, userId } of revision!.changes) {
          expect([triggerType, userId]).toEqual(['session', session.userId]);
        }
        expect([...observed!.overlays.keys()]).toEqual(session.userId === undefined ? [] : [session.userId]);
        expect(parseCharacterState(observed!.character)).toStrictEqual(observed!.character);
      }),
    );
  });

  it('is what observing the evidence of that life is', () => {
    fc.assert(
      fc.property(lived, ({ session, character }) => {
        const { window, userId, emotionConfig } = session;
        const consolidated = consolidate({ session, character });
        if (!window || !consolidated) return;
        const life = summarise(window);
        const evidence = evidenceOfLife(character, undefined, life, userId, emotionConfig, session.atMs);
        for (const { value, weight, impact } of evidence) {
          expect(value >= 0 && value <= 1).toBe(true);
          expect(weight > 0 && weight <= 0.5).toBe(true);
          expect(impact === undefined || (impact >= 0.8 && impact <= 1)).toBe(true);
        }
        const told = { clockMs: session.clockMs, sessionId: session.id };
        const observed = observe(character, new Map(), evidence, session.atMs, told);
        expect(observed).toStrictEqual(consolidated.observed);
      }),
    );
  });

  it('a second time finds nothing to tell', () => {
    fc.assert(
      fc.property(lived, ({ session, character }) => {
        const told = consolidate({ session, character });
        if (!told) return;
        const overlay: OverlayState | undefined = told.observed!.overlays.get(session.userId ?? '');
        const again = consolidate({ session: told.session, character: told.observed!.character, overlay });
        expect(again).toBeUndefined();
      }),
    );
  });

  it('tells nothing to a character that does not learn from sessions, and forgets what was gathered', () => {
    fc.assert(
      fc.property(lived, ({ session, character }) => {
        const told = consolidate({ session, character: { ...character, learnsFromSessions: false } });
        expect(told).toEqual(session.window ? { session: withoutWindow(session) } : undefined);
      }),
    );
  });

  it('one moves no trait further than a day may, however long and wild the session was', () => {
    fc.assert(
      fc.property(lived, ({ session, character }) => {
        const wild = { ...character, plasticity: 10 };
        for (const { changes } of consolidate({ session, character: wild })?.observed?.revisions ?? []) {
          for (const { appliedDelta } of changes)
            expect(Math.abs(appliedDelta)).toBeLessThanOrEqual(0.1 + 1e-12);
        }
      }),
    );
  });
});
