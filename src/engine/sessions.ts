import { MS_PER_SECOND } from '../constants/time';
import type { PromptData } from '../expression';
import { idSchema } from '../schema/guards';
import { parseWith } from '../schema/parse';
import {
  type CreateSessionInput,
  createSessionSchema,
  elapsedSecondsSchema,
  type ListInput,
  type PerceiveInput,
  perceiveSchema,
} from '../schema/session';
import { viewFeeling } from '../session';
import { readState } from './codec';
import type { CallOptions, EngineContext } from './context';
import { createSessionTurn } from './create-session-turn';
import { readPage } from './pages';
import { perceiveTurn } from './perceive-turn';
import type { Records } from './records';
import {
  type Perception,
  promptOf,
  type Session,
  type SessionStateView,
  type SessionSummary,
  sessionAnswer,
  stateAnswer,
  toIso,
} from './session-answers';
import { secondsSince } from './session-time';
import {
  type ConsolidationAnswer,
  consolidateTurn,
  deleteTurn,
  findSession,
  tickTurn,
} from './session-turns';

/** One page of sessions in the order of their creation. */
export interface SessionPage {
  readonly sessions: readonly SessionSummary[];
  /** Where the next page begins; absent on the last. */
  readonly cursor?: string;
}

/** How characters feel: the sessions of an engine. Every call may reject with ENGINE_CLOSED and with what its store throws. */
export interface Sessions {
  /**
   * Begins a session, with a character of its own or with one that exists.
   * @throws EngineError INPUT_INVALID, PRESET_UNKNOWN, CHARACTER_NOT_FOUND
   */
  create(input: CreateSessionInput, options?: CallOptions): Promise<Session>;
  /** Reads a session; undefined when there is none with that id. */
  get(id: string, options?: CallOptions): Promise<Session | undefined>;
  /**
   * Walks all sessions in the order of their creation.
   * @throws EngineError INPUT_INVALID on a forged cursor or a limit outside 1 to 100
   */
  list(input?: ListInput, options?: CallOptions): Promise<SessionPage>;
  /** Deletes a session with its state and history, and its character when that was made for it alone. */
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
  /**
   * Lets a session perceive an event, given as an appraisal or as a text for the engine's appraiser.
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, TIME_REVERSED, APPRAISER_MISSING, APPRAISAL_FAILED, REVISION_CONFLICT
   */
  perceive(id: string, input: PerceiveInput, options?: CallOptions): Promise<Perception>;
  /**
   * Lets time pass by the caller's count. 0 seconds change nothing.
   * @param seconds >= 0; more than a hundred years count as a hundred years
   * @throws EngineError INPUT_INVALID, SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  tick(id: string, seconds: number, options?: CallOptions): Promise<SessionStateView>;
  /**
   * Tells the character at once what this session has gathered about it, instead of when a day of the session has passed.
   * While a manual override of the character is protected nothing is told, and the session keeps what it has.
   * @throws EngineError SESSION_NOT_FOUND, REVISION_CONFLICT
   */
  consolidate(id: string, options?: CallOptions): Promise<ConsolidationAnswer>;
  /**
   * How a session feels now by the clock. Writes nothing, so a `tick` after it counts from the last write and not from here.
   * @throws EngineError SESSION_NOT_FOUND
   */
  state(id: string, options?: CallOptions): Promise<SessionStateView>;
  /**
   * Text blocks about the character and its feeling now, for a language model. Writes nothing.
   * @throws EngineError SESSION_NOT_FOUND
   */
  promptData(id: string, options?: CallOptions): Promise<PromptData>;
}

/** The sessions of one engine. */
export function createSessions(context: EngineContext, records: Records): Sessions {
  const { store, turnstile } = context;

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
      context.run('animacy.sessions.list', options, async () => {
        const { items: states, next } = await readPage(store, { collection: 'session' }, input, (record) =>
          readState('session', record),
        );
        const characters = await records.characters(states.map((state) => state.characterId));
        const sessions = states.map((state): SessionSummary => {
          const name = characters.get(state.characterId)?.view.identity.name;
          return {
            id: state.id,
            characterId: state.characterId,
            ...(state.userId !== undefined && { userId: state.userId }),
            ...(name !== undefined && { name }),
            createdAt: toIso(state.createdAtMs),
            lastActiveAt: toIso(state.clockMs),
            turns: state.turns,
            label: state.label,
          };
        });
        return { sessions, ...next };
      }),
    delete: (id, options) =>
      context.run('animacy.sessions.delete', options, async () => {
        const checked = checkId(id);
        const deleted = await turnstile.pass(
          checked,
          () => deleteTurn(context, records, checked, options?.signal),
          options?.signal,
        );
        return { deleted, id: checked };
      }),
    perceive: (id, input, options) =>
      context.run('animacy.sessions.perceive', options, () => {
        const checked = checkId(id);
        const parsed = parseWith(perceiveSchema, input, 'the event');
        return turnstile.pass(
          checked,
          () => perceiveTurn(context, records, checked, parsed, options),
          options?.signal,
        );
      }),
    tick: (id, seconds, options) =>
      context.run('animacy.sessions.tick', options, () => {
        const checked = checkId(id);
        const elapsed = parseWith(elapsedSecondsSchema, seconds, 'seconds');
        return turnstile.pass(
          checked,
          () => tickTurn(context, records, checked, elapsed, options?.signal),
          options?.signal,
        );
      }),
    consolidate: (id, options) =>
      context.run('animacy.sessions.consolidate', options, () => {
        const checked = checkId(id);
        return turnstile.pass(
          checked,
          () => consolidateTurn(context, records, checked, options?.signal),
          options?.signal,
        );
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
  };
}

function checkId(id: string): string {
  return parseWith(idSchema, id, 'id');
}
