import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSessionState } from '../../src';
import { archiveSession, unarchiveSession } from '../../src/session';
import { instants } from '../support/engine-arbitraries';
import { dispositionIn, stories, storySteps, take, tell } from '../support/engine-log';
import { deepFreeze } from '../support/fixtures-values';

describe('an archived session', () => {
  it('comes back to the letter, and says when it went', () => {
    fc.assert(
      fc.property(stories(), instants, instants, (story, atMs, clockMs) => {
        const session = deepFreeze(tell(story).states.at(-1)!);
        const { session: archived, events } = archiveSession(session, atMs, clockMs);
        expect(archived).toStrictEqual({ ...session, archivedAtMs: clockMs });
        expect(parseSessionState(JSON.parse(JSON.stringify(archived)))).toStrictEqual(archived);
        const back = unarchiveSession(deepFreeze(archived), atMs);
        expect(JSON.stringify(back.session)).toBe(JSON.stringify(session));
        const own = {
          sessionId: session.id,
          characterId: 'c',
          ...(session.userId !== undefined && { userId: session.userId }),
          atMs,
        };
        expect([...events, ...back.events]).toStrictEqual([
          { type: 'session.archived', ...own },
          { type: 'session.unarchived', ...own },
        ]);
      }),
    );
  });

  it('is still one after whatever a host lets happen to it with the pure transitions', () => {
    fc.assert(
      fc.property(stories(), storySteps, instants, (story, step, clockMs) => {
        const { session } = archiveSession(tell(story).states.at(-1)!, 0, clockMs);
        expect(take(session, dispositionIn(story), step).session.archivedAtMs).toBe(clockMs);
      }),
    );
  });
});
