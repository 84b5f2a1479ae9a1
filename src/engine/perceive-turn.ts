import type { z } from 'zod';
import { MS_PER_SECOND } from '../constants/time';
import { EngineError, isEngineError } from '../errors';
import { hashText } from '../maths/hash';
import type { StoredEvent } from '../ports';
import { type Appraisal, appraisalSchema } from '../schema/appraisal';
import { parseWith } from '../schema/parse';
import type { Personality } from '../schema/personality';
import type { perceiveSchema, SessionState } from '../schema/session';
import { elapse, isWindowDue, perceive, type SessionPerceived, viewFeeling } from '../session';
import { expectEvents } from './asked-for';
import { EVENT_LOST, putEvent, putState, readEvent } from './codec';
import { type CallOptions, type EngineContext, sessionNotFound } from './context';
import { historyMissing } from './history-beginning';
import { keyUsedBefore } from './idempotency';
import { orAborted } from './or-aborted';
import { type Consolidation, characterKey, consolidateLoaded } from './personality-units';
import type { LoadedSession, Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';
import { type Perception, perceptionAnswer, personaOf } from './session-answers';
import { clockAfter, elapsedBy } from './session-time';

type Input = z.output<typeof perceiveSchema>;

/** What the history keeps of a turn, so that the same key can be answered in the same way. */
interface StoredTurn {
  readonly event: SessionPerceived;
  /** A hash of what was asked, present when it was asked with a key. */
  readonly fingerprint?: number;
  /** Who the character was then, beside the fingerprint: it may have changed by the time the answer is repeated. */
  readonly personality?: Personality;
}

/**
 * One turn: load, appraise, feel, commit, tell. Runs inside the session's turnstile.
 *
 * A lost race repeats the turn on the newer state; the appraisal, which may have cost a language model's answer, is kept.
 */
export function perceiveTurn(
  context: EngineContext,
  records: Records,
  id: string,
  input: Input,
  options: CallOptions | undefined,
): Promise<Perception> {
  const key = input.idempotencyKey === undefined ? undefined : `perceive:${id}:${input.idempotencyKey}`;
  const fingerprint = key === undefined ? undefined : fingerprintOf(input);
  const stream = { collection: 'session', id } as const;
  let appraisal: Appraisal | undefined;

  async function turn(loaded: LoadedSession): Promise<Perception | typeof LOST_RACE> {
    if (key !== undefined) {
      const asked = { key, limit: 1 };
      const [earlier] = expectEvents(stream, asked, await context.store.history(stream, asked));
      if (earlier) return replay(loaded, earlier, fingerprint!);
    }
    const nowMs = context.now();
    const elapsedSeconds = elapsedBy(loaded.state, input.elapsedSeconds, nowMs);
    appraisal ??= input.appraisal ?? (await appraise(context, loaded, input, elapsedSeconds, options));
    const clockMs = clockAfter(loaded.state, nowMs);
    const day = isDayOver(loaded.state, elapsedSeconds)
      ? endDay(records, loaded, elapsedSeconds, clockMs)
      : undefined;
    const present = day?.loaded ?? loaded;
    const { session, events: perceived } = perceive(present.state, present.disposition, {
      appraisal,
      elapsedSeconds: day ? 0 : elapsedSeconds,
      clockMs,
      text: input.text,
      context: input.context,
      gathers: loaded.character.state.learnsFromSessions !== false,
    });
    const [event] = perceived;
    const stored: StoredTurn =
      fingerprint === undefined
        ? { event: withoutRanking(event) }
        : { event, fingerprint, personality: present.view.personality };
    const change = putState('session', session, loaded.revision, loaded.parent);
    const told = putEvent(stream, event.type, event.atMs, stored);
    const changes = day ? [change, ...day.part.changes] : [change];
    const events = day ? [told, ...day.part.events] : [told];
    const [outcome] = await context.store.commit([
      key === undefined ? { changes, events } : { key, changes, events },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    records.wrote(change, session);
    if (day) for (const earlier of day.part.told) context.emitter.emit(earlier);
    context.emitter.emit(event);
    return perceptionAnswer(present, event, outcome.revisions[0]!);
  }

  return untilWon<Perception>(
    id,
    async () => {
      const loaded = await records.session(id);
      if (!loaded) throw sessionNotFound(id);
      const isDue =
        loaded.state.window !== undefined &&
        isDayOver(loaded.state, elapsedBy(loaded.state, input.elapsedSeconds, context.now()));
      // Awaited, because a promise that is returned from here as it is takes two steps more.
      if (!isDue) return await turn(loaded);
      // This turn writes the character too, and the sessions of one character must not race each other for it.
      const withCharacter = async () => {
        const again = await records.session(id);
        if (!again) throw sessionNotFound(id);
        return turn(again);
      };
      return context.turnstile.pass(characterKey(loaded.state.characterId), withCharacter, options?.signal);
    },
    { signal: options?.signal, observer: context.observer },
  );
}

/** Lets the time before an event pass as the character was, and then lets the day that is over tell on it. */
function endDay(
  records: Records,
  loaded: LoadedSession,
  elapsedSeconds: number,
  clockMs: number,
): Consolidation | undefined {
  const { session } = elapse(loaded.state, loaded.disposition, elapsedSeconds, clockMs);
  return consolidateLoaded(records, { ...loaded, state: session }, clockMs);
}

/** Whether a session that lets this time pass has gathered for a whole day. */
function isDayOver(session: SessionState, elapsedSeconds: number): boolean {
  return isWindowDue(session, session.atMs + elapsedSeconds * MS_PER_SECOND);
}

/**
 * An event as the history keeps it. Most turns are never asked for again, so the ranking of all labels is left out; written out
 * because a spread costs as much as the rest of the turn's assembly on Node 20.
 */
function withoutRanking(event: SessionPerceived): SessionPerceived {
  const { vad, label, secondary, intensity } = event.emotion;
  return {
    type: event.type,
    sessionId: event.sessionId,
    characterId: event.characterId,
    userId: event.userId,
    atMs: event.atMs,
    turn: event.turn,
    appraisal: event.appraisal,
    impulse: event.impulse,
    delta: event.delta,
    predictionError: event.predictionError,
    emotion: { vad, label, secondary, intensity, labels: [] },
    mood: event.mood,
    previousLabel: event.previousLabel,
    sinceLastSeconds: event.sinceLastSeconds,
    text: event.text,
    context: event.context,
  };
}

function replay(loaded: LoadedSession, earlier: StoredEvent, fingerprint: number): Perception {
  // It has been perceived, and nobody knows any more how: to perceive it again would be wrong, and so would any answer.
  if (earlier.type === EVENT_LOST) throw historyMissing(earlier.stream, earlier.atMs);
  const turn = readEvent(earlier) as StoredTurn;
  if (turn.fingerprint !== fingerprint) {
    throw keyUsedBefore();
  }
  const { personality = loaded.view.personality } = turn;
  return perceptionAnswer({ ...loaded, view: { ...loaded.view, personality } }, turn.event, earlier.revision);
}

function fingerprintOf(input: Input): number {
  const { appraisal, text, context, elapsedSeconds } = input;
  return hashText(JSON.stringify([appraisal, text, context, elapsedSeconds]));
}

async function appraise(
  context: EngineContext,
  loaded: LoadedSession,
  input: Input,
  elapsedSeconds: number,
  options: CallOptions | undefined,
): Promise<Appraisal> {
  if (!context.appraiser) {
    throw new EngineError(
      'APPRAISER_MISSING',
      'a text needs an appraiser: give createEngine one, for example createLexiconAppraiser() of animacy/lexicon',
      {},
    );
  }
  const { identity, goals } = personaOf(loaded);
  const { emotion } = viewFeeling(loaded.state, loaded.disposition, elapsedSeconds);
  try {
    // An appraiser that does not mind the signal must not keep the session from its next turns.
    const appraising = context.appraiser(
      { text: input.text! },
      {
        ...(identity.name !== undefined && { name: identity.name }),
        ...(identity.role !== undefined && { role: identity.role }),
        ...(identity.language !== undefined && { language: identity.language }),
        goals,
        coreValues: identity.coreValues ?? [],
        emotion: emotion.vad,
        label: emotion.label,
        ...(input.context !== undefined && { situation: input.context }),
      },
      options?.signal,
    );
    const answer = await orAborted(Promise.resolve(appraising), options?.signal);
    return parseWith(appraisalSchema, answer, "the appraiser's answer");
  } catch (cause) {
    const issues = isEngineError(cause, 'INPUT_INVALID') ? cause.details.issues : [];
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(
      'APPRAISAL_FAILED',
      `the text could not be appraised: ${reason}`,
      { issues },
      { cause },
    );
  }
}
