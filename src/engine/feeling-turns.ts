import type { OverrideFeelingInput, SessionSnapshot } from '../schema/sessions-api';
import { overrideFeeling, type Remembered, restoreSnapshot } from '../session';
import { putEvent } from './codec';
import type { EngineContext } from './context';
import { refuseStale, type WriteOptions } from './projects';
import type { LoadedSession, Records } from './records';
import { LOST_RACE, untilWon } from './retry';
import { type SessionStateView, stateAnswer } from './session-answers';
import { clockAfter, elapsedBy } from './session-time';
import { commitSession, findSession } from './session-turns';

/** Sets axes of a session's feeling by hand, after the time has passed that the clock says. */
export function overrideFeelingTurn(
  context: EngineContext,
  records: Records,
  id: string,
  input: OverrideFeelingInput,
  signal: AbortSignal | undefined,
): Promise<SessionStateView> {
  return settingFeeling(context, records, id, signal, ({ state, disposition }, nowMs) =>
    overrideFeeling(state, disposition, {
      ...input,
      elapsedSeconds: elapsedBy(state, undefined, nowMs),
      clockMs: clockAfter(state, nowMs),
    }),
  );
}

/** Puts a session back to a snapshot. The clock need not agree with that of the last write: nothing passes. */
export function restoreSnapshotTurn(
  context: EngineContext,
  records: Records,
  id: string,
  snapshot: SessionSnapshot,
  options: WriteOptions | undefined,
): Promise<SessionStateView> {
  return settingFeeling(context, records, id, options?.signal, ({ state, disposition, revision }, nowMs) => {
    refuseStale(id, revision, options);
    return restoreSnapshot(state, disposition, snapshot, clockAfter(state, nowMs));
  });
}

type Transition = typeof overrideFeeling | typeof restoreSnapshot;

/** Makes a transition of a session's feeling until it wins the race for it. */
function settingFeeling(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
  transition: (loaded: LoadedSession, nowMs: number) => ReturnType<Transition>,
): Promise<SessionStateView> {
  return untilWon(
    id,
    async () => {
      const loaded = await findSession(records, id);
      const { session, events } = transition(loaded, context.now());
      const [event] = events;
      // The history is to know what such a feeling is about: there is no event from which it would follow.
      const stored: Remembered = {
        event: { ...event, emotion: { ...event.emotion, labels: [] } },
        cause: session.cause,
      };
      const revision = await commitSession(context, session, loaded, {
        changes: [],
        events: [putEvent({ collection: 'session', id }, event.type, event.atMs, stored)],
        told: [event],
      });
      return revision === undefined ? LOST_RACE : stateAnswer({ ...loaded, state: session, revision }, 0);
    },
    { signal, observer: context.observer },
  );
}
