import { MS_PER_SECOND } from '../constants/time';
import { instantSchema } from '../schema/guards';
import { parseWith, refuseNewer } from '../schema/parse';
import { createSessionSchema, elapsedSecondsSchema, perceiveSchema } from '../schema/session';
import {
  historyQuerySchema,
  overrideFeelingSchema,
  SNAPSHOT_VERSION,
  sessionSnapshotSchema,
} from '../schema/sessions-api';
import { takeSnapshot, viewFeeling } from '../session';
import { archiveTurn, unarchiveTurn } from './archive-turns';
import { checkId } from './check-id';
import type { CallOptions, EngineContext } from './context';
import { createSessionTurn } from './create-session-turn';
import { overrideFeelingTurn, restoreSnapshotTurn } from './feeling-turns';
import { perceiveTurn } from './perceive-turn';
import type { Records } from './records';
import { promptOf, sessionAnswer, stateAnswer } from './session-answers';
import { readEntries, readFeelingAt } from './session-history';
import { listSessions } from './session-list';
import { secondsSince } from './session-time';
import { consolidateTurn, deleteTurn, findSession, tickTurn } from './session-turns';
import type { Sessions } from './sessions';

/** The sessions of one engine. */
export function createSessions(context: EngineContext, records: Records): Sessions {
  /** What writes a session does so when those before it are done. */
  function passing<T>(
    id: string,
    options: CallOptions | undefined,
    turn: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> {
    const signal = options?.signal;
    return context.turnstile.pass(id, () => turn(signal), signal);
  }

  return {
    create: (input, options) =>
      context.run('animacy.sessions.create', options, () =>
        createSessionTurn(
          context,
          records,
          parseWith(createSessionSchema, input, 'the session'),
          options?.signal,
        ),
      ),
    get: (id, options) =>
      context.run('animacy.sessions.get', options, async () => {
        const loaded = await records.session(checkId(id));
        return loaded && sessionAnswer(loaded);
      }),
    list: (input, options) =>
      context.run('animacy.sessions.list', options, () => listSessions(context, records, input)),
    delete: (id, options) =>
      context.run('animacy.sessions.delete', options, async () => {
        const checked = checkId(id);
        const deleted = await passing(checked, options, (signal) =>
          deleteTurn(context, records, checked, signal),
        );
        return { deleted: deleted !== undefined, id: checked };
      }),
    perceive: (id, input, options) =>
      context.run('animacy.sessions.perceive', options, () => {
        const checked = checkId(id);
        const parsed = parseWith(perceiveSchema, input, 'the event');
        return passing(checked, options, () => perceiveTurn(context, records, checked, parsed, options));
      }),
    tick: (id, seconds, options) =>
      context.run('animacy.sessions.tick', options, () => {
        const checked = checkId(id);
        const elapsed = parseWith(elapsedSecondsSchema, seconds, 'seconds');
        return passing(checked, options, (signal) => tickTurn(context, records, checked, elapsed, signal));
      }),
    consolidate: (id, options) =>
      context.run('animacy.sessions.consolidate', options, () => {
        const checked = checkId(id);
        return passing(checked, options, (signal) => consolidateTurn(context, records, checked, signal));
      }),
    state: (id, options) =>
      context.run('animacy.sessions.state', options, async () => {
        const loaded = await findSession(records, checkId(id));
        return stateAnswer(loaded, secondsSince(loaded.state, context.now()));
      }),
    promptData: (id, options) =>
      context.run('animacy.sessions.promptData', options, async () => {
        const loaded = await findSession(records, checkId(id));
        const { state } = loaded;
        const feeling = viewFeeling(state, loaded.disposition, secondsSince(state, context.now()));
        const since = state.lastEvent && (feeling.atMs - state.lastEvent.atMs) / MS_PER_SECOND;
        return promptOf(loaded, feeling, state.lastEvent, since);
      }),
    overrideFeeling: (id, input, options) =>
      context.run('animacy.sessions.overrideFeeling', options, () => {
        const checked = checkId(id);
        const parsed = parseWith(overrideFeelingSchema, input, 'the feeling');
        return passing(checked, options, (signal) =>
          overrideFeelingTurn(context, records, checked, parsed, signal),
        );
      }),
    snapshot: (id, options) =>
      context.run('animacy.sessions.snapshot', options, async () =>
        takeSnapshot((await findSession(records, checkId(id))).state),
      ),
    restoreSnapshot: (id, snapshot, options) =>
      context.run('animacy.sessions.restoreSnapshot', options, () => {
        const checked = checkId(id);
        refuseNewer(snapshot, SNAPSHOT_VERSION, 'the snapshot');
        const parsed = parseWith(sessionSnapshotSchema, snapshot, 'the snapshot');
        return passing(checked, options, () =>
          restoreSnapshotTurn(context, records, checked, parsed, options),
        );
      }),
    archive: (id, options) =>
      context.run('animacy.sessions.archive', options, async () => {
        const checked = checkId(id);
        const archived = await passing(checked, options, (signal) =>
          archiveTurn(context, records, checked, signal),
        );
        return { archived, id: checked };
      }),
    unarchive: (id, options) =>
      context.run('animacy.sessions.unarchive', options, () => {
        const checked = checkId(id);
        return passing(checked, options, (signal) => unarchiveTurn(context, records, checked, signal));
      }),
    history: (id, query, options) =>
      context.run('animacy.sessions.history', options, async () => {
        const checked = checkId(id);
        const parsed = parseWith(historyQuerySchema, query ?? {}, 'the query');
        await findSession(records, checked);
        return { events: await readEntries(context.store, checked, parsed) };
      }),
    at: (id, instant, options) =>
      context.run('animacy.sessions.at', options, async () => {
        const checked = checkId(id);
        const atMs = parseWith(instantSchema, instant, 'the instant');
        return readFeelingAt(context, await findSession(records, checked), atMs);
      }),
  };
}
